package moves

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/region"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// target is one function that a call may reach, with what it is given.
type target struct {
	fn      *ssa.Function // nil for a function without SSA
	sum     *summary.Func
	inputs  []*region.Value
	exprs   []ssa.Value     // of the inputs, nil where there is none
	closure ssa.Value       // the function value, nil for one that is named
	by      ssa.Instruction // the call that returned it, if one did
	exact   bool            // a method that is called through an interface, of a receiver whose type is known
}

func (t target) name() string { return t.sum.Name }

// inputOf is the number of the input that argument n of a call becomes: that of
// a method value has the receiver before it.
func (t target) inputOf(n int) int {
	if t.fn != nil && bound(t.fn) {
		n++
	}
	return n
}

// typeOf is the type of what the callee calls p, nil if it is not known.
func (t target) typeOf(p summary.Path) types.Type {
	root, steps, err := p.Split()
	if err != nil || root.Kind != 'a' || t.fn == nil {
		return nil
	}
	var out types.Type
	switch n := root.N; {
	case n < len(t.fn.Params):
		out = t.fn.Params[n].Type()
	case n-len(t.fn.Params) < len(t.fn.FreeVars):
		out = t.fn.FreeVars[n-len(t.fn.Params)].Type()
	default:
		return nil
	}
	for _, s := range steps {
		switch u := out.Underlying().(type) {
		case *types.Pointer:
			if s.Kind != summary.Deref {
				return nil
			}
			out = u.Elem()
		case *types.Struct:
			if s.Kind != summary.Field || s.N < 0 || s.N >= u.NumFields() {
				return nil
			}
			out = u.Field(s.N).Type()
		default:
			return nil
		}
	}
	return out
}

// listed reports whether the summary is of the table, which does not say what a
// decoder puts into its argument.
func (t target) listed() bool {
	if t.fn == nil {
		return true
	}
	obj, ok := t.fn.Object().(*types.Func)
	return ok && summary.Std(obj.Origin()) == t.sum
}

// method is the called function or method as declared.
func method(c *ssa.CallCommon) *types.Func {
	if c.IsInvoke() {
		return c.Method
	}
	if fn := c.StaticCallee(); fn != nil {
		if obj, ok := fn.Object().(*types.Func); ok {
			return obj
		}
	}
	return nil
}

// lookup is the summary of fn, nil if nothing is known of it.
func (p *Package) lookup(fn *ssa.Function) *summary.Func {
	fn = origin(fn)
	if sum, ok := p.summaries[fn]; ok {
		return sum
	}
	obj, ok := fn.Object().(*types.Func)
	switch {
	case !ok:
		return nil
	case fn.Pkg == p.SSA:
		return p.Declared[obj.Origin()] // its body does not matter, or is not here
	}
	return p.stated(obj)
}

// maxDispatch bounds the implementations of an interface that are looked at one
// by one: the more there are, the less any one says of the call. Where there are
// more, and for an interface of another package such as io.Writer, they count
// only if all of them move. At the strict level one is enough.
const maxDispatch = 2

// targets lists the functions that a call may reach as far as they are known.
func (f *function) targets(st *state, in ssa.CallInstruction, callee *region.Value, args []*region.Value) []target {
	c := in.Common()
	if c.IsInvoke() {
		own := c.Method.Pkg() == f.SSA.Pkg
		impls := f.implementations(c)
		for _, m := range f.promoted[c.Method] {
			if sum := f.lookup(m); sum != nil && len(sum.Waits) > 0 {
				f.handBack(st, callee.AllRefs()) // a future that embeds how it waits
				if v := f.value(st, c.Value); v != nil {
					callee = v
				}
			}
		}
		inputs := append([]*region.Value{callee}, args...)
		exprs := append([]ssa.Value{c.Value}, c.Args...)
		var out []target
		stated := f.stated(c.Method)
		annotated := stated != nil && stated.Annotated()
		if stated != nil && len(stated.Moves)+len(stated.Borrows) == 0 {
			out = append(out, target{sum: stated, inputs: inputs, exprs: exprs})
		}
		known, exact := f.reached(callee, c.Method)
		if exact {
			impls = known
		}
		var moving []target
		for _, m := range impls {
			sum := f.lookup(m)
			if sum != nil && annotated {
				sum = sum.Except(stated)
			}
			t := target{fn: m, sum: sum, inputs: append([]*region.Value{f.unboxed(st, in, callee, m)}, args...), exprs: exprs, exact: exact}
			switch {
			case sum == nil:
			case exact:
				out = append(out, t)
			case len(sum.Moves) > 0:
				moving = append(moving, t)
			case own && len(impls) <= maxDispatch:
				out = append(out, t)
			}
		}
		if len(moving) == len(impls) || own && (len(impls) <= maxDispatch || f.Level == Strict) {
			out = append(out, moving...)
		}
		// The last: implementations use what they are given first.
		if stated != nil && len(stated.Moves) > 0 && (annotated || len(moving) == len(impls)) {
			out = append(out, target{sum: stated, inputs: inputs, exprs: exprs})
		}
		return out
	}
	if fn := c.StaticCallee(); fn != nil {
		if mc, ok := c.Value.(*ssa.MakeClosure); ok {
			return f.code(fn, f.bindings(st, callee, mc), mc, args, c.Args)
		}
		return f.code(fn, nil, nil, args, c.Args)
	}
	var out []target
	f.noteCall(in, callee, args)
	for r := range callee.Refs {
		out = append(out, f.pointed(st, r, c.Value, args, c.Args)...)
	}
	if len(out) == 0 {
		fns := f.known[holderOf(c.Value)]
		for _, fn := range fns {
			out = append(out, f.code(fn, make([]*region.Value, len(fn.FreeVars)), nil, args, c.Args)...)
		}
		moves := func(t target) bool { return len(t.sum.Moves) > 0 }
		if len(fns) > maxDispatch && f.Level != Strict && (len(out) < len(fns) || slices.ContainsFunc(out, func(t target) bool { return !moves(t) })) {
			out = slices.DeleteFunc(out, moves)
		}
	}
	return out
}

// unboxed is the receiver that the method m gets out of the interface v.
func (f *function) unboxed(st *state, in ssa.Instruction, v *region.Value, m *ssa.Function) *region.Value {
	t := m.Signature.Recv().Type()
	if movable.IsReference(t) || f.Types.Of(t) != movable.Moved {
		return v
	}
	return f.loadAll(st, v.AllRefs(), t, in)
}

// pointed lists the function that a function value refers to by r, if it is
// known; value is the expression of the function value.
func (f *function) pointed(st *state, r region.Ref, value ssa.Value, args []*region.Value, exprs []ssa.Value) []target {
	o := f.mem.At(f.mem.ObjectOf(r.Place))
	switch owner := o.Owner.(type) {
	case *ssa.Function:
		if o.Origin == place.Code {
			return f.code(owner, nil, nil, args, exprs)
		}
	case *ssa.MakeClosure:
		captures := f.bindings(st, f.mem.Pointer(r.View, sym.Unknown), owner)
		if value == nil {
			value = owner
		}
		return f.code(owner.Fn.(*ssa.Function), captures, value, args, exprs)
	case ssa.CallInstruction:
		if c, ok := f.made[place.Key{Origin: o.Origin, Owner: o.Owner, Sub: o.Sub}]; ok {
			return []target{f.closureOf(st, c, r, owner, value, args, exprs)}
		}
	}
	return nil
}

// closureOf is the closure c, to which r refers, that the call by returned.
func (f *function) closureOf(st *state, c summary.Code, r region.Ref, by ssa.Instruction, value ssa.Value, args []*region.Value, exprs []ssa.Value) target {
	t := target{sum: c.Fn, closure: value, by: by}
	captures, from := make([]*region.Value, c.Captures), make([]ssa.Value, c.Captures)
	for i := range captures {
		captures[i] = f.loadAll(st, f.mem.Narrow([]region.Ref{r}, func(v place.View) place.View {
			return place.View{Place: f.mem.Field(v.Place, i)}
		}), anyReference, by)
		from[i] = value
	}
	if c.Bound {
		t.inputs, t.exprs = slices.Concat(captures, args), slices.Concat(from, exprs)
		return t
	}
	t.inputs, t.exprs = slices.Clone(args), slices.Clone(exprs)
	for len(t.inputs) < c.Params {
		t.inputs, t.exprs = append(t.inputs, nil), append(t.exprs, nil)
	}
	t.inputs, t.exprs = append(t.inputs, captures...), append(t.exprs, from...)
	return t
}

// bindings lists what the closure value captured, of which mc tells the types.
func (f *function) bindings(st *state, closure *region.Value, mc *ssa.MakeClosure) []*region.Value {
	refs := closure.AllRefs()
	out := make([]*region.Value, len(mc.Bindings))
	for i, b := range mc.Bindings {
		out[i] = f.loadAll(st, f.mem.Narrow(refs, func(v place.View) place.View {
			return place.View{Place: f.mem.Field(v.Place, i)}
		}), b.Type(), mc)
	}
	return out
}

// code is the target fn with its arguments and captures in the order of its
// summary's inputs.
func (f *function) code(fn *ssa.Function, captures []*region.Value, closure ssa.Value, args []*region.Value, exprs []ssa.Value) []target {
	sum := f.lookup(fn)
	if sum == nil {
		return nil
	}
	t := target{fn: fn, sum: sum, closure: closure}
	if bound(fn) {
		t.inputs = append(append(t.inputs, captures...), args...)
		t.exprs = append([]ssa.Value{closure}, exprs...)
		return []target{t}
	}
	t.inputs = append(t.inputs, args...)
	t.exprs = append(t.exprs, exprs...)
	for len(t.inputs) < len(fn.Params) { // a call in a summary may leave arguments open
		t.inputs = append(t.inputs, nil)
		t.exprs = append(t.exprs, nil)
	}
	t.inputs = append(t.inputs, captures...)
	for range captures {
		t.exprs = append(t.exprs, closure)
	}
	return []target{t}
}
