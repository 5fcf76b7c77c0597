package cost

import (
	"bytes"
	"flag"
	"fmt"
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "record what the stages cost now")

// record has what each stage costs, a line for each program.
const record = "testdata/counters.txt"

// growing is how much more than it was recorded a stage may cost, slack how many
// bytes more in any case: how soon a map grows is a matter of chance.
const (
	growing = 1.10
	slack   = 16 << 10
)

// counters is what one stage does to one program. It does not depend on the
// machine, nor on what else that does.
type counters struct {
	stage, shape          string
	allocs, bytes, visits int
}

func (c counters) String() string {
	return fmt.Sprintf("%s\t%s\t%d allocations\t%d bytes\t%d visits", c.stage, c.shape, c.allocs, c.bytes, c.visits)
}

// TestCounters fails when a stage allocates more or visits more blocks than it
// did when the record was made. "go test ./analyzer/internal/cost -update" makes
// it again: to be done with a reason, and after each improvement.
func TestCounters(t *testing.T) {
	now := count(t)
	if *update {
		var b bytes.Buffer
		fmt.Fprintf(&b, "# What each stage of the analysis costs, with %s. See counters_test.go.\n", release())
		for _, c := range now {
			fmt.Fprintln(&b, c)
		}
		if err := os.WriteFile(record, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	data, err := os.ReadFile(record)
	if err != nil {
		t.Fatal(err)
	}
	if head, _, _ := strings.Cut(string(data), "\n"); !strings.Contains(head, release()) {
		t.Skipf("%s was recorded with another release than %s, which may allocate otherwise: run with -update", record, release())
	}
	was := map[string]counters{}
	for line := range strings.Lines(string(data)) {
		var c counters
		if _, err := fmt.Sscanf(line, "%s\t%s\t%d allocations\t%d bytes\t%d visits", &c.stage, &c.shape, &c.allocs, &c.bytes, &c.visits); err == nil {
			was[c.stage+" "+c.shape] = c
		}
	}
	for _, c := range now {
		old, ok := was[c.stage+" "+c.shape]
		if !ok {
			t.Errorf("%s has no line for %s of %s: run with -update", record, c.stage, c.shape)
			continue
		}
		for _, x := range []struct {
			what     string
			now, was int
		}{{"allocations", c.allocs, old.allocs}, {"bytes", c.bytes, old.bytes}, {"visits", c.visits, old.visits}} {
			if float64(x.now) > growing*float64(x.was) && (x.what == "visits" || c.bytes > old.bytes+slack) {
				t.Errorf("%s of %s: %d %s, %.0f %% more than the %d of the record", c.stage, c.shape, x.now, x.what, 100*float64(x.now-x.was)/float64(max(x.was, 1)), x.was)
			}
		}
	}
}

// release is the Go release without its patch.
func release() string {
	parts := strings.SplitN(runtime.Version(), ".", 3)
	return strings.Join(parts[:min(len(parts), 2)], ".")
}

// count measures all stages: the least of several runs, for what only the first
// one allocates and what chance adds does not count.
func count(t *testing.T) []counters {
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	var out []counters
	for _, stage := range stages {
		for _, s := range shapes {
			run := stage.prepare(load(t, s.source(samples[s.name])))
			least := counters{stage.name, s.name, math.MaxInt, math.MaxInt, math.MaxInt}
			for range 4 {
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				visits := run()
				runtime.ReadMemStats(&after)
				least.allocs = min(least.allocs, int(after.Mallocs-before.Mallocs))
				least.bytes = min(least.bytes, int(after.TotalAlloc-before.TotalAlloc))
				least.visits = min(least.visits, visits)
			}
			out = append(out, least)
			runtime.GC()
		}
	}
	return out
}
