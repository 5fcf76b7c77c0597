package moves

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

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
	f.handBack(st, f.refs(st, ch))
	f.acknowledge(st, ch)
}

// chosen applies what is known once a case of sel was chosen. A receive case is
// an answer if its channel went with the payload; it acknowledges nothing else,
// for most are cancellations.
func (f *function) chosen(st *state, sel *ssa.Select, index sym.ID) {
	for i, state := range sel.States {
		if f.mem.Syms.Int(int64(i)) == index && state.Dir == types.RecvOnly {
			f.handBack(st, f.refs(st, state.Chan))
		}
	}
}

// handBack ends the moves whose payload is or has one of the channels, wait
// groups or futures that refs show: their holder has answered.
func (f *function) handBack(st *state, refs []region.Ref) {
	if len(refs) == 0 {
		return
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
	if f.waited[l] == nil {
		f.waited[l] = map[int32]bool{}
	}
	for s := range back {
		if !l.Contains(f.sites[s].block) {
			f.waited[l][s] = true
		}
	}
}

// leave is st on the edge from a block to the next.
func (f *function) leave(st *state, from, to int) *state {
	var out *state
	for l, back := range f.waited {
		if len(back) == 0 || !l.Contains(from) || l.Contains(to) {
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

// acknowledge ends the moves by sends on a channel that lies in one struct with
// ch, when what comes out of ch carries nothing: `p.data <- b; n := <-p.ack`.
// Only a receive in the same iteration counts; that of a loop's next round is
// its next request.
func (f *function) acknowledge(st *state, ch ssa.Value) {
	elem := movable.Core(ch.Type()).(*types.Chan).Elem()
	if f.Types.Of(elem) == movable.Moved {
		return
	}
	base := holder(ch)
	if base == nil {
		return
	}
	var back []int32
	for _, s := range f.sites {
		if s.Level != Strict && s.Kind == Send && holder(sentOn(s)) == base {
			back = append(back, s.number)
		}
	}
	if len(back) > 0 {
		f.mem.Unmark(st, func(mk region.Mark) bool { return !mk.Later && slices.Contains(back, mk.Site) })
	}
}

// sentOn is the channel of a send.
func sentOn(s *Site) ssa.Value {
	switch in := s.Instr.(type) {
	case *ssa.Send:
		return in.Chan
	case *ssa.Select:
		return in.States[s.index].Chan
	}
	return nil
}

// holder is the variable that holds the struct of which the channel ch is a
// field, nil if it is not one.
func holder(ch ssa.Value) ssa.Value {
	load, ok := ch.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return nil
	}
	addr, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return nil
	}
	for {
		switch x := addr.X.(type) {
		case *ssa.FieldAddr:
			addr = x
		case *ssa.UnOp:
			if x.Op == token.MUL {
				return x.X
			}
			return nil
		default:
			return addr.X
		}
	}
}

// allDone ends all moves below the strict level: a function that waits for
// goroutines to end, after it sent to them, uses the values when they are done.
// That the group may be of other goroutines than the receivers is lost.
func (f *function) allDone(st *state) {
	f.mem.Unmark(st, func(mk region.Mark) bool { return f.sites[mk.Site].Level != Strict })
}
