package region

import (
	"go/types"
	"slices"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/persist"
	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// State is the abstract memory at one program point. The zero State is the
// start of a function in which nothing is known to differ from its default. A
// State is a value: an assignment copies it.
type State struct {
	// cells has the content of places; an absent place has its default.
	cells persist.Map[*Value]
	// events has the moves of memory that the function did not make, which its
	// callers must learn of.
	events persist.Map[Mark]
	// facts has the conditions that hold here, by their scalar.
	facts persist.Map[known]
}

// known is the value of a scalar.
type known sym.ID

// Traits makes known a persist.Value.
func (known) Traits() persist.Traits { return 0 }

// Memory reads, writes and joins the states of one function.
type Memory struct {
	*place.Table
	Types   *movable.Types
	shape   place.ID
	aliases []place.ID                     // places of alias objects
	aliased map[place.ID]map[place.ID]bool // what each may be
	leaves  map[types.Type][]LeafType
	scalars map[types.Type][]LeafType
	ids     map[eventKey]uint32
	keys    []eventKey
	phis    map[int]map[phi]uint32 // by block
	scratch []Ref                  // of readLeaf
	// Looked counts the references, marks and elements that were looked at where all of
	// a state or of an array had to be. It is most of what an analysis costs whose
	// states are large.
	Looked int
	// Selves makes aggregates move paths of their own, as the strict level needs.
	Selves bool
	// Flagged reports whether a move site takes conditions from flags; rustc
	// does not look at them.
	Flagged func(site int32) bool
	// Headed reports whether a block is the header of a loop.
	Headed func(block int) bool
	// Fixed reports whether an object that the function made is one of which a
	// reference is the same on all paths: a variable, a closure.
	Fixed func(*place.Object) bool
	// MovedAt reports whether a site moved the memory that a view shows, in any
	// iteration.
	MovedAt func(site int32, v place.View) bool
}

type eventKey struct {
	site int32
	view place.View
}

// LeafType is the path and the type of one leaf of a type.
type LeafType struct {
	path place.ID
	typ  types.Type
}

// Path is the bare path of the leaf.
func (l LeafType) Path() place.ID { return l.path }

// Type is the type of the leaf.
func (l LeafType) Type() types.Type { return l.typ }

// NewMemory returns the memory of a function.
func NewMemory(places *place.Table, ts *movable.Types) *Memory {
	return &Memory{
		Table:   places,
		Types:   ts,
		shape:   places.Root(place.Shape),
		aliased: map[place.ID]map[place.ID]bool{},
		leaves:  map[types.Type][]LeafType{},
		scalars: map[types.Type][]LeafType{},
		ids:     map[eventKey]uint32{},
		Flagged: func(int32) bool { return true },
		Fixed:   func(*place.Object) bool { return false },
		Headed:  func(int) bool { return false },
		MovedAt: func(int32, place.View) bool { return false },
	}
}

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

// pointee is the type of the memory that a reference of type t refers to, nil
// where it is not one type.
func pointee(t types.Type) types.Type {
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
			out.Refs = []Ref{{View: place.View{Place: m.Root(m.PointeeOf(p, pointee(t)))}}}
		}
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

// Cell returns the content of the one place p, as stored: one leaf. It puts
// the default of open memory into the state, so that later moves can mark it.
func (m *Memory) Cell(st *State, p place.ID, t types.Type) Leaf {
	if v, ok := st.cells.Get(uint32(p)); ok {
		if l, ok := v.At(m.shape); ok {
			return l
		}
		return Leaf{Path: m.shape}
	}
	l := m.initial(p, t)
	if len(l.Refs) > 0 {
		st.cells = st.cells.Set(uint32(p), &Value{[]Leaf{l}})
	}
	return l
}

// Known is the content of p if the state has it.
func (m *Memory) Known(st *State, p place.ID) (*Value, bool) {
	return st.cells.Get(uint32(p))
}

// Put sets the content of p alone.
func (m *Memory) Put(st *State, p place.ID, v *Value) {
	if v == nil {
		v = &Value{}
	}
	st.cells = st.cells.Set(uint32(p), v)
}

// Drop forgets what is known of p.
func (m *Memory) Drop(st *State, p place.ID) { st.cells = st.cells.Delete(uint32(p)) }

// Load is the value of type t in the memory that view shows.
func (m *Memory) Load(st *State, view place.View, t types.Type) *Value {
	if movable.IsReference(t) || movable.IsScalar(t) {
		l := m.readLeaf(st, view, t)
		return &Value{[]Leaf{l}}
	}
	ls := m.Leaves(t)
	if len(ls) == 0 {
		return nil
	}
	v := &Value{Leaves: make([]Leaf, 0, len(ls))}
	for _, lt := range ls {
		l := m.readLeaf(st, place.View{Place: m.Rebase(lt.path, view.Place), Window: view.Window}, lt.typ)
		l.Path = lt.path
		v.Leaves = append(v.Leaves, l)
	}
	slices.SortFunc(v.Leaves, compareLeaves)
	return v
}

// readLeaf reads one place and all those that may be the same one under
// another index.
func (m *Memory) readLeaf(st *State, view place.View, t types.Type) (out Leaf) {
	_, known := st.cells.Get(uint32(view.Place))
	filled, isFilled := m.filled(view)
	if isFilled {
		if v, _ := st.cells.Get(uint32(view.Place)); m.Only(v).Exact {
			out = m.Only(v)
		} else {
			out, known = Leaf{Path: m.shape, Nilable: true}, false
		}
	} else {
		out = m.Cell(st, view.Place, t)
	}
	if e := m.Elem(view.Place); e.IsIndex && view.Window != place.Whole && len(out.Refs) > 0 {
		out = m.inWindow(&Value{[]Leaf{out}}, element{e.Index, view.Window}).Leaves[0]
	}
	if out.Exact {
		out.Exact = false
		return out
	}
	siblings := m.siblings(view)
	if isFilled {
		siblings = slices.DeleteFunc(siblings, func(p place.ID) bool {
			v, _ := st.cells.Get(uint32(p))
			return p != filled && !m.Only(v).Exact
		})
	}
	if len(siblings) > 0 && !known && m.Table.Single(view.Place) {
		// What is read once stays the same: a later read of the index must not
		// find what has happened to the other elements since.
		defer func() {
			l := out
			l.Exact = isFilled // what the array held before is not meant
			st.cells = st.cells.Set(uint32(view.Place), &Value{[]Leaf{l}})
		}()
	}
	var found gatherer
	found.add(out.Refs, false)
	for _, p := range siblings {
		v, ok := st.cells.Get(uint32(p))
		if !ok {
			continue
		}
		l, ok := v.At(m.shape)
		if !ok || len(l.Refs) == 0 {
			continue
		}
		if e := m.Elem(p); e.IsIndex && view.Window != place.Whole {
			l = m.inWindow(&Value{[]Leaf{l}}, element{e.Index, view.Window}).Leaves[0]
		}
		m.scratch = append(m.scratch[:0], l.Refs...)
		refs := m.scratch
		if !m.Overlap(view, place.View{Place: p}, true) {
			refs = m.unsure(refs, p == filled)
		}
		found.add(m.one(refs, view.Place, p), true)
		out.Sym = sym.Unknown
	}
	out.Refs = found.refs()
	return out
}

// filled is the element in which view shows what was appended since its slice was cut
// to nothing, if it shows an element of such a slice.
func (m *Memory) filled(view place.View) (place.ID, bool) {
	e := m.Elem(view.Place)
	if view.Window == place.Whole || !e.IsIndex || !m.Bounds(view.Window).Filled || e.Index == m.Appended() {
		return place.None, false
	}
	return m.Project(m.Parent(view.Place), place.IndexElem(m.Appended())), true
}

// startEmpty makes the element p, for what is appended, hold nothing yet.
func (m *Memory) startEmpty(st *State, p place.ID, t types.Type) {
	for _, lt := range m.Leaves(t) {
		q := m.Rebase(lt.path, p)
		if _, ok := st.cells.Get(uint32(q)); !ok {
			st.cells = st.cells.Set(uint32(q), m.Nil())
		}
	}
}

// unsure makes refs what they are in what may be another element. A move of what
// each element refers to is sure for any; where all were appended one by one, so is
// one that they had in common then.
func (m *Memory) unsure(refs []Ref, all bool) []Ref {
	common := func(mk Mark) bool {
		return all && !slices.ContainsFunc(mk.Conds, func(c Cond) bool { return c.C == m.anyIndex() }) && !slices.ContainsFunc(refs, func(r Ref) bool {
			return !slices.ContainsFunc(r.Marks, func(own Mark) bool { return own.Site == mk.Site && !own.Unsure })
		})
	}
	doubtful := func(mk Mark) bool { return !mk.Unsure && !mk.Each && !common(mk) }
	out := slices.Clone(refs)
	for i := range out {
		out[i].Some = true
		if !slices.ContainsFunc(out[i].Marks, doubtful) {
			continue
		}
		out[i].Marks = slices.Clone(out[i].Marks)
		for j, mk := range out[i].Marks {
			out[i].Marks[j].Unsure = mk.Unsure || doubtful(mk)
		}
	}
	return out
}

// OfEach reports whether r stands for what each element of something referred
// to at the start.
func (m *Memory) OfEach(r Ref) bool {
	o := m.At(m.ObjectOf(r.Place))
	if r.Some || o.Origin != place.Pointee {
		return false
	}
	for q := o.Of; m.Parent(q) != place.None; q = m.Parent(q) {
		if e := m.Elem(q); e.IsIndex && e.Index == sym.Unknown {
			return true
		}
	}
	return false
}

// one is refs, found in the element p, as they are reached through at, whose
// index p's may be. A move through another index was not of this element, and the
// part of an array that another index shows is another one.
func (m *Memory) one(refs []Ref, at, p place.ID) []Ref {
	via, ok := m.sameIndex(at, p)
	if !ok {
		return refs
	}
	single := m.Table.Single(p) || m.Elem(p).Index == sym.Unknown
	for i, r := range refs {
		r.Window = m.OfPart(r.Window, via.X)
		if !single && !m.perElement(r, p) {
			refs[i] = r
			continue
		}
		switch {
		case r.Via == (Cond{}):
			r.Via = via
		case r.Via.X == via.C:
			r.Via.X = via.X
		}
		refs[i] = m.settled(r)
	}
	return refs
}

// element is one of an array, as a slice shows it: what was moved out of the array
// by an index that the slice does not show was another one.
type element struct {
	index  sym.ID // sym.Unknown for each
	window place.Window
}

// inWindow is v without the marks of moves of other elements than e.
func (m *Memory) inWindow(v *Value, e element) *Value {
	if e.window == place.Whole || !v.Marked() {
		return v
	}
	return m.Without(v, func(mk Mark) bool { return m.outside(mk, e) })
}

// outside reports whether mk is of a move by an index that e's slice does not show.
func (m *Memory) outside(mk Mark, e element) bool {
	at := e.index
	if at == sym.Unknown {
		at = m.anyIndex()
	}
	return slices.ContainsFunc(mk.Conds, func(c Cond) bool { return c.C == at && m.Outside(c.X, e.window) })
}

// settled is r without the marks of moves of another element than r is through.
func (m *Memory) settled(r Ref) Ref {
	if r.Via == (Cond{}) {
		return r
	}
	other := func(mk Mark) bool { return m.ofOther(r, mk) }
	if slices.ContainsFunc(r.Marks, other) {
		r.Marks = slices.DeleteFunc(slices.Clone(r.Marks), other)
	}
	return r
}

// ofOther reports whether mk is of a move of another element than r is through.
func (m *Memory) ofOther(r Ref, mk Mark) bool {
	return r.Via != (Cond{}) && slices.ContainsFunc(mk.Conds, func(c Cond) bool {
		return c.C == r.Via.C && m.Syms.Distinct(c.X, r.Via.X) || c.X == r.Via.X && m.Syms.Distinct(c.C, r.Via.C)
	})
}

// held is v, which the memory that r refers to holds, as it is reached by r. A
// move of the memory itself marked all references to it; if r has no such mark, r
// comes from a path without the move, and there the move did not reach what the
// memory holds either. If that of r is unsure, so is the other.
func (m *Memory) held(r Ref, v *Value) *Value {
	if !v.Marked() {
		return v
	}
	return mapRefs(v, func(x Ref) (Ref, bool) {
		if len(x.Marks) == 0 {
			return x, true
		}
		var marks []Mark
		for _, mk := range x.Marks {
			i := slices.IndexFunc(r.Marks, func(own Mark) bool { return own.Site == mk.Site })
			if i < 0 && (m.MovedAt(mk.Site, r.View) || m.elsewhere(r, mk.Site)) {
				continue
			}
			mk.Unsure = mk.Unsure || i >= 0 && r.Marks[i].Unsure
			marks = append(marks, mk)
		}
		x.Marks = marks
		return x, true
	})
}

// Through is the value of type t in the memory that r refers to, as it is
// reached by r.
func (m *Memory) Through(st *State, r Ref, t types.Type) *Value {
	v := m.held(r, m.Load(st, r.View, t))
	if r.Via == (Cond{}) {
		return v
	}
	return mapRefs(v, func(x Ref) (Ref, bool) {
		x.Via = r.Via
		return m.settled(x), true
	})
}

// ReadTogether gives what was found in elements of several arrays, of which one was
// read, the index x if their indices differ. The next time that the same is read it
// is taken to be another element, as it is where the index itself is seen to change.
func (m *Memory) ReadTogether(vals []*Value, x sym.ID) {
	index, first, differ := m.anyIndex(), sym.Unknown, false
	for _, v := range vals {
		for r := range v.Refs {
			if r.Via.C == index {
				differ = differ || first != sym.Unknown && r.Via.X != first
				first = r.Via.X
			}
		}
	}
	if !differ {
		return
	}
	for i, v := range vals {
		vals[i] = mapRefs(v, func(r Ref) (Ref, bool) {
			if r.Via.C == index {
				r.Via.X = x
			}
			return m.settled(r), true
		})
	}
}

// perElement reports whether r, found in what stands for several elements p, is
// to memory that each of them has for itself: what it held at the start, or what
// an iteration made for it. That all have one of the latter is lost.
func (m *Memory) perElement(r Ref, p place.ID) bool {
	o := m.At(m.ObjectOf(r.Place))
	return o.Age > 0 || o.Origin == place.Pointee && o.Of == p
}

// sameIndex is the condition under which what is read at a is what was found in
// b, if they differ in one index. What was put in under any index is taken to be
// in one element only.
func (m *Memory) sameIndex(a, b place.ID) (out Cond, ok bool) {
	for ; m.Parent(a) != place.None && m.Parent(b) != place.None; a, b = m.Parent(a), m.Parent(b) {
		x, y := m.Elem(a), m.Elem(b)
		if x == y {
			continue
		}
		if ok || !x.IsIndex || !y.IsIndex || x.Index == sym.Unknown {
			return Cond{}, false
		}
		switch ok = true; {
		case y.Index == sym.Unknown || y.Index == m.Appended():
			out = Cond{x.Index, m.anyIndex()}
		case m.Syms.IsConst(x.Index) && !m.Syms.IsConst(y.Index):
			out = Cond{y.Index, x.Index}
		default:
			out = Cond{x.Index, y.Index}
		}
	}
	return out, ok
}

// slot owns the scalar for the index of what is in an element, it is not known
// which. There is only one: an array may have several names.
type slot struct{}

func (m *Memory) anyIndex() sym.ID { return m.Syms.Atom(slot{}, 0, sym.NoBlock) }

// siblings lists the other places that may be the one that view shows.
func (m *Memory) siblings(view place.View) []place.ID {
	if !m.Indexed(view.Place) {
		return nil
	}
	path := m.Table.Path(view.Place)
	front := []place.ID{m.Root(m.ObjectOf(view.Place))}
	for _, e := range path {
		var next []place.ID
		for _, p := range front {
			if !e.IsIndex {
				next = append(next, m.Project(p, e))
				continue
			}
			m.Looked += len(m.Kids(p))
			for _, k := range m.Kids(p) {
				if x := m.Elem(k); x.IsIndex && !m.Syms.Distinct(x.Index, e.Index) {
					next = append(next, k)
				}
			}
		}
		front = next
	}
	return slices.DeleteFunc(front, func(p place.ID) bool {
		return p == view.Place || !m.Overlap(place.View{Place: p}, view, false)
	})
}

// Store puts v, of type t, into the memory that refs show. One target that is
// one piece of memory is replaced; others may have been.
func (m *Memory) Store(st *State, refs []Ref, t types.Type, v *Value, certain bool) {
	strong := certain && len(refs) == 1 && m.Single(refs[0].Place)
	for _, r := range refs {
		m.storeOne(st, r.Place, t, v, strong)
		if p, ok := m.filled(r.View); ok {
			m.startEmpty(st, p, t)
			m.storeOne(st, p, t, v, false)
		}
	}
	m.leadStored(st, refs, v)
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
		st.cells = st.cells.Set(uint32(p), &Value{[]Leaf{l}})
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
	st.cells = st.cells.Set(uint32(p), &Value{[]Leaf{old}})
}

// inexact tells the places that may be p that something is stored there.
func (m *Memory) inexact(st *State, p place.ID) {
	for _, q := range m.siblings(place.View{Place: p}) {
		if v, ok := st.cells.Get(uint32(q)); ok && v != nil && len(v.Leaves) == 1 && v.Leaves[0].Exact {
			l := v.Leaves[0]
			l.Exact = false
			st.cells = st.cells.Set(uint32(q), &Value{[]Leaf{l}})
		}
	}
}

// clear empties every place below p.
func (m *Memory) clear(st *State, p place.ID) {
	open := m.At(m.ObjectOf(p)).Open()
	for _, k := range m.Kids(p) {
		if open {
			st.cells = st.cells.Set(uint32(k), &Value{})
		} else {
			st.cells = st.cells.Delete(uint32(k))
		}
		m.clear(st, k)
	}
	st.cells = st.cells.Delete(uint32(p))
}

// Forget removes the content of the place p and below, as delete does.
func (m *Memory) Forget(st *State, p place.ID) {
	m.disturb(st, p)
	m.clear(st, p)
	st.cells = st.cells.Set(uint32(p), m.exactly(m.Nil()))
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
	walk := func(refs []Ref, via Cond, how Found) {
		for _, r := range refs {
			if via != (Cond{}) {
				r.Via = via
				r = m.settled(r)
			}
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
		in, ok := m.pointed(st, how.Same, p)
		if !ok {
			in, ok = st.cells.Get(uint32(p))
		}
		if ok && in != nil {
			if e := m.Elem(p); e.IsIndex && m.Parent(p) == from.Place && from.Window != place.Whole {
				how.within = element{e.Index, from.Window}
			}
			for _, l := range m.held(from, m.inWindow(m.Present(in), how.within)).Leaves {
				walk(l.Refs, from.Via, Found{Contained: true, Same: l.Sym, Several: how.Several || l.Several(), Window: from.Window, within: how.within})
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
			walk(l.Refs, Cond{}, Found{Same: l.Sym, Several: l.Several()})
		}
	}
}

// A Move is a mark to be put on references, and what is known of the reference that
// was sent.
type Move struct {
	Mark
	// Same is the scalar of the reference, sym.Unknown if there is none.
	Same sym.ID
	// Several says that it may refer to one object or to another.
	Several bool
	// Own says that callers need not learn of the move.
	Own bool
	// Window is that of the slice through which the memory was reached, in which
	// it is an element. What was taken out of the array before is not among them.
	Window place.Window
}

// Mark puts the mark of each of moves on every reference in the state to memory
// that overlaps its View. Where the mark is unsure, because the payload may have been
// other memory, it is sure for references that are equal to the payload. One that is
// known to be another value and that has several targets itself, or may be nil, gets
// no mark: that both are the same one would be a coincidence. Of the elements that a
// loop has visited only one was moved, it is not known which.
func (m *Memory) Mark(st *State, moves ...Move) {
	if len(moves) == 0 {
		return
	}
	of := m.byObject(moves)
	var holders []place.Obj
	var sites Sites
	st.cells = st.cells.UpdateSome(refers, func(key uint32, v *Value) (*Value, bool) {
		if v == nil {
			return v, true
		}
		m.look(v)
		return mapRefs(v, func(r Ref) (Ref, bool) {
			for _, i := range of(m.ObjectOf(r.Place)) {
				mv := &moves[i]
				if !m.Overlap(r.View, mv.View, false) {
					continue
				}
				equal := false
				if len(v.Leaves) == 1 && mv.Same != sym.Unknown && v.Leaves[0].Sym != sym.Unknown {
					equal = v.Leaves[0].Sym == mv.Same
					if !equal && mv.Several && v.Leaves[0].Several() {
						continue
					}
				}
				one := mv.Mark
				one.Perhaps = mv.Several && !equal
				one.Unsure = (mv.Unsure || !mv.Each && m.ofEarlier(place.ID(key))) && !equal || !m.Overlap(r.View, mv.View, true)
				if m.ofOther(r, one) || r.Via.X != sym.Unknown && m.Outside(r.Via.X, mv.Window) {
					continue // what an earlier move left stays
				}
				if !m.Flagged(mv.Site) {
					holders, sites = m.withHolder(holders, place.ID(key)), sites|sitesOf(mv.Site)
				}
				m.Looked += copied * len(r.Marks)
				r.Marks = addMark(r.Marks, one)
			}
			return r, true
		}), true
	}, equalValues)
	m.lead(st, sites, holders)
	for i := range moves {
		if !moves[i].Own {
			m.event(st, moves[i].Mark)
		}
	}
}

// fewMoves are looked at one after the other; of more there is an index.
const fewMoves = 8

var indices = [fewMoves]int{0, 1, 2, 3, 4, 5, 6, 7}

// byObject returns, for an object, which of moves may be of memory in it.
func (m *Memory) byObject(moves []Move) func(place.Obj) []int {
	if n := len(moves); n <= fewMoves {
		return func(place.Obj) []int { return indices[:n] }
	}
	index := map[place.Obj][]int{}
	for i := range moves {
		o := m.ObjectOf(moves[i].View.Place)
		index[o] = append(index[o], i)
	}
	return func(o place.Obj) []int { return index[o] }
}

// ofEarlier reports whether p stands for the elements that a loop has visited in
// earlier iterations.
func (m *Memory) ofEarlier(p place.ID) bool {
	if !m.Indexed(p) {
		return false
	}
	return slices.ContainsFunc(m.Table.Path(p), func(e place.Elem) bool { return e.IsIndex && m.Syms.IsAged(e.Index) })
}

// event records a move of memory that callers know.
func (m *Memory) event(st *State, mk Mark) {
	if !m.Callers(mk.View.Place) {
		return
	}
	k := eventKey{mk.Site, mk.View}
	id, ok := m.ids[k]
	if !ok {
		id = uint32(len(m.keys))
		m.ids[k] = id
		m.keys = append(m.keys, k)
	}
	st.events = st.events.Set(id, mk)
}

// Callers reports whether the caller of the function knows the memory p.
func (m *Memory) Callers(p place.ID) bool {
	o := m.At(m.ObjectOf(p))
	for o.Origin == place.Pointee || o.Origin == place.Deep {
		o = m.At(m.ObjectOf(o.Of))
	}
	return o.Origin == place.Input || o.Origin == place.Global
}

// Constant reports whether p is a package-level variable itself: what reads it
// need not be told to callers, which cannot move a variable.
func (m *Memory) Constant(p place.ID) bool {
	return m.At(m.ObjectOf(p)).Origin == place.Global
}

// Moved has the moves of callers' memory that st knows of.
func (m *Memory) Moved(st *State) func(yield func(Mark) bool) {
	return func(yield func(Mark) bool) {
		st.events.All(func(_ uint32, mk Mark) bool { return yield(mk) })
	}
}

// Cells calls f for each place whose content st has.
func (m *Memory) Cells(st *State, f func(place.ID, *Value)) {
	st.cells.All(func(key uint32, v *Value) bool {
		f(place.ID(key), v)
		return true
	})
}

// Inside calls f for the places of p and below whose content st has.
func (m *Memory) Inside(st *State, p place.ID, f func(place.ID, *Value)) {
	if v, ok := st.cells.Get(uint32(p)); ok && v != nil {
		f(p, v)
	}
	for _, k := range m.Kids(p) {
		m.Inside(st, k, f)
	}
}

// InitialTarget is what the open place p pointed to at the start, if anything
// has asked for it.
func (m *Memory) InitialTarget(p place.ID) (place.View, bool) {
	o := m.ObjectOf(p)
	if !m.At(o).Open() {
		return place.View{}, false
	}
	if m.At(o).Origin == place.Deep {
		return place.View{Place: m.Root(o)}, true
	}
	to, ok := m.Lookup(place.Key{Origin: place.Pointee, Of: p})
	return place.View{Place: m.Root(to)}, ok
}

// Unmark removes the marks and events for which gone says so.
func (m *Memory) Unmark(st *State, gone func(Mark) bool) {
	var sites Sites
	st.cells = st.cells.UpdateSome(marked, func(_ uint32, v *Value) (*Value, bool) {
		m.look(v)
		return mapRefs(v, func(r Ref) (Ref, bool) {
			if slices.ContainsFunc(r.Marks, gone) {
				m.Looked += copied * len(r.Marks)
				r.Marks = slices.DeleteFunc(slices.Clone(r.Marks), func(mk Mark) bool {
					is := gone(mk)
					if is && !m.Flagged(mk.Site) {
						sites |= sitesOf(mk.Site)
					}
					return is
				})
			}
			return r, true
		}), true
	}, equalValues)
	m.unlead(st, sites)
	st.events = st.events.Update(func(_ uint32, mk Mark) (Mark, bool) { return mk, !gone(mk) }, equalMarks)
}

// copied is how much more a mark counts that is not only looked at but copied.
const copied = 32

// look counts the references and marks of v.
func (m *Memory) look(v *Value) {
	for i := range v.Leaves {
		for j := range v.Leaves[i].Refs {
			m.Looked += 1 + len(v.Leaves[i].Refs[j].Marks)
		}
	}
}

// maxHere bounds the conditions that a move takes from where it happens.
const maxHere = 4

// Here are conditions that hold in st, which a move that happens there needs.
func (m *Memory) Here(st *State) []Cond {
	var out, refs []Cond
	for x, k := range st.facts.All {
		c := sym.ID(k)
		if _, isBool := m.Syms.Truth(c); isBool {
			out = append(out, Cond{sym.ID(x), c})
		} else {
			refs = append(refs, Cond{sym.ID(x), c})
		}
	}
	out = append(out, refs...)
	return out[:min(len(out), maxHere)]
}

// Refuted reports whether mk needs what the conditions exclude.
func (m *Memory) Refuted(mk Mark, given []Cond) bool {
	for _, g := range given {
		fact := sym.Fact{X: g.X, C: g.C, Eq: true}
		if slices.ContainsFunc(mk.Conds, func(c Cond) bool { return m.Syms.Refutes(fact, c.X, c.C) }) {
			return true
		}
	}
	return false
}

// UnmarkCell removes marks from the references in the one place p.
func (m *Memory) UnmarkCell(st *State, p place.ID, gone func(Mark) bool) {
	v, ok := st.cells.Get(uint32(p))
	if !ok || !v.Marked() {
		return
	}
	st.cells = st.cells.Set(uint32(p), mapRefs(v, func(r Ref) (Ref, bool) {
		r.Marks = slices.DeleteFunc(slices.Clone(r.Marks), gone)
		return r, true
	}))
}

// Assume refines st by the facts of a branch. It says false if they
// contradict the state.
func (m *Memory) Assume(st *State, facts []sym.Fact) {
	if len(facts) == 0 {
		return
	}
	for _, f := range facts {
		_, isBool := m.Syms.Truth(f.C)
		switch {
		case m.Syms.IsConst(f.X):
		case f.Eq && (isBool || f.C == m.Syms.Nil()):
			st.facts = st.facts.Set(uint32(f.X), known(f.C))
		case !f.Eq && f.C == m.Syms.Nil():
			st.facts = st.facts.Set(uint32(f.X), known(m.Syms.Error()))
		}
	}
	for _, f := range facts {
		if f.Eq && f.C == m.Syms.Nil() && !m.Syms.IsConst(f.X) {
			m.absent(st, f.X)
		}
	}
	refuted := func(mk Mark) bool {
		for _, c := range mk.Conds {
			for _, f := range facts {
				if m.Syms.Refutes(f, c.X, c.C) {
					return true
				}
			}
		}
		return false
	}
	m.Unmark(st, refuted)
}

// absent takes the targets from references that are known to be nil: those with
// the scalar x.
func (m *Memory) absent(st *State, x sym.ID) {
	st.cells = st.cells.UpdateSome(refers, func(_ uint32, v *Value) (*Value, bool) {
		if v == nil || len(v.Leaves) != 1 || v.Leaves[0].Sym != x || len(v.Leaves[0].Refs) == 0 {
			return v, true
		}
		l := v.Leaves[0]
		l.Refs, l.Nilable = nil, true
		return &Value{[]Leaf{l}}, true
	}, equalValues)
}

// Narrow is the references refs moved to the place that to finds below each,
// with the marks that still apply there.
func (m *Memory) Narrow(refs []Ref, to func(place.View) place.View) []Ref {
	out := make([]Ref, 0, len(refs))
	for _, r := range refs {
		n := Ref{View: to(r.View), Via: r.Via, Some: r.Some, Within: r.Within}
		for _, mk := range r.Marks {
			if !m.Overlap(n.View, mk.View, false) {
				continue
			}
			mk.Unsure = mk.Unsure || !m.Overlap(n.View, mk.View, true)
			n.Marks = append(n.Marks, mk)
		}
		out = append(out, n)
	}
	return sortRefs(out)
}
