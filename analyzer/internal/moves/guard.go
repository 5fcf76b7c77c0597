package moves

import (
	"fmt"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/region"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
)

// What a callee leaves in a place depends on what it was told, and what it returns tells
// which it was:
//
//	func (s *scanner) next() bool {
//		if len(s.rest) == 0 {
//			return false
//		}
//		s.token = new(token)
//		...
//		return true
//	}
//
// The summary says with each target of a link what holds wherever it is one, so that the
// caller knows it by a condition: see region.Ref.

// guard says what holds wherever a place of the kind cell refers to each of to. By the
// time of each return it refers to what at says.
func (w *exporter) guard(cell byte, to []summary.Target, at map[*ssa.Return][]region.Ref, returns []*ssa.Return) {
	if len(to) < 2 {
		return // there is nothing to choose from
	}
	for i := range to {
		to[i].Given = w.wherever(at, returns, func(r region.Ref) bool {
			p, ok := w.targetOf(cell, r)
			return ok && p == to[i].Path
		})
	}
}

// guardCell does so for the targets of l, a link of the callers' place p. If it is known
// when the place still refers to what it did when the function started, l says so.
func (w *exporter) guardCell(l *summary.Link, p place.ID, returns []*ssa.Return) {
	at := map[*ssa.Return][]region.Ref{}
	for _, r := range returns {
		st := w.exits[r].state
		at[r] = w.mem.Cell(&st, p, anyReference).Refs
	}
	own, hasOwn := w.mem.InitialTarget(p)
	isOwn := func(r region.Ref) bool { return hasOwn && r.View == own }
	if !l.Certain && w.replaces(p) && !w.regrown[p] {
		if given := w.wherever(at, returns, isOwn); len(given) > 0 {
			l.Certain = true
			l.To = append(l.To, summary.Target{Path: l.Cell + "*", Given: given})
			slices.SortFunc(l.To, compareTargets)
		}
	}
	if len(l.To) < 2 {
		return
	}
	for i := range l.To {
		t := &l.To[i]
		if t.Path == l.Cell+"*" {
			continue
		}
		t.Given = w.wherever(at, returns, func(r region.Ref) bool {
			p, ok := w.targetOf('a', r)
			return ok && p == t.Path && !isOwn(r)
		})
	}
}

// wherever lists what callers can check of where one of the references at the returns is
// meant: conditions on what the inputs were, and a result that tells.
func (w *exporter) wherever(at map[*ssa.Return][]region.Ref, returns []*ssa.Return, meant func(region.Ref) bool) []summary.Given {
	by := map[*ssa.Return]region.Mark{}
	for _, r := range returns {
		st := w.exits[r].state
		for _, ref := range w.mem.Possible(&st, at[r]) {
			if !meant(ref) {
				continue
			}
			mk, several := by[r]
			here := region.Mark{Conds: ref.Conditions(w.mem.Here(&st), true)}
			if several {
				here.Conds = slices.DeleteFunc(slices.Clone(here.Conds), func(c region.Cond) bool { return !slices.Contains(mk.Conds, c) })
			}
			by[r] = here
		}
	}
	if len(by) == 0 {
		return nil
	}
	given := w.givenAll(by, returns)
	if when := w.when(by, returns); when.Const != "" {
		given = append(given, summary.Given{Path: summary.Path(fmt.Sprintf("r%d", when.Result)), Const: when.Const})
	}
	return given
}
