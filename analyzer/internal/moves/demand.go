package moves

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
)

// A function in which nothing is moved has no findings, and what it does to
// memory is only asked for by those in which something is. So of the clusters,
// which come bottom-up, the ones are solved that move something, that receive
// something, whose effects are wanted elsewhere, or that one of these calls.
//
// What other packages may ask is asked by few of them. Where it takes much work
// to say what a function does that moves nothing itself, and no finding depends on
// it, it is left unknown: then uses in other packages are missed.

// demand decides which clusters are solved, and when.
type demand struct {
	*Package
	clusters [][]*ssa.Function
	of       map[*ssa.Function]int // cluster by function
	solved   []bool
	found    []*Finding
}

func newDemand(p *Package, clusters [][]*ssa.Function) *demand {
	d := &demand{Package: p, clusters: clusters, of: map[*ssa.Function]int{}, solved: make([]bool, len(clusters))}
	for i, c := range clusters {
		for _, fn := range c {
			d.of[fn] = i
		}
	}
	return d
}

// run solves what is wanted: first what findings depend on, then the rest.
func (d *demand) run() {
	if !d.FactsOnly {
		for i, c := range d.clusters {
			if slices.ContainsFunc(c, d.moves) {
				d.meet(i, maxWork)
			}
		}
	}
	limit := maxWork
	if d.Exports != nil {
		limit = maxWorkAsked
	}
	for i, c := range d.clusters {
		if slices.ContainsFunc(c, d.exports) {
			d.meet(i, limit)
		}
	}
}

// meet solves cluster i, after all that it calls, each function within limit
// unless it moves something.
func (d *demand) meet(i, limit int) {
	if d.solved[i] {
		return
	}
	d.solved[i] = true
	for _, fn := range d.clusters[i] {
		for _, c := range d.callees(fn) {
			if k, ok := d.of[c]; ok {
				d.meet(k, limit)
			}
		}
	}
	if limit < maxWork && slices.ContainsFunc(d.clusters[i], d.moves) {
		limit = maxWork
	}
	d.found = append(d.found, d.solveCluster(d.clusters[i], limit)...)
}

// exports reports whether somebody else asks for the summary of fn.
func (d *demand) exports(fn *ssa.Function) bool {
	if d.Exports == nil {
		return true
	}
	obj, ok := fn.Object().(*types.Func)
	return ok && d.Exports(obj)
}

// moves reports whether fn may move something: by a send, by what it calls or by
// a function that it hands on. One that receives counts as well, for what
// becomes of the value tells whether it matters that it is sent to several.
func (d *demand) moves(fn *ssa.Function) bool {
	for _, c := range d.callees(fn) {
		if sum := d.summaries[c]; sum != nil && sum.Sends() {
			return true
		}
	}
	var operands []*ssa.Value
	for _, b := range fn.Blocks {
		for _, in := range b.Instrs {
			switch in := in.(type) {
			case *ssa.Send:
				if d.carries(in.Chan.Type()) {
					return true
				}
			case *ssa.Select:
				for _, s := range in.States {
					if d.carries(s.Chan.Type()) {
						return true
					}
				}
			case *ssa.UnOp:
				if in.Op == token.ARROW && d.carries(in.X.Type()) {
					return true
				}
			case ssa.CallInstruction:
				if in.Common().IsInvoke() && d.stateMoves(in.Common().Method) {
					return true
				}
			}
			operands = in.Operands(operands[:0])
			for _, op := range operands {
				if f, ok := (*op).(*ssa.Function); ok && d.outside(f) {
					return true
				}
			}
		}
	}
	return false
}

// carries reports whether memory goes through channels of type t.
func (d *demand) carries(t types.Type) bool {
	ch, ok := movable.Core(t).(*types.Chan)
	return !ok || d.Types.Of(ch.Elem()) != movable.Copy
}

// outside reports whether f, which has no body here, moves something.
func (d *demand) outside(f *ssa.Function) bool {
	obj, ok := origin(f).Object().(*types.Func)
	return ok && d.stateMoves(obj.Origin())
}

// stateMoves reports whether an annotation, a fact or package mpsc's contract
// says that m moves something.
func (d *demand) stateMoves(m *types.Func) bool {
	if _, ok := isRuntime(m); ok {
		return true
	}
	said := func(sum *summary.Func) bool { return sum != nil && sum.Sends() }
	return said(d.Declared[m.Origin()]) || said(d.stated(m))
}
