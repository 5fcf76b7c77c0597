package region

import (
	"go/types"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// Store puts v, of type t, into the memory that refs show. One target that is
// one piece of memory is replaced; others may have been.
func (m *Memory) Store(st *State, refs []Ref, t types.Type, v *Value, certain bool) {
	m.store(st, refs, t, v, certain && len(refs) == 1 && m.Single(refs[0].Place))
}

// StoreInAll is Store where all of refs are replaced: see Overwrite.
func (m *Memory) StoreInAll(st *State, refs []Ref, t types.Type, v *Value) {
	m.store(st, refs, t, v, true)
}

func (m *Memory) store(st *State, refs []Ref, t types.Type, v *Value, strong bool) {
	var gone Sites
	for _, r := range refs {
		if strong {
			gone |= m.sitesIn(st, r.Place)
		}
	}
	for _, r := range refs {
		m.storeOne(st, r.Place, t, v, strong)
		if p, ok := m.filled(r.View); ok {
			m.startEmpty(st, p, t)
			m.storeOne(st, p, t, v, false)
		}
	}
	m.leadStored(st, refs, v)
	m.unlead(st, gone)
}

func (m *Memory) storeOne(st *State, p place.ID, t types.Type, v *Value, strong bool) {
	m.disturb(st, p)
	if movable.IsReference(t) || movable.IsScalar(t) {
		l, _ := v.At(m.shape)
		m.putLeaf(st, p, t, l, strong)
		return
	}
	if strong {
		m.clear(st, p)
	}
	for _, lt := range m.Leaves(t) {
		l, _ := v.At(lt.path)
		l.Path = m.shape
		m.putLeaf(st, m.Rebase(lt.path, p), lt.typ, l, strong)
	}
}

func (m *Memory) putLeaf(st *State, p place.ID, t types.Type, l Leaf, strong bool) {
	indexed := m.Indexed(p)
	if indexed {
		m.inexact(st, p)
	}
	if l.Exact = strong && indexed; strong {
		m.set(st, p, &Value{[]Leaf{l}})
		return
	}
	old := m.Cell(st, p, t)
	old.Exact = false
	if old.Sym != l.Sym {
		old, l = m.present(old), m.present(l)
	}
	old.Refs = mergeRefs(old.Refs, l.Refs, bothConds)
	if old.Sym != l.Sym {
		old.Sym = sym.Unknown
	}
	old.Nilable = old.Nilable || l.Nilable
	old.Mixed = old.Mixed || l.Mixed
	m.set(st, p, &Value{[]Leaf{old}})
}

// inexact tells the places that may be p that something is stored there.
func (m *Memory) inexact(st *State, p place.ID) {
	for _, q := range m.siblings(place.View{Place: p}) {
		if v, ok := st.cells.Get(uint32(q)); ok && v != nil && len(v.Leaves) == 1 && v.Leaves[0].Exact {
			l := v.Leaves[0]
			l.Exact = false
			m.set(st, q, &Value{[]Leaf{l}})
		}
	}
}

// clear empties every place below p.
func (m *Memory) clear(st *State, p place.ID) {
	open := m.At(m.ObjectOf(p)).Open()
	for _, k := range m.Kids(p) {
		if open {
			m.set(st, k, &Value{})
		} else {
			m.Drop(st, k)
		}
		m.clear(st, k)
	}
	m.Drop(st, p)
}

// Forget removes the content of the place p and below, as delete does.
func (m *Memory) Forget(st *State, p place.ID) {
	m.disturb(st, p)
	m.clear(st, p)
	m.set(st, p, m.exactly(m.Nil()))
}

// ForgetElements removes the content of the known elements of p, as clear does.
func (m *Memory) ForgetElements(st *State, p place.ID) {
	for _, k := range m.Kids(p) {
		if m.Elem(k).IsIndex {
			m.Forget(st, k)
		}
	}
}

func (m *Memory) exactly(v *Value) *Value {
	l := m.Only(v)
	l.Exact = true
	return &Value{[]Leaf{l}}
}
