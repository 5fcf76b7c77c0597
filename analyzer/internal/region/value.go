// Package region is the abstract memory of a function: which places hold
// references to which memory, at each program point, and which moves reached
// each reference.
//
// A region, in the sense of Swift's region isolation and of rustc's ownership,
// is all memory that a value refers to, directly or through other memory. It is
// not stored: it is what Memory.Reach finds from a value in a State.
//
// Moves are marks on references, not on objects. A variable that was given new
// memory on the path that moved the old one, and kept the old on the path that
// did not, joins to a variable without marks; marks on the objects would join
// to a false positive there.
package region

import (
	"cmp"
	"slices"

	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// Leaf is a reference or a scalar inside a value.
type Leaf struct {
	// Path is the bare path of the leaf in the value, the root of place.Shape
	// for a value that is one leaf.
	Path place.ID
	Refs []Ref // sorted; what it may refer to
	Sym  sym.ID
	// Nilable leaves may be nil on some path.
	Nilable bool
	// Mixed leaves refer to nothing on one path into a join, and to something on
	// another.
	Mixed bool
	// Exact is the content of an element of which nothing else was stored since
	// where it may be.
	Exact bool
}

// Several reports whether l may refer to one thing or to another.
func (l Leaf) Several() bool { return len(l.Refs) > 1 || l.Mixed && len(l.Refs) > 0 }

// Value is the abstract value of an expression: its leaves, sorted by path.
// Values are immutable. A nil *Value is a value without leaves.
type Value struct{ Leaves []Leaf }

// Refs calls yield for every target of every leaf.
func (v *Value) Refs(yield func(Ref) bool) {
	if v == nil {
		return
	}
	for _, l := range v.Leaves {
		for _, r := range l.Refs {
			if !yield(r) {
				return
			}
		}
	}
}

// Marked reports whether a move reached v.
func (v *Value) Marked() bool {
	for r := range v.Refs {
		if len(r.Marks) > 0 {
			return true
		}
	}
	return false
}

// At is the leaf at path.
func (v *Value) At(path place.ID) (Leaf, bool) {
	if v == nil {
		return Leaf{Path: path}, false
	}
	i, ok := slices.BinarySearchFunc(v.Leaves, path, func(l Leaf, p place.ID) int { return cmp.Compare(l.Path, p) })
	if !ok {
		return Leaf{Path: path}, false
	}
	return v.Leaves[i], true
}

// With is v with the leaf l in place of the one at its path.
func (v *Value) With(l Leaf) *Value {
	if v == nil {
		return &Value{[]Leaf{l}}
	}
	i, ok := slices.BinarySearchFunc(v.Leaves, l.Path, func(x Leaf, p place.ID) int { return cmp.Compare(x.Path, p) })
	leaves := slices.Clone(v.Leaves)
	if ok {
		leaves[i] = l
	} else {
		leaves = slices.Insert(leaves, i, l)
	}
	return &Value{leaves}
}

func equalValues(a, b *Value) bool {
	if a == b {
		return true
	}
	if a == nil || b == nil {
		return false
	}
	return slices.EqualFunc(a.Leaves, b.Leaves, equalLeaves)
}

func equalLeaves(a, b Leaf) bool {
	if a.Path != b.Path || a.Sym != b.Sym || a.Nilable != b.Nilable || a.Mixed != b.Mixed || a.Exact != b.Exact || len(a.Refs) != len(b.Refs) {
		return false
	}
	if len(a.Refs) == 0 || &a.Refs[0] == &b.Refs[0] {
		return true
	}
	for i := range a.Refs {
		if !equalRefs(&a.Refs[i], &b.Refs[i]) {
			return false
		}
	}
	return true
}

// mapRefs is v with every target replaced by f's result.
func mapRefs(v *Value, f func(Ref) (Ref, bool)) *Value {
	if v == nil {
		return nil
	}
	var leaves []Leaf
	for i, l := range v.Leaves {
		var refs []Ref
		for j, r := range l.Refs {
			s, keep := f(r)
			if refs == nil && keep && equalRefs(&s, &r) {
				continue
			}
			if refs == nil {
				refs = append(make([]Ref, 0, len(l.Refs)), l.Refs[:j]...)
			}
			if keep {
				refs = append(refs, s)
			}
		}
		if refs == nil {
			continue
		}
		if leaves == nil {
			leaves = slices.Clone(v.Leaves)
		}
		leaves[i].Refs = sortRefs(refs)
	}
	if leaves == nil {
		return v
	}
	return &Value{leaves}
}

// Part is what v has below path, as a value of its own.
func (m *Memory) Part(v *Value, path place.ID) *Value {
	if v == nil {
		return nil
	}
	out := &Value{}
	for _, l := range v.Leaves {
		if rel, ok := m.Below(l.Path, path); ok {
			l.Path = rel
			out.Leaves = append(out.Leaves, l)
		}
	}
	slices.SortFunc(out.Leaves, compareLeaves)
	return out
}

// Wrap is v as the part of a larger value that is at path, added to into.
func (m *Memory) Wrap(into, v *Value, path place.ID) *Value {
	if v == nil {
		return into
	}
	out := &Value{}
	if into != nil {
		out.Leaves = slices.Clone(into.Leaves)
	}
	for _, l := range v.Leaves {
		l.Path = m.Rebase(l.Path, path)
		out.Leaves = append(out.Leaves, l)
	}
	slices.SortFunc(out.Leaves, compareLeaves)
	return out
}

// Replace is v with part for all that it has at path.
func (m *Memory) Replace(v *Value, path place.ID, part *Value) *Value {
	out := &Value{}
	if v != nil {
		out.Leaves = slices.DeleteFunc(slices.Clone(v.Leaves), func(l Leaf) bool {
			_, inside := m.Below(l.Path, path)
			return inside
		})
	}
	return m.Wrap(out, part, path)
}

func compareLeaves(a, b Leaf) int { return cmp.Compare(a.Path, b.Path) }

// Only is the one leaf of a reference or a scalar.
func (m *Memory) Only(v *Value) Leaf {
	l, _ := v.At(m.shape)
	return l
}

// AllRefs lists the targets of all leaves of v.
func (v *Value) AllRefs() []Ref {
	if v == nil {
		return nil
	}
	if len(v.Leaves) == 1 {
		return v.Leaves[0].Refs
	}
	var out []Ref
	for r := range v.Refs {
		out = append(out, r)
	}
	return sortRefs(out)
}

// Either is the value that is a or b; x is its scalar where they differ.
func (m *Memory) Either(a, b *Value, x sym.ID) *Value {
	switch {
	case a == nil:
		return b
	case b == nil || a == b:
		return a
	}
	out := &Value{Leaves: slices.Clone(a.Leaves)}
	for _, l := range b.Leaves {
		i, ok := slices.BinarySearchFunc(out.Leaves, l, compareLeaves)
		if !ok {
			out.Leaves = slices.Insert(out.Leaves, i, l)
			continue
		}
		o := &out.Leaves[i]
		if o.Sym != l.Sym {
			*o, l = m.present(*o), m.present(l)
		}
		o.Refs = mergeRefs(o.Refs, l.Refs, bothConds)
		o.Nilable = o.Nilable || l.Nilable
		o.Mixed = o.Mixed || l.Mixed
		o.Exact = o.Exact && l.Exact
		if o.Sym != l.Sym {
			m.MayBe(x, o.Sym)
			m.MayBe(x, l.Sym)
			o.Sym = x
		}
	}
	return out
}

// OneOf is the value that is one of vals; x is its scalar where they differ.
func (m *Memory) OneOf(vals []*Value, x sym.ID) *Value {
	vals = slices.DeleteFunc(vals, func(v *Value) bool { return v == nil })
	if len(vals) == 0 {
		return nil
	}
	first := vals[0]
	if len(vals) > 2 && !slices.ContainsFunc(vals, func(v *Value) bool {
		return len(v.Leaves) != 1 || len(first.Leaves) != 1 || v.Leaves[0].Path != first.Leaves[0].Path
	}) {
		out := first.Leaves[0]
		for _, v := range vals[1:] {
			l := &v.Leaves[0]
			out.Nilable = out.Nilable || l.Nilable
			out.Mixed = out.Mixed || l.Mixed
			out.Exact = out.Exact && l.Exact
			if out.Sym != l.Sym {
				m.MayBe(x, out.Sym)
				m.MayBe(x, l.Sym)
				out.Sym = x
			}
		}
		out.Refs = Gather(func(yield func([]Ref) bool) {
			for _, v := range vals {
				if !yield(m.present(v.Leaves[0]).Refs) {
					return
				}
			}
		})
		return &Value{[]Leaf{out}}
	}
	for _, v := range vals[1:] {
		first = m.Either(first, v, x)
	}
	return first
}

// Present is v without the marks that need it to be nil: a nil reference refers
// to nothing.
func (m *Memory) Present(v *Value) *Value {
	if !v.Marked() {
		return v
	}
	leaves := slices.Clone(v.Leaves)
	for i, l := range leaves {
		leaves[i] = m.present(l)
	}
	return &Value{leaves}
}

// present is l without such marks. Once l has another scalar, or is one of several
// references, it is not known any more which marks they are.
func (m *Memory) present(l Leaf) Leaf {
	absent := Cond{l.Sym, m.Syms.Nil()}
	vacuous := func(mk Mark) bool { return slices.Contains(mk.Conds, absent) }
	for i, r := range l.Refs {
		if slices.ContainsFunc(r.Marks, vacuous) {
			l.Refs = slices.Clone(l.Refs)
			for j := i; j < len(l.Refs); j++ {
				l.Refs[j].Marks = slices.DeleteFunc(slices.Clone(l.Refs[j].Marks), vacuous)
			}
			break
		}
	}
	return l
}

// Without is v without the marks for which gone says so.
func (m *Memory) Without(v *Value, gone func(Mark) bool) *Value {
	return mapRefs(v, func(r Ref) (Ref, bool) {
		if slices.ContainsFunc(r.Marks, gone) {
			r.Marks = slices.DeleteFunc(slices.Clone(r.Marks), gone)
		}
		return r, true
	})
}

// Keep is v with the targets for which keep says so.
func (m *Memory) Keep(v *Value, keep func(Ref) bool) *Value {
	return mapRefs(v, func(r Ref) (Ref, bool) { return r, keep(r) })
}

// References is the value that refers to each of refs.
func (m *Memory) References(refs []Ref, x sym.ID) *Value {
	return &Value{[]Leaf{{Path: m.shape, Refs: sortRefs(slices.Clone(refs)), Sym: x}}}
}
