package region

import (
	"go/types"
	"maps"
	"slices"

	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// A pointer that walks a list may refer to any of its nodes, so that a store
// through it changes each of them only perhaps. What the store put there is
// still known for the pointer itself: the field of the object that has this
// scalar. So is what was moved from there. Such content is kept in places of
// alias objects, until something else is stored where it may be.

// Assign notes that field i of what refs refer to, by a pointer with the scalar
// x, is now v.
func (m *Memory) Assign(st *State, x sym.ID, i int, refs []Ref, v *Value) {
	if x == sym.Unknown || m.Syms.IsConst(x) || v == nil || len(v.Leaves) != 1 || len(refs) < 2 {
		return
	}
	p := m.alias(x, i)
	if _, ok := m.aliased[p]; !ok {
		m.aliased[p] = map[place.ID]bool{}
		m.aliases = append(m.aliases, p)
	}
	for _, r := range refs {
		m.aliased[p][r.Place] = true
	}
	m.set(st, p, v)
}

// Assigned is the content of field i of what a pointer with the scalar x refers
// to, if it is known.
func (m *Memory) Assigned(st *State, x sym.ID, i int) (*Value, bool) {
	if x == sym.Unknown || len(m.aliases) == 0 {
		return nil, false
	}
	p, ok := m.aliasOf(x, i)
	if !ok {
		return nil, false
	}
	return st.cells.Get(uint32(p))
}

// unassigned is the content of the alias place p in st, which does not have it:
// that of all places that it may be.
func (m *Memory) unassigned(st *State, p place.ID) *Value {
	var v *Value
	for _, to := range slices.Sorted(maps.Keys(m.aliased[p])) {
		if in, ok := st.cells.Get(uint32(to)); ok {
			v = m.Either(v, in, sym.Unknown)
		}
	}
	if v == nil {
		return &Value{}
	}
	return v
}

func (m *Memory) alias(x sym.ID, i int) place.ID {
	o := m.Object(place.Key{Origin: place.Alias, Sub: uint32(x)}, types.Typ[types.Invalid], sym.NoBlock)
	return m.Field(m.Root(o), i)
}

func (m *Memory) aliasOf(x sym.ID, i int) (place.ID, bool) {
	o, ok := m.Lookup(place.Key{Origin: place.Alias, Sub: uint32(x)})
	if !ok {
		return place.None, false
	}
	return m.Projected(m.Root(o), place.FieldElem(i))
}

// disturb forgets what was assigned through pointers where p may be.
func (m *Memory) disturb(st *State, p place.ID) {
	for _, a := range m.aliases {
		if _, ok := st.cells.Get(uint32(a)); !ok {
			continue
		}
		for to := range m.aliased[a] {
			if m.Overlap(place.View{Place: to}, place.View{Place: p}, false) {
				m.Drop(st, a)
				break
			}
		}
	}
}

// pointed is what the field at p holds, where p was reached from a pointer with
// the scalar x, if it is known.
func (m *Memory) pointed(st *State, x sym.ID, p place.ID) (*Value, bool) {
	e := m.Elem(p)
	if e.IsIndex || !m.isRoot(m.Parent(p)) {
		return nil, false
	}
	return m.Assigned(st, x, int(e.Field))
}

func (m *Memory) isRoot(p place.ID) bool { return p != place.None && m.Parent(p) == place.None }
