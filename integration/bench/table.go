package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// A table holds what was measured, by number of producers, contender and round.
type table struct {
	*field
	counts  []int
	samples [][][]sample
	// calm leaves out samples that were starved for more than this part of their
	// time, if it is not zero.
	calm float64
}

// time is the median of what a message took, in nanoseconds.
func (t *table) time(samples []sample) float64 {
	var times []float64
	for _, s := range samples {
		if t.counted(s) {
			times = append(times, s.perMessage)
		}
	}
	return median(times)
}

// ratio is the median over the rounds of how many times as fast ours was, and
// the number of rounds that count.
func (t *table) ratio(ours, theirs []sample) (float64, int) {
	var ratios []float64
	for round, a := range ours {
		if b := theirs[round]; t.counted(a) && t.counted(b) {
			ratios = append(ratios, b.perMessage/a.perMessage)
		}
	}
	return median(ratios), len(ratios)
}

func (t *table) counted(s sample) bool { return t.calm == 0 || s.starved <= t.calm }

// median is zero for no values.
func median(xs []float64) float64 {
	slices.Sort(xs)
	switch n := len(xs); {
	case n == 0:
		return 0
	case n%2 == 0:
		return (xs[n/2-1] + xs[n/2]) / 2
	default:
		return xs[n/2]
	}
}

func (t *table) printTimes(w io.Writer) {
	t.header(w, "ns a message")
	for k, c := range t.contenders {
		fmt.Fprintf(w, "| %s |", c.name)
		for i := range t.counts {
			fmt.Fprintf(w, " %s |", format(t.time(t.samples[i][k])))
		}
		fmt.Fprintln(w)
	}
}

func (t *table) printRatios(w io.Writer) {
	t.header(w, "times as fast", "target")
	for _, p := range t.pairs {
		ours, theirs := t.find(p.ours), t.find(p.theirs)
		target := ""
		if p.target > 0 {
			target = format(p.target)
		}
		fmt.Fprintf(w, "| %s | %s |", p, target)
		for i := range t.counts {
			r, rounds := t.ratio(t.samples[i][ours], t.samples[i][theirs])
			fmt.Fprintf(w, " %s", format(r))
			if t.calm > 0 {
				fmt.Fprintf(w, " (%d)", rounds)
			}
			fmt.Fprint(w, " |")
		}
		fmt.Fprintln(w)
	}
}

// header prints the head of a table: the given columns, and one for each number
// of producers.
func (t *table) header(w io.Writer, columns ...string) {
	for i, n := range t.counts {
		column := fmt.Sprint(n)
		if i == 0 {
			column = fmt.Sprintf("%d producers", n)
			if n == 1 {
				column = "1 producer"
			}
		}
		columns = append(columns, column)
	}
	fmt.Fprintf(w, "| %s |\n", strings.Join(columns, " | "))
	fmt.Fprintf(w, "|%s\n", strings.Repeat("---|", len(columns)))
}

func format(x float64) string {
	switch {
	case x == 0:
		return "?"
	case x >= 10:
		return fmt.Sprintf("%.0f", x)
	default:
		return fmt.Sprintf("%.2f", x)
	}
}
