package moves

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/region"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
)

// tempKey is a register that holds a value while a call is applied, so that
// marks reach it, and are taken from it, as from all that refers to memory.
type tempKey struct {
	in    ssa.Instruction
	what  temp
	n     int
	depth int // of callbacks
}

// temp is a kind of value that a call holds.
type temp uint8

const (
	input temp = iota
	linkTo
)

// application is one summary that is applied to what a call finds.
type application struct {
	*resolver
	call  ssa.CallInstruction
	sure  bool // the callee is known
	links []link
	out   *region.Value // what the call returns, as far as it is known yet
}

// apply does to st what the summary of t says, and returns the result.
func (f *function) apply(st *state, in ssa.CallInstruction, t target, certain bool) *region.Value {
	r := &resolver{function: f, st: st, in: in, target: t, level: f.depth}
	a := &application{resolver: r, call: in, sure: certain, out: f.result(in)}
	r.arrive()
	r.grow()
	r.pass()
	r.start()
	ensured := r.ensured()
	_, isCall := in.(*ssa.Call)
	says := isCall && certain && f.depth == 0
	if says {
		a.out = r.tell(in, a.out)
	}
	r.result = a.out
	a.wait()
	for _, e := range t.sum.Effects {
		if !releasesAll(e) {
			a.touch(e, nil)
		}
	}
	for _, call := range t.sum.Calls {
		f.callBack(st, in, r, call)
	}
	a.lookUp()
	a.storeNew()
	for _, c := range t.sum.Copies {
		f.noteCopy(r.resolve(c.New), r.resolve(c.Of))
	}
	for _, c := range t.sum.Codes {
		if root, _, err := c.Path.Split(); err == nil {
			f.made[r.new(root.N)] = c
		}
	}
	a.storeCut()
	a.move()
	a.storeRest()
	a.keep()
	// The release of all that is reached comes last: what a callee has emptied
	// before it gave an object to a pool does not go with it.
	// Where it sends as well, it does so on another path: it was looked at itself.
	for _, e := range t.sum.Effects {
		if releasesAll(e) {
			a.touch(e, in)
		}
	}
	r.leave()
	if says {
		f.mem.Assume(st, ensured)
	}
	return a.out
}

// wait hands back what the callee waits for. What it does after it has waited is done
// with its own again; that it may touch the memory before is lost.
func (a *application) wait() {
	for _, p := range a.sum.Waits {
		refs := a.resolve(p)
		if a.promise(a.call, refs) {
			continue
		}
		a.handBack(a.st, refs)
		a.finish(refs)
		holder := summary.Path(strings.TrimSuffix(string(p), "*"))
		if cells := a.resolve(holder); len(cells) > 0 {
			a.acknowledge(a.st, a.kinOfCells(cells), a.typeOf(holder))
		}
	}
}

// finish ends the moves by sends on channels that a call returned together with the
// closure that waits now, for what the call has made: a pool of workers and how to stop
// it. That they may still be at work is lost.
func (a *application) finish(refs []region.Ref) {
	made := func(r region.Ref) bool {
		o := a.mem.At(a.mem.ObjectOf(r.Place))
		return o.Origin == place.Fresh && o.Owner == a.by
	}
	if a.by != nil && slices.ContainsFunc(refs, made) {
		a.over(a.st, func(s *Site) bool { return slices.Contains(s.on.takers, a.by) })
	}
}

// releasesAll reports whether e gives away all that is reached.
func releasesAll(e summary.Effect) bool {
	return e.Access == summary.Release && strings.HasSuffix(string(e.Path), "^")
}

// touch reads, writes or releases what e says. own is the instruction whose own moves
// are no earlier ones, nil if there is none.
func (a *application) touch(e summary.Effect, own ssa.Instruction) {
	given, possible := a.assumed(e.Given)
	refs := a.resolve(e.Path)
	base, within := strings.CutSuffix(string(e.Path), "^")
	if within {
		a.noteDeep(a.st, a.resolve(summary.Path(base)), e)
	}
	u := use{callee: a.name(), given: given, never: !possible, inner: e.At, within: within, at: a.argument(e.Path, refs), own: own}
	if a.inside(a.call, a.target, e.At) {
		u.pos, u.at = e.At.Pos, nil
	}
	if a.call.Common().IsInvoke() && !a.exact {
		u.through = a.receiver(a.target, summary.Move{})
	}
	a.accessFrom(a.st, refs, e.Access, a.call, u)
	if e.Access == summary.Write && possible {
		a.overwritten(a.st, a.call, refs, a.listed())
	}
	if e.Access == summary.Write && a.listed() {
		a.fill(a.st, a.call, refs, true)
	}
}

// move does the moves. A callee that sends a part of its input on one path and all of it
// on another does not send the part again.
func (a *application) move() {
	input := func(mv summary.Move) summary.Root {
		root, _, _ := a.split(mv.Path)
		return root
	}
	for rest := a.sum.Moves; len(rest) > 0; {
		n := 1
		for n < len(rest) && input(rest[n]) == input(rest[0]) {
			n++
		}
		for _, mv := range rest[:n] {
			a.resendBy(a.st, a.call, a.target, mv, a.resolver)
		}
		for _, mv := range rest[:n] {
			a.moveBy(a.st, a.call, a.target, mv, a.resolver, a.out)
		}
		rest = rest[n:]
	}
	if s, ok := a.siteIDs[siteKey{a.call, 0}]; ok {
		a.fannedBy(a.target, s)
		for _, p := range a.sum.Carries {
			a.remember(a.sites[s], a.resolve(p))
		}
	}
}

// keep takes the move of this call off what the callee has left as it was.
func (a *application) keep() {
	s, ok := a.siteIDs[siteKey{a.call, 0}]
	if !ok {
		return
	}
	here := func(mk region.Mark) bool { return mk.Site == s }
	for _, p := range a.sum.Keeps {
		if deep, ok := strings.CutSuffix(string(p), "^"); ok {
			a.mem.UnmarkBelow(a.st, a.resolve(summary.Path(deep)), here)
			continue
		}
		for _, cell := range a.resolve(p) {
			a.mem.UnmarkCell(a.st, cell.Place, here)
		}
	}
}
