package sym

// Either is the scalar a || b. It is how paths say what they have in common that a
// branch with several conditions told apart.
func (t *Table) Either(a, b ID) ID {
	switch {
	case a == Unknown || b == Unknown || t.depth(a)+t.depth(b) >= maxDepth:
		return Unknown
	case a == b:
		return a
	case a == t.Not(b):
		return t.Bool(true)
	}
	for _, c := range [][2]ID{{a, b}, {b, a}} {
		if truth, ok := t.Truth(c[0]); ok && truth {
			return c[0]
		} else if ok {
			return c[1]
		}
	}
	known := len(t.terms)
	x := t.intern(term{kind: either, a: min(a, b), b: max(a, b)}, NoBlock, nil)
	if int(x) == known {
		for _, y := range []ID{a, b} {
			if n := t.terms[y]; n.kind == not {
				y = n.a
			}
			t.eithers[y] = append(t.eithers[y], x)
		}
	}
	return x
}

// Alternatives are a and b, where x is a || b.
func (t *Table) Alternatives(x ID) (a, b ID, ok bool) {
	n := t.terms[x]
	return n.a, n.b, n.kind == either
}

// EithersOf are the scalars a || b of which x, or its negation, is one.
func (t *Table) EithersOf(x ID) []ID { return t.eithers[x] }

// Among reports whether x is one of the alternatives of which of is made, or negates one.
func (t *Table) Among(x, of ID) bool {
	n := t.terms[of]
	if m := t.terms[x]; m.kind == not {
		return t.Among(m.a, of)
	}
	switch n.kind {
	case not:
		return x == n.a || t.Among(x, n.a)
	case either:
		return x == n.a || x == n.b || t.Among(x, n.a) || t.Among(x, n.b)
	}
	return false
}
