package mpsc_test

import (
	"flag"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

var (
	ratioRounds    = flag.Int("ratios", 0, "rounds of TestRatios, 0 skips it")
	ratioProducers = flag.String("ratios.producers", "1,2,4,8,64", "numbers of producers of TestRatios")
	ratioOnly      = flag.String("ratios.only", "", "substring of the rows that TestRatios measures")
)

// TestRatios prints how many times as fast as a native channel each flavour is:
// medians over rounds in which the contenders take turns, so that what else
// happens on the machine hits all of them alike.
//
//	go test -run TestRatios -ratios 9 -v ./runtime/mpsc
func TestRatios(t *testing.T) {
	if *ratioRounds == 0 {
		t.Skip("measures only with -ratios N")
	}
	type row struct {
		payload  string
		ours     contender
		theirs   contender
		target   float64
		messages int
	}
	const fast, slow = 1_000_000, 150_000
	rows := []row{
		{"8B", mpscChan[int64](noBound), nativeChan[int64](1024), 2, fast},
		{"8B", mpscBatch[int64](noBound), nativeChan[int64](1024), 3, fast},
		{"8B", mpscChan[int64](1024), nativeChan[int64](1024), 2.2, fast},
		{"8B", mpscChan[int64](64), nativeChan[int64](64), 1.8, fast},
		{"8B", mpscChan[int64](0), nativeChan[int64](0), 0.85, slow},
		{"8B", mpscChan[int64](64), nativeSelect[int64](64), 3, fast},
		{"8B", mpscChan[int64](0), nativeSelect[int64](0), 1.2, slow},
		{"8B", mpscChan[int64](1), nativeChan[int64](1), 0, slow},
		{"64B", mpscChan[payload64](noBound), nativeChan[payload64](1024), 0, fast},
		{"64B", mpscChan[payload64](1024), nativeChan[payload64](1024), 1.5, fast},
		{"64B", mpscChan[payload64](64), nativeChan[payload64](64), 1.5, fast},
		{"pointer", mpscChan[*payload64](noBound), nativeChan[*payload64](1024), 0, fast},
		{"pointer", mpscChan[*payload64](1024), nativeChan[*payload64](1024), 0, fast},
	}
	fmt.Printf("GOMAXPROCS=%d, medians of %d rounds\n", runtime.GOMAXPROCS(0), *ratioRounds)
	for _, r := range rows {
		name := fmt.Sprintf("%s %s / %s", r.payload, r.ours.name, r.theirs.name)
		if !strings.Contains(name, *ratioOnly) {
			continue
		}
		fmt.Printf("%-50s target %.2f:", name, r.target)
		for _, field := range strings.Split(*ratioProducers, ",") {
			var producers int
			if _, err := fmt.Sscan(field, &producers); err != nil {
				t.Fatal(err)
			}
			var ratios, ours []float64
			for range *ratioRounds {
				a := timed(r.ours, producers, r.messages)
				b := timed(r.theirs, producers, r.messages)
				ratios = append(ratios, b/a)
				ours = append(ours, a)
			}
			fmt.Printf("  %d: %.2f (%.0f ns)", producers, median(ratios), median(ours))
		}
		fmt.Println()
	}
}

// timed returns nanoseconds per message.
func timed(c contender, producers, total int) float64 {
	runtime.GC()
	start := time.Now()
	c.run(producers, total)
	return float64(time.Since(start).Nanoseconds()) / float64(total)
}

func median(xs []float64) float64 {
	slices.Sort(xs)
	return xs[len(xs)/2]
}
