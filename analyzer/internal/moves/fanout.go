package moves

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/region"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// A value that goes to several receivers is shared by design: each may read it,
// and so may the sender. Below the strict level reading it is reported, as
// sending it again is, only where a receiver in sight writes.

// fan notes whether s sends the same memory in each iteration of a loop. What an iteration
// made itself, such as a clone for all receivers but the last, may go instead. Parts of a
// slice that start elsewhere each time are not the same, and a loop that tries again until
// one has taken it sends to one.
func (f *function) fan(s *Site, payload sent) {
	if s.Level == Strict || payload.same == sym.Unknown || len(payload.refs) == 0 || f.reporting {
		return
	}
	f.fanned[s.number] = slices.ContainsFunc(f.loops.Around(s.happens()), func(in func(block int) bool) bool {
		own := 0
		for _, r := range payload.refs {
			if f.mem.Syms.MadeIn(f.mem.Bounds(r.Window).Lo, in) {
				return false
			}
			if !f.mem.Varies(r.Place, in) {
				continue
			}
			if f.mem.At(f.mem.ObjectOf(r.Place)).Age > 0 {
				return false
			}
			own++
		}
		return own < len(payload.refs) && (own > 0 || !f.mem.Syms.MadeIn(payload.same, in))
	})
}

// happens is the block in which it is known that s has happened.
func (s *Site) happens() int {
	sel, ok := s.Instr.(*ssa.Select)
	if !ok {
		return s.block
	}
	for _, in := range *sel.Referrers() {
		chosen, ok := in.(*ssa.Extract)
		if !ok || chosen.Index != 0 {
			continue
		}
		for _, in := range *chosen.Referrers() {
			is, ok := in.(*ssa.BinOp)
			if !ok || is.Op != token.EQL {
				continue
			}
			if c, ok := is.Y.(*ssa.Const); !ok || c.Int64() != int64(s.index) {
				continue
			}
			for _, in := range *is.Referrers() {
				if _, branches := in.(*ssa.If); branches {
					return in.Block().Succs[0].Index
				}
			}
		}
	}
	return s.block
}

// fannedBy notes whether all that t moves at the call site s goes to several.
func (f *function) fannedBy(t target, s int32) {
	single := slices.ContainsFunc(t.sum.Moves, func(mv summary.Move) bool { return !mv.Shared && !mv.Contained })
	if len(t.sum.Moves) > 0 && !single {
		f.fanned[s] = true
	}
}

// readShared takes the marks of such sends from those that make instr a use, and
// records the use for the case that a receiver writes.
func (f *function) readShared(marks []region.Mark, how summary.Access, instr ssa.Instruction, u use) []region.Mark {
	if how != summary.Read {
		return marks
	}
	var shared []region.Mark
	marks = slices.DeleteFunc(marks, func(mk region.Mark) bool {
		s := f.sites[mk.Site]
		if s.Level == Strict || !f.fanned[mk.Site] {
			return false
		}
		shared = append(shared, mk)
		return true
	})
	if len(shared) > 0 && f.reporting {
		out := f.finding(shared, instr, u)
		out.yields = true
		f.findings = append(f.findings, out)
	}
	return marks
}
