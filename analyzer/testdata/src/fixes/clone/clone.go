// Package clone has values of which a copy is to be sent.
package clone

import (
	"fmt"
	"io"
	"os"
)

type point struct{ x, y int }

type named []byte

type doc struct {
	rows  []string
	pages []*point
}

func (d *doc) Clone() *doc {
	out := &doc{rows: append([]string(nil), d.rows...)}
	for _, p := range d.pages {
		q := *p
		out.pages = append(out.pages, &q)
	}
	return out
}

func bytesOf(ch chan []byte, b []byte) {
	ch <- b
	b[0] = 1 // want "assign to part of moved value"
}

func slicesOf(ch chan named, b named) {
	ch <- b
	b[0] = 1 // want "assign to part of moved value"
}

func mapOf(ch chan map[string]int, m map[string]int) {
	ch <- m
	m["a"] = 2 // want "assign to part of moved value"
}

func structOf(ch chan *point, n int) {
	p := &point{}
	for range n {
		p.x++ // want "assign to part of moved value"
		ch <- p
	}
}

func addressOf(ch chan *point) {
	var p point
	ch <- &p
	p.x = 2 // want "assign to part of moved value"
}

func own(ch chan *doc, d *doc) {
	ch <- d
	d.rows = nil // want "assign to part of moved value"
}

func branches(ch chan []byte, b []byte, left bool) {
	if left {
		ch <- b
	} else {
		ch <- b[1:]
	}
	b[1] = 1 // want "assign to part of moved value"
}

type sink struct{ ch chan []byte }

func (s *sink) Write(p []byte) (int, error) {
	s.ch <- p // want "borrowed data escapes"
	return len(p), nil
}

func use(s *sink) { fmt.Fprintln(io.MultiWriter(s, os.Stdout), "text") }

// Near misses: a copy would share memory, or hide what the receiver writes.

func shallow(ch chan []*point, ps []*point) {
	ch <- ps
	ps[0].x = 1 // want "assign to part of moved value"
}

func read(ch chan []byte, done chan bool, b []byte) byte {
	ch <- b
	if len(done) > 0 {
		return b[0] // want "borrow of moved value"
	}
	return 0
}

func shadowed(ch chan []byte, b []byte) {
	bytes := 2
	ch <- b
	b[bytes] = 1 // want "assign to part of moved value"
}
