package region

import (
	"slices"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// A shift of elements within their array, copy(q, q[1:]) or append(q[:i], q[i+1:]...),
// gives each element another index. What is known by index follows: the content of
// places, and the indices under which elements were read and moved.
//
// An element of which it is not known whether it was shifted keeps its name, and
// moves of it become unsure. What comes from an index that nobody has named is
// unknown memory, and what stays at the end a second time is not looked at: moves
// of both are missed.
type shift struct {
	*Memory
	array    place.ID
	to, from sym.ID // the first index that is written, and the first one that is read
	by       sym.ID // from - to, a number
	back     sym.ID // to - from
}

// Shift moves the elements of the array at p, of the given type, from index from on
// to index to and on. elem lists the references in an element, and unknown is what
// comes from an index that has no name. It does nothing and says false where the
// distance is not known.
func (m *Memory) Shift(st *State, p place.ID, to, from sym.ID, elem []LeafType, unknown *Value) bool {
	s := &shift{m, p, to, from, m.Syms.Sub(from, to), m.Syms.Sub(to, from)}
	if !m.Syms.IsConst(s.by) || s.by == m.Syms.Int(0) {
		return false
	}
	old := *st
	moved := map[place.ID]bool{} // targets of what the array holds
	for _, k := range m.Kids(p) {
		m.Inside(&old, k, func(_ place.ID, v *Value) {
			for r := range v.Refs {
				moved[r.Place] = true
			}
		})
	}
	st.cells = m.cells.Update(st.cells, concerns(refers), func(key uint32, v *Value) (*Value, bool) {
		within := false
		if q := place.ID(key); m.ObjectOf(q) == m.ObjectOf(p) {
			_, within = m.Below(q, p)
		}
		return mapRefs(v, func(r Ref) (Ref, bool) {
			if within || moved[r.Place] {
				r = s.renamed(r, within)
			}
			return r, true
		}), true
	})
	named := *st
	if m.At(m.ObjectOf(p)).Open() && to != sym.Unknown {
		m.Project(p, place.IndexElem(to)) // callers may have a name for it
	}
	for _, k := range m.Kids(p) {
		e := m.Elem(k)
		if !e.IsIndex || e.Index == sym.Unknown || e.Index == m.Appended() {
			continue // for any index
		}
		switch {
		case s.stays(e.Index):
		case s.written(e.Index):
			s.fill(st, &named, k, m.Syms.Add(e.Index, s.by), elem, unknown)
		default:
			s.doubt(st, k)
		}
		if m.Syms.AtMost(from, e.Index) {
			s.fill(st, &named, m.Project(p, place.IndexElem(m.Syms.Add(e.Index, s.back))), e.Index, elem, unknown)
		}
	}
	return true
}

// stays reports whether the element with index i is before all that is written.
func (s *shift) stays(i sym.ID) bool { return s.Syms.AtMost(s.Syms.Add(i, s.Syms.Int(1)), s.to) }

// written reports whether the element with index i gets another content.
func (s *shift) written(i sym.ID) bool { return s.to == s.Syms.Int(0) || s.Syms.AtMost(s.to, i) }

// lost reports whether the element with index i is overwritten and not copied.
func (s *shift) lost(i sym.ID) bool {
	return s.written(i) && s.Syms.AtMost(s.Syms.Add(i, s.Syms.Int(1)), s.from)
}

// renamed is r after the shift: within the array, or elsewhere.
func (s *shift) renamed(r Ref, within bool) Ref {
	index := s.anyIndex()
	if r.Via.C == index && s.Syms.AtMost(s.from, r.Via.X) {
		r.Via.X = s.Syms.Add(r.Via.X, s.back)
	}
	var marks []Mark
	for _, mk := range r.Marks {
		i := slices.IndexFunc(mk.Conds, func(c Cond) bool { return c.C == index })
		if i >= 0 {
			x := mk.Conds[i].X
			switch {
			case s.Syms.AtMost(s.from, x):
				mk.Conds = slices.Clone(mk.Conds)
				mk.Conds[i].X = s.Syms.Add(x, s.back)
				slices.SortFunc(mk.Conds, compareConds)
			case within && s.lost(x):
				continue
			case within && !s.stays(x):
				mk = mk.doubted(true)
			}
		}
		marks = append(marks, mk)
	}
	r.Marks = marks
	return r
}

// fill puts the content of the element with index i, as it was, into the place k.
func (s *shift) fill(st, old *State, k place.ID, i sym.ID, elem []LeafType, unknown *Value) {
	from, known := s.Projected(s.array, place.IndexElem(i))
	for _, lt := range elem {
		p := s.Rebase(lt.path, k)
		s.disturb(st, p)
		var v *Value
		was := false
		if known {
			v, was = old.cells.Get(uint32(s.Rebase(lt.path, from)))
		}
		switch {
		case was:
			s.set(st, p, v)
		case s.At(s.ObjectOf(p)).Open() && movable.IsReference(lt.typ):
			s.set(st, p, s.Part(unknown, lt.path))
		default:
			s.Drop(st, p)
		}
	}
}

// doubt makes moves of what the element k held unsure.
func (s *shift) doubt(st *State, k place.ID) {
	var changed []place.ID
	s.Inside(st, k, func(p place.ID, v *Value) {
		if v.Marked() {
			changed = append(changed, p)
		}
	})
	for _, p := range changed {
		v, _ := st.cells.Get(uint32(p))
		s.set(st, p, mapRefs(v, func(r Ref) (Ref, bool) {
			r.Marks = slices.Clone(r.Marks)
			for i := range r.Marks {
				r.Marks[i] = r.Marks[i].doubted(true)
			}
			return r, true
		}))
	}
}
