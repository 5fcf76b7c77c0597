package repair

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/sendmove/sendmove/analyzer/internal/moves"
)

// fresh makes a buffer in each iteration that was made once before the loop. It
// must be a buffer: made for the loop, named nowhere else, and filled by a call,
// before anything else looks at it, in each iteration.
func (s *Source) fresh(f *moves.Finding) *analysis.SuggestedFix {
	v := f.Var
	if f.Usage != moves.Assign || f.Callee == "" || !s.local(v) {
		return nil
	}
	c, ok := s.Files.FindByPos(f.Pos, f.End)
	if !ok {
		return nil
	}
	l, ok := loop(c)
	if !ok || declaredIn(l.Node(), v) {
		return nil
	}
	for _, m := range f.Moves {
		if !m.Later || m.Pos < l.Node().Pos() || l.Node().End() <= m.Pos {
			return nil
		}
	}
	decl, call := s.made(l, v)
	if decl == nil {
		return nil
	}
	body := bodyOf(l.Node())
	fn, ok := function(l)
	if !ok || len(body.List) == 0 {
		return nil
	}
	all := s.mentions(fn, v)
	for _, c := range all {
		if c.Node().Pos() < body.Lbrace || body.Rbrace < c.Node().Pos() {
			return nil
		}
	}
	if len(all) == 0 || all[0].Node().Pos() < f.Pos || f.End < all[0].Node().End() {
		return nil // looked at before it is filled
	}
	fill, ok := statement(all[0])
	if !ok || fill.Parent().Node() != ast.Node(body) {
		return nil // filled in some iterations only
	}
	for _, size := range call.Args[1:] {
		if s.Info.Types[size].Value != nil {
			continue
		}
		id, ok := size.(*ast.Ident)
		if !ok {
			return nil
		}
		if n, ok := s.Info.Uses[id].(*types.Var); !ok || !s.local(n) || !s.own(fn, n) {
			return nil
		}
	}
	first := body.List[0]
	text := fmt.Sprintf("%s := %s\n%s", v.Name(), types.ExprString(call), s.indent(first.Pos()))
	pos, end := s.line(decl)
	return &analysis.SuggestedFix{
		Message: fmt.Sprintf("make `%s` anew in each iteration", v.Name()),
		TextEdits: []analysis.TextEdit{
			{Pos: pos, End: end},
			insert(first.Pos(), text),
		},
	}
}

// made is the statement v := make(T, n) in the list in which the loop stands,
// where T is a slice of bytes.
func (s *Source) made(l inspector.Cursor, v *types.Var) (*ast.AssignStmt, *ast.CallExpr) {
	if b, ok := v.Type().Underlying().(*types.Slice); !ok || !types.Identical(b.Elem(), types.Typ[types.Byte]) {
		return nil, nil
	}
	for c := range l.Parent().Children() {
		stmt, ok := c.Node().(*ast.AssignStmt)
		if !ok || stmt.Tok != token.DEFINE || len(stmt.Lhs) != 1 || len(stmt.Rhs) != 1 || s.Info.Defs[identOf(stmt.Lhs[0])] != v {
			continue
		}
		call, ok := stmt.Rhs[0].(*ast.CallExpr)
		if !ok {
			return nil, nil
		}
		if b, ok := s.Info.Uses[identOf(call.Fun)].(*types.Builtin); !ok || b.Name() != "make" {
			return nil, nil
		}
		return stmt, call
	}
	return nil, nil
}

func bodyOf(loop ast.Node) *ast.BlockStmt {
	switch n := loop.(type) {
	case *ast.ForStmt:
		return n.Body
	case *ast.RangeStmt:
		return n.Body
	}
	return nil
}

// line is the range of a statement with its line end and the white space before
// it, so that nothing is left when it is taken out.
func (s *Source) line(n ast.Node) (pos, end token.Pos) {
	f := s.Fset.File(n.Pos())
	if f == nil {
		return n.Pos(), n.End()
	}
	first, last := f.PositionFor(n.Pos(), false).Line, f.PositionFor(n.End(), false).Line
	if last >= f.LineCount() {
		return n.Pos(), n.End()
	}
	return f.LineStart(first), f.LineStart(last + 1)
}
