package region

import (
	"go/types"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// LeafType is the path and the type of one leaf of a type.
type LeafType struct {
	path place.ID
	typ  types.Type
}

// Path is the bare path of the leaf.
func (l LeafType) Path() place.ID { return l.path }

// Type is the type of the leaf.
func (l LeafType) Type() types.Type { return l.typ }

// maxLeaves bounds the references that are told apart in one aggregate; the
// others are lost, so that moves of them are missed.
const maxLeaves = 48

// Leaves lists the references in a value of type t.
func (m *Memory) Leaves(t types.Type) []LeafType {
	if ls, ok := m.leaves[t]; ok {
		return ls
	}
	ls := m.collect(nil, m.shape, t)
	m.leaves[t] = ls
	return ls
}

func (m *Memory) collect(ls []LeafType, path place.ID, t types.Type) []LeafType {
	if len(ls) >= maxLeaves {
		return ls
	}
	if movable.IsReference(t) {
		return append(ls, LeafType{path, t})
	}
	switch u := t.Underlying().(type) {
	case *types.Struct:
		if m.Types.Of(t) == movable.Copy {
			return ls
		}
		ls = m.collectSelf(ls, path)
		for i := range u.NumFields() {
			ls = m.collect(ls, m.Field(path, i), u.Field(i).Type())
		}
	case *types.Array:
		if m.Types.Of(t) != movable.Copy {
			ls = m.collectSelf(ls, path)
			ls = m.collect(ls, m.Project(path, place.IndexElem(sym.Unknown)), u.Elem())
		}
	case *types.Tuple:
		for i := range u.Len() {
			ls = m.collect(ls, m.Field(path, i), u.At(i).Type())
		}
	}
	return ls
}

// maxScalars bounds the flags and numbers that are followed in one aggregate.
const maxScalars = 12

// Scalars lists the flags and numbers in a struct of type t. Those of elements
// are not among them.
func (m *Memory) Scalars(t types.Type) []LeafType {
	if ls, ok := m.scalars[t]; ok {
		return ls
	}
	var ls []LeafType
	var collect func(path place.ID, t types.Type)
	collect = func(path place.ID, t types.Type) {
		s, ok := t.Underlying().(*types.Struct)
		if !ok {
			return
		}
		for i := range s.NumFields() {
			if ft := s.Field(i).Type(); movable.IsScalar(ft) && len(ls) < maxScalars {
				ls = append(ls, LeafType{m.Field(path, i), ft})
			} else {
				collect(m.Field(path, i), ft)
			}
		}
	}
	collect(m.shape, t)
	m.scalars[t] = ls
	return ls
}
