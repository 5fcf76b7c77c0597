// Package written has numbers and flags that a callee writes: what they were before the
// call says nothing after it, and the one that it sets where it sends says that it sent.
package written

import "io"

type msg struct{ n int }

func try(ch chan *msg, m *msg, sent *bool) {
	select {
	case ch <- m:
		*sent = true
	default:
	}
}

func setBySend(ch chan *msg, m *msg) {
	var sent bool
	try(ch, m, &sent)
	if sent {
		m.n = 1 // want "moved value"
	}
}

func set(p *bool) { *p = true }

func setByHelper(ch chan *msg, m *msg) {
	ok := false
	set(&ok)
	ch <- m
	if ok {
		m.n = 1 // want "moved value"
	}
}

func element(ch chan *msg, m *msg, i int) {
	var b [4]int
	b[i] = 2
	ch <- m
	if b[3] != 0 {
		m.n = 1 // want "moved value"
	}
}

type opt struct{ on bool }

func (o *opt) parse() { o.on = true }

func setByMethod(ch chan *msg, m *msg) {
	var o opt
	o.parse()
	ch <- m
	if o.on {
		m.n = 1 // want "moved value"
	}
}

var ext func(p *opt)

func setByUnknown(ch chan *msg, m *msg) {
	var o opt
	ext(&o)
	ch <- m
	if o.on {
		m.n = 1 // want "moved value"
	}
}

func notSent(ch chan *msg, m *msg) {
	var sent bool
	try(ch, m, &sent)
	if !sent {
		m.n = 1
	}
}

func closure(ch chan *msg, m *msg) {
	sent := false
	do := func() {
		select {
		case ch <- m:
			sent = true
		default:
		}
	}
	do()
	if !sent {
		m.n = 1
	}
}

func closureBad(ch chan *msg, m *msg) {
	sent := false
	do := func() {
		select {
		case ch <- m:
			sent = true
		default:
		}
	}
	do()
	if sent {
		m.n = 1 // want "moved value"
	}
}

type st struct {
	done bool
	ch   chan *msg
}

func (s *st) finish(m *msg) {
	if !s.done {
		s.ch <- m
		s.done = true
	}
}

func fin(s *st, m *msg) {
	s.finish(m)
	if !s.done {
		m.n = 1
	}
}

func finBad(s *st, m *msg) {
	s.finish(m)
	m.n = 1 // want "moved value"
}

func deferred(ch chan *msg, m *msg) {
	sent := false
	defer func() {
		if !sent {
			m.n = 1
		}
	}()
	try(ch, m, &sent)
}

func multi(ch chan *msg, ms []*msg) {
	for _, m := range ms {
		ok := false
		send := func() {
			select {
			case ch <- m:
				ok = true
			default:
			}
		}
		send()
		if !ok {
			m.n++
		}
	}
}

func frames(r io.Reader, out chan<- []byte) {
	var head [5]byte
	body := make([]byte, 256)
	for {
		r.Read(head[:])
		f := body[:head[4]]
		r.Read(f) // want "borrow of moved value: `f`"
		out <- f
	}
}

func setByGoroutine(ch chan *msg, m *msg) {
	sent := false
	go func() {
		ch <- m
		sent = true
	}()
	m.n = 1 // want "moved value"
	println(sent)
}
