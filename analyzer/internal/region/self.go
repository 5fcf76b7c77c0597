package region

import (
	"go/types"
	"slices"

	"github.com/sendmove/sendmove/analyzer/internal/place"
)

// An aggregate that is moved by value is moved as a place: at the strict level
// its scalars are as unusable as its references (rustc's move paths, of which
// those of the fields are the children). For this each aggregate holds, under
// place.Self, a reference to memory that nothing accesses. Marks reach it as any
// other reference; a store of the whole aggregate brings another one, a store of
// a field does not.

// selfMemory is the type of that memory.
var selfMemory = types.NewStruct(nil, nil)

// self is the type of the reference.
var self = types.NewPointer(selfMemory)

func (m *Memory) collectSelf(ls []LeafType, path place.ID) []LeafType {
	if !m.Selves {
		return ls
	}
	return append(ls, LeafType{m.Project(path, place.Self), self})
}

// IsSelf reports whether p is in the memory of an aggregate's self reference.
func (m *Memory) IsSelf(p place.ID) bool {
	o := m.At(m.ObjectOf(p))
	return o.Type == selfMemory || o.Origin == place.Pointee && m.Elem(o.Of) == place.Self
}

// Owned is v, of type t, as the content of a place: each aggregate in it has a
// self reference of its own, to what fresh makes.
func (m *Memory) Owned(v *Value, t types.Type, fresh func(i int, t types.Type) place.ID) *Value {
	if !m.Selves {
		return v
	}
	for i, lt := range m.Leaves(t) {
		if lt.typ != self || !m.Single(lt.path) {
			continue // elements of a zero array are not told apart
		}
		v = v.With(Leaf{Path: lt.path, Refs: []Ref{{View: place.View{Place: fresh(i, selfMemory)}}}})
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
