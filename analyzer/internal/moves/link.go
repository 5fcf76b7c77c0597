package moves

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/region"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// link is what a callee stores in a place. It is looked up before anything is moved and
// stored after it, since a move may empty the place that it comes from; until then a
// register holds it.
type link struct {
	summary.Link
	cells  []region.Ref
	held   place.ID
	scalar sym.ID // what else is known of it
	stored bool
}

// lookUp finds out what the callee stores, and where.
func (a *application) lookUp() {
	for _, said := range a.sum.Links {
		if !a.certain(said.Given) {
			continue
		}
		l := link{Link: said, cells: a.resolve(said.Cell), held: a.register(tempKey{a.call, linkTo, len(a.links), a.depth})}
		if l.Same {
			l.scalar = a.reference(l.To[0].Path)
		}
		var refs []region.Ref
		for _, to := range l.To {
			v := a.mem.References(a.resolve(to.Path), sym.Unknown)
			refs = append(refs, a.mem.Guard(v, a.guards(to.Given)).AllRefs()...)
		}
		same := sym.Unknown
		if len(l.To) == 1 && l.Certain {
			same = a.sent(l.To[0].Path, refs).same
		}
		v := a.mem.References(refs, same)
		v.Leaves[0].Nilable = len(l.To) == 0
		a.mem.Put(a.st, l.held, v)
		a.links = append(a.links, l)
	}
}

// take is what the register of l holds, which is given up.
func (a *application) take(l link) *region.Value {
	v, _ := a.mem.Known(a.st, l.held)
	a.mem.Drop(a.st, l.held)
	return v
}

// storeNew fills new memory. That comes before the moves: a channel in it may be how the
// answer to what is sent comes back.
func (a *application) storeNew() {
	for _, l := range a.links {
		if l.Cell[0] == 'n' {
			a.storeLink(l)
		}
	}
}

// storeCut takes out of what is moved what the callee has taken out of it: a node of a
// list that it has unlinked does not lead to the others. That the callee does so after
// the send would be a mistake of its own.
func (a *application) storeCut() {
	for i, l := range a.links {
		if len(l.To) > 0 || !l.Certain || len(l.Given) > 0 || l.Cell[0] == 'n' || l.Cell[0] == 'r' {
			continue
		}
		within := func(mv summary.Move) bool { return strings.HasPrefix(string(l.Cell), string(mv.Path)+".") }
		through := func(mv summary.Move) bool { return strings.HasPrefix(string(mv.Path), string(l.Cell)+"*") }
		if slices.ContainsFunc(a.sum.Moves, within) && !slices.ContainsFunc(a.sum.Moves, through) {
			a.storeLink(l)
			a.links[i].stored = true
		}
	}
}

// storeRest stores what the caller had, and what the call returns.
func (a *application) storeRest() {
	for _, l := range a.links {
		if l.stored {
			continue
		}
		switch root, steps, _ := a.split(l.Cell); root.Kind {
		case 'a', 'g':
			a.storeLink(l)
		case 'r':
			v := a.take(l)
			if part, ok := a.passed(l.Paths()); ok && len(steps) == 0 {
				a.out = a.mem.Replace(a.out, a.resultPath(a.call, root.N), part)
				continue
			}
			a.out = a.linkResult(a.call, a.out, root.N, steps, v, l.scalar)
		}
	}
}

// storeLink stores what l says in memory.
func (a *application) storeLink(l link) {
	v := a.take(l)
	if len(l.cells) > 1 && slices.Contains(l.Paths(), l.Cell+"*") {
		a.updateEach(a.st, l.cells, anyReference, v)
	} else {
		a.mem.Store(a.st, l.cells, anyReference, v, a.sure && l.Certain)
	}
	a.nameCell(l)
}

// nameCell gives what a callee has perhaps stored in one place a scalar: that two places
// may refer to the same memory after a call is a coincidence of two paths, unless the
// callee says the same of both, or of its result. What go and defer call has none.
func (a *application) nameCell(to link) {
	if len(to.cells) != 1 || !a.mem.Single(to.cells[0].Place) {
		return
	}
	cell := to.cells[0].Place
	l := a.mem.Cell(a.st, cell, anyReference)
	if l.Sym != sym.Unknown {
		return
	}
	same := func(l link) bool {
		return slices.Equal(l.New(), to.New()) || slices.Equal(l.Targets(), to.Targets())
	}
	l.Sym = a.atom(a.call, linkedTo+slices.IndexFunc(a.links, same))
	for _, r := range a.links {
		if root, steps, _ := a.split(r.Cell); a.out != nil && root.Kind == 'r' && len(steps) == 0 && same(r) {
			if out, ok := a.out.At(a.resultPath(a.call, root.N)); ok {
				l.Sym = out.Sym
			}
		}
	}
	v, _ := a.mem.Known(a.st, cell)
	a.mem.Put(a.st, cell, v.With(l))
}

// linkedTo is where the numbers of the scalars that links give start.
const linkedTo = 2000

// anyReference is the type of what links store: one reference.
var anyReference = region.AnyReference

// result is the value of the call before links say what it refers to: memory
// unknown to the caller.
func (f *function) result(in ssa.CallInstruction) *region.Value {
	if in.Value() == nil {
		return nil
	}
	return f.mem.Content(in.Value().Type(), in, in.Block().Index)
}

// resultPath is where result n is in the value of a call.
func (f *function) resultPath(in ssa.CallInstruction, n int) place.ID {
	if _, ok := in.Value().Type().(*types.Tuple); ok {
		return f.mem.Field(f.mem.Path(), n)
	}
	return f.mem.Path()
}

// linkResult makes the leaf of a result refer to what v does; x is its scalar, if it is
// known.
func (f *function) linkResult(in ssa.CallInstruction, result *region.Value, n int, steps []summary.Step, v *region.Value, x sym.ID) *region.Value {
	if result == nil {
		return nil
	}
	path := f.resultPath(in, n)
	for _, s := range steps {
		switch s.Kind {
		case summary.Field:
			path = f.mem.Field(path, s.N)
		case summary.Elem, summary.Some, summary.ElemAt, summary.ElemKey, summary.ElemOf:
			path = f.mem.Project(path, place.IndexElem(sym.Unknown))
		}
	}
	for _, lt := range f.mem.Leaves(in.Value().Type()) {
		if lt.Path() == path {
			f.mem.Learn(v.AllRefs(), lt.Type())
		}
	}
	l, _ := result.At(path)
	l.Refs = v.AllRefs()
	l.Nilable = true
	if x != sym.Unknown {
		l.Sym = x
	}
	return result.With(l)
}
