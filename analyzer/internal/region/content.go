package region

import (
	"go/types"
	"slices"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// Path is the bare path of no projections.
func (m *Memory) Path() place.ID { return m.shape }

// Scalar is the value that is only the scalar x.
func (m *Memory) Scalar(x sym.ID) *Value {
	return &Value{[]Leaf{{Path: m.shape, Sym: x}}}
}

// Pointer is the value that refers to view and to nothing else.
func (m *Memory) Pointer(view place.View, x sym.ID) *Value {
	return &Value{[]Leaf{{Path: m.shape, Refs: []Ref{{View: view}}, Sym: x}}}
}

// Nil is the nil reference.
func (m *Memory) Nil() *Value {
	return &Value{[]Leaf{{Path: m.shape, Sym: m.Syms.Nil(), Nilable: true}}}
}

// Zero is the zero value of t.
func (m *Memory) Zero(t types.Type) *Value {
	if movable.IsReference(t) {
		return m.Nil()
	}
	if b, ok := t.Underlying().(*types.Basic); ok {
		switch {
		case b.Info()&types.IsBoolean != 0:
			return m.Scalar(m.Syms.Bool(false))
		case b.Info()&types.IsInteger != 0:
			return m.Scalar(m.Syms.Int(0))
		}
		return nil
	}
	v := &Value{}
	for _, l := range m.Leaves(t) {
		v.Leaves = append(v.Leaves, Leaf{Path: l.path, Sym: m.Syms.Nil(), Nilable: true})
	}
	slices.SortFunc(v.Leaves, compareLeaves)
	return v
}

// Content returns the value of type t whose references are to unknown memory
// that owner gives out in block.
func (m *Memory) Content(t types.Type, owner any, block int) *Value {
	v := &Value{}
	for i, l := range m.Leaves(t) {
		o := m.Object(place.Key{Origin: place.Foreign, Owner: owner, Sub: uint32(i)}, pointee(l.typ), block)
		v.Leaves = append(v.Leaves, Leaf{
			Path: l.path,
			Refs: []Ref{{View: place.View{Place: m.Root(o)}}},
			Sym:  m.Syms.Atom(owner, uint32(i), block),
		})
	}
	if len(v.Leaves) == 0 && movable.IsScalar(t) {
		return m.Scalar(m.Syms.Atom(owner, 0, block))
	}
	if tup, ok := t.(*types.Tuple); ok {
		for i := range tup.Len() {
			if path := m.Field(m.shape, i); movable.IsScalar(tup.At(i).Type()) {
				v = v.With(Leaf{Path: path, Sym: m.Syms.Atom(owner, uint32(maxLeaves+i), block)})
			}
		}
	}
	slices.SortFunc(v.Leaves, compareLeaves)
	return v
}

// Learn notes that a reference of type t refers to each of refs: what a callee made
// or an interface held has no type until it is seen by one.
func (m *Memory) Learn(refs []Ref, t types.Type) {
	to := pointee(t)
	if to == nil || types.IsInterface(t) {
		return
	}
	for _, r := range refs {
		o := m.At(m.ObjectOf(r.Place))
		if m.Root(m.ObjectOf(r.Place)) == r.Place && (o.Type == nil || types.IsInterface(o.Type)) {
			o.Type = to
		}
	}
}

// AnyReference is the type of a reference to memory whose type is not known.
var AnyReference types.Type = types.NewPointer(types.NewStruct(nil, nil))

// pointee is the type of the memory that a reference of type t refers to, nil
// where it is not one type.
func pointee(t types.Type) types.Type {
	if t == AnyReference {
		return nil
	}
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		return u.Elem()
	case *types.Slice:
		return types.NewArray(u.Elem(), 1<<40)
	case *types.Map:
		return t
	case *types.Chan, *types.Interface, *types.Signature:
		return t
	}
	return nil
}

// initial is the content of the place p, of type t, that no store has changed.
func (m *Memory) initial(p place.ID, t types.Type) Leaf {
	o := m.At(m.ObjectOf(p))
	out := Leaf{Path: m.shape}
	if o.Open() {
		out.Sym = m.start(p)
		if movable.IsReference(t) {
			if own := m.TypeOf(p); own != nil && movable.IsReference(own) {
				t = own // whoever asks may not know it
			}
			out.Refs = []Ref{{View: place.View{Place: m.Root(m.PointeeOf(p, pointee(t)))}}}
		}
		return out
	}
	if !movable.IsReference(t) && m.Filled != nil && m.Filled(o) {
		out.Sym = m.start(p)
		return out
	}
	return m.zeroLeaf(t)
}

func (m *Memory) zeroLeaf(t types.Type) Leaf {
	if v := m.Zero(t); v != nil && len(v.Leaves) == 1 && v.Leaves[0].Path == m.shape {
		return v.Leaves[0]
	}
	return Leaf{Path: m.shape}
}

// blockOf is the block that makes the object in which p is, or the index of an
// element in which p is: what was there at the start is another one in each
// iteration, too.
func (m *Memory) blockOf(p place.ID) int {
	for {
		for q := p; m.Parent(q) != place.None; q = m.Parent(q) {
			if e := m.Elem(q); e.IsIndex && e.Index != sym.Unknown {
				if b := m.Syms.Block(e.Index); b != sym.NoBlock {
					return b
				}
			}
		}
		o := m.At(m.ObjectOf(p))
		if o.Origin != place.Pointee && o.Origin != place.Deep {
			return m.Block(o)
		}
		p = o.Of
	}
}

// start is the scalar that the open place p had at the start.
func (m *Memory) start(p place.ID) sym.ID {
	for q := p; m.Parent(q) != place.None; q = m.Parent(q) {
		if e := m.Elem(q); e.IsIndex && e.Index == sym.Unknown {
			return sym.Unknown // of several elements
		}
	}
	return m.Syms.Atom(p, 0, m.blockOf(p))
}
