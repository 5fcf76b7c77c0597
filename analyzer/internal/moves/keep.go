package moves

import (
	"slices"

	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/region"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
)

// A function that empties a container on the path on which it sent the content leaves
// callers what is left, but who has kept an element finds it moved. A move marks every
// reference, so the summary says which places do not lead to what was moved.

// keeper finds the places that keep what they have.
type keeper struct {
	*exporter
	st    *state
	moved []region.Mark
	// above are the objects by which callers come to what was moved; lost are those by
	// which they do not any more where it is.
	above, lost map[place.Obj]bool
}

// kept lists the places of callers that do not lead to what was moved when the
// function returns, although what was moved on some path could be reached by them:
// those that refer to it themselves, or did, and, with ^, all that can be reached
// through those that lead to it.
func (w *exporter) kept(st *state, moves []summary.Move) []summary.Path {
	if len(moves) == 0 {
		return nil
	}
	k := &keeper{exporter: w, st: st, moved: slices.Collect(w.mem.Moved(st)), above: map[place.Obj]bool{}, lost: map[place.Obj]bool{}}
	for _, mk := range k.moved {
		for o := range w.holders(mk.View.Place) {
			k.above[o] = true
			k.lost[o] = k.lost[o] || mk.Apart
		}
	}
	var out []summary.Path
	add := func(p summary.Path) {
		if !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	w.mem.Cells(st, func(p place.ID, v *region.Value) {
		if o := w.mem.At(w.mem.ObjectOf(p)); o.Origin == place.Register || o.Origin == place.Input || !w.mem.Callers(p) {
			return
		}
		if w.forgotten[p] || v.Marked() {
			return
		}
		cell, ok := w.path(p)
		if !ok {
			return
		}
		isMoved := func(r region.Ref) bool {
			to, ok := w.path(r.Place)
			return ok && slices.ContainsFunc(moves, func(m summary.Move) bool { return m.Path == to })
		}
		if slices.ContainsFunc(v.AllRefs(), isMoved) {
			add(cell)
		}
		if slices.ContainsFunc(v.AllRefs(), func(r region.Ref) bool { return k.above[w.mem.ObjectOf(r.Place)] }) && k.apart(v) {
			add(cell + "*^")
		}
	})
	slices.Sort(out)
	return out
}

// apart reports whether v leads to memory that callers did not reach any more where it
// was moved, or that holds references to what was moved, but to none that is marked:
// those are of another path, or outside of its windows. That memory of the first kind
// was stored again after the paths had joined is lost.
func (k *keeper) apart(v *region.Value) bool {
	byMove := func(mk region.Mark) bool {
		return slices.ContainsFunc(k.moved, func(m region.Mark) bool { return m.Site == mk.Site && !m.Apart })
	}
	below := map[place.Obj]bool{}
	reached, held := false, false
	k.mem.ReachValue(k.st, v, func(r region.Ref, _ region.Found) bool {
		o := k.mem.ObjectOf(r.Place)
		below[o], held = true, held || k.lost[o]
		reached = reached || slices.ContainsFunc(r.Marks, byMove)
		return !reached
	})
	if reached {
		return false
	}
	k.mem.Cells(k.st, func(p place.ID, v *region.Value) {
		if held || !v.Marked() || !below[k.mem.ObjectOf(p)] {
			return
		}
		for r := range v.Refs {
			held = held || slices.ContainsFunc(r.Marks, byMove)
		}
	})
	return held
}
