package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
)

// enclosing knows which declaration a line of a file belongs to.
type enclosing struct{ files map[string][]span }

// span is the lines of one function.
type span struct {
	name     string
	from, to int
}

// of is the function that line is in, "" if there is none.
func (e *enclosing) of(file string, line int) string {
	spans, ok := e.files[file]
	if !ok {
		spans = functions(file)
		e.files[file] = spans
	}
	for _, s := range spans {
		if s.from <= line && line <= s.to {
			return s.name
		}
	}
	return ""
}

func functions(file string) []span {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, file, nil, parser.SkipObjectResolution)
	if err != nil {
		return nil
	}
	var out []span
	for _, d := range f.Decls {
		fd, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		name := fd.Name.Name
		if fd.Recv != nil && len(fd.Recv.List) == 1 {
			name = "(" + types.ExprString(fd.Recv.List[0].Type) + ")." + name
		}
		out = append(out, span{name, fset.Position(fd.Pos()).Line, fset.Position(fd.End()).Line})
	}
	return out
}
