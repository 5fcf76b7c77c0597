package moves

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/types/typeutil"
)

// What connects two holders of channels is found in the syntax, for the function that
// does so need not be one that matters otherwise.

// flow notes that to gets the value of e, which may have channels in it.
func (c *channels) flow(to any, e ast.Expr) {
	if t := c.Info.TypeOf(e); to != nil && t != nil && carries(t) {
		if v, ok := to.(*types.Var); ok && !carries(v.Type()) {
			to = elsewhere{} // an interface
		}
		c.union(to, c.holder(e))
	}
}

// entry notes that others may call the function of a declaration.
func (c *channels) entry(d ast.Decl) {
	decl, ok := d.(*ast.FuncDecl)
	if !ok {
		return
	}
	fn, ok := c.Info.Defs[decl.Name].(*types.Func)
	if !ok {
		return
	}
	if fn.Exported() {
		c.open(fn.Signature())
	} else if !c.calls[fn] {
		for v := range fn.Signature().Params().Variables() {
			if carries(v.Type()) {
				c.loose[v] = true
			}
		}
	}
}

// decl notes all that a declaration assigns.
func (c *channels) decl(d ast.Decl) {
	var fn *types.Func
	if d, ok := d.(*ast.FuncDecl); ok {
		fn, _ = c.Info.Defs[d.Name].(*types.Func)
	}
	called := map[ast.Expr]bool{}
	ast.PreorderStack(d, nil, func(n ast.Node, stack []ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
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
			if sel, ok := stack[len(stack)-1].(*ast.SelectorExpr); !ok || sel.Sel != n {
				c.mention(n, n, called)
			}
		case *ast.ReturnStmt:
			for i, e := range n.Results {
				if fn == nil || slices.ContainsFunc(stack, isLiteral) {
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
		if recv := fn.Signature().Recv(); recv != nil {
			if iface, ok := recv.Type().Underlying().(*types.Interface); ok {
				sigs = append(sigs, c.implementing(iface, fn)...)
			}
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
// method m of iface may reach, whose results are those of m.
func (c *channels) implementing(iface *types.Interface, m *types.Func) []*types.Signature {
	var out []*types.Signature
	for _, impl := range append(slices.Clip(c.Package.implementing(iface, m)), c.promoted[m]...) {
		fn := impl.Object().(*types.Func)
		c.calls[fn] = true
		out = append(out, fn.Signature())
		for i := range fn.Signature().Results().Len() {
			if carries(fn.Signature().Results().At(i).Type()) {
				c.union(resultOf{fn, i}, resultOf{m.Origin(), i})
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

// open notes that the parameters of a function may be given what others have.
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
