package moves

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
)

// What a field or a package-level variable of function type holds is known if
// everything that the package stores there is: functions that it names, and those
// that come by way of a variable, the result of a function or a parameter of one
// of which all calls are in view. One unknown store, and nothing is known.

// holderOf is the field or the package-level variable from which a function
// value is loaded, nil if it is neither.
func holderOf(v ssa.Value) any {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return nil
	}
	return cellOf(load.X)
}

// cellOf is the field or the package-level variable that addr is the address
// of.
func cellOf(addr ssa.Value) any {
	switch a := addr.(type) {
	case *ssa.Global:
		return a
	case *ssa.FieldAddr:
		t := movable.Core(a.X.Type()).(*types.Pointer).Elem()
		if s, ok := t.Underlying().(*types.Struct); ok {
			return s.Field(a.Field).Origin()
		}
	}
	return nil
}

// findKnown collects for each field and package-level variable of function type
// which functions the package stores in it.
func (p *Package) findKnown(fns []*ssa.Function) {
	if init := p.SSA.Func("init"); init != nil {
		fns = append(slices.Clip(fns), init)
	}
	o := &origins{p: p, calls: map[*ssa.Function][]*ssa.CallCommon{}, values: map[*ssa.Function]bool{}}
	o.findCalls(fns)
	p.known = map[any][]*ssa.Function{}
	unknown := map[any]bool{}
	for _, fn := range fns {
		for _, b := range fn.Blocks {
			for _, in := range b.Instrs {
				st, ok := in.(*ssa.Store)
				if !ok {
					continue
				}
				if _, ok := st.Val.Type().Underlying().(*types.Signature); !ok {
					continue
				}
				cell := cellOf(st.Addr)
				if cell == nil {
					continue
				}
				found, ok := o.of(st.Val, maxWay)
				if !ok {
					unknown[cell] = true
				}
				for _, fn := range found {
					if !slices.Contains(p.known[cell], fn) {
						p.known[cell] = append(p.known[cell], fn)
					}
				}
			}
		}
	}
	for cell := range unknown {
		delete(p.known, cell)
	}
}

// maxWay bounds the variables, results and parameters that a function comes
// through.
const maxWay = 6

// origins finds out where function values come from.
type origins struct {
	p      *Package
	calls  map[*ssa.Function][]*ssa.CallCommon // by the function that is called
	values map[*ssa.Function]bool              // functions that are more than called
}

// findCalls notes how the functions of the package are called.
func (o *origins) findCalls(fns []*ssa.Function) {
	for _, fn := range fns {
		for _, b := range fn.Blocks {
			for _, in := range b.Instrs {
				if _, debug := in.(*ssa.DebugRef); debug {
					continue
				}
				call, isCall := in.(ssa.CallInstruction)
				for _, op := range in.Operands(nil) {
					f, ok := (*op).(*ssa.Function)
					if !ok {
						continue
					}
					if isCall && op == &call.Common().Value {
						o.calls[origin(f)] = append(o.calls[origin(f)], call.Common())
					} else {
						o.values[origin(f)] = true
					}
				}
			}
		}
	}
}

// of lists the functions that v may be. It says false if it may be another.
func (o *origins) of(v ssa.Value, way int) ([]*ssa.Function, bool) {
	if way == 0 {
		return nil, false
	}
	switch v := v.(type) {
	case *ssa.Const:
		return nil, true
	case *ssa.Function:
		return []*ssa.Function{v}, true
	case *ssa.MakeClosure:
		return []*ssa.Function{v.Fn.(*ssa.Function)}, true
	case *ssa.ChangeType:
		return o.of(v.X, way)
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return o.stored(v.X, way-1)
		}
	case *ssa.Parameter:
		return o.passed(v, way-1)
	case *ssa.Call:
		return o.returned(v, way-1)
	}
	return nil, false
}

// all lists what each of vs may be.
func (o *origins) all(vs []ssa.Value, way int) (out []*ssa.Function, ok bool) {
	for _, v := range vs {
		fns, ok := o.of(v, way)
		if !ok {
			return nil, false
		}
		out = append(out, fns...)
	}
	return out, true
}

// stored lists what the variable at addr may hold.
func (o *origins) stored(addr ssa.Value, way int) ([]*ssa.Function, bool) {
	if free, ok := addr.(*ssa.FreeVar); ok {
		addr = captured(free)
	}
	local, ok := addr.(*ssa.Alloc)
	if !ok {
		return nil, false
	}
	var vals []ssa.Value
	for _, in := range *local.Referrers() {
		switch in := in.(type) {
		case *ssa.Store:
			if in.Addr != local {
				return nil, false
			}
			vals = append(vals, in.Val)
		case *ssa.UnOp, *ssa.DebugRef:
		case *ssa.MakeClosure:
			if assigns(in.Fn.(*ssa.Function), slices.Index(in.Bindings, ssa.Value(local))) {
				return nil, false
			}
		default:
			return nil, false
		}
	}
	return o.all(vals, way)
}

// captured is the variable that a closure knows as v, nil if it is not known.
func captured(v *ssa.FreeVar) ssa.Value {
	fn := v.Parent()
	if fn.Parent() == nil {
		return nil
	}
	for _, b := range fn.Parent().Blocks {
		for _, in := range b.Instrs {
			mc, ok := in.(*ssa.MakeClosure)
			if !ok || mc.Fn != fn {
				continue
			}
			bound := mc.Bindings[slices.Index(fn.FreeVars, v)]
			if outer, ok := bound.(*ssa.FreeVar); ok {
				return captured(outer)
			}
			return bound
		}
	}
	return nil
}

// assigns reports whether fn does more with its captured variable n than read it.
func assigns(fn *ssa.Function, n int) bool {
	return slices.ContainsFunc(*fn.FreeVars[n].Referrers(), func(in ssa.Instruction) bool {
		switch in.(type) {
		case *ssa.UnOp, *ssa.DebugRef:
			return false
		}
		return true
	})
}

// passed lists what callers pass for the parameter v.
func (o *origins) passed(v *ssa.Parameter, way int) ([]*ssa.Function, bool) {
	fn := v.Parent()
	obj, ok := fn.Object().(*types.Func)
	if !ok || o.values[fn] || len(o.calls[fn]) == 0 || obj.Exported() && o.p.SSA.Pkg.Name() != "main" {
		return nil, false
	}
	var args []ssa.Value
	for _, c := range o.calls[fn] {
		args = append(args, c.Args[slices.Index(fn.Params, v)])
	}
	return o.all(args, way)
}

// returned lists what the function that c calls returns.
func (o *origins) returned(c *ssa.Call, way int) ([]*ssa.Function, bool) {
	fn := c.Common().StaticCallee()
	if fn == nil || len(origin(fn).Blocks) == 0 || fn.Signature.Results().Len() != 1 {
		return nil, false
	}
	var results []ssa.Value
	for _, b := range origin(fn).Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
			results = append(results, ret.Results...)
		}
	}
	return o.all(results, way)
}
