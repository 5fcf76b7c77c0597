package moves

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/summary"
)

// exprAt is the widest place that starts at pos, in a closure of the function.
func (f *function) exprAt(pos token.Pos) (out ast.Expr) {
	if f.fn.Syntax() == nil {
		return nil
	}
	ast.Inspect(f.fn.Syntax(), func(n ast.Node) bool {
		if e, ok := n.(ast.Expr); ok && out == nil && e.Pos() == pos && nameOf(e) != "" && !f.isMethod(e) {
			out = e
		}
		return out == nil && n != nil && n.Pos() <= pos && pos < n.End()
	})
	return out
}

// isMethod reports whether e is a method of a value.
func (f *function) isMethod(e ast.Expr) bool {
	sel, ok := e.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	s := f.Info.Selections[sel]
	return s != nil && s.Kind() != types.FieldVal
}

// expr is the source expression of v as instr uses it, if the builder kept it.
func (f *function) expr(instr ssa.Instruction, v ssa.Value) ast.Expr {
	if v == nil {
		return nil
	}
	if f.exprs == nil {
		f.index()
	}
	if st, ok := instr.(*ssa.Store); ok && v == st.Addr {
		if e := f.stored(st); e != nil {
			return f.whole(e)
		}
	}
	if e := f.nearest(instr, f.exprs[v]); e != nil {
		return e
	}
	switch v := v.(type) {
	case *ssa.MakeInterface:
		return f.expr(instr, v.X)
	case *ssa.ChangeType:
		return f.expr(instr, v.X)
	case *ssa.ChangeInterface:
		return f.expr(instr, v.X)
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return f.expr(instr, v.X)
		}
	case *ssa.IndexAddr:
		return f.indexing(v.Pos())
	case *ssa.Lookup:
		return f.indexing(v.Pos())
	}
	return nil
}

// indexing is the index expression with its bracket at pos. Of that in v[i]++ the builder
// keeps nothing else.
func (f *function) indexing(pos token.Pos) ast.Expr {
	if e := f.brackets[pos]; e != nil {
		return e
	}
	return nil
}

// whole is the selector of which e is the last name, or e.
func (f *function) whole(e ast.Expr) ast.Expr {
	if id, ok := e.(*ast.Ident); ok && f.selectors[id] != nil {
		return f.selectors[id]
	}
	return e
}

// stored is the left-hand side of the assignment that st does: the builder
// notes it behind the store as what the stored value is called.
func (f *function) stored(st *ssa.Store) ast.Expr {
	instrs := st.Block().Instrs
	for _, in := range instrs[slices.Index(instrs, ssa.Instruction(st))+1:] {
		d, ok := in.(*ssa.DebugRef)
		if !ok {
			return nil
		}
		if d.X == st.Val && !d.IsAddr {
			return ast.Unparen(d.Expr)
		}
	}
	return nil
}

// index collects the debug references of each value, for each field name the selector
// it stands in, since an address is noted by its last name only, and for each bracket the
// index expression.
func (f *function) index() {
	f.exprs = map[ssa.Value][]*ssa.DebugRef{}
	f.selectors = map[*ast.Ident]*ast.SelectorExpr{}
	f.brackets = map[token.Pos]*ast.IndexExpr{}
	for _, b := range f.fn.Blocks {
		for _, in := range b.Instrs {
			if d, ok := in.(*ssa.DebugRef); ok {
				f.exprs[d.X] = append(f.exprs[d.X], d)
			}
		}
	}
	if syntax := f.fn.Syntax(); syntax != nil {
		ast.Inspect(syntax, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.SelectorExpr:
				f.selectors[n.Sel] = n
			case *ast.IndexExpr:
				f.brackets[n.Lbrack] = n
			}
			return true
		})
	}
}

// nearest picks the mention that belongs to instr: in its block, the last one
// before it, else the first one at all; and of several at one place the widest.
func (f *function) nearest(instr ssa.Instruction, refs []*ssa.DebugRef) ast.Expr {
	var best ast.Expr
	for _, d := range refs {
		e := f.whole(ast.Unparen(d.Expr))
		inside := best != nil && e.Pos() <= best.Pos() && best.End() <= e.End()
		if best == nil || inside || d.Block() == instr.Block() && precedes(d, instr) {
			best = e
		}
	}
	return best
}

func precedes(a, b ssa.Instruction) bool {
	for _, in := range a.Block().Instrs {
		switch in {
		case a:
			return true
		case b:
			return false
		}
	}
	return false
}

// position is the source range of a use by instr of the value at.
func (f *function) position(instr ssa.Instruction, at ssa.Value) (pos, end token.Pos) {
	if e := f.expr(instr, at); e != nil {
		return e.Pos(), e.End()
	}
	if at != nil {
		if _, ok := at.(*ssa.MakeClosure); ok && at.Pos().IsValid() {
			return at.Pos(), at.Pos() + token.Pos(len("func"))
		}
	}
	if ret := returned(instr); ret != nil && ret.Pos().IsValid() {
		return ret.Pos(), ret.Pos() + token.Pos(len("return"))
	}
	if p := instr.Pos(); p.IsValid() {
		return p, p
	}
	if at != nil && at.Pos().IsValid() {
		return at.Pos(), at.Pos()
	}
	for _, op := range instr.Operands(nil) {
		if e := f.expr(instr, *op); e != nil {
			return e.Pos(), e.End()
		}
	}
	if refs := instrReferrers(instr); refs != nil {
		for _, r := range *refs {
			if r.Pos().IsValid() {
				return r.Pos(), r.Pos()
			}
		}
	}
	return f.fn.Pos(), f.fn.Pos()
}

// returned is the return statement that instr loads a named result for.
func returned(instr ssa.Instruction) *ssa.Return {
	if refs := instrReferrers(instr); refs != nil {
		for _, r := range *refs {
			if ret, ok := r.(*ssa.Return); ok {
				return ret
			}
		}
	}
	return nil
}

func instrReferrers(instr ssa.Instruction) *[]ssa.Instruction {
	if v, ok := instr.(ssa.Value); ok {
		return v.Referrers()
	}
	return nil
}

func (f *function) where(pos, end token.Pos) summary.Where {
	if !pos.IsValid() {
		return summary.Where{}
	}
	p := f.Fset.Position(pos)
	w := summary.Where{File: p.Filename, Line: p.Line, Col: p.Column, Pos: pos}
	if q := f.Fset.Position(end); q.Line == p.Line {
		w.EndCol = q.Column
	}
	return w
}

// nameOf is the text of a place, "" for what is not one.
func nameOf(e ast.Expr) string {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident, *ast.SelectorExpr, *ast.IndexExpr, *ast.StarExpr:
		return types.ExprString(e)
	case *ast.SliceExpr:
		return nameOf(e.X)
	case *ast.UnaryExpr:
		if e.Op == token.AND {
			return nameOf(e.X)
		}
	}
	return ""
}
