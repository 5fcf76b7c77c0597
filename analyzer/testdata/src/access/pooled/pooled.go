// Package pooled has values whose type is seen only where they are taken out of a
// pool or come out of a callee.
package pooled

import "sync"

type meter struct {
	mu sync.Mutex
	n  int
}

type plain struct{ n int }

var meters, plains sync.Pool

func guarded(ch chan *meter) {
	m := meters.Get().(*meter)
	ch <- m
	m.n++
}

func unguarded(ch chan *plain) {
	p := plains.Get().(*plain)
	ch <- p
	p.n++ // want "borrow of moved value: `p.n`"
}

type task struct {
	m *meter
	p *plain
}

// What goes along counts by its own type.
func inside(ch chan *task) {
	t := &task{m: meters.Get().(*meter), p: plains.Get().(*plain)}
	m, p := t.m, t.p
	ch <- t
	m.n++
	p.n++ // want "assign to part of moved value: `p.n`"
}

func newMeter() *meter { return &meter{} }

func newPlain() *plain { return &plain{} }

func made(ms chan *meter, ps chan *plain) {
	m, p := newMeter(), newPlain()
	ms <- m
	m.n++
	ps <- p
	p.n++ // want "borrow of moved value: `p.n`"
}

// What was sent as an interface counts by the type that it turns out to have.
func asked(ch chan any, v any) {
	ch <- v
	if m, ok := v.(*meter); ok {
		m.n++
		m.reset()
	}
	if p, ok := v.(*plain); ok {
		p.n++ // want "borrow of moved value: `p.n`"
	}
}

func (m *meter) reset() {
	m.mu.Lock()
	m.n = 0
	m.mu.Unlock()
}
