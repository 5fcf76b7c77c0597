package moves

import (
	"fmt"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/region"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// step applies one instruction to st. It says false if control does not go on.
func (f *function) step(st *state, instr ssa.Instruction) bool {
	f.gone = nil
	switch in := instr.(type) {
	case *ssa.DebugRef, *ssa.Jump:
	case *ssa.If:
		f.lastCond = f.value(st, in.Cond)
	case *ssa.Alloc:
		f.alloc(st, in)
	case *ssa.Store:
		addr := f.refs(st, in.Addr)
		f.access(st, addr, summary.Write, in, in.Addr)
		t := in.Val.Type()
		all := f.overwrite(st, addr) && !movable.IsScalar(t)
		f.store(st, in, addr, f.owned(in, f.value(st, in.Val), t), all)
		f.storeScalars(st, addr, in)
		f.cut(st, addr, in)
		if fa, ok := in.Addr.(*ssa.FieldAddr); ok {
			f.mem.Assign(st, f.scalar(st, fa.X), fa.Field, addr, f.value(st, in.Val))
		}
	case *ssa.UnOp:
		f.unop(st, in)
	case *ssa.BinOp:
		f.binop(st, in)
	case *ssa.FieldAddr:
		f.set(st, in, f.narrow(st, in.X, func(v place.View) place.View {
			return place.View{Place: f.mem.Field(v.Place, in.Field)}
		}))
	case *ssa.Field:
		f.set(st, in, f.part(f.value(st, in.X), place.FieldElem(in.Field)))
	case *ssa.IndexAddr:
		i := f.scalar(st, in.Index)
		f.set(st, in, f.narrow(st, in.X, func(v place.View) place.View {
			return place.View{Place: f.mem.Element(v.Place, v.Window, i), Window: v.Window}
		}))
		f.noteSweep(in, f.refs(st, in))
	case *ssa.Index:
		if movable.IsScalar(in.Type()) {
			f.set(st, in, f.mem.Scalar(f.atom(in, 0)))
			break
		}
		f.set(st, in, f.part(f.value(st, in.X), place.IndexElem(sym.Unknown)))
	case *ssa.Extract:
		f.set(st, in, f.part(f.value(st, in.Tuple), place.FieldElem(in.Index)))
	case *ssa.Lookup:
		f.mapLookup(st, in)
	case *ssa.MapUpdate:
		m := f.refs(st, in.Map)
		f.access(st, m, summary.Write, in, in.Map)
		t := in.Value.Type()
		at := f.elements(m, f.scalar(st, in.Key))
		if len(at) == 1 {
			f.mem.Renewed(st, at[0].Place)
		}
		f.mem.Store(st, at, t, f.owned(in, f.value(st, in.Value), t), true)
		if t := in.Key.Type(); f.Types.Of(t) == movable.Moved {
			f.mem.Store(st, f.keys(m), t, f.value(st, in.Key), false)
		}
	case *ssa.Range:
		f.set(st, in, f.value(st, in.X))
	case *ssa.Next:
		f.next(st, in)
	case *ssa.Slice:
		f.slice(st, in)
	case *ssa.MakeSlice:
		t := types.NewArray(elemType(in.Type()), 1<<40)
		f.make(st, in, t)
	case *ssa.MakeMap, *ssa.MakeChan:
		f.make(st, in.(ssa.Value), in.(ssa.Value).Type())
	case *ssa.MakeClosure:
		f.closure(st, in)
	case *ssa.MakeInterface:
		f.box(st, in)
	case *ssa.TypeAssert:
		f.assert(st, in)
	case *ssa.ChangeType:
		f.set(st, in, f.value(st, in.X))
	case *ssa.ChangeInterface:
		f.set(st, in, f.value(st, in.X))
	case *ssa.SliceToArrayPointer:
		f.set(st, in, f.value(st, in.X))
	case *ssa.Convert:
		f.convert(st, in, in.X)
	case *ssa.MultiConvert:
		f.convert(st, in, in.X)
	case *ssa.Phi:
		var v *region.Value
		for _, e := range in.Edges {
			v = f.mem.Either(v, f.value(st, e), f.atom(in, 0))
		}
		f.set(st, in, v)
	case *ssa.Send:
		f.send(st, in)
	case *ssa.Select:
		f.selection(st, in)
	case *ssa.Call:
		return f.call(st, in, true)
	case *ssa.Go:
		return f.call(st, in, true)
	case *ssa.Defer:
		f.deferCall(st, in)
	case *ssa.RunDefers:
		return f.runDefers(st)
	case *ssa.Return:
		f.ret(st, in)
	case *ssa.Panic:
		return false
	default:
		// An instruction of a later go/ssa: its result is unknown memory.
		if v, ok := instr.(ssa.Value); ok {
			f.set(st, v, f.mem.Content(v.Type(), instr, instr.Block().Index))
		}
	}
	return true
}

func (f *function) narrow(st *state, base ssa.Value, to func(place.View) place.View) *region.Value {
	v := f.value(st, base)
	return &region.Value{Leaves: []region.Leaf{{
		Path: f.mem.Path(), Refs: f.mem.Narrow(v.AllRefs(), to), Sym: f.mem.Only(v).Sym,
	}}}
}

func (f *function) part(v *region.Value, e place.Elem) *region.Value {
	return f.mem.Part(v, f.mem.Project(f.mem.Path(), e))
}

func (f *function) elements(refs []region.Ref, key sym.ID) []region.Ref {
	return f.mem.Narrow(refs, func(v place.View) place.View {
		return place.View{Place: f.mem.Element(v.Place, v.Window, key), Window: v.Window}
	})
}

func (f *function) keys(refs []region.Ref) []region.Ref {
	return f.mem.Narrow(refs, func(v place.View) place.View {
		return place.View{Place: f.mem.Project(v.Place, place.Keys)}
	})
}

func (f *function) alloc(st *state, in *ssa.Alloc) {
	t := in.Type().Underlying().(*types.Pointer).Elem()
	p := f.fresh(in, 0, t)
	ref := []region.Ref{{View: place.View{Place: p}}}
	f.mem.Store(st, ref, t, f.owned(in, f.mem.Zero(t), t), true)
	f.set(st, in, f.mem.Pointer(place.View{Place: p}, f.atom(in, 0)))
}

// storeScalars gives the flags and numbers of a stored aggregate their values:
// those where it was copied from, else unknown ones. The zero value has zeros.
func (f *function) storeScalars(st *state, addr []region.Ref, in *ssa.Store) {
	fields := f.mem.Scalars(in.Val.Type())
	if _, zero := in.Val.(*ssa.Const); zero || len(fields) == 0 || len(addr) != 1 || !f.mem.Single(addr[0].Place) {
		return
	}
	var from []region.Ref
	if load, ok := in.Val.(*ssa.UnOp); ok && load.Op == token.MUL {
		from = f.refs(st, load.X)
	}
	for i, field := range fields {
		x := f.atom(in, scalarSub+i)
		if len(from) == 1 && from[0].Place != addr[0].Place {
			view := place.View{Place: f.mem.Rebase(field.Path(), from[0].Place), Window: from[0].Window}
			if y := f.mem.Only(f.mem.Load(st, view, field.Type())).Sym; y != sym.Unknown {
				x = y
			}
		}
		f.mem.Put(st, f.mem.Rebase(field.Path(), addr[0].Place), f.mem.Scalar(x))
	}
}

// scalarSub is where the numbers of such unknown values start.
const scalarSub = 1 << 13

// overwrite prepares a store to refs. It reports whether it replaces what is in all of
// them, as far as the function has a way there: callers may have one to those that are
// not meant.
func (f *function) overwrite(st *state, refs []region.Ref) bool {
	if !f.mem.Overwrite(st, refs, f.lives, func(p place.ID) { f.forgotten[p] = true }) {
		return false
	}
	for _, r := range refs {
		f.perhaps[r.Place] = true
	}
	return true
}

// replaces reports whether a store to the callers' place p has replaced what it held.
func (f *function) replaces(p place.ID) bool {
	single := f.mem.Single(p)
	for ; single && p != place.None; p = f.mem.Parent(p) {
		single = !f.perhaps[p]
	}
	return single
}

// lives reports whether the register o may be read in another block, or is a variable
// that may be read later in this one.
func (f *function) lives(o *place.Object) bool {
	v, ok := o.Owner.(ssa.Value)
	return f.holds(o) && (!ok || f.live[v] || f.readLater(v))
}

func (f *function) readLater(v ssa.Value) bool {
	if _, variable := v.(*ssa.Alloc); !variable {
		return false
	}
	return slices.ContainsFunc(f.unspent, func(s spent) bool { return s.value == v })
}

// owned is v, of type t, as in stores it: a copy with self references of its own.
// A parameter is stored by the function's start only, and stays the caller's.
func (f *function) owned(in ssa.Instruction, v *region.Value, t types.Type) *region.Value {
	if store, ok := in.(*ssa.Store); ok {
		if _, arrives := store.Val.(*ssa.Parameter); arrives {
			return v
		}
	}
	return f.mem.Owned(v, t, func(i int, t types.Type) place.ID { return f.fresh(in, selfSub+i, t) })
}

// selfSub is where the numbers of self memory start among what one instruction
// makes.
const selfSub = 1 << 16

func (f *function) make(st *state, in ssa.Value, t types.Type) {
	instr := in.(ssa.Instruction)
	p := f.fresh(instr, 0, t)
	f.set(st, in, f.mem.Pointer(place.View{Place: p}, f.atom(instr, 0)))
}

func (f *function) unop(st *state, in *ssa.UnOp) {
	switch in.Op {
	case token.MUL:
		f.load(st, in)
	case token.ARROW:
		f.received(st, in.X)
		f.from[in] = f.kin(st, in.X)
		v := f.mem.Content(in.Type(), in, in.Block().Index)
		f.set(st, in, v)
	case token.NOT:
		f.set(st, in, f.mem.Scalar(f.mem.Syms.Not(f.scalar(st, in.X))))
	default:
		f.set(st, in, f.mem.Scalar(f.atom(in, 0)))
	}
}

func (f *function) binop(st *state, in *ssa.BinOp) {
	x, y := f.scalar(st, in.X), f.scalar(st, in.Y)
	var s sym.ID
	switch in.Op {
	case token.EQL:
		s = f.equal(st, in)
	case token.NEQ:
		s = f.mem.Syms.Not(f.equal(st, in))
	case token.LSS, token.GTR, token.LEQ, token.GEQ:
		s = f.ordered(in.Op, in.X.Type(), x, y)
	case token.ADD:
		s = f.mem.Syms.Add(x, y)
	case token.SUB:
		s = f.mem.Syms.Sub(x, y)
	}
	if s == sym.Unknown {
		s = f.atom(in, 0)
	}
	f.set(st, in, f.mem.Scalar(s))
}

// equal is the scalar of whether the operands of in are equal. Where a flag says whether
// two references are one, it is the flag's.
func (f *function) equal(st *state, in *ssa.BinOp) sym.ID {
	x, y := f.mem.Only(f.value(st, in.X)), f.mem.Only(f.value(st, in.Y))
	c, ok := f.mem.Same(x, y)
	if !ok {
		c, ok = f.mem.Same(y, x)
	}
	syms := f.mem.Syms
	switch {
	case !ok:
		return syms.Equal(x.Sym, y.Sym)
	case c.C == syms.Error():
		return syms.Not(syms.Equal(c.X, syms.Nil()))
	}
	return syms.Equal(c.X, c.C)
}

// ordered is the scalar of a comparison of x and y, of type t. Of floating point numbers
// it is not known which of the comparisons say the same.
func (f *function) ordered(op token.Token, t types.Type, x, y sym.ID) sym.ID {
	if b, ok := t.Underlying().(*types.Basic); !ok || b.Info()&types.IsFloat != 0 {
		return sym.Unknown
	}
	if op == token.GTR || op == token.LEQ {
		x, y = y, x
	}
	s := f.mem.Syms.Less(x, y)
	if op == token.LEQ || op == token.GEQ {
		s = f.mem.Syms.Not(s)
	}
	return s
}

// withOk adds the boolean at index i of a comma-ok tuple.
func (f *function) withOk(v *region.Value, in ssa.Instruction, i int) *region.Value {
	return v.With(region.Leaf{Path: f.mem.Field(f.mem.Path(), i), Sym: f.atom(in, 1000+i)})
}

func (f *function) slice(st *state, in *ssa.Slice) {
	if b, ok := in.X.Type().Underlying().(*types.Basic); ok && b.Info()&types.IsString != 0 {
		f.set(st, in, nil)
		return
	}
	syms := f.mem.Syms
	lo, hi := syms.Int(0), sym.Unknown
	if in.Low != nil {
		lo = f.scalar(st, in.Low)
	}
	if in.High != nil {
		hi = f.scalar(st, in.High)
	}
	capped := in.Max != nil && hi != sym.Unknown && f.scalar(st, in.Max) == hi
	_, ofArray := in.X.Type().Underlying().(*types.Pointer)
	v := f.narrow(st, in.X, func(v place.View) place.View {
		w := v.Window
		if ofArray {
			w = place.Whole
		}
		return place.View{Place: v.Place, Window: f.mem.Slice(w, lo, hi, in.High != nil, capped)}
	})
	if in.High != nil || lo != syms.Int(0) {
		f.pick(v.AllRefs())
	}
	if in.High != nil && hi == syms.Int(0) && !capped {
		f.truncate(st, f.refs(st, in.X), in)
	}
	f.set(st, in, v)
}

// lengthOf owns the length of a slice of which it is not known: that with the scalar
// slice, as long as it shows the same.
type lengthOf struct {
	slice sym.ID
	shows string
}

// length is the scalar of len over the slice l. Asked twice it is the same, so that
// what is popped is known to be behind what is left.
func (f *function) length(l region.Leaf, in ssa.Instruction) sym.ID {
	if len(l.Refs) == 0 {
		return f.atom(in, 0)
	}
	first := l.Refs[0]
	n := f.mem.Length(first.Window)
	if n != sym.Unknown && !slices.ContainsFunc(l.Refs, func(r region.Ref) bool { return f.mem.Length(r.Window) != n }) {
		return n
	}
	if l.Sym == sym.Unknown {
		if len(l.Refs) > 1 {
			return f.atom(in, 0)
		}
		return f.mem.Syms.Atom(first.View, 0, f.mem.Block(f.mem.At(f.mem.ObjectOf(first.Place))))
	}
	block := f.mem.Syms.Block(l.Sym)
	var windows []place.Window
	for _, r := range l.Refs {
		if !slices.Contains(windows, r.Window) {
			windows = append(windows, r.Window)
			b := f.mem.Bounds(r.Window)
			block = max(block, f.mem.Syms.Block(b.Lo), f.mem.Syms.Block(b.Hi))
		}
	}
	slices.Sort(windows)
	return f.mem.Syms.Atom(lengthOf{l.Sym, fmt.Sprint(windows)}, 0, block)
}

func (f *function) closure(st *state, in *ssa.MakeClosure) {
	p := f.fresh(in, 0, in.Type())
	for i, b := range in.Bindings {
		f.mem.Store(st, []region.Ref{{View: place.View{Place: f.mem.Field(p, i)}}}, b.Type(), f.value(st, b), true)
	}
	f.set(st, in, f.mem.Pointer(place.View{Place: p}, f.atom(in, 0)))
	f.capture(st, in)
}

// box makes an interface. References go into it as they are; an aggregate is
// copied into memory that nobody can change.
func (f *function) box(st *state, in *ssa.MakeInterface) {
	t := in.X.Type()
	v := f.value(st, in.X)
	switch {
	case movable.IsReference(t):
		f.set(st, in, v)
	case f.Types.Of(t) == movable.Moved:
		p := f.fresh(in, 0, t)
		f.mem.Store(st, []region.Ref{{View: place.View{Place: p}}}, t, v, true)
		f.set(st, in, f.mem.Pointer(place.View{Place: p}, f.atom(in, 0)))
	default:
		f.set(st, in, f.mem.Scalar(f.atom(in, 0)))
	}
}

func (f *function) assert(st *state, in *ssa.TypeAssert) {
	t := in.AssertedType
	var v *region.Value
	switch {
	case movable.IsReference(t):
		v = f.value(st, in.X)
		if refs := v.AllRefs(); !in.CommaOk && len(refs) == 1 { // of several only one is asserted
			f.mem.Learn(refs, t)
		}
	case f.Types.Of(t) == movable.Moved:
		v = f.loadAll(st, f.refs(st, in.X), t, in)
	default:
		v = f.mem.Scalar(f.atom(in, 0))
	}
	if in.CommaOk {
		v = f.withOk(f.mem.Wrap(nil, v, f.mem.Field(f.mem.Path(), 0)), in, 1)
		// Nil has no type.
		if ok := f.mem.Syms.Witness(f.scalar(st, in.X), in, in.Block().Index); ok != sym.Unknown {
			v = v.With(region.Leaf{Path: f.mem.Field(f.mem.Path(), 1), Sym: ok})
		}
	}
	f.set(st, in, v)
}

// convert keeps references as they are. A conversion between strings and
// slices copies.
func (f *function) convert(st *state, in ssa.Value, x ssa.Value) {
	from, to := x.Type(), in.Type()
	switch {
	case movable.IsReference(from) && movable.IsReference(to):
		f.set(st, in, f.value(st, x))
	case movable.IsReference(to):
		f.make(st, in, types.NewArray(types.Typ[types.Byte], 1<<40))
	case movable.IsReference(from):
		f.access(st, f.refs(st, x), summary.Read, in.(ssa.Instruction), x)
		f.set(st, in, nil)
	default:
		f.set(st, in, f.value(st, x))
	}
}
