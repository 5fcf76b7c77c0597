package driver

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/unit"
)

// overlay has the files that are read instead of others, by their names: what the flag
// -overlay of the go command says.
type overlay map[string]string

// readOverlay reads the file that says so; no name means that nothing is replaced.
func readOverlay(name string) (overlay, error) {
	if name == "" {
		return nil, nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("flag -overlay: %w", err)
	}
	var file struct{ Replace overlay }
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, fmt.Errorf("flag -overlay: %s: %w", name, err)
	}
	return file.Replace, nil
}

// read reads a source file, or what it is replaced by.
func (o overlay) read(name string) ([]byte, error) {
	if other, ok := o[name]; ok {
		name = other
	}
	return os.ReadFile(name)
}

// parse parses a source file, as one is that is analysed if its function bodies matter.
func (o overlay) parse(fset *token.FileSet, name string, bodies bool) (*ast.File, error) {
	text, err := o.read(name)
	if err != nil {
		return nil, err
	}
	mode := parser.SkipObjectResolution
	if bodies {
		mode = unit.Mode
	}
	return parser.ParseFile(fset, name, text, mode)
}
