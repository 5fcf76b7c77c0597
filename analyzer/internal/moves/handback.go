package moves

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/dataflow"
	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/region"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// Below the strict level a move ends when its receiver has answered. It may not
// have finished with the value even then; this is the side on which the
// analysis errs.

// received applies what a receive from ch tells: it is an answer to what was
// sent with that channel in it, or an acknowledgement.
func (f *function) received(st *state, ch ssa.Value) {
	f.passes(st, ch)
	f.acknowledge(st, f.heard(st, ch), ch.Type())
}

// heard applies what a receive from ch tells as an answer, and returns who gave it. A timer
// that went with the value gives none.
func (f *function) heard(st *state, ch ssa.Value) kin {
	if !isTimer(ch.Type()) {
		f.handBack(st, f.refs(st, ch))
	}
	f.takeBack(st, f.refs(st, ch))
	by := f.kin(st, ch)
	f.redeem(st, by)
	return by
}

// isTimer reports whether channels of type t say that time has passed, and nothing else.
func isTimer(t types.Type) bool {
	ch, ok := movable.Core(t).(*types.Chan)
	if !ok {
		return false
	}
	n, ok := types.Unalias(ch.Elem()).(*types.Named)
	return ok && n.Obj().Name() == "Time" && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "time"
}

// chosen applies what is known once a case of sel was chosen. A receive case is
// an answer if its channel went with the payload. It is an acknowledgement if no other
// case is of that kind: most that stand beside one are cancellations.
func (f *function) chosen(st *state, sel *ssa.Select, index sym.ID) {
	for i, state := range sel.States {
		if f.mem.Syms.Int(int64(i)) != index {
			continue
		}
		f.mem.Unmark(st, f.whereNil(f.scalar(st, state.Chan)))
		if state.Dir == types.RecvOnly {
			by := f.heard(st, state.Chan)
			rivals := func(s *ssa.SelectState) bool { return s != state && f.rivals(st, s, by) }
			if !slices.ContainsFunc(sel.States, rivals) {
				f.acknowledge(st, by, state.Chan.Type())
			}
		}
	}
}

// rivals reports whether a case of a select sends, may be an answer, or may be an
// acknowledgement as well as one from a channel with the kin by.
func (f *function) rivals(st *state, c *ssa.SelectState, by kin) bool {
	if c.Dir == types.SendOnly || f.akin(f.kin(st, c.Chan), by) {
		return true
	}
	return slices.ContainsFunc(f.refs(st, c.Chan), func(r region.Ref) bool {
		return slices.ContainsFunc(f.sites, func(s *Site) bool { return f.inRegion(s, r.View) })
	})
}

// handBack ends the moves whose payload is or has one of the channels, wait
// groups or futures that refs show: their holder has answered.
func (f *function) handBack(st *state, refs []region.Ref) {
	if len(refs) == 0 {
		return
	}
	if slices.ContainsFunc(refs, func(r region.Ref) bool { return movable.IsWaitGroup(f.mem.TypeOf(r.Place)) }) {
		f.allDone(st)
	}
	back := map[int32]bool{}
	for _, s := range f.sites {
		if s.Level == Strict {
			continue
		}
		for _, r := range refs {
			if f.inRegion(s, r.View) {
				back[s.number] = true
			}
		}
	}
	for _, r := range refs {
		if p, ok := f.path(r.Place); ok && f.mem.Callers(r.Place) {
			f.waits[p] = true
		}
	}
	if len(back) > 0 {
		f.mem.Unmark(st, func(mk region.Mark) bool { return back[mk.Site] })
		f.handBackAfter(back)
	}
}

// handBackAfter ends the moves where control leaves the loop that waits, too: it
// is taken to have waited for each. That it may have had nothing to do while
// something was sent is lost.
func (f *function) handBackAfter(back map[int32]bool) {
	l := f.loops.Innermost(f.block)
	if l == nil {
		return
	}
	for s := range back {
		if !l.Contains(f.sites[s].block) {
			f.waitAfter(l, s)
		}
	}
}

// waitAfter notes that the move at the site has ended where control leaves l.
func (f *function) waitAfter(l *dataflow.Loop, site int32) {
	if f.waited[l] == nil {
		f.waited[l] = map[int32]bool{}
	}
	f.waited[l][site] = true
}

// leave is st on the edge from a block to the next.
func (f *function) leave(st *state, from, to int) *state {
	var out *state
	for l, back := range f.waited {
		if len(back) == 0 || l.Contains(to) || !l.Contains(from) && !f.skips(l, from, to) {
			continue
		}
		if out == nil {
			s := *st
			out = &s
		}
		f.mem.Unmark(out, func(mk region.Mark) bool { return back[mk.Site] })
	}
	if out == nil {
		return st
	}
	return out
}

// skips reports whether the edge leads past l to where l leads: a loop over a
// number is entered only where that is not 0.
func (f *function) skips(l *dataflow.Loop, from, to int) bool {
	return slices.Contains(f.succs[from], l.Header) && slices.ContainsFunc(f.fn.Blocks[to].Preds, func(b *ssa.BasicBlock) bool { return l.Contains(b.Index) })
}

// inRegion reports whether v was moved at s, or was reachable from what was.
func (f *function) inRegion(s *Site, v place.View) bool {
	for {
		for _, r := range s.region {
			if f.mem.Overlap(r, v, false) || f.partOf(v.Place, r.Place) {
				return true
			}
		}
		o := f.mem.At(f.mem.ObjectOf(v.Place))
		if o.Origin != place.Pointee {
			return false
		}
		v = place.View{Place: o.Of}
	}
}

// partOf reports whether p is in q, or in what q was in another iteration: who
// waits for each of many waits for all.
func (f *function) partOf(p, q place.ID) bool {
	for ; p != place.None; p = f.mem.Parent(p) {
		if f.mem.Alike(p, q) {
			return true
		}
	}
	return false
}

// allDone ends all moves below the strict level: a function that waits for
// goroutines to end, after it sent to them, uses the values when they are done.
// That the group may be of other goroutines than the receivers is lost.
func (f *function) allDone(st *state) {
	done := map[int32]bool{}
	for _, s := range f.sites {
		if s.Level != Strict {
			done[s.number] = true
		}
	}
	f.endAll(st)
	f.handBackAfter(done)
}

// endAll ends all moves below the strict level on this path alone.
func (f *function) endAll(st *state) {
	f.mem.Unmark(st, func(mk region.Mark) bool { return f.sites[mk.Site].Level != Strict })
}
