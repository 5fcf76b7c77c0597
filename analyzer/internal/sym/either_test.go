package sym

import (
	"math/rand/v2"
	"testing"
)

// TestEither checks alternatives of comparisons against their values.
func TestEither(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 300 {
		m, xs := random(r)
		flags := []ID{m.Bool(true), m.Bool(false)}
		for range 6 {
			if x := m.Less(xs[r.IntN(len(xs))], xs[r.IntN(len(xs))]); x != Unknown {
				flags = append(flags, x, m.Not(x))
			}
		}
		for _, a := range flags {
			for _, b := range flags {
				x := m.Either(a, b)
				if x == Unknown {
					continue
				}
				if m.eval(x) != max(m.eval(a), m.eval(b)) || x != m.Either(b, a) {
					t.Errorf("%s or %s is %s", m.String(a), m.String(b), m.String(x))
				}
				for _, f := range m.Facts(x, m.eval(x) == 1) {
					if f.Eq != (m.eval(f.X) == m.eval(f.C)) {
						t.Errorf("%s says that %s is %s: %t", m.String(x), m.String(f.X), m.String(f.C), f.Eq)
					}
				}
				if p, q, ok := m.Alternatives(x); ok && (!m.Among(p, x) || !m.Among(m.Not(q), m.Not(x))) {
					t.Errorf("%s has others than %s and %s", m.String(x), m.String(p), m.String(q))
				}
			}
		}
	}
}

func TestEithersOf(t *testing.T) {
	m := NewTable()
	a, b, c := m.Atom("a", 0, NoBlock), m.Atom("b", 0, NoBlock), m.Atom("c", 0, NoBlock)
	x := m.Either(a, m.Not(b))
	y := m.Either(x, c)
	m.Either(m.Not(b), a)
	for _, test := range []struct{ of, want ID }{{a, x}, {b, x}, {c, y}, {x, y}} {
		if got := m.EithersOf(test.of); len(got) != 1 || got[0] != test.want {
			t.Errorf("%s is part of %d alternatives, want %s", m.String(test.of), len(got), m.String(test.want))
		}
	}
	if m.Among(c, x) || !m.Among(b, y) {
		t.Error("among")
	}
}
