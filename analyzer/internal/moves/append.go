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

// appendTo is append: it writes behind the slice, in the slice's array as far
// as is known. Where the slice may be nil or is at its capacity the result is a
// new array.
func (f *function) appendTo(st *state, in ssa.CallInstruction, args []*region.Value) *region.Value {
	exprs := in.Common().Args
	elem := elemType(exprs[0].Type())
	from := f.mem.Only(args[0])
	var shared, tail, copied []region.Ref // the grown slices, what is written, and what is read
	copies := from.Nilable || len(from.Refs) == 0
	added := f.added(st, in)
	for _, r := range from.Refs {
		w, ok := f.mem.Tail(r.Window)
		if !ok {
			copies = true
			if f.mem.Length(r.Window) != f.mem.Syms.Int(0) {
				copied = append(copied, r)
			}
			continue
		}
		behind := f.mem.Behind([]region.Ref{r}, added)
		r = f.mem.Shown(r)
		one := f.mem.Narrow([]region.Ref{r}, func(v place.View) place.View { return place.View{Place: v.Place, Window: w} })
		tail = append(append(tail, one...), behind...)
		hi := f.mem.Syms.Add(f.end(r), added)
		if !f.mem.Syms.IsConst(hi) {
			hi = f.atom(in, 1)
		}
		grown := f.mem.Window(place.Bounds{Lo: f.mem.Bounds(w).Lo, Hi: hi, Filled: f.mem.Bounds(w).Filled})
		shared = append(shared, f.mem.Narrow([]region.Ref{r}, func(v place.View) place.View { return place.View{Place: v.Place, Window: grown} })...)
	}
	empty := len(args) < 2 || len(args[1].AllRefs()) == 0 && movable.IsReference(exprs[1].Type()) && f.mem.Only(args[1]).Nilable
	if !empty {
		f.access(st, tail, summary.Write, in, exprs[0])
		f.access(st, copied, summary.Read, in, exprs[0])
	}
	out := shared
	if copies {
		p := f.fresh(in, 0, types.NewArray(elem, 1<<40))
		view := place.View{Place: p, Window: f.mem.Window(place.Bounds{Lo: f.mem.Syms.Int(0), Hi: f.atom(in, 1)})}
		out = append(out, region.Ref{View: view})
		f.copyElements(st, in, []region.Ref{{View: view}}, from.Refs, exprs[0].Type())
	}
	v := f.mem.References(out, f.atom(in, 0))
	f.mem.MayBe(f.atom(in, 0), from.Sym)
	if len(args) > 1 && movable.IsReference(exprs[1].Type()) {
		src := args[1].AllRefs()
		n, literal := listed(exprs[1])
		if !literal {
			f.access(st, src, summary.Read, in, exprs[1])
		}
		numbered := literal && !copies && f.numberedBehind(from.Refs)
		if !numbered && (copies || !f.shift(st, in, from.Refs, src, true)) {
			f.copyElements(st, in, v.AllRefs(), src, exprs[1].Type())
		}
		if literal && !copies {
			f.storeBehind(st, in, from.Refs, src, n)
		}
	}
	return v
}

// storeBehind stores the first n elements of src behind the slices refs, where it is
// known by number where they end: by other indices the elements are found as any. Where
// a queue ends, in terms of variables, says nothing of where it starts: what is taken
// from its front would be taken for what was appended last.
func (f *function) storeBehind(st *state, in ssa.CallInstruction, refs, src []region.Ref, n int64) {
	elem := elemType(in.Common().Args[0].Type())
	if elem == nil || f.Types.Of(elem) == movable.Copy {
		return
	}
	for i := range n {
		at := f.mem.Syms.Int(i)
		v := f.loadAll(st, f.elements(src, at), elem, in)
		if v == nil {
			continue
		}
		for _, r := range refs {
			index := f.mem.Syms.Add(f.end(r), at)
			if !f.mem.Syms.IsConst(index) {
				continue
			}
			to := region.Ref{View: place.View{Place: f.mem.Project(r.Place, place.IndexElem(index))}, Via: r.Via}
			f.mem.Store(st, []region.Ref{to}, elem, v, len(refs) == 1)
		}
	}
}

// end is the index in its array at which the slice r ends, sym.Unknown if that is not
// known. What a slice is filled with is known as that.
func (f *function) end(r region.Ref) sym.ID {
	b := f.mem.Bounds(r.Window)
	switch {
	case b.Filled:
		return sym.Unknown
	case b.Hi != sym.Unknown:
		return b.Hi
	}
	o := f.mem.At(f.mem.ObjectOf(r.Place))
	if a, ok := o.Owner.(*ssa.Alloc); ok && a.Comment == "slicelit" && f.mem.Root(f.mem.ObjectOf(r.Place)) == r.Place {
		if t, ok := underlying(o.Type).(*types.Array); ok {
			return f.mem.Syms.Int(t.Len())
		}
	}
	return sym.Unknown
}

// numberedBehind reports whether it is known by number where each of refs ends.
func (f *function) numberedBehind(refs []region.Ref) bool {
	return !slices.ContainsFunc(refs, func(r region.Ref) bool { return !f.mem.Syms.IsConst(f.end(r)) })
}

// added is how many elements in, a call of append, adds.
func (f *function) added(st *state, in ssa.CallInstruction) sym.ID {
	args := in.Common().Args
	if len(args) < 2 {
		return f.mem.Syms.Int(0)
	}
	if n, ok := listed(args[1]); ok {
		return f.mem.Syms.Int(n)
	}
	return f.length(f.mem.Only(f.value(st, args[1])), in)
}

// listed is the number of arguments that v, an argument of a variadic parameter, was
// written as.
func listed(v ssa.Value) (int64, bool) {
	array, ok := variadic(v)
	if !ok {
		return 0, false
	}
	return array.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Array).Len(), true
}

// variadic is the array of the arguments that v, an argument of a variadic parameter, was
// written as.
func variadic(v ssa.Value) (*ssa.Alloc, bool) {
	s, ok := v.(*ssa.Slice)
	if !ok {
		return nil, false
	}
	array, ok := s.X.(*ssa.Alloc)
	return array, ok && array.Comment == "varargs"
}
