package region

import (
	"slices"

	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// one is refs, found in the element p, as they are reached through at, whose
// index p's may be. A move through another index was not of this element, and the
// part of an array that another index shows is another one.
func (m *Memory) one(refs []Ref, at, p place.ID) []Ref {
	via, ok := m.sameIndex(at, p)
	if !ok {
		return refs
	}
	single := m.Table.Single(p) || m.Elem(p).Index == sym.Unknown
	for i, r := range refs {
		r.Window = m.OfPart(r.Window, via.X)
		switch own := single || m.perElement(r, p); {
		case r.Via == (Cond{}) && own:
			r.Via = via
		case r.Via != (Cond{}) && r.Via.X == via.C:
			r.Via.X = via.X // what each of several found under the same condition
		case !own:
			refs[i] = r
			continue
		}
		refs[i] = m.settled(r)
	}
	return refs
}

// inWindow is v without the marks of moves of other elements than e.
func (m *Memory) inWindow(v *Value, e element) *Value {
	if e.window == place.Whole || !v.Marked() {
		return v
	}
	return m.Without(v, func(mk Mark) bool { return m.outside(mk, e) })
}

// leafInWindow does so for a leaf that was found in p, if that is an element.
func (m *Memory) leafInWindow(l Leaf, p place.ID, w place.Window) Leaf {
	e := m.Elem(p)
	if !e.IsIndex || w == place.Whole || len(l.Refs) == 0 {
		return l
	}
	return m.inWindow(&Value{[]Leaf{l}}, element{e.Index, w}).Leaves[0]
}

// others is v, the content of p, which stands for each element of something, without
// the marks of moves by indices of which st has the content of the element itself:
// that says whether the element is still what was moved. If nothing was stored in any
// element since, each is.
func (m *Memory) others(st *State, v *Value, p place.ID) *Value {
	if !v.Marked() || !m.Indexed(p) || m.Only(v).Exact {
		return v
	}
	whichever := m.anyIndex()
	return m.Without(v, func(mk Mark) bool {
		return slices.ContainsFunc(mk.Conds, func(c Cond) bool {
			if c.C != whichever {
				return false
			}
			own, ok := m.at(p, c.X)
			if ok {
				_, ok = st.cells.Get(uint32(own))
			}
			return ok
		})
	})
}

// at is the place p with the index x for the one that stands for each, if there is
// one such index and that place was interned.
func (m *Memory) at(p place.ID, x sym.ID) (place.ID, bool) {
	up := m.Parent(p)
	if up == place.None {
		return p, false
	}
	e := m.Elem(p)
	if e.IsIndex && e.Index == sym.Unknown {
		if slices.ContainsFunc(m.Table.Path(up), func(e place.Elem) bool { return e.IsIndex && e.Index == sym.Unknown }) {
			return p, false
		}
		return m.Projected(up, place.IndexElem(x))
	}
	up, ok := m.at(up, x)
	if !ok {
		return p, false
	}
	return m.Projected(up, e)
}

// settled is r without the marks of moves of another element than r is through.
func (m *Memory) settled(r Ref) Ref {
	if r.Via == (Cond{}) {
		return r
	}
	other := func(mk Mark) bool { return m.ofOther(r, mk) }
	if slices.ContainsFunc(r.Marks, other) {
		r.Marks = slices.DeleteFunc(slices.Clone(r.Marks), other)
	}
	return r
}

// perElement reports whether r, found in what stands for several elements p, is
// to memory that each of them has for itself: what it held at the start, or what
// an iteration made for it. That all have one of the latter is lost.
func (m *Memory) perElement(r Ref, p place.ID) bool {
	o := m.At(m.ObjectOf(r.Place))
	return o.Age > 0 || o.Origin == place.Pointee && o.Of == p
}

// sameIndex is the condition under which what is read at a is what was found in
// b, if they differ in one index. What was put in under any index is taken to be
// in one element only.
func (m *Memory) sameIndex(a, b place.ID) (out Cond, ok bool) {
	for ; m.Parent(a) != place.None && m.Parent(b) != place.None; a, b = m.Parent(a), m.Parent(b) {
		x, y := m.Elem(a), m.Elem(b)
		if x == y {
			continue
		}
		if ok || !x.IsIndex || !y.IsIndex || x.Index == sym.Unknown {
			return Cond{}, false
		}
		switch ok = true; {
		case y.Index == sym.Unknown || y.Index == m.Appended():
			out = Cond{x.Index, m.anyIndex()}
		case m.Syms.IsConst(x.Index) && !m.Syms.IsConst(y.Index):
			out = Cond{y.Index, x.Index}
		default:
			out = Cond{x.Index, y.Index}
		}
	}
	return out, ok
}

// slot owns the scalar for the index of what is in an element, it is not known
// which. There is only one: an array may have several names.
type slot struct{}

func (m *Memory) anyIndex() sym.ID { return m.Syms.Atom(slot{}, 0, sym.NoBlock) }

// element is one of an array, as a slice shows it: what was moved out of the array
// by an index that the slice does not show was another one.
type element struct {
	index  sym.ID // sym.Unknown for each
	window place.Window
}

// outside reports whether mk is of a move by an index that e's slice does not show.
func (m *Memory) outside(mk Mark, e element) bool {
	at := e.index
	if at == sym.Unknown {
		at = m.anyIndex()
	}
	return slices.ContainsFunc(mk.Conds, func(c Cond) bool { return c.C == at && m.Outside(c.X, e.window) })
}

// ofOther reports whether mk is of a move of another element than r is through.
func (m *Memory) ofOther(r Ref, mk Mark) bool {
	return r.Via != (Cond{}) && slices.ContainsFunc(mk.Conds, func(c Cond) bool {
		return c.C == r.Via.C && m.Syms.Distinct(c.X, r.Via.X) || c.X == r.Via.X && m.Syms.Distinct(c.C, r.Via.C)
	})
}
