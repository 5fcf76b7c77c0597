package span

import (
	"math/rand/v2"
	"testing"
)

// TestHull: a span has what was put into it, and two meet if they have one number.
func TestHull(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 10_000 {
		var s, u Span
		in := map[int]bool{}
		for range r.IntN(4) {
			n := r.IntN(30)
			s, in[n] = s.Hull(Of(n)), true
		}
		if s.Empty() != (len(in) == 0) {
			t.Fatalf("%v of %v is empty: %t", s, in, s.Empty())
		}
		meets := false
		for range r.IntN(4) {
			n := r.IntN(30)
			u = u.Hull(Of(n))
			meets = meets || in[n]
		}
		if meets && (!s.Meets(u) || !u.Meets(s)) {
			t.Fatalf("%v and %v have a number in common, and do not meet", s, u)
		}
		for n := range in {
			if !s.Meets(Of(n)) {
				t.Fatalf("%v lacks %d", s, n)
			}
		}
	}
	if Of(3).Meets(Of(4)) || Of(3).Meets(Span{}) || !Of(1<<20).Meets(Of(1<<20)) {
		t.Error("numbers next to each other are one, nothing is something, or a large number is not itself")
	}
}
