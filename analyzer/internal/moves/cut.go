package moves

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/region"
)

// cut is the store of a part of a slice at addr: of x[:0], or at the strict level of
// one without what was popped. A variable of the function is none of its callers',
// who still see the elements.
func (f *function) cut(st *state, addr []region.Ref, in *ssa.Store) {
	theirs := slices.ContainsFunc(addr, func(r region.Ref) bool { return f.mem.Callers(r.Place) })
	if f.isCut(st, in.Val) {
		if !f.emptied(st, in.Val, theirs) && len(addr) == 1 {
			v, _ := f.mem.Known(st, addr[0].Place)
			f.mem.Put(st, addr[0].Place, f.mem.ToBeFilled(v))
		}
		return
	}
	if _, ok := in.Val.(*ssa.Slice); ok && f.mem.Selves && movable.IsReference(in.Val.Type()) {
		f.mem.CutOff(st, f.refs(st, in.Val), f.lives, func(p place.ID) { f.forgotten[p] = f.forgotten[p] || !theirs })
	}
}

// cutArguments is the start of a call with x[:0] among its arguments, which will be
// filled from its start, unless another argument is of the same array.
func (f *function) cutArguments(st *state, args []ssa.Value) {
	for i, a := range args {
		if f.isCut(st, a) && !f.othersShow(st, args, i) {
			f.emptied(st, a, false)
		}
	}
}

// othersShow reports whether another one of args shows the array of number i.
func (f *function) othersShow(st *state, args []ssa.Value, i int) bool {
	array := f.refs(st, args[i])
	for j, b := range args {
		if j != i && slices.ContainsFunc(f.refs(st, b), func(r region.Ref) bool {
			return slices.ContainsFunc(array, func(own region.Ref) bool { return own.Place == r.Place })
		}) {
			return true
		}
	}
	return false
}

// isCut reports whether v is x[:0].
func (f *function) isCut(st *state, v ssa.Value) bool {
	cut, ok := v.(*ssa.Slice)
	return ok && cut.High != nil && f.scalar(st, cut.High) == f.mem.Syms.Int(0) && movable.IsReference(v.Type())
}

// emptied forgets the elements of the slice v, which is x[:0]; theirs says that
// callers see it cut as well. It says false where somebody else holds them.
func (f *function) emptied(st *state, v ssa.Value, theirs bool) bool {
	return f.mem.Truncated(st, f.refs(st, v), f.lives, func(p place.ID) { f.forgotten[p] = f.forgotten[p] || !theirs })
}
