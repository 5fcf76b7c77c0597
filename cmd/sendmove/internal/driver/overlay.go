package driver

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/unit"
)

// overlay has the files that are read instead of others, by their names: what the flag
// -overlay of the go command says.
type overlay map[string]string

// readOverlay reads the file that says so; no name means that nothing is replaced. Names
// in it, and its own, are relative to the folder in which the go command runs.
func readOverlay(dir, name string) (overlay, error) {
	if name == "" {
		return nil, nil
	}
	absolute := func(name string) string {
		if name == "" || filepath.IsAbs(name) {
			return name
		}
		return filepath.Join(dir, name)
	}
	data, err := os.ReadFile(absolute(name))
	if err != nil {
		return nil, fmt.Errorf("flag -overlay: %w", err)
	}
	var file struct{ Replace overlay }
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, fmt.Errorf("flag -overlay: %s: %w", name, err)
	}
	out := make(overlay)
	for from, to := range file.Replace {
		out[absolute(from)] = absolute(to)
	}
	return out, nil
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
