// Package vetx writes what the go command keeps of a package for those that import
// it: its types, and the facts of an analyzer. It does what package unitchecker of
// golang.org/x/tools does for a package of which nobody asks for the reports, and
// leaves out what is of no use then.
//
// The file is the one that unitchecker writes, byte for byte: four letters, the lengths
// of two parts, the types as export data, and the facts.
package vetx

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
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

// read gives the two parts of the file that was written for a package. What is before
// the types is free to be written over.
func read(name string) (typs, facts []byte, err error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, nil, err
	}
	if len(data) < header || string(data[:len(magic)]) != magic {
		return nil, nil, fmt.Errorf("%s: not a file of vet", name)
	}
	size := uint64(binary.LittleEndian.Uint32(data[len(magic):]))
	rest := uint64(binary.LittleEndian.Uint32(data[len(magic)+4:]))
	if size+rest > uint64(len(data)-header) {
		return nil, nil, fmt.Errorf("%s: not a file of vet", name)
	}
	// What is before the types tells their format; unitchecker writes one only.
	data[header-1] = 'i'
	return data[header-1 : header+int(size)], data[header+int(size) : header+int(size+rest)], nil
}

// write writes the file of unit, and says that nothing is printed.
func write(unit *unitchecker.Config, fset *token.FileSet, pkg *types.Package, facts []byte) error {
	out := bytes.NewBuffer(make([]byte, header))
	out.Truncate(header - 1) // the format, which read puts there again
	if err := gcexportdata.Write(out, fset, pkg); err != nil {
		return err
	}
	data := out.Bytes()
	if data[header-1] != 'i' {
		return errors.New("another format of the export data")
	}
	copy(data, magic)
	binary.LittleEndian.PutUint32(data[len(magic):], uint32(len(data)-header))
	binary.LittleEndian.PutUint32(data[len(magic)+4:], uint32(len(facts)))
	err := os.WriteFile(unit.VetxOutput, append(data, facts...), 0o666)
	if err == nil && unit.Stdout != "" {
		err = os.WriteFile(unit.Stdout, nil, 0o666)
	}
	return err
}
