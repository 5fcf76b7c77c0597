package report

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/sendmove/sendmove/analyzer/internal/moves"
)

// place is what a report underlines as the use.
type place struct {
	name     string // "" for what has none
	pos, end token.Pos
	assigned bool // by the statement it stands in
}

// place is the place that f is about: the one that the analysis names, or, when
// a part of that is assigned, the part.
func (w *writer) place(f *moves.Finding) place {
	p := place{name: f.Name, pos: f.Pos, end: f.End}
	if f.Usage == moves.Capture {
		p.name = f.Callee
	}
	if f.Usage != moves.Assign || f.Callee != "" {
		return p
	}
	c, ok := w.at(f.Pos, f.End)
	if !ok {
		return p
	}
	for {
		switch kind, _ := c.ParentEdge(); kind {
		case edge.SelectorExpr_X, edge.IndexExpr_X, edge.StarExpr_X, edge.ParenExpr_X, edge.SelectorExpr_Sel:
			c = c.Parent()
			continue
		case edge.AssignStmt_Lhs, edge.IncDecStmt_X, edge.RangeStmt_Key, edge.RangeStmt_Value:
			if e, ok := c.Node().(ast.Expr); ok {
				return place{types.ExprString(ast.Unparen(e)), e.Pos(), e.End(), true}
			}
		}
		return p
	}
}

// at is the smallest node that holds a range of the source, if there is one.
func (w *writer) at(pos, end token.Pos) (inspector.Cursor, bool) {
	if !pos.IsValid() {
		return inspector.Cursor{}, false
	}
	return w.files.FindByPos(pos, max(pos, end))
}
