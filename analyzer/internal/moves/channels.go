package moves

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"

	"golang.org/x/tools/go/types/typeutil"
)

// A receiver counts for a send if it may receive from the channel of that send. Channels
// are told apart by the variables, fields and results that hold them: two of these may
// hold one channel if the package assigns the one to the other, in any order and through
// any others, as in Steensgaard's analysis of pointers. What goes through values of
// interface types, function values and other packages, and what an exported function is
// given, may be any channel that other packages can name: that of an exported variable,
// field or function. What a function is given that nobody calls may be any at all. That
// another package connects two fields which this one does not is not seen.

// channels are the classes of what may hold the same channel.
type channels struct {
	*Package
	parent map[any]any
	named  map[any]bool    // classes of which other packages can name a holder
	loose  map[any]bool    // those with a parameter that nobody is seen to fill
	sends  []*ast.SendStmt // in the order of the source
	calls  map[*types.Func]bool
	takes  map[token.Pos]ast.Expr
}

// elsewhere is what other packages, interfaces and function values hold.
type elsewhere struct{}

// resultOf is result N of Fn.
type resultOf struct {
	Fn *types.Func
	N  int
}

// meeting works out the classes, once they are asked for.
func (p *Package) meeting() *channels {
	if p.channels == nil {
		p.channels = &channels{Package: p, parent: map[any]any{}, named: map[any]bool{}, loose: map[any]bool{}, calls: map[*types.Func]bool{}, takes: map[token.Pos]ast.Expr{}}
		for _, file := range p.Files {
			for _, d := range file.Decls {
				p.channels.decl(d)
			}
		}
		for _, file := range p.Files {
			for _, d := range file.Decls {
				p.channels.entry(d)
			}
		}
		for v := range maps.Clone(p.channels.loose) {
			p.channels.loose[p.channels.find(v)] = true
		}
		slices.SortFunc(p.channels.sends, func(a, b *ast.SendStmt) int { return int(a.Pos() - b.Pos()) })
	}
	return p.channels
}

// meet reports whether what is received at take may have been sent at send. Where it is
// not known which channel one of them is of, it may.
func (c *channels) meet(send, take token.Pos) bool {
	from, ok := c.takes[take]
	if !ok {
		return true
	}
	to := c.sendAt(send)
	if to == nil {
		return true
	}
	x, y := c.holder(to.Chan), c.holder(from)
	if x == nil || y == nil {
		return true
	}
	x, y = c.find(x), c.find(y)
	open := c.find(elsewhere{})
	return x == y || c.loose[x] && x != open || c.loose[y] && y != open || x == open && c.exports(y) || y == open && c.exports(x)
}

// exports reports whether other packages can name a holder of the class x.
func (c *channels) exports(x any) bool {
	switch x := x.(type) {
	case *types.Var:
		if x.Exported() && (x.IsField() || x.Parent() == x.Pkg().Scope()) {
			return true
		}
	case resultOf:
		if x.Fn.Exported() {
			return true
		}
	case elsewhere:
		return true
	}
	return c.named[x]
}

// sendAt is the innermost send statement at pos, nil if there is none.
func (c *channels) sendAt(pos token.Pos) *ast.SendStmt {
	var out *ast.SendStmt
	for _, s := range c.sends {
		if s.Pos() <= pos && pos < s.End() {
			out = s
		}
	}
	return out
}

func (c *channels) find(x any) any {
	for {
		up, ok := c.parent[x]
		if !ok {
			return x
		}
		x = up
	}
}

func (c *channels) union(x, y any) {
	if x == nil || y == nil {
		return
	}
	if x, y = c.find(x), c.find(y); x != y {
		c.parent[x], c.named[y] = y, c.exports(x) || c.exports(y)
	}
}

// carries reports whether a value of type t is or has channels, other than in the
// fields of structs, which are known by themselves.
func carries(t types.Type) bool {
	const deepest = 4
	var down func(t types.Type, depth int) bool
	down = func(t types.Type, depth int) bool {
		if depth > deepest {
			return false
		}
		switch u := t.Underlying().(type) {
		case *types.Chan:
			return true
		case *types.Pointer:
			return down(u.Elem(), depth+1)
		case *types.Slice:
			return down(u.Elem(), depth+1)
		case *types.Array:
			return down(u.Elem(), depth+1)
		case *types.Map:
			return down(u.Elem(), depth+1) || down(u.Key(), depth+1)
		}
		return false
	}
	return down(t, 0)
}

// holder is what holds the channels of e: a variable, a field, a result, elsewhere, or
// nil if they are new.
func (c *channels) holder(e ast.Expr) any {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		if v, ok := c.Info.ObjectOf(e).(*types.Var); ok {
			return v.Origin()
		}
	case *ast.SelectorExpr:
		if v, ok := c.Info.Uses[e.Sel].(*types.Var); ok {
			return v.Origin()
		}
	case *ast.IndexExpr:
		return c.holder(e.X)
	case *ast.SliceExpr:
		return c.holder(e.X)
	case *ast.StarExpr:
		return c.holder(e.X)
	case *ast.UnaryExpr:
		return c.holder(e.X)
	case *ast.CompositeLit:
		return e
	case *ast.CallExpr:
		return c.called(e)
	case *ast.TypeAssertExpr, *ast.FuncLit:
		return elsewhere{}
	}
	return nil
}

// called is what holds the channels that a call returns first.
func (c *channels) called(e *ast.CallExpr) any {
	fun := ast.Unparen(e.Fun)
	if tv := c.Info.Types[fun]; tv.IsType() && len(e.Args) == 1 {
		return c.holder(e.Args[0])
	} else if tv.IsBuiltin() {
		if id, ok := fun.(*ast.Ident); ok && id.Name == "append" {
			return c.holder(e.Args[0])
		}
		return nil
	}
	if fn, ok := typeutil.Callee(c.Info, e).(*types.Func); ok && fn.Pkg() == c.SSA.Pkg {
		return resultOf{fn.Origin(), 0}
	}
	return elsewhere{}
}
