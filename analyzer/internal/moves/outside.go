package moves

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/types/typeutil"
)

// handedOut reports whether the package passes a value of type t to a function of
// another package, puts it into a field of another package's struct or returns it
// from an exported function. It looks at the syntax: the function that does so need
// not be one that matters otherwise. On the way the value may be an interface in
// variables, fields, parameters and results of the package.
func (p *Package) handedOut(t types.Type) bool {
	o := &outside{Package: p, t: t, holders: map[types.Object]bool{}}
	for n := -1; n < len(o.holders) && !o.found; {
		n = len(o.holders)
		for _, file := range p.Files {
			for _, d := range file.Decls {
				o.decl(d)
			}
		}
	}
	return o.found
}

// outside follows the values of one type through a package.
type outside struct {
	*Package
	t       types.Type
	holders map[types.Object]bool // variables of interface type and functions that hold or return one
	found   bool
}

func (o *outside) decl(d ast.Decl) {
	fn, _ := d.(*ast.FuncDecl)
	ast.PreorderStack(d, nil, func(n ast.Node, stack []ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			o.call(n)
		case *ast.AssignStmt:
			for i, left := range n.Lhs {
				if len(n.Lhs) == len(n.Rhs) {
					o.store(o.named(left), n.Rhs[i])
				}
			}
		case *ast.ValueSpec:
			for i, name := range n.Names {
				if len(n.Names) == len(n.Values) {
					o.store(o.Info.Defs[name], n.Values[i])
				}
			}
		case *ast.KeyValueExpr:
			if name, ok := n.Key.(*ast.Ident); ok {
				if field, ok := o.Info.Uses[name].(*types.Var); ok && field.IsField() {
					o.store(field, n.Value)
				}
			}
		case *ast.ReturnStmt:
			for _, e := range n.Results {
				if fn != nil && !slices.ContainsFunc(stack, isLiteral) && o.may(e) {
					obj := o.Info.Defs[fn.Name]
					o.holders[obj] = true
					o.found = o.found || obj.Exported() && o.SSA.Pkg.Name() != "main"
				}
			}
		}
		return true
	})
}

func isLiteral(n ast.Node) bool {
	_, ok := n.(*ast.FuncLit)
	return ok
}

// call passes the arguments of a call on to the parameters.
func (o *outside) call(n *ast.CallExpr) {
	fn := typeutil.StaticCallee(o.Info, n)
	if fn == nil {
		return
	}
	params := fn.Signature().Params()
	for i, arg := range n.Args {
		switch {
		case fn.Pkg() != o.SSA.Pkg:
			o.found = o.found || o.may(arg)
		case i < params.Len():
			o.store(params.At(i), arg)
		}
	}
}

// store notes that the variable or field to gets the value of e.
func (o *outside) store(to types.Object, e ast.Expr) {
	switch {
	case to == nil || !o.may(e):
	case to.Pkg() != o.SSA.Pkg:
		o.found = true
	case types.IsInterface(to.Type()):
		o.holders[to] = true
	}
}

// may reports whether e may be a value of the type.
func (o *outside) may(e ast.Expr) bool {
	if t := o.Info.TypeOf(e); t != nil && types.Identical(t, o.t) {
		return true
	}
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return o.holders[o.named(e)]
	}
	if o.Info.Types[call.Fun].IsType() {
		return len(call.Args) == 1 && o.may(call.Args[0])
	}
	fn := typeutil.StaticCallee(o.Info, call)
	return fn != nil && o.holders[fn]
}

// named is the variable or field that e names, nil if it is none.
func (o *outside) named(e ast.Expr) types.Object {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return o.Info.ObjectOf(e)
	case *ast.SelectorExpr:
		return o.Info.Uses[e.Sel]
	}
	return nil
}
