package main

import (
	"strings"
	"testing"
	"time"
)

func TestTable(t *testing.T) {
	s := func(n float64) time.Duration { return time.Duration(n * float64(time.Second)) }
	tools := []tool{{name: "a"}, {name: "b"}}
	runs := [][]run{
		{{s(1), s(2), 10 << 20}, {s(4), s(8), 20 << 20}, {s(1), s(1), 10 << 20}},
		{{s(2), s(4), 20 << 20}, {s(2), s(4), 20 << 20}, {s(2), s(4), 20 << 20}},
	}
	got := table(workload{name: "w"}, tools, runs, false)
	// The medians of the ratios, not the ratios of the medians.
	for _, want := range []string{"w, cold, medians of 3 rounds", "| a | 1.0 | 2.0 | 10 | 1 | 1 | 1 |", "| b | 2.0 | 4.0 | 20 | 0.50 | 0.50 | 0.50 |"} {
		if !strings.Contains(got, want) {
			t.Errorf("the table lacks %q:\n%s", want, got)
		}
	}
}

func TestMedian(t *testing.T) {
	same := func(x float64) float64 { return x }
	if m := median([]float64{3, 1, 2}, same); m != 2 {
		t.Errorf("median of three is %v", m)
	}
	if m := median([]float64{4, 1, 2, 3}, same); m != 2.5 {
		t.Errorf("median of four is %v", m)
	}
}

func TestParse(t *testing.T) {
	const text = `goos: linux
BenchmarkGrowth/sends/10-2     	       1	  100 ns/op	  1000000 cpu-ns	   0 skipped
BenchmarkGrowth/sends/100-2    	       1	  900 ns/op	 10000000 cpu-ns	   0 skipped
BenchmarkGrowth/sends/1000-2   	       1	  900 ns/op	1000000000 cpu-ns	   0 skipped
BenchmarkGrowth/sends/3000-2   	       1	  900 ns/op	5000000 cpu-ns	   1.000 skipped
BenchmarkGrowth/loops/10-2     	       1	  100 ns/op	  5000000 cpu-ns	   0 skipped
PASS
`
	curves, err := parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if len(curves) != 2 || curves[0].name != "sends" || len(curves[0].points) != 4 || curves[0].skipped != 3000 {
		t.Fatalf("curves are %+v", curves)
	}
	if p := curves[0].points[1]; p.X != 100 || p.Y != 10 {
		t.Errorf("the second point is %v", p)
	}
	if got := curves[0].slope(); got < 1.99 || got > 2.01 { // of the upper half, without what was given up
		t.Errorf("the slope is %v", got)
	}
	if _, err := parse([]byte("PASS\n")); err == nil {
		t.Error("no benchmark is no error")
	}
}
