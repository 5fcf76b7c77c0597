package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/finding"
)

// statsCode is the rule of what the analyzer says of a package with -stats.
const statsCode = "stats"

// stages are those of the analyzer, in their order.
var stages = []string{"gate", "ssa", "moves", "report"}

// stats is the sum over packages. Their times are those of the run that analysed
// them, which may have been an earlier one.
type stats struct {
	packages int
	counts   map[string]int
	times    map[string]time.Duration
}

// takeStats separates what -stats says from the findings.
func takeStats(found []finding.Finding) ([]finding.Finding, *stats) {
	s := &stats{counts: make(map[string]int), times: make(map[string]time.Duration)}
	return slices.DeleteFunc(found, func(f finding.Finding) bool {
		text, ok := strings.CutPrefix(f.Message, "stats: ")
		if f.Code != statsCode || !ok {
			return false
		}
		s.packages++
		for field := range strings.FieldsSeq(text) {
			name, value, _ := strings.Cut(field, "=")
			if n, err := strconv.Atoi(value); err == nil {
				s.counts[name] += n
			} else if d, err := time.ParseDuration(value); err == nil {
				s.times[name] += d
			}
		}
		return true
	}), s
}

// write says what was analysed.
func (s *stats) write(w io.Writer, whole time.Duration) {
	c := s.counts
	fmt.Fprintf(w, "sendmove: %s with %s: %d analysed, %d gated out, %d given up on\n",
		plural(s.packages, "package"), plural(c["functions"], "function"),
		c["kept"], max(c["functions"]-c["kept"], 0), c["skipped"])
	var times []string
	for _, stage := range stages {
		times = append(times, fmt.Sprintf("%s %s", stage, s.times[stage].Round(10*time.Microsecond)))
	}
	fmt.Fprintf(w, "sendmove: %s; with loading, or from the cache: %s\n", strings.Join(times, ", "), whole.Round(time.Millisecond))
}
