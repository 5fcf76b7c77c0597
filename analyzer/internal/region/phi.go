package region

import (
	"cmp"
	"maps"
	"slices"

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

// standing has the scalars of a phi by what they stand for, sym.Unknown where there
// was no need for one.
type standing [3]sym.ID

// phi is the scalar of p, which is remembered.
func (m *Memory) phi(p phi, of int) sym.ID {
	if m.phis == nil {
		m.phis = map[int]map[phi]standing{}
	}
	if m.phis[p.block] == nil {
		m.phis[p.block] = map[phi]standing{}
	}
	s := m.phis[p.block][p]
	if s[of] == sym.Unknown {
		s[of] = m.Syms.Atom(p, uint32(of), p.block)
		m.phis[p.block][p] = s
	}
	return s[of]
}

// Count says before the first run that the loop with header block counts by the variable
// p: it may have another scalar in each iteration, whatever else the loop does.
func (m *Memory) Count(block int, p place.ID) {
	at := phi{block, p, m.shape}
	m.phi(at, whole)
	if m.counted == nil {
		m.counted = map[phi]bool{}
	}
	m.counted[at] = true
}

// turn is what is known of a phi where control goes back to the header of its loop.
type turn struct {
	changed [3]bool
	end     sym.ID // its scalar there
	next    sym.ID // and as the next iteration calls that
}

// order finds out which scalars of headers rise. That of a loop in another one may start
// from that of the other, which may go on from there.
func (m *Memory) order() {
	for again := m.Ordered; again; {
		again = false
		for _, header := range slices.Sorted(maps.Keys(m.turns)) {
			for _, p := range slices.SortedFunc(maps.Keys(m.phis[header]), comparePhis) {
				if x := m.phis[header][p][whole]; x != sym.Unknown && !m.Syms.Rises(x) {
					again = m.rises(p, x, m.turns[header]) || again
				}
			}
		}
	}
}

// rises tells of the phi p how it rises. It says false if it is not seen to.
func (m *Memory) rises(p phi, x sym.ID, turns map[int]map[phi]turn) bool {
	var ends, next []sym.ID
	for _, changed := range turns {
		c, known := changed[p]
		if !known || c.end == sym.Unknown {
			return false
		}
		ends, next = append(ends, c.end), append(next, c.next)
	}
	slices.Sort(ends)
	return m.Syms.Loops(x, ends, next)
}

// Turn notes in the first run which scalars that the header of a loop has introduced are
// other ones where control goes back to it from the block from, in st.
func (m *Memory) Turn(st *State, loop sym.Blocks, header, from int) {
	if m.second {
		return
	}
	changed := map[phi]turn{}
	for p, s := range m.phis[header] {
		v, _ := st.cells.Get(uint32(p.place))
		var c turn
		if s[whole] != sym.Unknown {
			l, ok := v.At(p.path)
			c.changed[whole] = !ok || l.Sym != s[whole]
			if ok && m.Ordered && len(l.Refs) == 0 {
				c.end, c.next = l.Sym, m.Syms.Aged(l.Sym, loop)
			}
		}
		if s[low] != sym.Unknown || s[high] != sym.Unknown {
			c.changed[low], c.changed[high] = m.starts(v, p.path) != s[low], m.ends(v, p.path) != s[high]
		}
		changed[p] = c
	}
	if m.turns == nil {
		m.turns = map[int]map[int]map[phi]turn{}
	}
	if m.turns[header] == nil {
		m.turns[header] = map[int]map[phi]turn{}
	}
	m.turns[header][from] = changed
}

// Settle forgets the scalars that headers have introduced before it was known that
// their loops leave them as they are. The others are known for the second run.
func (m *Memory) Settle() {
	m.second = true
	m.order()
	m.Syms.Unbound() // by numbers of a first iteration
	for header, turns := range m.turns {
		for p, s := range m.phis[header] {
			for of := range s {
				steady := true
				for _, changed := range turns {
					c, known := changed[p]
					steady = steady && known && !c.changed[of]
				}
				if steady {
					s[of] = sym.Unknown
				}
			}
			if s == (standing{}) {
				delete(m.phis[header], p)
			} else {
				m.phis[header][p] = s
			}
		}
	}
}

// starts is where all slices of the array p in v start, sym.Unknown if that is not one.
func (m *Memory) starts(v *Value, p place.ID) sym.ID {
	return m.bound(v, p, func(b place.Bounds) sym.ID { return b.Lo })
}

// ends is where they end.
func (m *Memory) ends(v *Value, p place.ID) sym.ID {
	return m.bound(v, p, func(b place.Bounds) sym.ID { return b.Hi })
}

func (m *Memory) bound(v *Value, p place.ID, of func(place.Bounds) sym.ID) sym.ID {
	out, found := sym.Unknown, false
	for r := range v.Refs {
		if r.Place != p {
			continue
		}
		if x := of(m.Bounds(r.Window)); found && x != out {
			return sym.Unknown
		} else {
			out, found = x, true
		}
	}
	return out
}

// Enter is st as it enters the loop with header block. The scalars of the places of which
// it is known that the loop changes them, from an earlier run or by Count, stand for every
// iteration from the first on. Without that, what the first iteration did to
// v[0] would be told apart from what the others do to v[i].
func (m *Memory) Enter(st State, block int) State {
	out := st
	for _, p := range slices.SortedFunc(maps.Keys(m.phis[block]), comparePhis) {
		if !m.second && !m.counted[p] {
			continue
		}
		s := m.phis[block][p]
		v, ok := out.cells.Get(uint32(p.place))
		if !ok && m.At(m.ObjectOf(p.place)).Open() && !m.InElement(p.place) {
			v, ok = m.untouched(p.place), true
		}
		if !ok || v == nil {
			continue
		}
		if s[whole] != sym.Unknown {
			if l, ok := v.At(p.path); ok {
				v = m.renamed(v, l, s[whole])
			}
		}
		if s[low] != sym.Unknown || s[high] != sym.Unknown {
			v = mapRefs(v, func(r Ref) (Ref, bool) {
				if r.Place != p.path {
					return r, true
				}
				b := m.Bounds(r.Window)
				if s[low] != sym.Unknown {
					b.Lo = s[low]
				}
				if s[high] != sym.Unknown {
					b.Hi = s[high]
				}
				r.Window = m.Window(b)
				return r, true
			})
		}
		m.set(&out, p.place, v)
	}
	return out
}

// renamed is v with the scalar x for that of its leaf l. What marks on l need of
// the old scalar they need of the new one, and so do the targets.
func (m *Memory) renamed(v *Value, l Leaf, x sym.ID) *Value {
	old := l.Sym
	l.Sym = x
	of := func(conds []Cond) ([]Cond, bool) {
		i := slices.IndexFunc(conds, func(c Cond) bool { return c.X == old })
		if i < 0 || old == sym.Unknown {
			return conds, false
		}
		return addCond(conds, Cond{x, conds[i].C}), true
	}
	return mapRefs(v.With(l), func(r Ref) (Ref, bool) {
		r.When, _ = of(r.When)
		var marks []Mark
		for i, mk := range r.Marks {
			if conds, ok := of(mk.Conds); ok {
				if marks == nil {
					marks = slices.Clone(r.Marks)
				}
				marks[i].Conds = conds
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
