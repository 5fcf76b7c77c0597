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
	"io"
	"os"
	"strings"

	"golang.org/x/tools/go/analysis/unitchecker"
	"golang.org/x/tools/go/gcexportdata"
)

const (
	magic  = "vetx"
	header = len(magic) + 4 + 4 // with the lengths of the types and of the facts
)

// A reader reads the file that was written for a package.
type reader struct {
	*os.File
	types, facts int64 // how long the parts are
}

// open reads the lengths of the parts.
func open(name string) (*reader, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	var head [header]byte
	if _, err = io.ReadFull(f, head[:]); err != nil || string(head[:len(magic)]) != magic {
		return nil, errors.Join(fmt.Errorf("%s: not a file of vet", name), f.Close())
	}
	return &reader{
		f,
		int64(binary.LittleEndian.Uint32(head[len(magic):])),
		int64(binary.LittleEndian.Uint32(head[len(magic)+4:])),
	}, nil
}

// readTypes reads the types, which come first. A reader that is known to be short is read
// into one piece of memory.
func (r *reader) readTypes(fset *token.FileSet, pkgs map[string]*types.Package, path string) (*types.Package, error) {
	const format = "i" // is not in the file; unitchecker writes one only
	in := &io.LimitedReader{R: io.MultiReader(strings.NewReader(format), r), N: int64(len(format)) + r.types}
	return gcexportdata.Read(in, fset, pkgs, path)
}

// readFacts reads the facts, after the types.
func (r *reader) readFacts() ([]byte, error) {
	return io.ReadAll(io.LimitReader(r, r.facts))
}

// write writes the file of unit, and says that nothing is printed.
func write(unit *unitchecker.Config, fset *token.FileSet, pkg *types.Package, facts []byte) error {
	out := bytes.NewBuffer(make([]byte, header))
	out.Truncate(header - 1) // the format, which is not in the file
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
