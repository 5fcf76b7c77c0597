package metamorphic

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path"
	"path/filepath"
)

// imports are the packages that programs import. Those of testdata are read there.
type imports struct {
	types.ImporterFrom
	own map[string]*types.Package
}

// Import is the package with the given path.
func (i *imports) Import(name string) (*types.Package, error) {
	if p := i.own[name]; p != nil {
		return p, nil
	}
	files, err := filepath.Glob(filepath.Join(testdata, filepath.FromSlash(name), "*.go"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return i.ImporterFrom.Import(name)
	}
	fset := token.NewFileSet()
	var parsed []*ast.File
	for _, f := range files {
		file, err := parser.ParseFile(fset, f, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		parsed = append(parsed, file)
	}
	conf := types.Config{Importer: i}
	p, err := conf.Check(path.Clean(name), fset, parsed, nil)
	if err != nil {
		return nil, err
	}
	if i.own == nil {
		i.own = map[string]*types.Package{}
	}
	i.own[name] = p
	return p, nil
}

// firstName is some name that the package declares.
func firstName(info *types.Info) *ast.Ident {
	for id, obj := range info.Defs {
		if obj != nil && obj.Pkg() != nil {
			return id
		}
	}
	return nil
}
