package moves

import (
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
		f.fill(st, in, v.AllRefs())
		f.overwritten(st, in, v.AllRefs(), false)
	}
}

// fill puts unknown memory into the empty references of variables among refs.
func (f *function) fill(st *state, in ssa.CallInstruction, refs []region.Ref) {
	for _, r := range refs {
		o := f.mem.At(f.mem.ObjectOf(r.Place))
		if !o.Made() || o.Type == nil || f.mem.Root(f.mem.ObjectOf(r.Place)) != r.Place || isClosure(o) {
			continue
		}
		for _, lt := range f.mem.Leaves(o.Type) {
			cell := f.mem.Rebase(lt.Path(), r.Place)
			v, ok := f.mem.Known(st, cell)
			if f.Types.Of(lt.Type()) != movable.Moved || f.mem.IsSelf(cell) || !f.mem.Single(cell) || ok && len(v.AllRefs()) > 0 {
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

// filling owns what a call puts into a cell.
type filling struct {
	in   ssa.CallInstruction
	cell place.ID
}
