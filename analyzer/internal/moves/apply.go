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

// apply does to st what the summary of t says, and returns the result.
func (f *function) apply(st *state, in ssa.CallInstruction, t target, certain bool) *region.Value {
	r := &resolver{function: f, st: st, in: in, target: t, level: f.depth}
	r.arrive()
	r.grow()
	r.pass()
	r.start()
	ensured := r.ensured()
	_, isCall := in.(*ssa.Call)
	says := isCall && certain && f.depth == 0
	result := f.result(in)
	if says {
		result = r.tell(in, result)
	}
	r.result = result
	// What a callee does after it has waited is done with its own again; that it
	// may touch the memory before is lost.
	for _, p := range t.sum.Waits {
		refs := r.resolve(p)
		if f.promise(in, refs) {
			continue
		}
		f.handBack(st, refs)
		holder := summary.Path(strings.TrimSuffix(string(p), "*"))
		if cells := r.resolve(holder); len(cells) > 0 {
			f.acknowledge(st, f.kinOfCells(cells), t.typeOf(holder))
		}
	}
	touch := func(e summary.Effect, own ssa.Instruction) {
		given, possible := r.assumed(e.Given)
		refs := r.resolve(e.Path)
		base, within := strings.CutSuffix(string(e.Path), "^")
		if within {
			f.noteDeep(st, r.resolve(summary.Path(base)), e)
		}
		u := use{callee: t.name(), given: given, never: !possible, inner: e.At, within: within, at: r.argument(e.Path, refs), own: own}
		if f.inside(in, t, e.At) {
			u.pos, u.at = e.At.Pos, nil
		}
		f.accessFrom(st, refs, e.Access, in, u)
		if e.Access == summary.Write && possible {
			f.overwritten(st, in, refs, t.listed())
		}
		if e.Access == summary.Write && t.listed() {
			f.fill(st, in, refs, true)
		}
	}
	last := func(e summary.Effect) bool {
		return e.Access == summary.Release && strings.HasSuffix(string(e.Path), "^")
	}
	for _, e := range t.sum.Effects {
		if !last(e) {
			touch(e, nil)
		}
	}
	for _, call := range t.sum.Calls {
		f.callBack(st, in, r, call)
	}
	// The links are looked up before the moves and stored after them, for they
	// may empty the place that was moved from.
	links := slices.DeleteFunc(slices.Clone(t.sum.Links), func(l summary.Link) bool { return !r.certain(l.Given) })
	linked := make([][]region.Ref, len(links))
	scalars := make([]sym.ID, len(links))
	for i, l := range links {
		linked[i] = r.resolve(l.Cell)
		if l.Same {
			scalars[i] = r.reference(l.To[0].Path)
		}
		var refs []region.Ref
		for _, to := range l.To {
			v := f.mem.References(r.resolve(to.Path), sym.Unknown)
			refs = append(refs, f.mem.Guard(v, r.guards(to.Given)).AllRefs()...)
		}
		same := sym.Unknown
		if len(l.To) == 1 && l.Certain {
			same = r.sent(l.To[0].Path, refs).same
		}
		v := f.mem.References(refs, same)
		v.Leaves[0].Nilable = len(l.To) == 0
		f.mem.Put(st, f.register(tempKey{in, linkTo, i, f.depth}), v)
	}
	// New memory is filled first: a channel in it may be how the answer to the
	// send comes back.
	store := func(i int, l summary.Link) {
		reg := f.register(tempKey{in, linkTo, i, f.depth})
		v, _ := f.mem.Known(st, reg)
		f.mem.Drop(st, reg)
		if len(linked[i]) > 1 && slices.Contains(l.Paths(), l.Cell+"*") {
			f.updateEach(st, linked[i], anyReference, v)
		} else {
			f.mem.Store(st, linked[i], anyReference, v, certain && l.Certain)
		}
		f.nameLinked(st, in, links, i, linked[i], result)
	}
	for i, l := range links {
		if l.Cell[0] == 'n' {
			store(i, l)
		}
	}
	for _, c := range t.sum.Copies {
		f.noteCopy(r.resolve(c.New), r.resolve(c.Of))
	}
	for _, c := range t.sum.Codes {
		if root, _, err := c.Path.Split(); err == nil {
			f.made[r.new(root.N)] = c
		}
	}
	// A callee that sends a part of its input on one path and all of it on another
	// does not send the part again.
	input := func(mv summary.Move) summary.Root {
		root, _, _ := f.split(mv.Path)
		return root
	}
	for rest := t.sum.Moves; len(rest) > 0; {
		n := 1
		for n < len(rest) && input(rest[n]) == input(rest[0]) {
			n++
		}
		for _, mv := range rest[:n] {
			f.resendBy(st, in, t, mv, r)
		}
		for _, mv := range rest[:n] {
			f.moveBy(st, in, t, mv, r, result)
		}
		rest = rest[n:]
	}
	if s, ok := f.siteIDs[siteKey{in, 0}]; ok {
		f.fannedBy(t, s)
		for _, p := range t.sum.Carries {
			f.remember(f.sites[s], r.resolve(p))
		}
	}
	for i, l := range links {
		switch root, steps, _ := f.split(l.Cell); root.Kind {
		case 'a', 'g':
			store(i, l)
		case 'r':
			reg := f.register(tempKey{in, linkTo, i, f.depth})
			v, _ := f.mem.Known(st, reg)
			f.mem.Drop(st, reg)
			if part, ok := r.passed(l.Paths()); ok && len(steps) == 0 {
				result = f.mem.Replace(result, f.resultPath(in, root.N), part)
				continue
			}
			result = f.link(in, result, root.N, steps, v, scalars[i])
		}
	}
	if s, ok := f.siteIDs[siteKey{in, 0}]; ok {
		here := func(mk region.Mark) bool { return mk.Site == s }
		for _, p := range t.sum.Keeps {
			if deep, ok := strings.CutSuffix(string(p), "^"); ok {
				f.mem.UnmarkBelow(st, r.resolve(summary.Path(deep)), here)
				continue
			}
			for _, cell := range r.resolve(p) {
				f.mem.UnmarkCell(st, cell.Place, here)
			}
		}
	}
	// The release of all that is reached comes last: what a callee has emptied
	// before it gave an object to a pool does not go with it.
	// Where it sends as well, it does so on another path: it was looked at itself.
	for _, e := range t.sum.Effects {
		if last(e) {
			touch(e, in)
		}
	}
	r.leave()
	if says {
		f.mem.Assume(st, ensured)
	}
	return result
}

// nameLinked gives what a callee has perhaps stored in the one place cell a scalar:
// that two places may refer to the same memory after a call is a coincidence of two
// paths, unless the callee says the same of both, or of its result. What go and defer
// call has none.
func (f *function) nameLinked(st *state, in ssa.CallInstruction, links []summary.Link, i int, cell []region.Ref, result *region.Value) {
	if len(cell) != 1 || !f.mem.Single(cell[0].Place) {
		return
	}
	l := f.mem.Cell(st, cell[0].Place, anyReference)
	if l.Sym != sym.Unknown {
		return
	}
	to := links[i]
	same := func(l summary.Link) bool {
		return slices.Equal(l.New(), to.New()) || slices.Equal(l.Targets(), to.Targets())
	}
	l.Sym = f.atom(in, linkedTo+slices.IndexFunc(links, same))
	for _, r := range links {
		if root, steps, _ := f.split(r.Cell); result != nil && root.Kind == 'r' && len(steps) == 0 && same(r) {
			if out, ok := result.At(f.resultPath(in, root.N)); ok {
				l.Sym = out.Sym
			}
		}
	}
	v, _ := f.mem.Known(st, cell[0].Place)
	f.mem.Put(st, cell[0].Place, v.With(l))
}

// linkedTo is where the numbers of the scalars that links give start.
const linkedTo = 2000

// anyReference is the type of what links store: one reference.
var anyReference types.Type = types.NewPointer(types.NewStruct(nil, nil))

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

// link makes the leaf of a result refer to what v does; x is its scalar, if it is known.
func (f *function) link(in ssa.CallInstruction, result *region.Value, n int, steps []summary.Step, v *region.Value, x sym.ID) *region.Value {
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
