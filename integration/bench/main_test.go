package main

import "testing"

// Every contender brings all messages over.
func TestRun(t *testing.T) {
	if err := run(1, "1,3", "8B,64B,pointer", "", 2_000, true, true); err != nil {
		t.Fatal(err)
	}
}

func TestMedian(t *testing.T) {
	for _, test := range []struct {
		xs   []float64
		want float64
	}{
		{[]float64{3}, 3},
		{[]float64{4, 1}, 2.5},
		{[]float64{9, 1, 2}, 2},
	} {
		if got := median(test.xs); got != test.want {
			t.Errorf("median(%v) = %v, want %v", test.xs, got, test.want)
		}
	}
}
