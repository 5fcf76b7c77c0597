package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
)

// A table holds what was measured, by number of producers, contender and round.
type table struct {
	*field
	counts  []int
	samples [][][]sample
	// value is what of a sample is looked at.
	value func(sample) float64
}

// time is the median of what a message took, in nanoseconds.
func (t *table) time(samples []sample) float64 {
	times := make([]float64, len(samples))
	for i, s := range samples {
		times[i] = t.value(s)
	}
	return median(times)
}

// ratio is the median over the rounds of how many times as fast ours was.
func (t *table) ratio(ours, theirs []sample) float64 {
	ratios := make([]float64, len(ours))
	for round := range ours {
		ratios[round] = t.value(theirs[round]) / t.value(ours[round])
	}
	return median(ratios)
}

func median(xs []float64) float64 {
	slices.Sort(xs)
	return (xs[(len(xs)-1)/2] + xs[len(xs)/2]) / 2
}

// print looks at the given value of the samples.
func (t *table) print(w io.Writer, title string, value func(sample) float64) {
	t.value = value
	fmt.Fprintf(w, "\n## %s\n\n", title)
	t.printTimes(w)
	fmt.Fprintln(w)
	t.printRatios(w)
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
			fmt.Fprintf(w, " %s |", format(t.ratio(t.samples[i][ours], t.samples[i][theirs])))
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
	case x == 0 || math.IsNaN(x):
		return "?"
	case x >= 10:
		return fmt.Sprintf("%.0f", x)
	default:
		return fmt.Sprintf("%.2f", x)
	}
}
