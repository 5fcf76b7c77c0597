package moves

import (
	"cmp"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
)

func (f *function) ret(st *state, in *ssa.Return) {
	e := exit{state: *st}
	for _, r := range in.Results {
		e.results = append(e.results, f.value(st, r))
	}
	f.exits[in] = e
}

// Limits of one summary. What is beyond them is lost, so that uses in callers
// are missed.
const (
	maxEffects = 32
	maxLinks   = 24
	maxDerefs  = 3
)

// summarise says what callers must know of the function.
func (f *function) summarise() *summary.Func {
	sum := &summary.Func{Name: displayName(f.fn), NoReturn: len(f.exits) == 0 && len(f.fn.Blocks) > 0}
	for _, e := range f.effects {
		sum.Effects = append(sum.Effects, e)
	}
	slices.SortFunc(sum.Effects, func(a, b summary.Effect) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Access, b.Access))
	})
	sum.Effects = shallowest(sum.Effects, cmp.Or(f.Effects, maxEffects))
	sum.Calls = f.refilledCalls()
	for p := range f.waits {
		sum.Waits = append(sum.Waits, p)
	}
	slices.Sort(sum.Waits)
	if len(f.exits) == 0 {
		return sum
	}
	returns := make([]*ssa.Return, 0, len(f.exits))
	for r := range f.exits {
		returns = append(returns, r)
	}
	slices.SortFunc(returns, func(a, b *ssa.Return) int { return a.Block().Index - b.Block().Index })
	sum.Passes = f.passedAlways(returns)
	w := &exporter{function: f, fresh: map[place.ID]int{}}
	joined := f.exits[returns[0]].state
	for _, r := range returns[1:] {
		joined = f.mem.Join(joined, f.exits[r].state, len(f.succs))
	}
	w.findCut(returns, &joined)
	w.results(returns, &joined)
	w.cells(returns, &joined)
	w.contents(&joined)
	sum.Links = w.links
	if len(sum.Links) > maxLinks {
		sum.Links = sum.Links[:maxLinks]
	}
	sum.Codes = w.codes()
	sum.Copies = w.copied()
	sum.Moves = f.lentOnly(f.exportMoves(returns, &joined, w))
	sum.Predicates, sum.Ensures = f.predicates(returns), f.given(&joined)
	sum.Carries = w.carried()
	sum.Keeps = w.kept(&joined, sum.Moves)
	return sum
}

// shallowest are at most n of effects, in their order: those closest to the inputs.
func shallowest(effects []summary.Effect, n int) []summary.Effect {
	if len(effects) <= n {
		return effects
	}
	var depths []int
	for _, e := range effects {
		depths = append(depths, e.Path.Depth())
	}
	slices.Sort(depths)
	last := depths[n-1]
	below, _ := slices.BinarySearch(depths, last)
	room := n - below // for those that are as deep as the last
	return slices.DeleteFunc(effects, func(e summary.Effect) bool {
		d := e.Path.Depth()
		if d == last {
			room--
		}
		return d > last || d == last && room < 0
	})
}

// displayName is how reports call fn.
func displayName(fn *ssa.Function) string {
	if fn.Parent() != nil {
		return "closure"
	}
	return summary.NameOf(fn.Name(), fn.Signature.Recv())
}

// captured reports whether the way to p starts at a captured variable.
func (f *function) captured(p place.ID) bool {
	o := f.mem.At(f.mem.ObjectOf(p))
	for o.Origin == place.Pointee || o.Origin == place.Deep {
		o = f.mem.At(f.mem.ObjectOf(o.Of))
	}
	return o.Origin == place.Input && int(o.Sub) >= len(f.fn.Params)
}
