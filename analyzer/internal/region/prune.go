package region

import (
	"maps"
	"slices"

	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// reached is the memory to which a function has a way.
type reached struct {
	*Memory
	whole []bool                     // by object
	parts map[place.Obj][]place.View // of the others
}

// has reports whether p is part of it.
func (r *reached) has(p place.ID) bool {
	o := r.ObjectOf(p)
	if int(o) < len(r.whole) && r.whole[o] {
		return true
	}
	return slices.ContainsFunc(r.parts[o], func(v place.View) bool { return r.Overlap(v, place.View{Place: p}, false) })
}

// cutOff reports whether mk, found in the element p, is of a move of another element,
// which no slice shows any more.
func (r *reached) cutOff(p place.ID, mk Mark) bool {
	e, views := r.Elem(p), r.parts[r.ObjectOf(p)]
	if !e.IsIndex || len(mk.Conds) == 0 || len(views) == 0 || r.whole[r.ObjectOf(p)] {
		return false
	}
	return !slices.ContainsFunc(views, func(v place.View) bool {
		return v.Place != r.Parent(p) || !r.outside(mk, element{e.Index, v.Window})
	})
}

// reachable is the memory that the roots of st lead to. A root is a register for
// which root says so, or a package-level variable. What a slice does not show is
// reached by others only.
func (m *Memory) reachable(st *State, root func(*place.Object) bool) *reached {
	seen := &reached{m, make([]bool, m.Objects()), map[place.Obj][]place.View{}}
	var next []place.View
	visit := func(v place.View) {
		o := m.ObjectOf(v.Place)
		if v.Window == place.Whole {
			v.Place = m.Root(o)
		}
		switch {
		case int(o) >= len(seen.whole) || seen.whole[o] || slices.Contains(seen.parts[o], v):
			return
		case v.Window == place.Whole:
			seen.whole[o] = true
		default:
			seen.parts[o] = append(seen.parts[o], v)
		}
		next = append(next, v)
	}
	follow := func(v *Value) {
		if v != nil {
			m.look(v)
		}
		for r := range v.Refs {
			visit(r.View)
		}
	}
	m.cells.Some(st.cells, concerns(start))(func(key uint32, v *Value) bool {
		switch o := m.ObjectOf(place.ID(key)); m.At(o).Origin {
		case place.Register:
			if root(m.At(o)) {
				follow(v)
			}
		case place.Global:
			visit(place.View{Place: m.Root(o)})
		}
		return true
	})
	var down func(p place.ID, through place.View)
	down = func(p place.ID, through place.View) {
		m.looked++
		if !m.Overlap(through, place.View{Place: p}, false) {
			return
		}
		if v, ok := st.cells.Get(uint32(p)); ok {
			follow(v)
		} else if to, ok := m.InitialTarget(p); ok {
			visit(to)
		}
		for _, k := range m.Kids(p) {
			down(k, through)
		}
	}
	for len(next) > 0 {
		v := next[len(next)-1]
		next = next[:len(next)-1]
		down(m.Root(m.ObjectOf(v.Place)), v)
	}
	return seen
}

// Prune is st without the marks on references that lie in memory to which the function has
// no way any more, and without those of elements that are cut off. Where paths join, a
// variable may refer to such memory on the other path, on which it was not moved. forgotten
// is told of the callers' places that lost marks.
func (m *Memory) Prune(st State, root func(*place.Object) bool, forgotten func(place.ID)) State {
	var seen *reached
	st.cells = m.cells.Update(st.cells, concerns(stranded), func(key uint32, v *Value) (*Value, bool) {
		p := place.ID(key)
		if seen == nil {
			seen = m.reachable(&st, root)
		}
		out := m.Without(v, func(mk Mark) bool { return !seen.has(p) || seen.cutOff(p, mk) })
		if out != v && m.Callers(p) {
			forgotten(p)
		}
		return out, true
	})
	return st
}

// HeldAlone reports whether there is one piece of memory, the same for all of refs, by
// which alone each of them is reached, always by the same fields. Of such targets the
// ones that are not meant are garbage, so that what happens to the one that is meant may
// be taken to happen to all. Registers for which root is false do not count.
func (m *Memory) HeldAlone(st *State, refs []Ref, root func(*place.Object) bool) bool {
	targets := map[place.Obj]bool{}
	for _, r := range refs {
		targets[m.ObjectOf(r.Place)] = true
	}
	for depth := range maxHolders {
		holders, held, alike := m.holders(st, targets, root)
		for o := range targets {
			if garbage := depth > 0 && m.At(o).Made(); !held[o] && !garbage {
				return false
			}
		}
		if !alike {
			return false
		}
		if len(holders) == 1 && m.Single(holders[0]) {
			return true
		}
		clear(targets)
		for _, p := range holders {
			targets[m.ObjectOf(p)] = true
		}
	}
	return false
}

// maxHolders bounds the pointers on the way from one piece of memory to another that is
// known to be reached by it alone.
const maxHolders = 3

// holders lists the places that refer to targets, and which of these are held so. They are
// alike if each is the same one part of what it is in.
func (m *Memory) holders(st *State, targets map[place.Obj]bool, root func(*place.Object) bool) (out []place.ID, held map[place.Obj]bool, alike bool) {
	held, alike = map[place.Obj]bool{}, true
	m.cells.Some(st.cells, m.about(refers, slices.Collect(maps.Keys(targets))...))(func(key uint32, v *Value) bool {
		p := place.ID(key)
		o := m.At(m.ObjectOf(p))
		if o.Origin == place.Input || o.Origin == place.Alias || o.Origin == place.Register && !root(o) {
			return true
		}
		holds := false
		for r := range v.Refs {
			if t := m.ObjectOf(r.Place); targets[t] {
				holds, held[t] = true, true
			}
		}
		if holds {
			alike = m.OfOne(p) && (len(out) == 0 || slices.Equal(m.Table.Path(out[0]), m.Table.Path(p)))
			out = append(out, p)
		}
		return alike
	})
	return out, held, alike
}

// Overwrite takes the marks from what refs, the possible targets of a store, hold now,
// where the store replaces it: it says so. forgotten is told of callers' places that lost
// marks.
func (m *Memory) Overwrite(st *State, refs []Ref, root func(*place.Object) bool, forgotten func(place.ID)) bool {
	for _, r := range refs {
		if !m.OfOne(r.Place) {
			return false
		}
	}
	if len(refs) == 0 || len(refs) == 1 && m.Single(refs[0].Place) || !m.HeldAlone(st, refs, root) {
		return false
	}
	for _, r := range refs {
		m.Inside(st, r.Place, func(p place.ID, v *Value) {
			if v.Marked() {
				m.UnmarkCell(st, p, func(Mark) bool { return true })
				if m.Callers(p) {
					forgotten(p)
				}
			}
		})
	}
	return true
}

// Truncated forgets the elements of the arrays that refs, what a variable holds
// since it was cut to no elements, show: nobody else holds the arrays, so that
// what is shown later was stored later. That a slice can be extended again to what
// was cut off is lost. It says false where somebody else holds them.
func (m *Memory) Truncated(st *State, refs []Ref, root func(*place.Object) bool, forgotten func(place.ID)) bool {
	if len(refs) == 0 || !m.HeldAlone(st, refs, root) {
		return false
	}
	for _, r := range refs {
		for _, k := range m.Kids(r.Place) {
			if !m.Elem(k).IsIndex {
				continue
			}
			m.Inside(st, k, func(p place.ID, v *Value) {
				if v.Marked() && m.Callers(p) {
					forgotten(p)
				}
			})
			m.Forget(st, k)
		}
	}
	return true
}

// CutOff forgets the elements that refs, what a variable holds since it was cut, do
// not show any more, if nobody else holds the arrays. What is popped is in the
// variable that it was popped into, and not in the array: later the bounds may have
// changed so that this cannot be told from the index. That a slice can be extended
// again to what was cut off is lost.
func (m *Memory) CutOff(st *State, refs []Ref, root func(*place.Object) bool, forgotten func(place.ID)) {
	if len(refs) == 0 || !m.HeldAlone(st, refs, root) {
		return
	}
	for _, r := range refs {
		for _, k := range m.Kids(r.Place) {
			if e := m.Elem(k); !e.IsIndex || !m.Outside(e.Index, r.Window) {
				continue
			}
			m.Inside(st, k, func(p place.ID, v *Value) {
				if v.Marked() && m.Callers(p) {
					forgotten(p)
				}
			})
			m.Forget(st, k)
		}
	}
}

// ToBeFilled is v, slices that were cut to nothing, as windows that show what is
// appended from now on. Others who hold the array see the rest as well.
func (m *Memory) ToBeFilled(v *Value) *Value {
	return mapRefs(v, func(r Ref) (Ref, bool) {
		b := m.Bounds(r.Window)
		b.Filled = true
		r.Window = m.Window(b)
		return r, true
	})
}

// Renewed takes from the elements beside at, of which the content is another one now, the
// marks of moves that happened only where they are at.
func (m *Memory) Renewed(st *State, at place.ID) {
	k := m.Elem(at).Index
	if !m.Single(at) || k == sym.Unknown {
		return
	}
	for _, other := range m.Kids(m.Parent(at)) {
		e := m.Elem(other)
		if !e.IsIndex || e.Index == k || e.Index == sym.Unknown {
			continue
		}
		isAt := func(mk Mark) bool {
			return slices.Contains(mk.Conds, Cond{k, e.Index}) || slices.Contains(mk.Conds, Cond{e.Index, k})
		}
		m.Inside(st, other, func(p place.ID, v *Value) {
			if v.Marked() {
				m.UnmarkCell(st, p, isAt)
			}
		})
	}
}
