package vetx

import (
	"errors"
	"fmt"
	"go/build"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis/unitchecker"
)

// importer reads the types of packages from the files that were written for them.
type importer struct {
	unit  *unitchecker.Config
	fset  *token.FileSet
	pkgs  map[string]*types.Package // all that was heard of, by path
	facts map[string][]byte         // of those that were read
}

func newImporter(unit *unitchecker.Config, fset *token.FileSet) *importer {
	return &importer{unit, fset, map[string]*types.Package{}, map[string][]byte{}}
}

// config is how unitchecker checks types.
func (i *importer) config() *types.Config {
	return &types.Config{
		Importer:  i,
		Sizes:     types.SizesFor("gc", build.Default.GOARCH),
		GoVersion: i.unit.GoVersion,
	}
}

// Import makes importer a types.Importer.
func (i *importer) Import(name string) (*types.Package, error) {
	path, ok := i.unit.ImportMap[name]
	switch {
	case !ok:
		return nil, errors.New("an import that is not known")
	case path == "unsafe":
		return types.Unsafe, nil
	}
	if _, ok := i.facts[path]; ok {
		return i.pkgs[path], nil
	}
	file, ok := i.unit.PackageVetx[path]
	if !ok {
		return nil, fmt.Errorf("no file for %s", path)
	}
	r, err := open(file)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	pkg, err := r.readTypes(i.fset, i.pkgs, path)
	if err != nil {
		return nil, err
	}
	i.facts[path], err = r.readFacts()
	return pkg, err
}
