package moves

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/types/typeutil"
)

// A receiver counts for a send if it may receive from the channel of that send. Channels
// are told apart by the variables, fields and results that hold them: two of these may
// hold one channel if the package assigns the one to the other, in any order and through
// any others, as in Steensgaard's analysis of pointers. What goes through values of
// interface types, function values and other packages, and what a function is given that
// is exported or that nobody calls, may be any channel. That another package connects two
// fields which this one does not is not seen.

// channels are the classes of what may hold the same channel.
type channels struct {
	*Package
	parent map[any]any
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
		p.channels = &channels{Package: p, parent: map[any]any{}, calls: map[*types.Func]bool{}, takes: map[token.Pos]ast.Expr{}}
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
	return x == y || x == open || y == open
}

// entry notes that others may call the function of a declaration.
func (c *channels) entry(d ast.Decl) {
	decl, ok := d.(*ast.FuncDecl)
	if !ok {
		return
	}
	if fn, ok := c.Info.Defs[decl.Name].(*types.Func); ok && (fn.Exported() || !c.calls[fn]) {
		c.open(fn.Signature())
	}
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
		c.parent[x] = y
	}
}

// flow notes that to gets the value of e, which may have channels in it.
func (c *channels) flow(to any, e ast.Expr) {
	if t := c.Info.TypeOf(e); to != nil && t != nil && carries(t) {
		if v, ok := to.(*types.Var); ok && !carries(v.Type()) {
			to = elsewhere{} // an interface
		}
		c.union(to, c.holder(e))
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

// decl notes all that a declaration assigns.
func (c *channels) decl(d ast.Decl) {
	var fn *types.Func
	if d, ok := d.(*ast.FuncDecl); ok {
		fn, _ = c.Info.Defs[d.Name].(*types.Func)
	}
	literals := 0 // around the node
	called := map[ast.Expr]bool{}
	var stack []ast.Node
	ast.Inspect(d, func(n ast.Node) bool {
		if n == nil {
			if _, ok := stack[len(stack)-1].(*ast.FuncLit); ok {
				literals--
			}
			stack = stack[:len(stack)-1]
			return true
		}
		stack = append(stack, n)
		switch n := n.(type) {
		case *ast.FuncLit:
			literals++
			if !called[n] {
				c.open(c.Info.TypeOf(n))
			}
		case *ast.SendStmt:
			c.sends = append(c.sends, n)
			c.flow(c.holder(n.Chan), n.Value)
		case *ast.UnaryExpr:
			if n.Op == token.ARROW {
				c.takes[n.OpPos] = n.X
			}
		case *ast.RangeStmt:
			c.takes[n.For] = n.X
			for _, v := range []ast.Expr{n.Key, n.Value} {
				if v != nil {
					c.assign(v, n.X)
				}
			}
		case *ast.AssignStmt:
			c.assignAll(n.Lhs, n.Rhs)
		case *ast.ValueSpec:
			names := make([]ast.Expr, len(n.Names))
			for i, name := range n.Names {
				names[i] = name
			}
			c.assignAll(names, n.Values)
		case *ast.CompositeLit:
			c.literal(n)
		case *ast.CallExpr:
			fun := ast.Unparen(n.Fun)
			called[fun] = true
			switch fun := fun.(type) { // an instance
			case *ast.IndexExpr:
				called[fun.X] = true
			case *ast.IndexListExpr:
				called[fun.X] = true
			}
			c.call(n)
		case *ast.SelectorExpr:
			c.mention(n, n.Sel, called)
		case *ast.Ident:
			if sel, ok := stack[max(len(stack)-2, 0)].(*ast.SelectorExpr); !ok || sel.Sel != n {
				c.mention(n, n, called)
			}
		case *ast.ReturnStmt:
			for i, e := range n.Results {
				if literals > 0 || fn == nil {
					c.flow(elsewhere{}, e)
				} else {
					c.flow(resultOf{fn, i}, e)
				}
			}
		}
		return true
	})
	if fn == nil {
		return
	}
	for i := range fn.Signature().Results().Len() { // of a bare return
		if v := fn.Signature().Results().At(i); v.Name() != "" && carries(v.Type()) {
			c.union(resultOf{fn, i}, v)
		}
	}
}

// assign notes left = right, where right may be a container of what left gets.
func (c *channels) assign(left, right ast.Expr) {
	t := c.Info.TypeOf(left)
	if id, ok := left.(*ast.Ident); ok && c.Info.Defs[id] != nil {
		t = c.Info.Defs[id].Type()
	}
	if t == nil {
		return
	}
	switch {
	case carries(t):
		c.union(c.holder(left), c.holder(right))
	case types.IsInterface(t):
		c.flow(elsewhere{}, right)
	}
}

func (c *channels) assignAll(left, right []ast.Expr) {
	if len(left) == len(right) {
		for i, e := range left {
			c.assign(e, right[i])
		}
		return
	}
	if len(right) != 1 {
		return
	}
	for i, e := range left { // of a call, or with an ok
		if t := c.Info.TypeOf(e); t == nil || !carries(t) {
			continue
		}
		from := c.holder(right[0])
		if r, ok := from.(resultOf); ok {
			from = resultOf{r.Fn, i}
		}
		c.union(c.holder(e), from)
	}
}

// literal notes what the elements of a composite literal are.
func (c *channels) literal(n *ast.CompositeLit) {
	t := c.Info.TypeOf(n)
	if t == nil {
		return
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s, isStruct := t.Underlying().(*types.Struct)
	for i, e := range n.Elts {
		kv, keyed := e.(*ast.KeyValueExpr)
		var to any = n
		switch {
		case isStruct && keyed:
			if id, ok := kv.Key.(*ast.Ident); ok {
				if v, ok := c.Info.Uses[id].(*types.Var); ok {
					to = v.Origin()
				}
			}
		case isStruct && i < s.NumFields():
			to = s.Field(i).Origin()
		}
		if keyed {
			if !isStruct {
				c.flow(to, kv.Key)
			}
			e = kv.Value
		}
		c.flow(to, e)
	}
}

// call notes what the parameters get.
func (c *channels) call(n *ast.CallExpr) {
	fun := ast.Unparen(n.Fun)
	tv := c.Info.Types[fun]
	if tv.IsType() {
		return
	}
	if tv.IsBuiltin() {
		if id, ok := fun.(*ast.Ident); ok && (id.Name == "append" || id.Name == "copy") {
			for _, e := range n.Args[1:] {
				c.flow(c.holder(n.Args[0]), e)
			}
		}
		return
	}
	fn, _ := typeutil.Callee(c.Info, n).(*types.Func)
	var sigs []*types.Signature
	switch lit, isLit := fun.(*ast.FuncLit); {
	case isLit:
		if sig, ok := c.Info.TypeOf(lit).(*types.Signature); ok {
			sigs = append(sigs, sig)
		}
	case fn != nil && fn.Pkg() == c.SSA.Pkg:
		c.calls[fn.Origin()] = true
		sigs = append(sigs, fn.Origin().Signature())
		if recv := fn.Signature().Recv(); recv != nil && types.IsInterface(recv.Type()) {
			sigs = append(sigs, c.implementing(fn)...)
		}
	}
	for i, e := range n.Args {
		if len(sigs) == 0 {
			c.flow(elsewhere{}, e)
		}
		for _, sig := range sigs {
			if k := min(i, sig.Params().Len()-1); k >= 0 {
				c.flow(sig.Params().At(k), e)
			}
		}
	}
	if sel, ok := fun.(*ast.SelectorExpr); ok && fn != nil && fn.Pkg() == c.SSA.Pkg && fn.Signature().Recv() != nil {
		if recv := fn.Origin().Signature().Recv(); carries(recv.Type()) {
			c.flow(recv, sel.X)
		}
	}
}

// implementing lists the signatures of the methods of the package that a call of the
// interface method m may reach, whose results are those of m.
func (c *channels) implementing(m *types.Func) []*types.Signature {
	var out []*types.Signature
	scope := c.SSA.Pkg.Scope()
	for _, name := range scope.Names() {
		named, ok := scope.Lookup(name).Type().(*types.Named)
		if !ok || types.IsInterface(named) {
			continue
		}
		for fn := range named.Methods() {
			if fn.Name() != m.Name() || fn.Signature().Params().Len() != m.Signature().Params().Len() {
				continue
			}
			c.calls[fn] = true
			out = append(out, fn.Signature())
			for i := range fn.Signature().Results().Len() {
				if carries(fn.Signature().Results().At(i).Type()) {
					c.union(resultOf{fn, i}, resultOf{m.Origin(), i})
				}
			}
		}
	}
	return out
}

// mention notes that a function of the package is used as a value: anybody may call it.
func (c *channels) mention(e ast.Expr, id *ast.Ident, called map[ast.Expr]bool) {
	fn, ok := c.Info.Uses[id].(*types.Func)
	if !ok || called[e] || fn.Pkg() != c.SSA.Pkg {
		return
	}
	sig := fn.Origin().Signature()
	c.open(sig)
	for i := range sig.Results().Len() {
		if carries(sig.Results().At(i).Type()) {
			c.union(elsewhere{}, resultOf{fn.Origin(), i})
		}
	}
}

// open notes that the parameters of a function may be given anything.
func (c *channels) open(t types.Type) {
	sig, ok := t.(*types.Signature)
	if !ok {
		return
	}
	for i := range sig.Params().Len() {
		if v := sig.Params().At(i); carries(v.Type()) {
			c.union(elsewhere{}, v)
		}
	}
}
