// Package vetx writes what the go command keeps of a package for those that import
// it, where that is its types and no facts. For them no function body matters, which
// is most of what there is to check.
//
// The file is the one that package unitchecker of golang.org/x/tools writes: four
// letters, the lengths of two parts, the types as export data, and the facts, of which
// there are none.
package vetx

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/analysis/unitchecker"
	"golang.org/x/tools/go/gcexportdata"
)

const (
	magic  = "vetx"
	header = len(magic) + 4 + 4 // with the lengths of the types and of the facts
)

// Standard reports whether the go command calls unit a package of the standard
// library.
func Standard(unit *unitchecker.Config) bool {
	first, _, _ := strings.Cut(unit.ImportPath, "/")
	std := unit.ModulePath == "" || unit.ModulePath == "std"
	return std && !strings.Contains(first, ".") && strings.HasSuffix(filepath.ToSlash(unit.Dir), path.Join("/src", unit.ImportPath))
}

// Types writes the file of unit. What is wrong it leaves to unitchecker to say: then
// there is no file.
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
	conf := &types.Config{
		IgnoreFuncBodies: true,
		Importer:         &importer{unit, fset, map[string]*types.Package{}},
		Sizes:            types.SizesFor("gc", build.Default.GOARCH),
		GoVersion:        unit.GoVersion,
	}
	pkg, err := conf.Check(unit.ImportPath, fset, files, nil)
	if err != nil {
		return err
	}
	out := bytes.NewBuffer(make([]byte, header))
	// What is before the types tells their format; unitchecker writes one only.
	out.Truncate(header - 1)
	if err := gcexportdata.Write(out, fset, pkg); err != nil {
		return err
	}
	data := out.Bytes()
	if data[header-1] != 'i' {
		return errors.New("another format of the export data")
	}
	copy(data, magic)
	binary.LittleEndian.PutUint32(data[len(magic):], uint32(len(data)-header))
	binary.LittleEndian.PutUint32(data[len(magic)+4:], 0)
	err = os.WriteFile(unit.VetxOutput, data, 0o666)
	if err == nil && unit.Stdout != "" {
		err = os.WriteFile(unit.Stdout, nil, 0o666) // nothing is printed
	}
	return err
}

// importer reads the types of packages from the files that were written for them.
type importer struct {
	unit *unitchecker.Config
	fset *token.FileSet
	pkgs map[string]*types.Package
}

// Import makes importer a types.Importer.
func (i *importer) Import(name string) (*types.Package, error) {
	name, ok := i.unit.ImportMap[name]
	switch {
	case !ok:
		return nil, errors.New("an import that is not known")
	case name == "unsafe":
		return types.Unsafe, nil
	}
	if pkg := i.pkgs[name]; pkg != nil && pkg.Complete() {
		return pkg, nil
	}
	data, err := os.ReadFile(i.unit.PackageVetx[name])
	if err != nil {
		return nil, err
	}
	if len(data) < header || string(data[:len(magic)]) != magic {
		return nil, fmt.Errorf("%s: not a file of vet", name)
	}
	size := binary.LittleEndian.Uint32(data[len(magic):])
	if facts := binary.LittleEndian.Uint32(data[len(magic)+4:]); facts != 0 {
		return nil, fmt.Errorf("%s has facts", name)
	}
	if uint64(size) > uint64(len(data)-header) {
		return nil, fmt.Errorf("%s: not a file of vet", name)
	}
	data = data[header-1 : header+int(size)]
	data[0] = 'i'
	return gcexportdata.Read(bytes.NewReader(data), i.fset, i.pkgs, name)
}
