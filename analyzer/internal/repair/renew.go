package repair

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/sendmove/sendmove/analyzer/internal/moves"
)

// renew lets a slice start anew where its array was kept to be filled again:
// x = x[:0] becomes x = nil. A program that asks for the capacity of x gets an
// array of the same size instead.
func (s *Source) renew(f *moves.Finding) *analysis.SuggestedFix {
	if f.Usage != moves.Truncate || f.Callee != "" {
		return nil
	}
	c, ok := s.Files.FindByPos(f.Pos, f.End)
	if !ok {
		return nil
	}
	var slice *ast.SliceExpr
	for c = range c.Enclosing((*ast.SliceExpr)(nil)) {
		slice = c.Node().(*ast.SliceExpr)
		break
	}
	if slice == nil || slice.Low != nil && !s.zero(slice.Low) || slice.High == nil || !s.zero(slice.High) || slice.Slice3 {
		return nil
	}
	kind, i := c.ParentEdge()
	if kind != edge.AssignStmt_Rhs {
		return nil
	}
	stmt := c.Parent().Node().(*ast.AssignStmt)
	name := types.ExprString(slice.X)
	if stmt.Tok != token.ASSIGN || len(stmt.Lhs) != len(stmt.Rhs) || types.ExprString(stmt.Lhs[i]) != name {
		return nil
	}
	if _, ok := s.Info.TypeOf(slice).Underlying().(*types.Slice); !ok {
		return nil
	}
	fn, ok := function(c)
	if !ok {
		return nil
	}
	if !s.looks(fn, name) {
		return &analysis.SuggestedFix{
			Message:   fmt.Sprintf("let `%s` start anew, with an array of its own", name),
			TextEdits: []analysis.TextEdit{replace(slice, "nil")},
		}
	}
	t := s.typeText(s.Info.TypeOf(slice), c)
	if t == "" || strictly(f) {
		return nil
	}
	return &analysis.SuggestedFix{
		Message:   fmt.Sprintf("give `%s` an array of its own", name),
		TextEdits: []analysis.TextEdit{replace(slice, fmt.Sprintf("make(%s, 0, cap(%s))", t, name))},
	}
}

// strictly reports whether a look at the header of what was moved is reported.
func strictly(f *moves.Finding) bool {
	for _, m := range f.Moves {
		if m.Level == moves.Strict {
			return true
		}
	}
	return false
}

func (s *Source) zero(e ast.Expr) bool {
	v := s.Info.Types[e].Value
	return v != nil && v.String() == "0"
}

// looks reports whether a function tells the slice called name from an empty one
// that has no array: by its capacity, or by a comparison.
func (s *Source) looks(fn inspector.Cursor, name string) bool {
	for c := range fn.Preorder((*ast.CallExpr)(nil), (*ast.BinaryExpr)(nil)) {
		switch n := c.Node().(type) {
		case *ast.CallExpr:
			b, ok := s.Info.Uses[identOf(n.Fun)].(*types.Builtin)
			if ok && b.Name() == "cap" && types.ExprString(n.Args[0]) == name {
				return true
			}
		case *ast.BinaryExpr:
			if (n.Op == token.EQL || n.Op == token.NEQ) && (types.ExprString(n.X) == name || types.ExprString(n.Y) == name) {
				return true
			}
		}
	}
	return false
}

// typeText is t as the file around c writes it, "" if it cannot.
func (s *Source) typeText(t types.Type, c inspector.Cursor) string {
	var file *ast.File
	for c := range c.Enclosing((*ast.File)(nil)) {
		file = c.Node().(*ast.File)
	}
	ok := file != nil
	text := types.TypeString(t, func(p *types.Package) string {
		if p == s.Pkg {
			return ""
		}
		for _, spec := range file.Imports {
			if name := s.Info.PkgNameOf(spec); name != nil && name.Imported() == p && name.Name() != "." && name.Name() != "_" {
				return name.Name()
			}
		}
		ok = false
		return p.Name()
	})
	if !ok {
		return ""
	}
	return text
}
