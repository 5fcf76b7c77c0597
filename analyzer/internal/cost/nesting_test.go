package cost

import "testing"

// TestNesting: loops in loops take a number of visits that grows as their blocks do, and
// none are given up.
func TestNesting(t *testing.T) {
	for _, n := range []int{1, 10, 30, 100} {
		res := analyse(load(t, nesting(n)))
		if len(res.Skipped) > 0 {
			t.Errorf("%d loops are given up", n)
		}
		if res.Visits > 14*n+2 {
			t.Errorf("%d loops take %d visits", n, res.Visits)
		}
	}
}
