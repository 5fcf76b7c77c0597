// Package iterators has loops over iterators of which nothing is known but that they call
// the body.
package iterators

import (
	"iter"
	"maps"
	"slices"
)

type page struct{ n int }

func again(ch chan *page, p *page, seq iter.Seq[int]) {
	for range seq {
		ch <- p // want "moved value"
	}
}

func writtenAgain(ch chan *page, p *page, seq iter.Seq[int]) {
	for i := range seq {
		p.n = i // want "moved value"
		ch <- p
	}
}

func eachNew(ch chan *page, seq iter.Seq[int]) {
	for i := range seq {
		p := &page{i}
		p.n++
		ch <- p
	}
}

func eachGiven(ch chan *page, seq iter.Seq[*page]) {
	for p := range seq {
		p.n++
		ch <- p
	}
}

func renewed(ch chan *page, p *page, seq iter.Seq2[int, *page]) {
	for i, q := range seq {
		ch <- p
		p = q
		p.n = i
	}
	p.n++
}

func after(ch chan *page, p *page, ns []int) {
	for range slices.Values(ns) {
		ch <- p // want "moved value"
	}
}

func leftByBreak(ch chan *page, p *page, seq iter.Seq[int]) {
	for i := range seq {
		if i == 3 {
			ch <- p
			break
		}
	}
	p.n++ // want "moved value"
}

func leftByReturn(ch chan *page, p *page, m map[int]bool) {
	for k := range maps.Keys(m) {
		if k == 3 {
			ch <- p
			return
		}
	}
	p.n++
}

func leftByLabel(ch chan *page, p *page, seq iter.Seq[int], rounds int) {
rounds:
	for range rounds {
		for i := range seq {
			p := &page{i}
			if i == 3 {
				ch <- p
				continue rounds
			}
		}
		p.n++
	}
}

func leftByOuterLabel(ch chan *page, seq iter.Seq[int], pages []*page) {
pages:
	for _, p := range pages {
		for i := range seq {
			if i == p.n {
				ch <- p
				continue pages
			}
		}
		p.n++
	}
}

func notLeft(ch chan *page, seq iter.Seq[int], pages []*page) {
	for _, p := range pages {
		for i := range seq {
			if i == p.n {
				ch <- p
				break
			}
		}
		p.n++ // want "moved value"
	}
}
