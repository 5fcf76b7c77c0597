package region

import (
	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// Found says how Reach came to memory.
type Found struct {
	// Contained memory is referred to by other memory that was reached.
	Contained bool
	// Same is the scalar of the reference by which it was found.
	Same sym.ID
	// Several says that this reference, or one on the way to it, may refer to
	// other memory instead.
	Several bool
	// Window is that of the slice through which it was found.
	Window place.Window
	// within is the element on the way to it.
	within element
}

// Reach calls visit for all memory that refs refer to and then for what that
// refers to, as far as the state knows it. What is found in several ways is
// visited for each. What was reached through one of several elements says so in
// its Via. A false result of visit keeps Reach from going on below.
func (m *Memory) Reach(st *State, refs []Ref, visit func(r Ref, how Found) bool) {
	m.ReachFrom(st, refs, sym.Unknown, visit)
}

// ReachFrom is Reach from a reference whose scalar is x.
func (m *Memory) ReachFrom(st *State, refs []Ref, x sym.ID, visit func(r Ref, how Found) bool) {
	m.ReachValue(st, &Value{[]Leaf{{Refs: refs, Sym: x}}}, visit)
}

// ReachValue is Reach from the references of v.
func (m *Memory) ReachValue(st *State, v *Value, visit func(r Ref, how Found) bool) {
	type visited struct {
		place.View
		contained, several, marked bool
	}
	seen := map[visited]bool{}
	var down func(p place.ID, from Ref, how Found)
	walk := func(refs []Ref, from Ref, how Found) {
		m.lookAt(refs)
		for _, r := range refs {
			if from.Via != (Cond{}) {
				r.Via = from.Via
				r = m.settled(r)
			}
			r = m.where(r, from.When)
			key := visited{r.View, how.Contained, how.Several, len(r.Marks) > 0}
			if !seen[key] {
				seen[key] = true
				if visit(r, how) {
					down(r.Place, r, how)
				}
			}
		}
	}
	down = func(p place.ID, from Ref, how Found) {
		m.looked++
		in, ok := m.pointed(st, how.Same, p)
		if !ok {
			in, ok = st.cells.Get(uint32(p))
		}
		if ok && in != nil {
			if e := m.Elem(p); e.IsIndex && m.Parent(p) == from.Place && from.Window != place.Whole {
				how.within = element{e.Index, from.Window}
			}
			for _, l := range m.held(from, m.others(st, m.inWindow(m.Present(in), how.within), p)).Leaves {
				walk(l.Refs, from, Found{Contained: true, Same: l.Sym, Several: how.Several || l.Several(), Window: from.Window, within: how.within})
			}
		}
		for _, k := range m.Kids(p) {
			if _, other := m.filled(place.View{Place: k, Window: from.Window}); other && p == from.Place {
				continue // from before the slice was cut to nothing
			}
			if m.Overlap(place.View{Place: k}, from.View, false) {
				down(k, from, how)
			}
		}
	}
	if v != nil {
		for _, l := range v.Leaves {
			walk(l.Refs, Ref{}, Found{Same: l.Sym, Several: l.Several()})
		}
	}
}
