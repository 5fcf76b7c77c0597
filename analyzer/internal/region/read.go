package region

import (
	"go/types"
	"slices"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// Load is the value of type t in the memory that view shows.
func (m *Memory) Load(st *State, view place.View, t types.Type) *Value {
	if movable.IsReference(t) || movable.IsScalar(t) {
		l := m.readLeaf(st, view, t)
		return &Value{[]Leaf{l}}
	}
	ls := m.Leaves(t)
	if len(ls) == 0 {
		return nil
	}
	v := &Value{Leaves: make([]Leaf, 0, len(ls))}
	for _, lt := range ls {
		l := m.readLeaf(st, place.View{Place: m.Rebase(lt.path, view.Place), Window: view.Window}, lt.typ)
		l.Path = lt.path
		v.Leaves = append(v.Leaves, l)
	}
	slices.SortFunc(v.Leaves, compareLeaves)
	return v
}

// readLeaf reads one place and all those that may be the same one under
// another index.
func (m *Memory) readLeaf(st *State, view place.View, t types.Type) (out Leaf) {
	v, known := st.cells.Get(uint32(view.Place))
	filled, isFilled := m.filled(view)
	switch {
	case !isFilled:
		out = m.Cell(st, view.Place, t)
	case m.Only(v).Exact:
		out = m.Only(v)
	default:
		out, known = Leaf{Path: m.shape, Nilable: true}, false
	}
	out = m.leafInWindow(out, view.Place, view.Window)
	if len(out.Refs) > 0 {
		out = m.Only(m.others(st, &Value{[]Leaf{out}}, view.Place))
	}
	if out.Exact {
		out.Exact = false
		return out
	}
	siblings := m.siblings(view)
	if isFilled {
		siblings = slices.DeleteFunc(siblings, func(p place.ID) bool {
			v, _ := st.cells.Get(uint32(p))
			return p != filled && !m.Only(v).Exact
		})
	}
	if len(siblings) > 0 && !known && m.Table.Single(view.Place) {
		// What is read once stays the same: a later read of the index must not
		// find what has happened to the other elements since.
		defer func() {
			l := out
			l.Exact = isFilled // what the array held before is not meant
			m.set(st, view.Place, &Value{[]Leaf{l}})
		}()
	}
	var found gatherer
	found.add(out.Refs, false)
	for _, p := range siblings {
		v, ok := st.cells.Get(uint32(p))
		if !ok {
			continue
		}
		l, ok := v.At(m.shape)
		if ok && movable.IsScalar(t) {
			out.Sym = sym.Unknown
		}
		if !ok || len(l.Refs) == 0 {
			continue
		}
		l = m.leafInWindow(l, p, view.Window)
		m.lookAt(l.Refs)
		m.scratch = append(m.scratch[:0], l.Refs...)
		refs := m.scratch
		if !m.Overlap(view, place.View{Place: p}, true) {
			refs = m.unsure(refs, view, p, p == filled)
		}
		found.add(m.one(refs, view.Place, p), true)
		out.Sym = sym.Unknown
	}
	out.Refs = found.refs()
	return out
}

// filled is the element in which view shows what was appended since its slice was cut
// to nothing, if it shows an element of such a slice.
func (m *Memory) filled(view place.View) (place.ID, bool) {
	e := m.Elem(view.Place)
	if view.Window == place.Whole || !e.IsIndex || !m.Bounds(view.Window).Filled || e.Index == m.Appended() {
		return place.None, false
	}
	return m.Project(m.Parent(view.Place), place.IndexElem(m.Appended())), true
}

// startEmpty makes the element p, for what is appended, hold nothing yet.
func (m *Memory) startEmpty(st *State, p place.ID, t types.Type) {
	for _, lt := range m.Leaves(t) {
		q := m.Rebase(lt.path, p)
		if _, ok := st.cells.Get(uint32(q)); !ok {
			m.set(st, q, m.Nil())
		}
	}
}

// unsure makes refs what they are in what may be another element. A move of what
// each element refers to is sure for any; where all were appended one by one, so is
// one that they had in common then, and one that happened only where p is the element
// that v shows.
func (m *Memory) unsure(refs []Ref, v place.View, p place.ID, all bool) []Ref {
	doubtful := func(mk Mark) bool {
		return !mk.Unsure && !mk.Each && !(all && m.common(refs, mk)) && !m.agree(v.Place, p, mk)
	}
	sweeping := m.Sweeping(v, p)
	out := slices.Clone(refs)
	for i := range out {
		out[i].Some = true
		if !slices.ContainsFunc(out[i].Marks, doubtful) {
			continue
		}
		out[i].Marks = slices.Clone(out[i].Marks)
		for j, mk := range out[i].Marks {
			if doubtful(mk) {
				out[i].Marks[j].Unsure = true
				if sweeping && !mk.Perhaps && !m.byOther(p, mk) && !m.ofAny(out[i], p) {
					out[i].Marks[j].Swept = m.Elem(v.Place).Index
				}
			}
		}
	}
	return out
}

// ofAny reports whether r, found in the element p of which the index is not known, is
// to what any element of something had at the start: it may be that of another one.
func (m *Memory) ofAny(r Ref, p place.ID) bool {
	o := m.ObjectOf(r.Place)
	return m.Elem(p).Index == sym.Unknown && m.At(o).Origin == place.Pointee && m.InElement(m.Root(o)) && !m.OfOne(m.At(o).Of)
}

// byOther reports whether mk is of a move by an index that may be that of the element p.
func (m *Memory) byOther(p place.ID, mk Mark) bool {
	i := m.Elem(p).Index
	return slices.ContainsFunc(mk.Conds, func(c Cond) bool { return c.X == i || c.C == i || c.C == m.anyIndex() })
}

// common reports whether the move of mk reached each of refs, and not by the index of
// one of them.
func (m *Memory) common(refs []Ref, mk Mark) bool {
	if mk.Perhaps || slices.ContainsFunc(mk.Conds, func(c Cond) bool { return c.C == m.anyIndex() }) {
		return false
	}
	for _, r := range refs {
		if !slices.ContainsFunc(r.Marks, func(own Mark) bool { return own.Site == mk.Site && !own.Unsure && !own.Behind }) {
			return false
		}
	}
	return true
}

// OfEach reports whether r stands for what each element of something referred
// to at the start.
func (m *Memory) OfEach(r Ref) bool {
	o := m.At(m.ObjectOf(r.Place))
	if r.Some || o.Origin != place.Pointee {
		return false
	}
	for q := o.Of; m.Parent(q) != place.None; q = m.Parent(q) {
		if e := m.Elem(q); e.IsIndex && e.Index == sym.Unknown {
			return true
		}
	}
	return false
}

// held is v, which the memory that r refers to holds, as it is reached by r. A
// move of the memory itself marked all references to it; if r has no such mark, r
// comes from a path without the move, and there the move did not reach what the
// memory holds either. If that of r is unsure, so is the other.
func (m *Memory) held(r Ref, v *Value) *Value {
	v = m.ledBy(r, v)
	if !v.Marked() {
		return v
	}
	return mapRefs(v, func(x Ref) (Ref, bool) {
		if len(x.Marks) == 0 {
			return x, true
		}
		var marks []Mark
		for _, mk := range x.Marks {
			i := slices.IndexFunc(r.Marks, func(own Mark) bool { return own.Site == mk.Site && !own.Behind })
			if i < 0 && (m.MovedAt(mk.Site, r.View) || m.elsewhere(r, mk.Site)) {
				continue
			}
			if i >= 0 && r.Marks[i].Unsure {
				swept := r.Marks[i].Swept
				if mk.Unsure && mk.Swept != swept {
					swept = sym.Unknown
				}
				mk.Unsure, mk.Swept = true, swept
			}
			marks = append(marks, mk)
		}
		x.Marks = marks
		return x, true
	})
}

// Through is the value of type t in the memory that r refers to, as it is
// reached by r.
func (m *Memory) Through(st *State, r Ref, t types.Type) *Value {
	v := m.held(r, m.Load(st, r.View, t))
	v = m.Guard(v, r.When)
	if r.Via == (Cond{}) {
		return v
	}
	return mapRefs(v, func(x Ref) (Ref, bool) {
		x.Via = r.Via
		return m.settled(x), true
	})
}

// ReadTogether gives what was found in elements of several arrays, of which one was
// read, the index x if their indices differ. The next time that the same is read it
// is taken to be another element, as it is where the index itself is seen to change.
func (m *Memory) ReadTogether(vals []*Value, x sym.ID) {
	index, first, differ := m.anyIndex(), sym.Unknown, false
	for _, v := range vals {
		for r := range v.Refs {
			if r.Via.C == index {
				differ = differ || first != sym.Unknown && r.Via.X != first
				first = r.Via.X
			}
		}
	}
	if !differ {
		return
	}
	for i, v := range vals {
		vals[i] = mapRefs(v, func(r Ref) (Ref, bool) {
			if r.Via.C == index {
				r.Via.X = x
			}
			return m.settled(r), true
		})
	}
}

// siblings lists the other places that may be the one that view shows.
func (m *Memory) siblings(view place.View) []place.ID {
	if !m.Indexed(view.Place) {
		return nil
	}
	path := m.Table.Path(view.Place)
	front := []place.ID{m.Root(m.ObjectOf(view.Place))}
	for _, e := range path {
		var next []place.ID
		for _, p := range front {
			if !e.IsIndex {
				next = append(next, m.Project(p, e))
				continue
			}
			m.looked += len(m.Kids(p))
			for _, k := range m.Kids(p) {
				if x := m.Elem(k); x.IsIndex && !m.Syms.Distinct(x.Index, e.Index) {
					next = append(next, k)
				}
			}
		}
		front = next
	}
	return slices.DeleteFunc(front, func(p place.ID) bool {
		return p == view.Place || !m.Overlap(place.View{Place: p}, view, false)
	})
}
