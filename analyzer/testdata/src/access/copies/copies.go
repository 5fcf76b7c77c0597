// Package copies has payloads that stay usable.
package copies

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

type point struct {
	x, y int
	name string
	tag  [4]byte
}

func scalars(ints chan int, words chan string, points chan point, n int, s string, p point) {
	ints <- n
	words <- s
	points <- p
	n++
	p.x = n
	p.tag[0] = s[0]
	println(n, s, p.name)
}

type record struct {
	id   int
	data []byte
}

// The words of a payload are copies; what it refers to is not.
func words(out chan record, r record) {
	out <- r
	r.id = 2
	println(r.id)
	r.data[0] = 1 // want "assign to part of moved value: `r.data"
}

func header(out chan record, r record) {
	out <- r
	r.data = nil
	r.data = append(r.data, 1)
}

func loaded(out chan *record, r *record) {
	id := r.id
	out <- r
	println(id)
}

func copied(out chan *record, r record) {
	c := r
	out <- &c
	r.id = 3
	r.data[0] = 1 // want "assign to part of moved value: `r.data"
}

func shared(chans chan chan int, locks chan *sync.Mutex, errs chan error, ctxs chan context.Context, counts chan *atomic.Int64, times chan time.Time,
	c chan int, mu *sync.Mutex, err error, ctx context.Context, n *atomic.Int64, t time.Time,
) {
	chans <- c
	locks <- mu
	errs <- err
	ctxs <- ctx
	counts <- n
	times <- t
	mu.Lock()
	close(c)
	n.Add(1)
	println(err.Error(), ctx.Err(), t.Unix())
}

func plainFunc(out chan func(int) int) {
	twice := func(n int) int { return 2 * n }
	out <- twice
	println(twice(2))
}

type store struct {
	mu   sync.Mutex
	seen map[string]bool
}

// A struct with a lock of its own is made to be shared.
func locked(out chan *store, s *store) {
	out <- s
	s.mu.Lock()
	s.seen["x"] = true
	s.mu.Unlock()
}

func text(out chan []byte, b []byte) {
	s := string(b)
	out <- b
	println(s)
}

func bytes(out chan []byte, s string) {
	b := []byte(s)
	out <- b
	println(s)
	b[0] = 'x' // want "assign to part of moved value: `b"
}

func cloned(out chan []byte, b []byte) {
	c := make([]byte, len(b))
	copy(c, b)
	out <- c
	b[0] = 1
}

// Copying pointers does not copy what they point to.
func shallow(out chan []*record, rs []*record) {
	cs := make([]*record, len(rs))
	copy(cs, rs)
	out <- cs
	rs[0] = nil
}

type address struct{ list []string }

type event struct {
	kind int
	to   []*address
}

// independent copies the event, unless it has nothing that can be changed.
func independent(e *event) *event { // want independent:"n0 copies a0\\*"
	if len(e.to) == 0 {
		return e
	}
	out := *e
	out.to = make([]*address, len(e.to))
	for i, a := range e.to {
		c := *a
		out.to[i] = &c
	}
	return &out
}

func publish(ch chan *event, e *event) { ch <- independent(e) }

func published(ch chan *event, a *address) {
	for range 3 {
		publish(ch, &event{1, []*address{a}})
		a.list = append(a.list, "x")
	}
}

func orNew(e *event) *event {
	if e == nil {
		return &event{}
	}
	return e
}

func publishOrNew(ch chan *event, e *event) { ch <- orNew(e) }

func publishedAsIs(ch chan *event, e *event) {
	publishOrNew(ch, e)
	e.kind = 1 // want "assign to part of moved value: `e\\.kind`"
}

func copiedTooLate(ch chan *event, e *event) {
	ch <- e
	c := independent(e) // want "borrow of moved value: `e`"
	c.kind = 1
}
