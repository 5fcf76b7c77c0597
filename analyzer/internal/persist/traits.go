package persist

import "github.com/sendmove/sendmove/analyzer/internal/span"

// Spans is how many spans of numbers Traits have.
const Spans = 3

// Traits are what a tree knows of its values: flags, of which it has those of all
// of them, and spans of numbers that they mention, of which it has the hull. A change
// that says which ones it concerns passes over the parts of a tree that have none of
// them. What lies close together in a function has keys and numbers that do, so that
// a change costs what it concerns rather than what there is. In this a tree is what
// an R-tree is to rectangles (Guttman, 1984).
type Traits struct {
	Flags uint8
	Spans [Spans]span.Span
}

func union(a, b Traits) Traits {
	a.Flags |= b.Flags
	for i := range a.Spans {
		a.Spans[i] = a.Spans[i].Hull(b.Spans[i])
	}
	return a
}

// may reports whether a tree with the traits t may have a value that concerns asks
// for: it has one of its flags, unless there is none, and meets each of its spans that
// is not empty.
func (t *Traits) may(concerns *Traits) bool {
	if concerns.Flags != 0 && t.Flags&concerns.Flags == 0 {
		return false
	}
	for i, s := range concerns.Spans {
		if !s.Empty() && !s.Meets(t.Spans[i]) {
			return false
		}
	}
	return true
}
