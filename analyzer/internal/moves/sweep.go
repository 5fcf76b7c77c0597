package moves

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/region"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// A range over a slice comes to each element that the slice shows. What its body does
// with the element in every iteration it does with one that was sent before the loop:
//
//	ch <- v[1]
//	for _, p := range v {
//		p.n++
//	}
//
// What the body does under a condition that may depend on the element it may do with all
// others: for other indices see region.Mark. One that does not, such as a flag of the
// user's, says nothing of elements. That the loop may be left before it comes to the
// element is lost.

// noteSweep records that in reads the element of an iteration.
func (f *function) noteSweep(in *ssa.IndexAddr, refs []region.Ref) {
	load, ok := in.Index.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return
	}
	index, ok := load.X.(*ssa.Alloc)
	if !ok || index.Comment != "rangeindex" {
		return
	}
	if l := f.loops.Innermost(f.block); l != nil {
		for _, r := range refs {
			if x := f.mem.Elem(r.Place).Index; x != sym.Unknown && !f.mem.Syms.IsConst(x) {
				f.sweeps[x] = l
			}
		}
	}
}

// pick notes that of the arrays of refs not all that was appended need be there any more:
// they are cut, or elements are overwritten. A loop over all elements of another array
// comes to each that was appended.
func (f *function) pick(refs []region.Ref) {
	for _, r := range refs {
		f.picked[f.mem.At(f.mem.ObjectOf(r.Place)).Key] = true
	}
}

// sweeping reports whether a loop comes to the element at, of which v shows an element
// by another index.
func (f *function) sweeping(v place.View, at place.ID) bool {
	if f.sweeps[f.mem.Elem(v.Place).Index] == nil || f.mem.Parent(v.Place) != f.mem.Parent(at) {
		return false
	}
	b := f.mem.Bounds(v.Window)
	i, syms := f.mem.Elem(at).Index, f.mem.Syms
	if i == sym.Unknown {
		return (v.Window == place.Whole || b.Lo == syms.Int(0)) && !f.picked[f.mem.At(f.mem.ObjectOf(at)).Key]
	}
	if !f.mem.Single(at) {
		return false
	}
	return (b.Lo == syms.Int(0) || syms.AtMost(b.Lo, i)) && (b.Hi == sym.Unknown || syms.AtMost(syms.Add(i, syms.Int(1)), b.Hi))
}

// swept reports whether mk, which is unsure for the element of one iteration, is sure
// for that of another one, in which the present block runs, too.
func (f *function) swept(mk region.Mark) bool {
	l := f.sweeps[mk.Swept]
	return l != nil && l.Contains(f.block) && !l.Contains(f.sites[mk.Site].block) && f.anyElement(l, f.block)
}
