package region

import (
	"slices"

	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// A reference that is one of several values has a scalar of its own, and is none of
// them by accident only: after
//
//	q := &T{}
//	if c {
//		q = p
//	}
//
// that q is p is no coincidence, even where both have many targets.

// MayBe records that the reference with the scalar x is the one with the scalar a in
// some cases.
func (m *Memory) MayBe(x, a sym.ID) {
	known := m.alternatives[x]
	if x == sym.Unknown || a == sym.Unknown || x == a || m.Syms.IsConst(a) || len(known) == maxAlternatives || slices.Contains(known, a) {
		return
	}
	if m.alternatives == nil {
		m.alternatives = map[sym.ID][]sym.ID{}
	}
	m.alternatives[x] = append(known, a)
}

// Bounds of the alternatives that are kept for one scalar, and of the joins that are
// looked through. What is beyond counts as a coincidence, so that moves are missed.
const (
	maxAlternatives = 8
	maxJoins        = 3
)

// related reports whether one of x and y is the other in some cases.
func (m *Memory) related(x, y sym.ID) bool {
	x, y = m.unlessNil(x), m.unlessNil(y)
	return m.among(x, y, maxJoins) || m.among(y, x, maxJoins)
}

// unlessNil is what x is if it is not nil.
func (m *Memory) unlessNil(x sym.ID) sym.ID {
	for range maxJoins {
		if len(m.alternatives[x]) != 1 {
			break
		}
		x = m.alternatives[x][0]
	}
	return x
}

func (m *Memory) among(x, of sym.ID, depth int) bool {
	return x == of || depth > 0 && slices.ContainsFunc(m.alternatives[of], func(a sym.ID) bool { return m.among(x, a, depth-1) })
}
