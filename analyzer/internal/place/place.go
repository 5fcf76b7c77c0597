// Package place names memory: abstract objects and the places in them.
//
// A place is an object and a path of projections (fields and elements) into it,
// without dereferences, as rustc's places are a local and its projections. Two
// names of one memory are one place; what may be the same memory although its
// names differ is decided by Table.Overlap.
package place

import (
	"fmt"
	"go/types"
	"strconv"
	"strings"

	"github.com/sendmove/sendmove/analyzer/internal/span"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// ID is a place of a Table. None is no place.
type ID uint32

// None is the absent place.
const None ID = 0

// Obj is an abstract object of a Table.
type Obj uint32

// Shape is the object whose places are bare paths, without memory.
const Shape Obj = 0

// Origin says where an object comes from.
type Origin uint8

const (
	_ Origin = iota
	// Fresh memory is made by the instruction Key.Owner, zeroed.
	Fresh
	// Foreign memory is a result of the instruction Key.Owner of which nothing
	// is known: of an unknown call, of a receive.
	Foreign
	// Input is a register that the function starts with: a parameter or the
	// address of a captured variable, number Key.Sub.
	Input
	// Global is a package-level variable.
	Global
	// Pointee is what the place Key.Of pointed to when the function started.
	Pointee
	// Deep stands for all memory beyond a Pointee of the depth limit.
	Deep
	// Register is not memory: it holds the value of an instruction.
	Register
	// Code is a function.
	Code
	// Alias is not memory either: it is what is known of the object that a
	// reference with the scalar Key.Sub refers to.
	Alias
)

// Key identifies an object.
type Key struct {
	Origin Origin
	Owner  any // comparable
	Sub    uint32
	Of     ID
}

// Object is what is known of an object.
type Object struct {
	Key
	// Type is the type of the memory, nil if not known.
	Type types.Type
	// Age counts the iterations since the object was made, up to Oldest.
	Age   uint8
	root  ID
	last  ID // of its places
	block int
	depth int
}

// Oldest is the age of the object that stands for all that one key made two
// iterations ago or earlier. Younger objects are one piece of memory each: a
// loop that makes at its end what the next iteration sends has two of them.
const Oldest = 2

// Open reports whether o has content that the function did not put there.
func (o *Object) Open() bool {
	switch o.Origin {
	case Foreign, Input, Global, Pointee, Deep:
		return true
	}
	return false
}

// Made reports whether the function itself made the object.
func (o *Object) Made() bool { return o.Origin == Fresh }

// Elem is one projection: a field, or an element.
type Elem struct {
	IsIndex bool
	Field   int32  // of a struct or a tuple
	Index   sym.ID // of an array, slice or map; sym.Unknown for any
}

// FieldElem is the projection to field i.
func FieldElem(i int) Elem { return Elem{Field: int32(i)} }

// Pseudo-fields, which no type declares.
const (
	self = -1 - iota
	keys
)

// Self is the projection to an aggregate's own move path: moving the aggregate
// as a whole moves it, a move of one field does not.
var Self = FieldElem(self)

// Keys is the projection to any key of a map.
var Keys = FieldElem(keys)

// FieldName prints field i, a pseudo-field by its name.
func FieldName(i int) string {
	switch i {
	case self:
		return "self"
	case keys:
		return "key"
	}
	return strconv.Itoa(i)
}

// FieldNumber is the inverse of FieldName.
func FieldNumber(s string) (int, error) {
	for _, i := range []int{self, keys} {
		if s == FieldName(i) {
			return i, nil
		}
	}
	n, err := strconv.ParseUint(s, 10, 16)
	return int(n), err
}

// IndexElem is the projection to the element at i.
func IndexElem(i sym.ID) Elem { return Elem{IsIndex: true, Index: i} }

type node struct {
	obj    Obj
	parent ID
	elem   Elem
	depth  int
	kids   []ID
	makers span.Span
}

type edge struct {
	parent ID
	elem   Elem
}

type objKey struct {
	Key
	age uint8
}

// Table interns objects, places and windows. It is not safe for concurrent use.
type Table struct {
	Syms    *sym.Table
	nodes   []node
	edges   map[edge]ID
	objects []Object
	keys    map[objKey]Obj
	windows []Bounds
	winIDs  map[Bounds]Window
	rebased map[[2]ID]ID
}

// NewTable returns an empty table over syms.
func NewTable(syms *sym.Table) *Table {
	t := &Table{
		Syms:    syms,
		edges:   map[edge]ID{},
		keys:    map[objKey]Obj{},
		winIDs:  map[Bounds]Window{},
		rebased: map[[2]ID]ID{},
	}
	t.start()
	return t
}

// Reset empties t and its scalars. All IDs lose their meaning.
func (t *Table) Reset() {
	t.Syms.Reset()
	clear(t.edges)
	clear(t.keys)
	clear(t.winIDs)
	clear(t.rebased)
	*t = Table{
		Syms:  t.Syms,
		nodes: t.nodes[:0], edges: t.edges,
		objects: t.objects[:0], keys: t.keys,
		windows: t.windows[:0], winIDs: t.winIDs,
		rebased: t.rebased,
	}
	t.start()
}

func (t *Table) start() {
	t.nodes = append(t.nodes, node{})
	t.windows = append(t.windows, Bounds{Lo: t.Syms.Int(0)}) // of Whole
	t.objects = append(t.objects, Object{block: sym.NoBlock})
	t.objects[0].root = t.newRoot(Shape)
}

// maxPointees bounds chains of Pointee objects, such as a list's next.next....
const maxPointees = 5

func (t *Table) newRoot(o Obj) ID {
	t.nodes = append(t.nodes, node{obj: o, makers: t.makers(&t.objects[o])})
	p := ID(len(t.nodes) - 1)
	t.objects[o].last = p
	return p
}

// Len is the number of places interned.
func (t *Table) Len() int { return len(t.nodes) }

// Objects is the number of objects interned.
func (t *Table) Objects() int { return len(t.objects) }

// Object is the object of key, which the block of that index makes; typ is
// kept from the first call.
func (t *Table) Object(key Key, typ types.Type, block int) Obj {
	return t.object(objKey{key, 0}, typ, block)
}

func (t *Table) object(key objKey, typ types.Type, block int) Obj {
	if o, ok := t.keys[key]; ok {
		return o
	}
	o := Obj(len(t.objects))
	x := Object{Key: key.Key, Type: typ, Age: key.age, block: block}
	if key.Origin == Pointee {
		of := t.At(t.nodes[key.Of].obj)
		x.depth = of.depth + 1
		x.Age = of.Age
		if typ == nil {
			x.Type = nil
		}
	}
	t.objects = append(t.objects, x)
	t.objects[o].root = t.newRoot(o)
	t.keys[key] = o
	return o
}

// Lookup is the object of key if it was made.
func (t *Table) Lookup(key Key) (Obj, bool) {
	o, ok := t.keys[objKey{key, 0}]
	return o, ok
}

// At returns what is known of o. The result is good until the next object is
// made.
func (t *Table) At(o Obj) *Object { return &t.objects[o] }

// Root is the place of all of o.
func (t *Table) Root(o Obj) ID { return t.objects[o].root }

// Last is the place of o that was interned last: all are numbered between its root
// and this one.
func (t *Table) Last(o Obj) ID { return t.objects[o].last }

// PointeeOf is the object to which the open place p pointed at the start.
func (t *Table) PointeeOf(p ID, typ types.Type) Obj {
	owner := t.nodes[p].obj
	x := t.At(owner)
	if x.Origin == Deep {
		return owner
	}
	if x.depth >= maxPointees {
		return t.Object(Key{Origin: Deep, Of: t.Root(owner)}, nil, sym.NoBlock)
	}
	return t.Object(Key{Origin: Pointee, Of: p}, typ, sym.NoBlock)
}

// ObjectOf is the object that p is in.
func (t *Table) ObjectOf(p ID) Obj { return t.nodes[p].obj }

// Parent is the place that p projects from, None for a root.
func (t *Table) Parent(p ID) ID { return t.nodes[p].parent }

// Elem is p's last projection.
func (t *Table) Elem(p ID) Elem { return t.nodes[p].elem }

// Kids are the places interned directly below p.
func (t *Table) Kids(p ID) []ID { return t.nodes[p].kids }

// maxPath bounds the projections of one place; what is beyond is its prefix.
const maxPath = 12

// Project is the place e of p.
func (t *Table) Project(p ID, e Elem) ID {
	k := edge{p, e}
	if id, ok := t.edges[k]; ok {
		return id
	}
	if t.nodes[p].depth >= maxPath {
		return p
	}
	id := ID(len(t.nodes))
	made := t.nodes[p].makers
	if e.IsIndex {
		made = made.Hull(t.Syms.Makers(e.Index))
	}
	t.nodes = append(t.nodes, node{obj: t.nodes[p].obj, parent: p, elem: e, depth: t.nodes[p].depth + 1, makers: made})
	t.objects[t.nodes[p].obj].last = id
	t.nodes[p].kids = append(t.nodes[p].kids, id)
	t.edges[k] = id
	return id
}

// Projected is the place e of p if it was interned.
func (t *Table) Projected(p ID, e Elem) (ID, bool) {
	id, ok := t.edges[edge{p, e}]
	return id, ok
}

// Field is the place of field i of p.
func (t *Table) Field(p ID, i int) ID { return t.Project(p, FieldElem(i)) }

// Rebase is the place below base that has the path of p.
func (t *Table) Rebase(p, base ID) ID {
	if t.nodes[p].parent == None {
		return base
	}
	k := [2]ID{p, base}
	if id, ok := t.rebased[k]; ok {
		return id
	}
	id := t.Project(t.Rebase(t.nodes[p].parent, base), t.nodes[p].elem)
	t.rebased[k] = id
	return id
}

// Reindexed is p with what to says for each of its indices.
func (t *Table) Reindexed(p ID, to func(sym.ID) sym.ID) ID {
	n := t.nodes[p]
	if n.parent == None {
		return p
	}
	up, e := t.Reindexed(n.parent, to), n.elem
	if e.IsIndex && e.Index != sym.Unknown {
		e.Index = to(e.Index)
	}
	if up == n.parent && e == n.elem {
		return p
	}
	return t.Project(up, e)
}

// Below returns the bare path from base to p, and whether p is base or below.
func (t *Table) Below(p, base ID) (ID, bool) {
	if p == base {
		return t.Root(Shape), true
	}
	if t.nodes[p].depth <= t.nodes[base].depth {
		return None, false
	}
	up, ok := t.Below(t.nodes[p].parent, base)
	if !ok {
		return None, false
	}
	return t.Project(up, t.nodes[p].elem), true
}

// Path lists the projections of p from its object.
func (t *Table) Path(p ID) []Elem {
	out := make([]Elem, t.nodes[p].depth)
	for ; t.nodes[p].parent != None; p = t.nodes[p].parent {
		out[t.nodes[p].depth-1] = t.nodes[p].elem
	}
	return out
}

// Makers are the blocks that make the memory of p, and the indices on the way to it.
// A loop without them leaves p as it is when it ages.
func (t *Table) Makers(p ID) span.Span { return t.nodes[p].makers }

// makers are the Makers of the root of o.
func (t *Table) makers(o *Object) span.Span {
	switch {
	case o.Origin == Pointee || o.Origin == Deep:
		return t.nodes[o.Of].makers
	case o.Origin == Alias:
		return t.Syms.Makers(sym.ID(o.Sub))
	case o.Age == Oldest || o.block == sym.NoBlock || o.Origin == Register || o.Origin == Code:
		return span.Span{}
	}
	return span.Of(o.block)
}

// Varies reports whether blocks for which in is true make the memory of p, or an
// index on the way to it.
func (t *Table) Varies(p ID, in func(block int) bool) bool {
	o := t.At(t.nodes[p].obj)
	for q := p; t.nodes[q].parent != None; q = t.nodes[q].parent {
		if e := t.nodes[q].elem; e.IsIndex && (e.Index == sym.Unknown || t.Syms.MadeIn(e.Index, in)) {
			return true
		}
	}
	if o.Origin == Pointee || o.Origin == Deep {
		return t.Varies(o.Of, in)
	}
	return o.Age > 0 || o.block != sym.NoBlock && in(o.block)
}

// TypeOf is the type of p, nil if it is not known.
func (t *Table) TypeOf(p ID) types.Type {
	typ := t.At(t.nodes[p].obj).Type
	for _, e := range t.Path(p) {
		if typ == nil {
			return nil
		}
		switch u := typ.Underlying().(type) {
		case *types.Struct:
			if e.IsIndex || e.Field < 0 || int(e.Field) >= u.NumFields() {
				return nil
			}
			typ = u.Field(int(e.Field)).Type()
		case *types.Array:
			typ = u.Elem()
		case *types.Slice:
			typ = u.Elem()
		case *types.Map:
			typ = u.Elem()
		default:
			return nil
		}
	}
	return typ
}

// Alike reports whether p and q are one place up to the iterations that they are
// of.
func (t *Table) Alike(p, q ID) bool {
	for {
		x, y := t.nodes[p], t.nodes[q]
		if p == q {
			return true
		}
		if x.depth != y.depth {
			return false
		}
		if x.parent == None {
			a, b := t.At(x.obj), t.At(y.obj)
			if a.Origin != b.Origin || a.Owner != b.Owner || a.Sub != b.Sub {
				return false
			}
			if a.Of == None || b.Of == None {
				return a.Of == b.Of
			}
			p, q = a.Of, b.Of
			continue
		}
		if x.elem != y.elem && (!x.elem.IsIndex || !y.elem.IsIndex || !t.Syms.Alike(x.elem.Index, y.elem.Index)) {
			return false
		}
		p, q = x.parent, y.parent
	}
}

// InElement reports whether the way to p is through an element.
func (t *Table) InElement(p ID) bool {
	for ; ; p = t.At(t.nodes[p].obj).Of {
		if t.Indexed(p) {
			return true
		}
		if o := t.At(t.nodes[p].obj); o.Origin != Pointee && o.Origin != Deep {
			return false
		}
	}
}

// Indexed reports whether p is in an element.
func (t *Table) Indexed(p ID) bool {
	for ; t.nodes[p].parent != None; p = t.nodes[p].parent {
		if t.nodes[p].elem.IsIndex {
			return true
		}
	}
	return false
}

// Single reports whether p is one piece of memory, so that a store to it
// replaces what was there.
func (t *Table) Single(p ID) bool {
	return t.At(t.nodes[p].obj).Age != Oldest && t.OfOne(p)
}

// OfOne reports whether p is one piece of memory in each of what its object stands for.
func (t *Table) OfOne(p ID) bool {
	if t.At(t.nodes[p].obj).Origin == Deep {
		return false
	}
	for ; t.nodes[p].parent != None; p = t.nodes[p].parent {
		if e := t.nodes[p].elem; e.IsIndex && (e.Index == sym.Unknown || t.Syms.IsAged(e.Index)) {
			return false
		}
	}
	return true
}

// Aged is p as it is called one iteration of loop later.
func (t *Table) Aged(p ID, loop sym.Blocks) ID {
	n := t.nodes[p]
	if n.parent == None {
		return t.Root(t.agedObject(n.obj, loop))
	}
	up, e := t.Aged(n.parent, loop), n.elem
	if e.IsIndex {
		e.Index = t.Syms.Aged(e.Index, loop)
	}
	if up == n.parent && e == n.elem {
		return p
	}
	return t.Project(up, e)
}

func (t *Table) agedObject(o Obj, loop sym.Blocks) Obj {
	x := t.objects[o]
	if x.Key.Origin == Pointee || x.Key.Origin == Deep {
		key := x.Key
		if key.Of = t.Aged(x.Of, loop); key.Of == x.Of {
			return o
		}
		return t.Object(key, x.Type, sym.NoBlock)
	}
	if x.Age == Oldest || x.block == sym.NoBlock || x.Origin == Register || x.Origin == Code || !loop.Contains(x.block) {
		return o
	}
	return t.object(objKey{x.Key, x.Age + 1}, x.Type, x.block)
}

// String prints p for debugging.
func (t *Table) String(p ID) string {
	if p == None {
		return "none"
	}
	var b strings.Builder
	o := t.At(t.nodes[p].obj)
	switch o.Origin {
	case 0:
	case Pointee:
		fmt.Fprintf(&b, "(%s)*", t.String(o.Of))
	case Deep:
		fmt.Fprintf(&b, "(%s)**", t.String(o.Of))
	default:
		fmt.Fprintf(&b, "%s#%d", [...]string{"", "new", "foreign", "in", "global", "", "", "reg", "code", "alias"}[o.Origin], t.nodes[p].obj)
		if o.Origin == Input {
			fmt.Fprintf(&b, ":%d", o.Sub)
		}
	}
	b.WriteString(strings.Repeat("'", int(o.Age)))
	for _, e := range t.Path(p) {
		if e.IsIndex {
			fmt.Fprintf(&b, "[%s]", t.Syms.String(e.Index))
		} else {
			b.WriteString("." + FieldName(int(e.Field)))
		}
	}
	return b.String()
}

// Block is the index of the block that makes o, sym.NoBlock if none does.
func (t *Table) Block(o *Object) int { return o.block }
