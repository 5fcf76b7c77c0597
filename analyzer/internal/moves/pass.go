package moves

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/region"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// Control does not get past a nil channel, unless a select has other cases. What was
// moved only where a channel is nil is not moved behind a send on it:
//
//	var next chan *T
//	if v == nil {
//		next = out // v is nil where next is not
//	}

// passes ends the moves that happened only where ch is nil.
func (f *function) passes(st *state, ch ssa.Value) {
	x := f.scalar(st, ch)
	f.mem.UnmarkNeeding(st, []sym.ID{x}, f.whereNil(x))
	f.notePassed(x)
}

// whereNil reports of a move whether it happened only where x is nil.
func (f *function) whereNil(x sym.ID) func(region.Mark) bool {
	return func(mk region.Mark) bool {
		return x != sym.Unknown && slices.Contains(mk.Conds, region.Cond{X: x, C: f.mem.Syms.Nil()})
	}
}

// notePassed records for callers that the present block passes the channel x, if that
// is what they have in some place.
func (f *function) notePassed(x sym.ID) {
	if p, ok := f.mem.Syms.Owner(x).(place.ID); ok && f.mem.Callers(p) && !slices.Contains(f.passed[p], f.block) {
		f.passed[p] = append(f.passed[p], f.block)
	}
}

// passedAlways lists the channels that control passes on every way to a return.
func (f *function) passedAlways(returns []*ssa.Return) []summary.Path {
	var out []summary.Path
	for p, blocks := range f.passed {
		always := !slices.ContainsFunc(returns, func(r *ssa.Return) bool {
			return !slices.ContainsFunc(blocks, func(b int) bool { return f.fn.Blocks[b].Dominates(r.Block()) })
		})
		if path, ok := f.path(p); ok && always {
			out = append(out, path)
		}
	}
	slices.Sort(out)
	return out
}

// pass ends the moves that happened only where a channel is nil that the callee passes.
func (r *resolver) pass() {
	if _, ok := r.in.(*ssa.Go); ok {
		return
	}
	for _, p := range r.sum.Passes {
		x := r.flag(summary.Given{Path: p, Const: "nil"})
		r.mem.UnmarkNeeding(r.st, []sym.ID{x}, r.whereNil(x))
		r.notePassed(x)
	}
}
