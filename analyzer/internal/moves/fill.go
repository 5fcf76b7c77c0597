package moves

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/region"
)

// A callee of which nothing is known, and one that decodes into what it is given,
// may put new memory into variables whose address it gets. Where they held
// nothing, it must be told apart from nothing. That a callee may also replace
// what was there is lost.

// filled fills what the arguments of an unknown call lead to.
func (f *function) filled(st *state, in ssa.CallInstruction, args []*region.Value) {
	for _, v := range args {
		f.fill(st, in, v.AllRefs(), false)
		f.overwritten(st, in, v.AllRefs(), false)
	}
}

// fill puts unknown memory into the empty references of variables among refs, or of
// their fields. What decodes replaces what it has put into an interface before.
func (f *function) fill(st *state, in ssa.CallInstruction, refs []region.Ref, decodes bool) {
	for _, r := range refs {
		o, t := f.mem.At(f.mem.ObjectOf(r.Place)), f.mem.TypeOf(r.Place)
		if !o.Made() || t == nil || f.mem.InElement(r.Place) || isClosure(o) {
			continue
		}
		for _, lt := range f.mem.Leaves(t) {
			cell := f.mem.Rebase(lt.Path(), r.Place)
			v, ok := f.mem.Known(st, cell)
			if f.Types.Of(lt.Type()) != movable.Moved || f.mem.IsSelf(cell) || !f.mem.Single(cell) {
				continue
			}
			if ok && len(v.AllRefs()) > 0 && !(decodes && types.IsInterface(lt.Type()) && f.isFilled(v)) {
				continue
			}
			by := filling{in, cell}
			to := f.mem.Object(place.Key{Origin: place.Foreign, Owner: by}, nil, in.Block().Index)
			value := f.mem.Pointer(place.View{Place: f.mem.Root(to)}, f.mem.Syms.Atom(by, 0, in.Block().Index))
			value.Leaves[0].Nilable = true
			f.mem.Put(st, cell, value)
		}
	}
}

// isFilled reports whether calls have put all there that v refers to.
func (f *function) isFilled(v *region.Value) bool {
	return !slices.ContainsFunc(v.AllRefs(), func(r region.Ref) bool {
		_, ok := f.mem.At(f.mem.ObjectOf(r.Place)).Owner.(filling)
		return !ok
	})
}

// filling owns what a call puts into a cell.
type filling struct {
	in   ssa.CallInstruction
	cell place.ID
}
