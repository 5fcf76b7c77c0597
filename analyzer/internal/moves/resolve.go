package moves

import (
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/region"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// resolver turns the paths of a callee's summary into the caller's memory.
type resolver struct {
	*function
	st *state
	in ssa.Instruction
	target
	level  int // the depth of callbacks at which the call is applied
	result *region.Value
	before map[summary.Given]sym.ID // what conditions were about when the call started
}

func (r *resolver) input(n int) place.ID {
	return r.register(tempKey{r.in, input, n, r.level})
}

// arrive puts the inputs of the call into the state, leave takes them out.
func (r *resolver) arrive() {
	for i, v := range r.target.inputs {
		if v != nil {
			r.mem.Put(r.st, r.input(i), v)
		}
	}
}

func (r *resolver) leave() {
	for i := range r.target.inputs {
		r.mem.Drop(r.st, r.input(i))
	}
}

// new identifies new memory number n of the callee. What a callback makes is not what
// the callee makes that calls it.
func (r *resolver) new(n int) place.Key {
	return place.Key{Origin: place.Fresh, Owner: r.in, Sub: uint32(n + r.level*maxFresh)}
}

// split is p parsed. Every call of a function resolves the paths of one summary.
func (p *Package) split(path summary.Path) (summary.Root, []summary.Step, error) {
	known, ok := p.paths[path]
	if !ok {
		known.root, known.steps, known.err = path.Split()
		if p.paths == nil {
			p.paths = map[summary.Path]splitPath{}
		}
		p.paths[path] = known
	}
	return known.root, known.steps, known.err
}

type splitPath struct {
	root  summary.Root
	steps []summary.Step
	err   error
}

// grow puts new memory where the callee appends to a place that holds nothing:
// it is what the callee sends, keeps and writes to under that name. Callers must
// learn of it where the place is theirs.
func (r *resolver) grow() {
	for i, l := range r.sum.Links {
		if l.Cell[0] != 'a' || !l.Extends() || len(l.Given) > 0 {
			continue
		}
		for _, cell := range r.resolve(l.Cell) {
			if r.mem.Callers(cell.Place) {
				r.regrown[cell.Place] = true
			}
			if v, ok := r.mem.Known(r.st, cell.Place); !ok || len(v.AllRefs()) > 0 || !r.mem.Single(cell.Place) {
				continue
			}
			o := r.mem.Object(place.Key{Origin: place.Fresh, Owner: r.in, Sub: grown + uint32(i)}, nil, r.in.Block().Index)
			r.mem.Put(r.st, cell.Place, r.mem.Pointer(place.View{Place: r.mem.Root(o)}, sym.Unknown))
		}
	}
}

// grown is where the numbers of memory that callees append to nothing start.
const grown = 1 << 12

// expr is the argument at which the path starts, nil if there is none.
func (r *resolver) expr(p summary.Path) ssa.Value {
	root, _, err := r.split(p)
	if err != nil || root.Kind != 'a' || root.N >= len(r.target.exprs) {
		return nil
	}
	return r.target.exprs[root.N]
}

// aggregate is the type of the argument of which mv moves a part, nil if it moves
// no part of one.
func (r *resolver) aggregate(mv summary.Move) types.Type {
	e := r.expr(mv.Path)
	if !mv.Part || e == nil || movable.IsReference(e.Type()) {
		return nil
	}
	return e.Type()
}

// argument is like expr, but among the arguments of a variadic parameter it
// picks the one that refers to marked memory among refs.
func (r *resolver) argument(p summary.Path, refs []region.Ref) ssa.Value {
	e := r.expr(p)
	array, ok := variadic(e)
	if !ok {
		return e
	}
	for _, at := range *array.Referrers() {
		addr, ok := at.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		for _, in := range *addr.Referrers() {
			if st, ok := in.(*ssa.Store); ok && st.Addr == addr && r.refersTo(st.Val, refs) {
				return st.Val
			}
		}
	}
	return e
}

// refersTo reports whether v refers to a marked place among refs.
func (r *resolver) refersTo(v ssa.Value, refs []region.Ref) bool {
	for x := range r.value(r.st, v).Refs {
		for _, ref := range refs {
			if len(ref.Marks) > 0 && ref.View == x.View {
				return true
			}
		}
	}
	return false
}

// sent is what the callee moves by the path p. Its scalar is that of the
// reference in the caller which p follows last, if it is one.
func (r *resolver) sent(p summary.Path, refs []region.Ref) sent {
	out := sent{refs: refs, several: len(refs) > 1}
	root, steps, err := r.split(p)
	if err != nil || root.Kind != 'a' || len(steps) == 0 || steps[len(steps)-1].Kind != summary.Deref {
		return out
	}
	v, _ := r.mem.Known(r.st, r.input(root.N))
	path := r.mem.Path()
	for _, s := range steps[:len(steps)-1] {
		if s.Kind != summary.Field {
			return out
		}
		path = r.mem.Field(path, s.N)
	}
	l, _ := v.At(path)
	out.same, out.several = l.Sym, out.several || l.Several() && r.Level == Strict
	return out
}

// reference is the scalar of the reference that p follows last, if it is one: a part of
// a slice has that of the slice.
func (r *resolver) reference(p summary.Path) sym.ID {
	last := strings.LastIndexByte(string(p), '*')
	if last < 0 {
		return sym.Unknown
	}
	cell := p[:last]
	if !strings.Contains(string(cell), "*") {
		return r.sent(cell+"*", nil).same
	}
	at := r.resolve(cell)
	if len(at) != 1 {
		return sym.Unknown
	}
	return r.mem.Only(r.mem.Through(r.st, at[0], anyReference)).Sym
}

// resolve lists the places that p names in the caller, as references to them.
// A path through memory of which the caller knows nothing ends there.
func (r *resolver) resolve(p summary.Path) []region.Ref {
	root, steps, err := r.split(p)
	if err != nil {
		return nil
	}
	var at []region.Ref
	switch root.Kind {
	case 'a':
		v, ok := r.mem.Known(r.st, r.input(root.N))
		if !ok {
			return nil
		}
		at, steps = r.enter(v, steps)
	case 'n':
		o := r.mem.Object(r.new(root.N), nil, r.in.Block().Index)
		at = []region.Ref{{View: place.View{Place: r.mem.Root(o)}}}
	case 'g':
		g := r.global(root.Name)
		if g == nil {
			return nil
		}
		at = r.value(r.st, g).AllRefs()
	}
	for _, s := range steps {
		at = r.walk(at, s)
	}
	return at
}

// enter follows the steps that stay inside the argument's value, up to and
// including the first dereference.
func (r *resolver) enter(v *region.Value, steps []summary.Step) ([]region.Ref, []summary.Step) {
	path := r.mem.Path()
	for i, s := range steps {
		switch s.Kind {
		case summary.Field:
			path = r.mem.Field(path, s.N)
		case summary.Elem, summary.Some, summary.ElemAt, summary.ElemKey, summary.ElemOf:
			path = r.mem.Project(path, place.IndexElem(sym.Unknown))
		case summary.Deref:
			l, ok := v.At(path)
			if !ok { // a value for which the callee has a type parameter
				return r.mem.Part(v, path).AllRefs(), steps[i+1:]
			}
			return r.opened(l.Refs), steps[i+1:]
		case summary.All:
			return r.everything(r.mem.Part(v, path).AllRefs()), nil
		}
	}
	return nil, nil
}

// passed is the input that a generic callee, for which it is one reference,
// passes on as what to names, if it is an aggregate here.
func (r *resolver) passed(to []summary.Path) (*region.Value, bool) {
	if len(to) != 1 {
		return nil, false
	}
	root, steps, err := r.split(to[0])
	if err != nil || root.Kind != 'a' || len(steps) != 1 || steps[0].Kind != summary.Deref {
		return nil, false
	}
	v, ok := r.mem.Known(r.st, r.input(root.N))
	if _, reference := v.At(r.mem.Path()); !ok || reference {
		return nil, false
	}
	return v, true
}

func (r *resolver) walk(at []region.Ref, s summary.Step) []region.Ref {
	switch s.Kind {
	case summary.Field:
		return r.mem.Narrow(at, func(v place.View) place.View {
			return place.View{Place: r.mem.Field(v.Place, s.N)}
		})
	case summary.Elem:
		return r.mem.Narrow(at, func(v place.View) place.View {
			return place.View{Place: r.mem.Element(v.Place, v.Window, sym.Unknown), Window: v.Window}
		})
	case summary.Some:
		i := r.atom(r.in, 4)
		return r.mem.Narrow(r.doubt(at), func(v place.View) place.View {
			return place.View{Place: r.mem.Element(v.Place, v.Window, i), Window: v.Window}
		})
	case summary.ElemOf:
		v, _ := r.mem.Known(r.st, r.input(s.N))
		i := r.mem.Only(v).Sym
		if i == sym.Unknown {
			i = r.atom(r.in, 4)
		}
		return r.elements(at, i)
	case summary.ElemKey:
		return r.elements(at, r.mem.Syms.Const(constant.MakeString(s.Key)))
	case summary.ElemAt:
		return r.mem.Narrow(at, func(v place.View) place.View {
			return place.View{Place: r.mem.Element(v.Place, v.Window, r.mem.Syms.Int(int64(s.N))), Window: v.Window}
		})
	case summary.Tail:
		lo := r.mem.Syms.Int(int64(s.N))
		if s.N < 0 {
			lo = r.atom(r.in, 3)
		}
		return r.sliced(at, lo, sym.Unknown, false)
	case summary.Head:
		hi := r.mem.Syms.Int(int64(s.N))
		if s.N < 0 {
			hi = r.atom(r.in, 3)
		}
		return r.sliced(at, r.mem.Syms.Int(0), hi, s.Capped)
	case summary.Part:
		whichever := func(bound int) sym.ID { return r.mem.Syms.Part(r.atom(r.in, bound), sym.Unknown) }
		return r.sliced(at, whichever(5), whichever(6), false)
	case summary.Deref:
		return r.opened(region.Gather(func(yield func([]region.Ref) bool) {
			for _, ref := range at {
				t := r.mem.TypeOf(ref.Place)
				switch {
				case t == nil:
					t = anyReference
				case !movable.IsReference(t):
					continue // a callee with a type parameter in its place
				}
				if !yield(r.mem.Present(r.mem.Through(r.st, ref, t)).AllRefs()) {
					return
				}
			}
		}))
	case summary.All:
		return r.everything(at)
	}
	return nil
}

// doubt is refs, where a move of a part of what they show need not be of the one element
// that the callee is at.
func (r *resolver) doubt(refs []region.Ref) []region.Ref {
	return r.mem.Doubt(refs, func(ref region.Ref, mk region.Mark) bool {
		return r.sites[mk.Site].Level != Strict && mk.View.Place == ref.Place && mk.View.Window != ref.Window && mk.View.Window != place.Whole
	})
}

// opened is refs, with all that is behind for slices without elements: there is nothing
// in these for a callee but the room that append fills.
func (r *resolver) opened(refs []region.Ref) []region.Ref {
	empty := func(ref region.Ref) bool {
		return ref.Window != place.Whole && r.mem.Length(ref.Window) == r.mem.Syms.Int(0)
	}
	if !slices.ContainsFunc(refs, empty) {
		return refs
	}
	return r.mem.Narrow(refs, func(v place.View) place.View {
		if room, ok := r.mem.Tail(v.Window); ok && empty(region.Ref{View: v}) {
			v.Window = room
		}
		return v
	})
}

// sliced is refs, each cut to its elements from lo to hi, to its end if that is
// unknown. Capped slices have no capacity behind it.
func (r *resolver) sliced(refs []region.Ref, lo, hi sym.ID, capped bool) []region.Ref {
	r.pick(refs)
	return r.mem.Narrow(refs, func(v place.View) place.View {
		return place.View{Place: v.Place, Window: r.mem.Slice(v.Window, lo, hi, hi != sym.Unknown, capped)}
	})
}

// everything lists refs and all that can be reached from them.
func (r *resolver) everything(refs []region.Ref) []region.Ref {
	var out []region.Ref
	r.mem.Reach(r.st, refs, func(ref region.Ref, _ region.Found) bool {
		out = append(out, ref)
		return true
	})
	return r.mem.References(out, sym.Unknown).AllRefs()
}

// global is the package-level variable of that name, if the program has it.
func (r *resolver) global(name string) *ssa.Global { return r.globals[name] }

// globalName is how summaries call g.
func globalName(g *ssa.Global) string {
	if g.Pkg == nil {
		return ""
	}
	return g.Pkg.Pkg.Path() + "." + g.Name()
}
