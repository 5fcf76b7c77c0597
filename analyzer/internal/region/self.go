package region

import (
	"go/types"
	"slices"

	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// An aggregate that is moved by value is moved as a place: at the strict level
// its scalars are as unusable as its references (rustc's move paths, of which
// those of the fields are the children). For this each aggregate holds, under
// place.Self, a reference to memory that nothing accesses. It goes with copies
// and marks as any other reference does; a store of the whole aggregate brings
// another one, a store of a field does not.

// selfMemory is the type of that memory.
var selfMemory = types.NewStruct(nil, nil)

// self is the type of the reference.
var self = types.NewPointer(selfMemory)

func (m *Memory) collectSelf(ls []leafType, path place.ID) []leafType {
	if !m.Selves {
		return ls
	}
	return append(ls, leafType{m.Project(path, place.Self), self})
}

// IsSelf reports whether p is in the memory of an aggregate's self reference.
func (m *Memory) IsSelf(p place.ID) bool {
	o := m.At(m.ObjectOf(p))
	return o.Type == selfMemory || o.Origin == place.Pointee && m.Elem(o.Of) == place.Self
}

// Owned is v, of type t, in which every aggregate that has no self reference
// yet, since it is a zero value, gets the one to what fresh makes.
func (m *Memory) Owned(v *Value, t types.Type, fresh func(i int, t types.Type) place.ID) *Value {
	if !m.Selves {
		return v
	}
	for i, lt := range m.Leaves(t) {
		if lt.typ != self || !m.Single(lt.path) {
			continue // elements of a zero array are not told apart
		}
		if l, _ := v.At(lt.path); len(l.Refs) == 0 {
			v = v.With(Leaf{Path: lt.path, Refs: []Ref{{View: place.View{Place: fresh(i, selfMemory)}}}})
		}
	}
	return v
}

// Enclosing lists the self references of the aggregates of which what r refers
// to is a part, from the inside out. Its own is the first, if it is an aggregate
// and whole is set.
func (m *Memory) Enclosing(st *State, r Ref, whole bool) []Ref {
	if !m.Selves {
		return nil
	}
	var out []Ref
	for p := r.Place; p != place.None; p, whole = m.Parent(p), true {
		if whole && m.known(p) {
			r.View = place.View{Place: m.Project(p, place.Self)}
			out = append(out, m.Through(st, r, self).AllRefs()...)
		}
	}
	return out
}

// Renew gives the aggregates that the function made and of which p is a part
// another self reference, where theirs was not moved: with a part changed, what
// was copied from elsewhere is a value of its own.
func (m *Memory) Renew(st *State, p place.ID, fresh func(i int, t types.Type) place.ID) {
	if !m.Selves || !m.At(m.ObjectOf(p)).Made() {
		return
	}
	for i := 0; m.Parent(p) != place.None; i++ {
		p = m.Parent(p)
		own, ok := m.Projected(p, place.Self)
		if !ok || !m.Single(own) {
			continue
		}
		if v, ok := st.cells.Get(uint32(own)); ok && !v.Marked() {
			st.cells = st.cells.Set(uint32(own), m.Pointer(place.View{Place: fresh(i, selfMemory)}, sym.Unknown))
		}
	}
}

// known reports whether p, or an element that may be p, was seen as a whole.
func (m *Memory) known(p place.ID) bool {
	if _, ok := m.Projected(p, place.Self); ok {
		return true
	}
	return m.Indexed(p) && len(m.siblings(place.View{Place: m.Project(p, place.Self)})) > 0
}

// Partly reports whether v is an aggregate that was not moved as a whole.
func (m *Memory) Partly(v *Value, moved func(Ref) bool) bool {
	l, ok := v.At(m.Project(m.shape, place.Self))
	return ok && !slices.ContainsFunc(l.Refs, moved)
}
