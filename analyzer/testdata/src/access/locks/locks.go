// Package locks has parts and results that guard themselves.
package locks

import (
	"sync"
	"time"
)

type conn struct {
	mu     sync.Mutex
	closed bool
}

func (c *conn) Close() {
	c.mu.Lock()
	c.closed = true
	c.mu.Unlock()
}

type closer interface{ Close() }

// pipe has two ends, each with a lock.
type pipe struct {
	a, b conn
	n    int
}

func (p *pipe) second() closer { return &p.b }

func dial(accept chan closer) closer {
	p := &pipe{}
	c := p.second()
	accept <- c
	c.Close()
	p.n++
	return &p.a
}

// bare has none.
type bare struct{ closed bool }

func (b *bare) Close() { b.closed = true }

type barePipe struct {
	a, b bare
	n    int
}

func dialBare(accept chan *bare) *bare {
	p := &barePipe{}
	accept <- &p.b
	p.b.Close() // want "borrow of moved value: `p.b`"
	p.n++
	return &p.a
}

// What comes out of a table has the type that it is given there.

type lock struct {
	mu   sync.Mutex
	refs int
}

var (
	mu    sync.Mutex
	locks = map[string]*lock{}
)

func acquire(name string) *lock {
	mu.Lock()
	defer mu.Unlock()
	l := locks[name]
	if l == nil {
		l = &lock{}
		locks[name] = l
	}
	l.refs++
	return l
}

func release(l *lock) {
	mu.Lock()
	defer mu.Unlock()
	l.refs--
}

func wait(ready chan *lock) {
	l := acquire("a")
	ready <- l
	release(l)
}

type count struct{ refs int }

var counts = map[string]*count{}

func countOf(name string) *count {
	mu.Lock()
	defer mu.Unlock()
	c := counts[name]
	if c == nil {
		c = &count{}
		counts[name] = c
	}
	c.refs++
	return c
}

func waitCount(ready chan *count) {
	c := countOf("a")
	ready <- c
	c.refs-- // want "borrow of moved value: `c.refs`"
}

// A timer is waited for.

type work struct {
	n    int
	t    *time.Timer
	done chan bool
	last *count
}

var works sync.Pool

func do(ch chan *work) int {
	w := works.Get().(*work)
	ch <- w
	select {
	case <-w.done:
		return w.n
	case <-w.t.C:
		return 0
	}
}

func doAgain(ch chan *work) *count {
	w := works.Get().(*work)
	ch <- w
	select {
	case <-w.done:
		return nil
	case <-w.t.C:
		return w.last // want "borrow of moved value: `w.last`"
	}
}

// A lock that is not of package sync.

type mutex interface {
	Lock()
	Unlock()
}

type pull struct {
	mut mutex
	n   int
}

func (p *pull) done() {
	p.mut.Lock()
	p.n++
	p.mut.Unlock()
}

type block struct {
	*pull
	size int
}

func pullAll(out chan block, p *pull) {
	for i := range 10 {
		out <- block{p, i}
		p.done()
	}
}

type spin int32

func (s *spin) Lock()   {}
func (s *spin) Unlock() {}

type spun struct {
	s spin
	n int
}

func spinning(out chan *spun, s *spun) {
	out <- s
	s.s.Lock()
	s.n++
	s.s.Unlock()
}

// door has methods of the same names that are none of a lock.
type door struct{ open bool }

func (d *door) Lock(key int) {}
func (d *door) Unlock()      {}

type house struct {
	d door
	n int
}

func enter(out chan *house, h *house) {
	out <- h
	h.n++ // want "borrow of moved value: `h.n`"
}
