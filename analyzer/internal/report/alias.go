package report

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/sendmove/sendmove/analyzer/internal/moves"
)

// tie is where, before the move m, the used place and the moved one come to share
// memory: an assignment that mentions both, the one on its left and the other on
// its right, or a loop that takes the one from the other. The first one counts;
// where a third name stands between them there is none.
func (w *writer) tie(f *moves.Finding, m moves.Reached) (pos, end token.Pos) {
	used, moved := f.Var, w.movedVariable(m)
	if used == nil || moved == nil || used == moved || f.Fn.Syntax() == nil {
		return token.NoPos, token.NoPos
	}
	c, ok := w.at(f.Fn.Syntax().Pos(), f.Fn.Syntax().End())
	if !ok {
		return token.NoPos, token.NoPos
	}
	for c := range c.Preorder((*ast.AssignStmt)(nil), (*ast.RangeStmt)(nil)) {
		var lhs, rhs []ast.Expr
		switch n := c.Node().(type) {
		case *ast.AssignStmt:
			lhs, rhs = n.Lhs, n.Rhs
			pos, end = n.Pos(), n.End()
		case *ast.RangeStmt:
			if n.Value == nil {
				continue
			}
			lhs, rhs = []ast.Expr{n.Value}, []ast.Expr{n.X}
			pos, end = n.Value.Pos(), n.X.End()
		}
		if pos > m.Pos {
			break
		}
		var left, right [2]bool
		for _, e := range lhs {
			v := moves.Root(w.info, e)
			left[0], left[1] = left[0] || v == used, left[1] || v == moved
		}
		for _, e := range rhs {
			right[0] = right[0] || w.mentions(e, used)
			right[1] = right[1] || w.mentions(e, moved)
		}
		if left[0] && right[1] || left[1] && right[0] {
			if w.fset.Position(pos).Line != w.fset.Position(end).Line {
				end = lhs[len(lhs)-1].End() // a long literal is no place to point at
			}
			return pos, end
		}
	}
	return token.NoPos, token.NoPos
}

func (w *writer) mentions(e ast.Expr, v *types.Var) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && w.info.Uses[id] == v {
			found = true
		}
		return !found
	})
	return found
}

// movedVariable is the variable of what m moved, if it is one.
func (w *writer) movedVariable(m moves.Reached) *types.Var {
	c, ok := w.at(m.Pos, m.End)
	if !ok {
		return nil
	}
	if e, ok := c.Node().(ast.Expr); ok {
		return moves.Root(w.info, e)
	}
	return nil
}

// captured reports whether the closure that holds pos has the variable there
// from outside.
func (w *writer) captured(pos, end token.Pos) bool {
	c, ok := w.at(pos, end)
	if !ok {
		return false
	}
	e, ok := c.Node().(ast.Expr)
	if !ok {
		return false
	}
	v := moves.Root(w.info, e)
	if v == nil {
		return false
	}
	for c := range c.Enclosing((*ast.FuncLit)(nil)) {
		return v.Pos() < c.Node().Pos() || c.Node().End() <= v.Pos()
	}
	return false
}
