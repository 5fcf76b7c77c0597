package summary

import (
	_ "embed" // the table
	"fmt"
	"go/types"
	"strings"
	"sync"
)

// stdText is the table of the standard library. Package derive reads it again out
// of the library's source.
//
//go:embed std.txt
var stdText string

// stdTable is std.txt. A package is looked for by its lines, which stand together, and a
// line is parsed when it is asked for: who asks needs few of them.
type stdTable struct {
	text  map[string]string // the lines of a package, by its path
	funcs sync.Map          // *Func by full name, nil for one without a line
}

var std = sync.OnceValue(func() *stdTable {
	t := &stdTable{text: make(map[string]string, 200)}
	path, start, at := "", 0, 0
	for line := range strings.Lines(stdText) {
		name, _, ok := strings.Cut(line, "\t")
		if p := packageOf(name); ok && line[0] != '#' && p != path {
			t.text[path] = stdText[start:at]
			path, start = p, at
		}
		at += len(line)
	}
	t.text[path] = stdText[start:]
	return t
})

// find is the summary of the function with that full name, nil if the lines of its
// package do not have it.
func (t *stdTable) find(name, lines string) *Func {
	if f, ok := t.funcs.Load(name); ok {
		return f.(*Func)
	}
	var f *Func
	for line := range strings.Lines(lines) {
		if !strings.HasPrefix(line, name) || line[len(name)] != '\t' {
			continue
		}
		_, stmts, err := parseStd(line)
		if err == nil {
			f, err = Parse(shortName(name), stmts)
		}
		if err != nil {
			panic(err)
		}
	}
	first, _ := t.funcs.LoadOrStore(name, f) // one function has one summary
	return first.(*Func)
}

// parseStd splits a line into the full name of the function and its
// statements. Both are empty for a comment.
func parseStd(line string) (name, stmts string, err error) {
	line, _, _ = strings.Cut(line, "#")
	if line = strings.TrimSpace(line); line == "" {
		return "", "", nil
	}
	name, stmts, ok := strings.Cut(line, "\t")
	if !ok {
		return "", "", fmt.Errorf("no tab in %q", line)
	}
	return name, strings.TrimSpace(stmts), nil
}

// packageOf is the import path in the full name of a function.
func packageOf(name string) string {
	name = strings.TrimLeft(name, "(*")
	slash := strings.LastIndexByte(name, '/') + 1
	dot := strings.IndexByte(name[slash:], '.')
	return name[:slash+max(dot, 0)]
}

// shortName is the full name of a function as it is written in source: with
// the name of the package for its path.
func shortName(name string) string {
	slash := strings.LastIndexByte(packageOf(name), '/') + 1
	bare := strings.TrimLeft(name, "(*")
	return name[:len(name)-len(bare)] + bare[slash:]
}

// Std is the summary of a function or method of the standard library, an
// interface's among them. It is nil for what the table does not have.
func Std(f *types.Func) *Func {
	if f.Pkg() == nil {
		return nil
	}
	t := std()
	lines, ok := t.text[f.Pkg().Path()]
	if !ok {
		return nil
	}
	return t.find(f.Origin().FullName(), lines)
}
