package region

import (
	"slices"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

type joiner struct {
	*Memory
	a, b   State
	block  int
	flags  []flag
	starts []flag          // of merged windows
	taught []flag          // scalars of which the paths know different values
	alone  [2][]Cond       // flags that only one path knows
	pairs  []bothOf        // of contents that differ by more than scalars
	shown  [2][]place.View // what callers reach on each path, once it was asked for
}

// bothOf is the content of a place on both paths.
type bothOf struct {
	key  uint32
	a, b *Value
}

// Join is the state in which block starts when a and b reach it. It is an
// upper bound of both: what may be referred to, and what may be moved, on
// either path. The correlation of paths is lost, but for three things: marks stay
// with the references that had them; a move that happened on one path only, as
// a target that only one path has, gets as conditions what flags held there; and of
// the conditions of one branch it stays known that one of them failed.
//
// Join(a, a) is a, and joining b again to a result changes nothing.
func (m *Memory) Join(a, b State, block int) State {
	j := &joiner{Memory: m, a: a, b: b, block: block}
	out := State{
		cells: m.cells.Merge(a.cells, b.cells, j.cell,
			func(key uint32, v *Value) (*Value, bool) { return j.oneSide(key, v, true) },
			func(key uint32, v *Value) (*Value, bool) { return j.oneSide(key, v, false) }),
	}
	out.facts = m.facts.Merge(a.facts, b.facts, j.fact,
		func(key uint32, x known) (known, bool) { return j.factOfOne(sym.ID(key), sym.ID(x), true) },
		func(key uint32, x known) (known, bool) { return j.factOfOne(sym.ID(key), sym.ID(x), false) })
	for _, x := range j.eithers() {
		out.facts = m.facts.Set(out.facts, uint32(x), known(m.Syms.Bool(true)))
	}
	for _, p := range j.pairs {
		v, _ := out.cells.Get(p.key)
		if w := j.guarded(j.conditioned(v, p.a, p.b), p.a, p.b); !equalValues(v, w) {
			m.set(&out, place.ID(p.key), w)
		}
	}
	out.events = m.events.Merge(a.events, b.events,
		func(_ uint32, x, y Mark) (Mark, bool) { return mergeMarks(x, y, j.conds), true },
		func(_ uint32, x Mark) (Mark, bool) { return j.event(x, true), true },
		func(_ uint32, x Mark) (Mark, bool) { return j.event(x, false), true })
	return out
}

// fact joins what is known of one scalar.
func (j *joiner) fact(key uint32, x, y known) (known, bool) {
	if x != y {
		j.teach(flag{sym.ID(key), sym.ID(x), sym.ID(y)})
	}
	return x, x == y
}

// teach notes a scalar of which the paths know different values.
func (j *joiner) teach(f flag) {
	if len(j.taught) < maxFlags {
		j.taught = append(j.taught, f)
	}
}

// event is a move of callers' memory that happened on one path only.
func (j *joiner) event(mk Mark, isA bool) Mark {
	out := j.lone(mk, nil, isA)
	out.Apart = mk.Apart || !j.shows(mk.View, isA)
	return out
}

// shows reports whether callers reach the memory v on a path.
func (j *joiner) shows(v place.View, isA bool) bool {
	st, side := &j.a, 0
	if !isA {
		st, side = &j.b, 1
	}
	if j.shown[side] == nil {
		var refs []Ref
		st.cells.All(func(key uint32, v *Value) bool {
			if o := j.At(j.ObjectOf(place.ID(key))).Origin; o == place.Input || o == place.Global {
				refs = append(refs, v.AllRefs()...)
			}
			return true
		})
		j.shown[side] = []place.View{}
		j.Reach(st, refs, func(r Ref, _ Found) bool {
			j.shown[side] = append(j.shown[side], r.View)
			return true
		})
		j.looked += len(j.shown[side])
	}
	if slices.ContainsFunc(j.shown[side], func(x place.View) bool { return j.Overlap(x, v, false) }) {
		return true
	}
	switch o := j.At(j.ObjectOf(v.Place)); o.Origin {
	case place.Input, place.Global:
		return true
	case place.Pointee: // which nothing refers to in the state before it is read
		_, known := st.cells.Get(uint32(o.Of))
		return !known && j.shows(place.View{Place: o.Of}, isA)
	}
	return false
}

// cell joins the contents of one place.
func (j *joiner) cell(key uint32, a, b *Value) (*Value, bool) {
	if equalValues(a, b) {
		return a, true
	}
	return j.value(key, a, b), true
}

// oneSide joins content with the default of the other path: what open memory
// held at the start, zero in the function's own.
func (j *joiner) oneSide(key uint32, v *Value, isA bool) (*Value, bool) {
	p := place.ID(key)
	o := j.At(j.ObjectOf(p))
	switch o.Origin {
	case place.Register:
		return v, true
	case place.Alias:
		st := j.b
		if !isA {
			st = j.a
		}
		w := j.unassigned(&st, p)
		if isA {
			return j.value(key, v, w), true
		}
		return j.value(key, w, v), true
	}
	if o.Origin == place.Pointee && j.nilAt(o.Of, !isA) {
		return v, true // there is no such memory on the other path
	}
	l, ok := v.At(j.shape)
	if !ok || len(v.Leaves) != 1 {
		return v, true
	}
	if l.Exact { // the other path may have stored where it may be
		l.Exact = false
		v = &Value{[]Leaf{l}}
	}
	other := l
	other.Refs = nil
	if o.Open() {
		if t := j.TypeOf(p); t != nil && movable.IsReference(t) && !j.InElement(p) {
			other = j.initial(p, t)
		} else {
			other.Sym = j.start(p)
			if own, ok := j.InitialTarget(p); ok {
				other.Refs = []Ref{{View: own}}
			}
		}
	} else if len(l.Refs) > 0 || l.Nilable {
		if o.Made() && j.InElement(p) {
			j.pairs = append(j.pairs, oneSided(key, v, isA))
		}
		return v, true // the object was not made there
	} else {
		other.Sym = sym.Unknown
	}
	w := &Value{[]Leaf{other}}
	if isA {
		return j.value(key, v, w), true
	}
	return j.value(key, w, v), true
}

// nilAt reports whether the open place p was nil at the start, as a path knows.
func (j *joiner) nilAt(p place.ID, isA bool) bool {
	st := &j.a
	if !isA {
		st = &j.b
	}
	k, ok := st.facts.Get(uint32(j.start(p)))
	return ok && sym.ID(k) == j.Syms.Nil()
}

// oneSided is the pair of v, the content of an element of an array that only one path has
// made.
func oneSided(key uint32, v *Value, isA bool) bothOf {
	if isA {
		return bothOf{key, v, nil}
	}
	return bothOf{key, nil, v}
}

func (j *joiner) value(key uint32, a, b *Value) *Value {
	out := &Value{Leaves: make([]Leaf, 0, max(len(a.Leaves), len(b.Leaves)))}
	differ := false
	j.look(a)
	j.look(b)
	x, y := a.Leaves, b.Leaves
	for len(x) > 0 || len(y) > 0 {
		switch {
		case len(y) == 0 || len(x) > 0 && x[0].Path < y[0].Path:
			out.Leaves = append(out.Leaves, x[0])
			x = x[1:]
		case len(x) == 0 || y[0].Path < x[0].Path:
			out.Leaves = append(out.Leaves, y[0])
			y = y[1:]
		default:
			l := j.leaf(key, x[0], y[0])
			differ = differ || len(l.Refs) > len(x[0].Refs) || len(l.Refs) > len(y[0].Refs) || x[0].guarded() || y[0].guarded()
			out.Leaves = append(out.Leaves, l)
			x, y = x[1:], y[1:]
		}
	}
	for r := range out.Refs {
		differ = differ || len(r.Marks) > 0
	}
	if differ {
		j.pairs = append(j.pairs, bothOf{key, a, b})
	}
	return out
}

func (j *joiner) leaf(key uint32, a, b Leaf) Leaf {
	out := Leaf{Path: a.Path, Sym: a.Sym, Nilable: a.Nilable || b.Nilable, Exact: a.Exact && b.Exact}
	out.Mixed = a.Mixed || b.Mixed || (len(a.Refs) == 0) != (len(b.Refs) == 0)
	if a.Sym != b.Sym {
		out.Sym = j.merged(key, a.Path, a.Sym, b.Sym, len(a.Refs)+len(b.Refs) > 0)
		a, b = j.present(a), j.present(b)
	}
	if len(a.Refs) > 0 || len(b.Refs) > 0 {
		a, b = j.windows(key, a, b)
	}
	out.Refs = mergeRefs(a.Refs, b.Refs, bothConds)
	return out
}

// merged is the scalar of what is a on the one path and b on the other. Two references
// of which that holds are one: x and m[k] after both were set to what was made on one
// path. In the header of a loop each place has its own, which Enter knows.
func (j *joiner) merged(key uint32, path place.ID, a, b sym.ID, refers bool) sym.ID {
	if refers && !j.Headed(j.block) {
		for _, f := range j.flags {
			if f.a == a && f.b == b {
				return f.merged
			}
		}
	}
	s := j.phi(phi{j.block, place.ID(key), path}, whole)
	if !refers && j.Ordered {
		if j.Headed(j.block) {
			j.Syms.Merges(s, a)
			j.Syms.Merges(s, b)
		} else {
			j.Syms.OneOf(s, a)
			j.Syms.OneOf(s, b)
			j.bound(s, a, b)
		}
	}
	if refers {
		j.MayBe(s, a)
		j.MayBe(s, b)
	}
	if len(j.flags) < maxFlags && a != sym.Unknown && b != sym.Unknown {
		j.flags = append(j.flags, flag{s, a, b})
	}
	return s
}

// bound notes by what the number s, which is a on the one path and b on the other, is
// bounded, where the branch that parted them compared the two:
//
//	if end > len(v) {
//		end = len(v)
//	}
func (j *joiner) bound(s, a, b sym.ID) {
	if a == sym.Unknown || b == sym.Unknown || j.Syms.IsConst(a) && j.Syms.IsConst(b) {
		return
	}
	if j.atMost(&j.a, a, b) {
		j.Syms.NoMore(s, b)
	}
	if j.atMost(&j.b, b, a) {
		j.Syms.NoMore(s, a)
	}
}

// atMost reports whether a branch has found on the way to st that x <= y.
func (j *joiner) atMost(st *State, x, y sym.ID) bool {
	is := func(cond sym.ID, val bool) bool {
		k, ok := st.facts.Get(uint32(cond))
		return ok && sym.ID(k) == j.Syms.Bool(val)
	}
	return is(j.Syms.Less(y, x), false) || is(j.Syms.Less(x, y), true)
}

// windows gives one window to slices of one array whose bounds differ on the
// two paths, with the bounds that the merged slice has.
func (j *joiner) windows(key uint32, a, b Leaf) (Leaf, Leaf) {
	if sameWindows(a.Refs, b.Refs) {
		return a, b
	}
	merged := map[place.ID]place.Bounds{}
	differ := map[place.ID]bool{}
	for _, refs := range [][]Ref{a.Refs, b.Refs} {
		for _, r := range refs {
			x := j.Bounds(r.Window)
			y, ok := merged[r.Place]
			if !ok {
				merged[r.Place] = x
				continue
			}
			at := phi{j.block, place.ID(key), r.Place}
			if x.Lo != y.Lo {
				y.Lo = j.phi(at, low)
				j.startsAt(y.Lo, r.Place, a, b)
			}
			if x.Hi != y.Hi {
				y.Hi = j.phi(at, high)
			}
			y.Capped = y.Capped && x.Capped
			y.Filled = y.Filled && x.Filled
			differ[r.Place] = differ[r.Place] || y != x || y != merged[r.Place]
			merged[r.Place] = y
		}
	}
	if len(differ) == 0 {
		return a, b
	}
	widen := func(refs []Ref) []Ref {
		refs = slices.Clone(refs)
		for i, r := range refs {
			if differ[r.Place] {
				refs[i].Window = j.Window(merged[r.Place])
			}
		}
		return sortRefs(refs)
	}
	a.Refs, b.Refs = widen(a.Refs), widen(b.Refs)
	return a, b
}

// sameWindows reports whether a and b, which are sorted, have one window for each
// place.
func sameWindows(a, b []Ref) bool {
	for len(a) > 0 || len(b) > 0 {
		var r *Ref
		if len(b) == 0 || len(a) > 0 && compareRefs(&a[0], &b[0]) <= 0 {
			r = &a[0]
		} else {
			r = &b[0]
		}
		for _, refs := range []*[]Ref{&a, &b} {
			for len(*refs) > 0 && (*refs)[0].Place == r.Place {
				if (*refs)[0].Window != r.Window {
					return false
				}
				*refs = (*refs)[1:]
			}
		}
	}
	return true
}

// latest is the condition of a move that happened in this iteration on one path, where
// c held, and in an earlier one on the other, where d did: that of the later. The next
// iteration, for which both are earlier ones, does not tell them apart.
func (j *joiner) latest(c, d Cond) (Cond, bool) {
	if c == d || c.C != d.C || !j.Syms.Alike(c.X, d.X) {
		return Cond{}, false
	}
	switch agedC, agedD := j.Syms.IsAged(c.X), j.Syms.IsAged(d.X); {
	case agedD && !agedC:
		return c, true
	case agedC && !agedD:
		return d, true
	}
	return Cond{}, false
}

// Equal reports whether a and b say the same.
func (m *Memory) Equal(a, b State) bool {
	return m.facts.Equal(a.facts, b.facts) && m.cells.Equal(a.cells, b.cells) && m.events.Equal(a.events, b.events)
}
