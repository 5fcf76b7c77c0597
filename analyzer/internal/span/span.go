// Package span has intervals of small numbers.
package span

import "math"

// Span is an interval of numbers, the hull of those that were put into it: it may
// have others besides. The zero Span is empty.
//
// Numbers from 65534 on count as one.
type Span struct{ lo, end uint16 }

// Of is the span of n alone, which must not be negative.
func Of(n int) Span {
	lo := uint16(min(n, math.MaxUint16-1))
	return Span{lo, lo + 1}
}

// Empty reports whether s has no number.
func (s Span) Empty() bool { return s.end == 0 }

// Hull is the least span that has all of s and t.
func (s Span) Hull(t Span) Span {
	switch {
	case s.end == 0:
		return t
	case t.end == 0:
		return s
	}
	return Span{min(s.lo, t.lo), max(s.end, t.end)}
}

// Meets reports whether s and t have a number in common.
func (s Span) Meets(t Span) bool { return s.lo < t.end && t.lo < s.end }
