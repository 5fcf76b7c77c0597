package vetx

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"

	"golang.org/x/tools/go/analysis/unitchecker"
)

// Types writes the file of a unit that has no facts. For those that import it no
// function body matters, which is most of what there is to check. What is wrong it
// leaves to unitchecker to say: then there is no file.
func Types(unit *unitchecker.Config) error {
	fset := token.NewFileSet()
	files := make([]*ast.File, len(unit.GoFiles))
	for i, name := range unit.GoFiles {
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if bytes.Contains(data, []byte("//sendmove:")) {
			return fmt.Errorf("%s may have annotations, which are facts", name)
		}
		if files[i], err = parser.ParseFile(fset, name, data, parser.SkipObjectResolution); err != nil {
			return err
		}
	}
	imports := newImporter(unit, fset)
	conf := imports.config()
	conf.IgnoreFuncBodies = true
	pkg, err := conf.Check(unit.ImportPath, fset, files, nil)
	if err != nil {
		return err
	}
	for path, facts := range imports.facts {
		if len(facts) > 0 {
			return fmt.Errorf("%s has facts", path)
		}
	}
	return write(unit, fset, pkg, nil)
}
