package region

import (
	"cmp"
	"slices"

	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// Ref is one target of a reference.
type Ref struct {
	place.View
	// Via holds if this is the target, where it was read from one element of
	// several: the index that was read is that element's. Zero if there is none.
	Via Cond
	// Some references were read from one element of those that this one stands
	// for.
	Some bool
	// When are conditions that hold on all paths by which the reference came to have
	// this target: see guard.
	When []Cond // sorted
	// Within are the strict sites that moved what this memory leads to: see
	// Memory.lead.
	Within Sites
	Marks  []Mark // sorted
}

// mergeRef joins two references to the same memory.
func mergeRef(a, b Ref, keep func(a, b Mark) []Cond) Ref {
	switch {
	case a.Via == b.Via:
	case a.Via.X == b.Via.X:
		a.Via.C = sym.Unknown // in one element or another, and read by one index
	default:
		a.Via = Cond{}
	}
	a.Some = a.Some || b.Some
	a.When = common(a.When, b.When)
	a.Marks = union(a.Marks, b.Marks, keep)
	a.Within |= b.Within
	return a
}

// Conditions are conds with that of r itself, and with what flags say of it if they
// count.
func (r Ref) Conditions(conds []Cond, flags bool) []Cond {
	if r.Via != (Cond{}) {
		conds = addCond(conds, r.Via)
	}
	if flags {
		conds = addCond(conds, r.When...)
	}
	return conds
}

func compareRefs(a, b *Ref) int {
	if a.Place != b.Place {
		return cmp.Compare(a.Place, b.Place)
	}
	return cmp.Compare(a.Window, b.Window)
}

// mergeRefs joins two sorted lists of targets. Where one has all that the other
// says, it is the result itself.
func mergeRefs(a, b []Ref, keep func(a, b Mark) []Cond) []Ref {
	switch {
	case len(a) == 0:
		return b
	case len(b) == 0:
		return a
	case &a[0] == &b[0] && len(a) == len(b), includesRefs(a, b):
		return a[:min(len(a), maxRefs)]
	}
	return appendRefs(make([]Ref, 0, min(len(a)+len(b), maxRefs)), a, b, keep)
}

// appendRefs appends the union of two sorted lists of targets to out, which is
// empty.
func appendRefs(out, a, b []Ref, keep func(a, b Mark) []Cond) []Ref {
	for len(a) > 0 && len(b) > 0 && len(out) < maxRefs {
		switch c := compareRefs(&a[0], &b[0]); {
		case c < 0:
			out, a = append(out, a[0]), a[1:]
		case c > 0:
			out, b = append(out, b[0]), b[1:]
		default:
			out = append(out, mergeRef(a[0], b[0], keep))
			a, b = a[1:], b[1:]
		}
	}
	out = append(out, a[:min(len(a), maxRefs-len(out))]...)
	return append(out, b[:min(len(b), maxRefs-len(out))]...)
}

// includesRefs reports whether a has each of b as it is.
func includesRefs(a, b []Ref) bool {
	if len(b) > len(a) {
		return false
	}
	for i := range b {
		for len(a) > 0 && compareRefs(&a[0], &b[i]) < 0 {
			a = a[1:]
		}
		if len(a) == 0 || !equalRefs(&a[0], &b[i]) {
			return false
		}
		a = a[1:]
	}
	return true
}

func equalRefs(a, b *Ref) bool {
	if a.View != b.View || a.Via != b.Via || a.Some != b.Some || len(a.Marks) != len(b.Marks) || a.Within != b.Within || !equalConds(a.When, b.When) {
		return false
	}
	return len(a.Marks) == 0 || &a.Marks[0] == &b.Marks[0] || slices.EqualFunc(a.Marks, b.Marks, equalMarks)
}

// Gather lists all targets that each gives out, a sorted list at a time.
func Gather(each func(yield func([]Ref) bool)) []Ref {
	var g gatherer
	for refs := range each {
		g.add(refs, false)
	}
	return g.refs()
}

// gatherer joins sorted lists of targets. It needs two pieces of memory for all
// of them, none where the lists say the same.
type gatherer struct {
	out, spare []Ref
	own        bool // out is not one of the lists
}

// add joins one list, which borrowed says is good only now.
func (g *gatherer) add(refs []Ref, borrowed bool) {
	switch {
	case len(refs) == 0:
	case len(g.out) == 0 && !borrowed:
		g.out = refs
	case len(g.out) == 0:
		g.spare = append(g.spare[:0], refs...)
		g.out, g.spare, g.own = g.spare, nil, true
	case &g.out[0] == &refs[0] && len(g.out) == len(refs), includesRefs(g.out, refs):
	default:
		merged := appendRefs(slices.Grow(g.spare[:0], min(len(g.out)+len(refs), maxRefs)), g.out, refs, bothConds)
		if g.spare = nil; g.own {
			g.spare = g.out
		}
		g.out, g.own = merged, true
	}
}

func (g *gatherer) refs() []Ref { return g.out[:min(len(g.out), maxRefs)] }

// maxRefs bounds the targets of one reference. What is beyond is dropped, so
// that moves of it are missed.
const maxRefs = 24

// sortRefs brings refs that were changed one by one back into order, joining
// those that became equal.
func sortRefs(refs []Ref) []Ref {
	unique := true
	for i := 1; i < len(refs) && unique; i++ {
		unique = compareRefs(&refs[i-1], &refs[i]) < 0
	}
	if unique {
		return refs[:min(len(refs), maxRefs)]
	}
	slices.SortStableFunc(refs, func(a, b Ref) int { return compareRefs(&a, &b) })
	out := refs[:0]
	for _, r := range refs {
		if n := len(out); n > 0 && out[n-1].View == r.View {
			out[n-1] = mergeRef(out[n-1], r, bothConds)
			continue
		}
		out = append(out, r)
	}
	return out[:min(len(out), maxRefs)]
}
