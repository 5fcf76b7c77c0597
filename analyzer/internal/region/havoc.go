package region

import (
	"go/types"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// maxHavoc bounds the scalars of one type that Havoc makes unknown.
const maxHavoc = 64

// Havoc gives the numbers, flags and strings in the memory of type t that view
// shows the values that by makes: somebody wrote there, it is not known what. What the
// memory refers to stays.
func (m *Memory) Havoc(st *State, view place.View, t types.Type, by func(place.ID) sym.ID) {
	left := maxHavoc
	m.havoc(st, view.Place, t, by, &left)
}

func (m *Memory) havoc(st *State, p place.ID, t types.Type, by func(place.ID) sym.ID, left *int) {
	if *left--; *left < 0 || t == nil {
		return
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		if !movable.IsScalar(u) {
			return
		}
		if m.Indexed(p) {
			m.inexact(st, p)
		}
		m.looked++
		m.set(st, p, m.Scalar(by(p)))
	case *types.Struct:
		for i := range u.NumFields() {
			m.havoc(st, m.Field(p, i), u.Field(i).Type(), by, left)
		}
	case *types.Array: // whichever of its elements
		m.havoc(st, m.Project(p, place.IndexElem(sym.Unknown)), u.Elem(), by, left)
	}
}
