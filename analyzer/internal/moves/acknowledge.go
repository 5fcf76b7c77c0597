package moves

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/region"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
)

// kin is what a channel belongs to. Two channels that belong to one struct, or
// that one closure or call was given, are two ends of one conversation: a receive
// from the one acknowledges what was sent on the other.
//
// That whoever signals on the second has received from the first is not checked;
// this is the side on which the analysis errs.
type kin struct {
	cells  []place.ID        // fields and package-level variables that hold it
	takers []ssa.Instruction // closures and calls that were given it, or its struct
}

// kin is what the channel ch belongs to.
func (f *function) kin(st *state, ch ssa.Value) kin {
	var k kin
	if load, ok := content(ch); ok {
		k = kin{f.held(f.refs(st, load.X)), f.takersOf(variableOf(load.X))}
	}
	if len(k.cells) > 0 {
		return k
	}
	// a variable that was set to a channel of a struct, or to nil, or a method that
	// returns one
	for _, r := range f.refs(st, ch) {
		switch o := f.mem.At(f.mem.ObjectOf(r.Place)); {
		case o.Origin == place.Pointee:
			k.cells = append(k.cells, f.held([]region.Ref{{View: place.View{Place: o.Of}}})...)
		case o.Origin == place.Fresh && len(k.takers) == 0:
			k.cells = append(k.cells, f.cellsWith(st, r.Place)...)
		}
	}
	return k
}

// content is v if it is the content of a variable, also as a channel of one direction.
func content(v ssa.Value) (*ssa.UnOp, bool) {
	if to, ok := v.(*ssa.ChangeType); ok {
		v = to.X
	}
	load, ok := v.(*ssa.UnOp)
	return load, ok && load.Op == token.MUL
}

// cellsWith lists the places with an owner that hold a reference to p.
func (f *function) cellsWith(st *state, p place.ID) []place.ID {
	var out []region.Ref
	f.mem.Cells(st, func(cell place.ID, v *region.Value) {
		if slices.ContainsFunc(v.AllRefs(), func(r region.Ref) bool { return r.Place == p }) && f.mem.At(f.mem.ObjectOf(cell)).Origin != place.Register {
			out = append(out, region.Ref{View: place.View{Place: cell}})
		}
	})
	return f.held(out)
}

// kinOf is what the channel of a callee's send, which has the path p there, belongs
// to here: what an argument does, where it is one.
func (r *resolver) kinOf(p summary.Path) kin {
	if _, steps, err := r.split(p); err != nil || len(steps) > 0 {
		return r.kinOfCells(r.resolve(p))
	}
	if ch := r.expr(p); ch != nil {
		return r.kin(r.st, ch)
	}
	return kin{}
}

// kinOfCells is what a channel belongs to that is in cells.
func (f *function) kinOfCells(cells []region.Ref) kin {
	k := kin{cells: f.held(cells)}
	for _, r := range cells {
		if variable, ok := f.mem.At(f.mem.ObjectOf(r.Place)).Owner.(*ssa.Alloc); ok {
			k.takers = union(k.takers, f.takers[variable])
		}
	}
	return k
}

// held lists the places among cells that have an owner: a struct or a package, or
// the caller, who has what a parameter is.
func (f *function) held(cells []region.Ref) []place.ID {
	var out []place.ID
	for _, r := range cells {
		if o := f.mem.ObjectOf(r.Place); f.mem.Root(o) != r.Place || f.mem.At(o).Origin == place.Global || f.mem.At(o).Origin == place.Input {
			out = append(out, r.Place)
		}
	}
	return out
}

// variableOf is the variable from which the address addr is computed by fields and
// pointers to structs.
func variableOf(addr ssa.Value) ssa.Value {
	for {
		switch x := addr.(type) {
		case *ssa.FieldAddr:
			addr = x.X
		case *ssa.UnOp:
			addr = x.X
		default:
			return addr
		}
	}
}

// takersOf are the closures and calls that have the content of the variable v: of one that
// is captured, those of the functions around, but for the function itself and those that
// it is in.
func (f *function) takersOf(v ssa.Value) []ssa.Instruction {
	fv, captured := v.(*ssa.FreeVar)
	if !captured {
		return f.takers[v]
	}
	if out, ok := f.outside[fv]; ok {
		return out
	}
	out := f.takersAround(fv)
	f.outside[fv] = out
	return out
}

func (f *function) takersAround(fv *ssa.FreeVar) []ssa.Instruction {
	out := slices.Clip(f.takers[fv])
	for captured := true; captured; {
		inner := fv.Parent()
		made := slices.IndexFunc(*inner.Referrers(), func(in ssa.Instruction) bool {
			mc, ok := in.(*ssa.MakeClosure)
			return ok && mc.Fn == inner
		})
		if made < 0 {
			return out
		}
		mc := (*inner.Referrers())[made].(*ssa.MakeClosure)
		v := mc.Bindings[slices.Index(inner.FreeVars, fv)]
		for _, in := range *v.Referrers() {
			if taker, ok := in.(*ssa.MakeClosure); ok && taker.Fn != inner {
				out = append(out, taker)
			}
		}
		fv, captured = v.(*ssa.FreeVar)
	}
	return out
}

// noteTakers records the variables that a closure captures, and those whose content
// a call is given or returns.
func (f *function) noteTakers(in ssa.Instruction) {
	var vars []ssa.Value
	switch in := in.(type) {
	case *ssa.Store:
		from := in.Val
		if x, ok := from.(*ssa.Extract); ok {
			from = x.Tuple
		}
		if call, ok := from.(*ssa.Call); ok && f.channel(in.Val.Type()) {
			f.takers[in.Addr] = append(f.takers[in.Addr], call)
		}
	case *ssa.MakeClosure:
		vars = in.Bindings
	case ssa.CallInstruction:
		for _, a := range in.Common().Args {
			if load, ok := content(a); ok {
				vars = append(vars, load.X)
			}
		}
	}
	for _, v := range vars {
		f.takers[v] = append(f.takers[v], in)
	}
}

// join adds what l says to k.
func (k *kin) join(l kin) {
	k.cells = union(k.cells, l.cells)
	k.takers = union(k.takers, l.takers)
}

// union lists what is in a or in b, which stay as they are. Mostly it is one of them.
func union[T comparable](a, b []T) []T {
	switch {
	case len(a) == 0:
		return slices.Clip(b)
	case len(a) == len(b) && &a[0] == &b[0]:
		return a
	}
	a = slices.Clip(a)
	for _, x := range b {
		if !slices.Contains(a, x) {
			a = append(a, x)
		}
	}
	return a
}

// akin reports whether k and l have something in common.
func (f *function) akin(k, l kin) bool {
	if slices.ContainsFunc(k.takers, func(in ssa.Instruction) bool { return slices.Contains(l.takers, in) }) {
		return true
	}
	return slices.ContainsFunc(k.cells, func(p place.ID) bool {
		return slices.ContainsFunc(l.cells, func(q place.ID) bool { return f.oneHolder(p, q) })
	})
}

// oneHolder reports whether p and q are in one struct or are variables of one
// package. Of structs in one container each counts: who waits for each of many waits for
// all.
func (f *function) oneHolder(p, q place.ID) bool {
	o, x := f.mem.ObjectOf(p), f.mem.ObjectOf(q)
	if o == x || f.alikeButIndex(o, x) {
		return true
	}
	a, aGlobal := f.mem.At(o).Owner.(*ssa.Global)
	b, bGlobal := f.mem.At(x).Owner.(*ssa.Global)
	return aGlobal && bGlobal && a.Pkg == b.Pkg
}

// alikeButIndex reports whether o and x are what elements of one container refer to,
// where it is not known that the elements are two.
func (f *function) alikeButIndex(o, x place.Obj) bool {
	a, b := f.mem.At(o), f.mem.At(x)
	if a.Origin != place.Pointee || b.Origin != place.Pointee || f.mem.ObjectOf(a.Of) != f.mem.ObjectOf(b.Of) {
		return false
	}
	p, q := f.mem.Table.Path(a.Of), f.mem.Table.Path(b.Of)
	return slices.EqualFunc(p, q, func(d, e place.Elem) bool {
		return d == e || d.IsIndex && e.IsIndex && !(f.mem.Syms.IsConst(d.Index) && f.mem.Syms.IsConst(e.Index))
	})
}

// answered ends the moves of a select in a loop that sends and takes results in
// turn, as soon as control leaves the loop: it is taken to count them. A channel
// whose elements say nothing is no result but the order to stop.
func (f *function) answered(st *state, sel *ssa.Select) {
	l := f.loops.Innermost(f.block)
	if l == nil {
		return
	}
	for _, state := range sel.States {
		elem := movable.Core(state.Chan.Type()).(*types.Chan).Elem()
		if s, ok := elem.Underlying().(*types.Struct); state.Dir == types.SendOnly || f.Types.Of(elem) == movable.Moved || ok && s.NumFields() == 0 {
			continue
		}
		by := f.kin(st, state.Chan)
		for i := range sel.States {
			if id, ok := f.siteIDs[siteKey{sel, i}]; ok && f.sites[id].Level != Strict && f.akin(f.sites[id].on, by) {
				f.waitAfter(l, id)
			}
		}
	}
}

// sendsOn notes that s sends on one of the channels that refs show.
func (s *Site) sendsOn(refs []region.Ref) {
	for _, r := range refs {
		if !slices.Contains(s.channels, r.Place) {
			s.channels = append(s.channels, r.Place)
		}
	}
}

// takeBack ends the moves by sends on a channel of the function's own, from which it
// receives now: by goroutines that it has started, and by itself where nobody else
// receives. What was sent is its again. That it may have received another value, or that
// what a goroutine sent is received by somebody else, is lost.
func (f *function) takeBack(st *state, ch []region.Ref) {
	mine := slices.DeleteFunc(slices.Clone(ch), func(r region.Ref) bool {
		_, made := f.mem.At(f.mem.ObjectOf(r.Place)).Owner.(*ssa.MakeChan)
		return !made
	})
	if len(mine) == 0 {
		return
	}
	f.over(st, func(s *Site) bool {
		return (s.Kind == Go || f.queued(s)) && slices.ContainsFunc(mine, func(r region.Ref) bool {
			return slices.Contains(s.channels, r.Place)
		})
	})
}

// acknowledge ends the moves by sends on a channel that belongs with another, of
// type t and with the kin by, from which something was received that carries no
// memory: `p.data <- b; n := <-p.ack`. In a loop that has both only a receive in
// the iteration of the send counts; that of the next one is its next request.
func (f *function) acknowledge(st *state, by kin, t types.Type) {
	if t == nil {
		return // a callee of another package waits for something in it
	}
	ch, ok := movable.Core(t).(*types.Chan)
	if !ok || f.Types.Of(ch.Elem()) == movable.Moved {
		return
	}
	f.over(st, func(s *Site) bool { return f.akin(s.on, by) })
}

// over ends the moves at the sites for which ended says so: in a loop that has both,
// where it happened in this iteration.
func (f *function) over(st *state, ended func(*Site) bool) {
	back := map[int32]bool{}   // in this iteration
	always := map[int32]bool{} // in any
	for _, s := range f.sites {
		if s.Level == Strict || !ended(s) {
			continue
		}
		back[s.number] = true
		if !slices.ContainsFunc(f.loops.Around(s.block), func(in func(block int) bool) bool { return in(f.block) }) {
			always[s.number] = true
		}
	}
	if len(back) > 0 {
		f.mem.Unmark(st, func(mk region.Mark) bool { return always[mk.Site] || back[mk.Site] && !mk.Later })
		f.handBackAfter(always)
	}
}
