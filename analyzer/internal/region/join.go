package region

import (
	"cmp"
	"maps"
	"slices"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/persist"
	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// phi owns the scalar of a place whose content differs on the paths into a
// block, as a phi node would.
type phi struct {
	block int
	place place.ID
	path  place.ID
}

func comparePhis(a, b phi) int {
	return cmp.Or(cmp.Compare(a.place, b.place), cmp.Compare(a.path, b.path))
}

// What of a place a phi stands for: its scalar, or a bound of its slice of
// phi.path.
const (
	whole = iota
	low
	high
)

// phi is the scalar of p, which is remembered.
func (m *Memory) phi(p phi, of uint32) sym.ID {
	if m.phis == nil {
		m.phis = map[int]map[phi]uint32{}
	}
	if m.phis[p.block] == nil {
		m.phis[p.block] = map[phi]uint32{}
	}
	m.phis[p.block][p] |= 1 << of
	return m.Syms.Atom(p, of, p.block)
}

// Merges reports whether the joins at block, the header of a loop, have
// introduced scalars.
func (m *Memory) Merges(block int) bool { return len(m.phis[block]) > 0 }

// Enter is st as it enters the loop with header block, when it is known from an
// earlier run which places the loop changes. Their scalars stand for every
// iteration from the first on. Without that, what the first iteration did to
// v[0] would be told apart from what the others do to v[i].
func (m *Memory) Enter(st State, block int) State {
	out := st
	for _, p := range slices.SortedFunc(maps.Keys(m.phis[block]), comparePhis) {
		of := m.phis[block][p]
		v, ok := out.cells.Get(uint32(p.place))
		if !ok && m.At(m.ObjectOf(p.place)).Open() && !m.InElement(p.place) {
			v, ok = m.untouched(p.place), true
		}
		if !ok || v == nil {
			continue
		}
		if of&(1<<whole) != 0 {
			if l, ok := v.At(p.path); ok {
				v = m.renamed(v, l, m.Syms.Atom(p, whole, block))
			}
		}
		if of&(1<<low|1<<high) != 0 {
			v = mapRefs(v, func(r Ref) (Ref, bool) {
				if r.Place != p.path {
					return r, true
				}
				b := m.Bounds(r.Window)
				if of&(1<<low) != 0 {
					b.Lo = m.Syms.Atom(p, low, block)
				}
				if of&(1<<high) != 0 {
					b.Hi = m.Syms.Atom(p, high, block)
				}
				r.Window = m.Window(b)
				return r, true
			})
		}
		out.cells = out.cells.Set(uint32(p.place), v)
	}
	return out
}

// renamed is v with the scalar x for that of its leaf l. What marks on l need of
// the old scalar they need of the new one.
func (m *Memory) renamed(v *Value, l Leaf, x sym.ID) *Value {
	old := l.Sym
	l.Sym = x
	return mapRefs(v.With(l), func(r Ref) (Ref, bool) {
		var marks []Mark
		for i, mk := range r.Marks {
			for _, c := range mk.Conds {
				if c.X == old && old != sym.Unknown {
					if marks == nil {
						marks = slices.Clone(r.Marks)
					}
					marks[i].Conds = addCond(mk.Conds, Cond{x, c.C})
				}
			}
		}
		if marks != nil {
			r.Marks = marks
		}
		return r, true
	})
}

// untouched is the content of the open place p that the state does not have: what
// it held at the start.
func (m *Memory) untouched(p place.ID) *Value {
	l := Leaf{Path: m.shape, Sym: m.start(p)}
	if own, ok := m.InitialTarget(p); ok {
		l.Refs = []Ref{{View: own}}
	}
	return &Value{[]Leaf{l}}
}

// flag is a place that tells the paths into a block apart.
type flag struct{ merged, a, b sym.ID }

// maxFlags bounds the places whose values become conditions of moves.
const maxFlags = 32

type joiner struct {
	*Memory
	a, b  State
	block int
	flags []flag
	marks []uint32 // cells whose marks differ
}

// Join is the state in which block starts when a and b reach it. It is an
// upper bound of both: what may be referred to, and what may be moved, on
// either path. The correlation of paths is lost, but for two things: marks stay
// with the references that had them, and a move that happened on one path only
// gets as conditions what flags held there.
//
// Join(a, a) is a, and joining b again to a result changes nothing.
func (m *Memory) Join(a, b State, block int) State {
	j := &joiner{Memory: m, a: a, b: b, block: block}
	out := State{
		cells: persist.Merge(a.cells, b.cells, j.cell,
			func(key uint32, v *Value) (*Value, bool) { return j.oneSide(key, v, true) },
			func(key uint32, v *Value) (*Value, bool) { return j.oneSide(key, v, false) }, equalValues),
	}
	for _, key := range j.marks {
		va, _ := a.cells.Get(key)
		vb, _ := b.cells.Get(key)
		v, _ := out.cells.Get(key)
		if w := j.conditioned(v, va, vb); !equalValues(v, w) {
			out.cells = out.cells.Set(key, w)
		}
	}
	none := func(_ uint32, x known) (known, bool) { return x, false }
	sameSym := func(x, y known) bool { return x == y }
	out.facts = persist.Merge(a.facts, b.facts, func(_ uint32, x, y known) (known, bool) { return x, x == y }, none, none, sameSym)
	out.events = persist.Merge(a.events, b.events,
		func(_ uint32, x, y Mark) (Mark, bool) { return mergeMarks(x, y, j.conds), true },
		func(_ uint32, x Mark) (Mark, bool) { return j.lone(x, true), true },
		func(_ uint32, x Mark) (Mark, bool) { return j.lone(x, false), true }, equalMarks)
	return out
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

func (j *joiner) value(key uint32, a, b *Value) *Value {
	out := &Value{}
	marked := false
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
			out.Leaves = append(out.Leaves, j.leaf(key, x[0], y[0]))
			x, y = x[1:], y[1:]
		}
	}
	for r := range out.Refs {
		marked = marked || len(r.Marks) > 0
	}
	if marked {
		j.marks = append(j.marks, key)
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
	if len(j.flags) < maxFlags && a != sym.Unknown && b != sym.Unknown {
		j.flags = append(j.flags, flag{s, a, b})
	}
	return s
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

// conditioned is v with the conditions of its marks worked out from both paths.
func (j *joiner) conditioned(v, a, b *Value) *Value {
	has := func(on *Value, mk Mark) (Mark, bool) {
		for r := range on.Refs {
			if i, ok := slices.BinarySearchFunc(r.Marks, mk, compareMarks); ok {
				return r.Marks[i], true
			}
		}
		return Mark{}, false
	}
	return mapRefs(v, func(r Ref) (Ref, bool) {
		if len(r.Marks) == 0 {
			return r, true
		}
		marks := slices.Clone(r.Marks)
		for i, mk := range marks {
			x, inA := has(a, mk)
			y, inB := has(b, mk)
			switch {
			case inA && inB && x.Unsure != y.Unsure && j.Flagged(mk.Site):
				// Only the sure one is ever reported.
				marks[i].Conds = j.lone(sure(x, y), y.Unsure).Conds
			case inA && inB:
				marks[i].Conds = j.conds(x, y)
			case inA:
				marks[i].Conds = j.lone(x, true).Conds
			case inB:
				marks[i].Conds = j.lone(y, false).Conds
			}
		}
		r.Marks = marks
		return r, true
	})
}

func sure(x, y Mark) Mark {
	if x.Unsure {
		return y
	}
	return x
}

// lone is a mark of one path only: what flags held there is necessary for it.
func (j *joiner) lone(mk Mark, isA bool) Mark {
	conds := mk.Conds
	for _, f := range j.flags {
		x := f.a
		if !isA {
			x = f.b
		}
		if c, ok := j.holds(mk, f.merged, x); ok {
			conds = addCond(conds, c)
		}
	}
	mk.Conds = conds
	return mk
}

// holds finds a condition on merged, which is x on the path of mk.
func (j *joiner) holds(mk Mark, merged, x sym.ID) (Cond, bool) {
	if j.Syms.IsConst(x) && j.Flagged(mk.Site) {
		return Cond{merged, x}, true
	}
	for _, c := range mk.Conds {
		if c.X == x {
			return Cond{merged, c.C}, true
		}
	}
	return Cond{}, false
}

// conds are the conditions that hold for a move that happened on both paths.
func (j *joiner) conds(a, b Mark) []Cond {
	out := bothConds(a, b)
	for _, c := range a.Conds {
		for _, d := range b.Conds {
			if e, ok := j.latest(c, d); ok {
				out = addCond(out, e)
			}
		}
	}
	for _, f := range j.flags {
		x, okA := j.holds(a, f.merged, f.a)
		y, okB := j.holds(b, f.merged, f.b)
		if okA && okB && x == y {
			out = addCond(out, x)
		}
	}
	return out
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

// maxConds bounds the conditions of one mark.
const maxConds = 6

func addCond(conds []Cond, c Cond) []Cond {
	if len(conds) >= maxConds || slices.Contains(conds, c) {
		return conds
	}
	conds = append(slices.Clip(conds), c)
	slices.SortFunc(conds, compareConds)
	return conds
}

func compareConds(a, b Cond) int {
	return cmp.Or(cmp.Compare(a.X, b.X), cmp.Compare(a.C, b.C))
}

// Equal reports whether a and b say the same.
func Equal(a, b State) bool {
	return persist.Equal(a.facts, b.facts, func(x, y known) bool { return x == y }) &&
		persist.Equal(a.cells, b.cells, equalValues) && persist.Equal(a.events, b.events, equalMarks)
}

// Age is st as it is seen one iteration of loop later: what the loop makes anew
// in every iteration becomes what an earlier iteration made, and moves inside
// the loop become earlier ones. inLoop reports whether a site is in the loop;
// header is the block that starts it.
func (m *Memory) Age(st State, loop sym.Blocks, header int, inLoop func(site int32) bool) State {
	view := func(v place.View) place.View {
		return place.View{Place: m.Aged(v.Place, loop), Window: m.AgedWindow(v.Window, loop)}
	}
	mark := func(mk Mark) Mark {
		mk.View = view(mk.View)
		mk.Later = mk.Later || inLoop(mk.Site)
		if len(mk.Conds) > 0 {
			conds := slices.Clone(mk.Conds)
			for i, c := range conds {
				conds[i] = Cond{m.Syms.Aged(c.X, loop), m.Syms.Aged(c.C, loop)}
			}
			slices.SortFunc(conds, compareConds)
			mk.Conds = conds
		}
		return mk
	}
	age := func(v *Value) *Value {
		if v == nil {
			return nil
		}
		v = mapRefs(v, func(r Ref) (Ref, bool) {
			r.View = view(r.View)
			r.Via = Cond{m.Syms.Aged(r.Via.X, loop), m.Syms.Aged(r.Via.C, loop)}
			if len(r.Marks) > 0 {
				marks := make([]Mark, len(r.Marks))
				for i, mk := range r.Marks {
					marks[i] = mark(mk)
				}
				r.Marks = sortMarks(marks)
			}
			return r, true
		})
		for i, l := range v.Leaves {
			if s := m.Syms.Aged(l.Sym, loop); s != l.Sym {
				leaves := slices.Clone(v.Leaves)
				for k := i; k < len(leaves); k++ {
					leaves[k].Sym = m.Syms.Aged(leaves[k].Sym, loop)
				}
				return &Value{leaves}
			}
		}
		return v
	}
	type mover struct {
		to place.ID
		v  *Value
	}
	var movers []mover
	out := State{}
	out.cells = st.cells.Update(func(key uint32, v *Value) (*Value, bool) {
		p := place.ID(key)
		if o := m.At(m.ObjectOf(p)); o.Origin == place.Alias && m.Syms.Aged(sym.ID(o.Sub), loop) != sym.ID(o.Sub) {
			return nil, false
		}
		v = age(v)
		if q := m.Aged(p, loop); q != p {
			movers = append(movers, mover{q, v})
			return nil, false
		}
		return v, true
	}, equalValues)
	j := &joiner{Memory: m, block: header}
	for _, mv := range movers {
		if old, ok := out.cells.Get(uint32(mv.to)); ok {
			mv.v = j.value(uint32(mv.to), old, mv.v)
		}
		out.cells = out.cells.Set(uint32(mv.to), mv.v)
	}
	out.facts = m.agedFacts(st.facts, loop)
	st.events.All(func(_ uint32, mk Mark) bool {
		m.mergeEvent(&out, mark(mk))
		return true
	})
	return out
}

// agedFacts are facts one iteration of loop later. What is known of a scalar of
// an earlier iteration stays, unless its name is the older one.
func (m *Memory) agedFacts(facts persist.Map[known], loop sym.Blocks) persist.Map[known] {
	out := facts
	for x := range facts.All {
		if uint32(m.Syms.Aged(sym.ID(x), loop)) != x {
			out = out.Delete(x)
		}
	}
	if persist.Same(out, facts) {
		return facts
	}
	for x, c := range facts.All {
		y := uint32(m.Syms.Aged(sym.ID(x), loop))
		if y == x {
			continue
		}
		_, old := facts.Get(y)
		if stays := old && m.Syms.Aged(sym.ID(y), loop) == sym.ID(y); !stays || y < x {
			out = out.Set(y, c)
		}
	}
	return out
}

func (m *Memory) mergeEvent(st *State, mk Mark) {
	k := eventKey{mk.Site, mk.View}
	if id, ok := m.ids[k]; ok {
		if old, ok := st.events.Get(id); ok {
			mk = mergeMarks(old, mk, bothConds)
		}
	}
	m.event(st, mk)
}
