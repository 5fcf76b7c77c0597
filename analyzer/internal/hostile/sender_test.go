package hostile

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
)

// sending is a program that sends every variable as soon as it has one: parameters
// and results where a function begins, and others behind the statement that declares
// them. Most programs send nothing, and the analysis looks at what is sent. It is
// nil if text is no program.
func sending(text []byte) []byte {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", text, parser.SkipObjectResolution)
	if err != nil {
		return nil
	}
	type insertion struct {
		at   int
		text string
	}
	var all []insertion
	add := func(at token.Pos, names []*ast.Ident) {
		var b bytes.Buffer
		for _, n := range names {
			if n.Name != "_" {
				fmt.Fprintf(&b, ";hostileSink <- %s", n.Name)
			}
		}
		if b.Len() > 0 {
			all = append(all, insertion{fset.Position(at).Offset, b.String() + ";"})
		}
	}
	begin := func(typ *ast.FuncType, recv *ast.FieldList, body *ast.BlockStmt) {
		if body == nil {
			return
		}
		var names []*ast.Ident
		for _, list := range []*ast.FieldList{recv, typ.Params, typ.Results} {
			if list != nil {
				for _, f := range list.List {
					names = append(names, f.Names...)
				}
			}
		}
		add(body.Lbrace+1, names)
	}
	behind := func(list []ast.Stmt) {
		for _, s := range list {
			var names []*ast.Ident
			switch s := s.(type) {
			case *ast.AssignStmt:
				if s.Tok == token.DEFINE {
					for _, e := range s.Lhs {
						if id, ok := e.(*ast.Ident); ok {
							names = append(names, id)
						}
					}
				}
			case *ast.DeclStmt:
				if d, ok := s.Decl.(*ast.GenDecl); ok && d.Tok == token.VAR {
					for _, spec := range d.Specs {
						if v, ok := spec.(*ast.ValueSpec); ok {
							names = append(names, v.Names...)
						}
					}
				}
			}
			add(s.End(), names)
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			begin(n.Type, n.Recv, n.Body)
		case *ast.FuncLit:
			begin(n.Type, nil, n.Body)
		case *ast.BlockStmt:
			behind(n.List)
		case *ast.CaseClause:
			behind(n.Body)
		case *ast.CommClause:
			behind(n.Body)
		}
		return true
	})
	slices.SortStableFunc(all, func(a, b insertion) int { return a.at - b.at })
	var out bytes.Buffer
	at := 0
	for _, in := range all {
		out.Write(text[at:in.at])
		out.WriteString(in.text)
		at = in.at
	}
	out.Write(text[at:])
	out.WriteString(sink)
	return out.Bytes()
}

const sink = "\nvar hostileSink chan any\n"
