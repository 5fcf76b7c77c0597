// Package unboxed sends interfaces, and finds out later what is in them.
package unboxed

import "sync"

type stream interface{ open(s session) }

type session interface{ decrypt(p []byte) error }

type buffer struct{ parts [][]byte }

func (b *buffer) add(p []byte) { b.parts = append(b.parts, p) }

// locked guards itself, and what it leads to.
type locked struct {
	mu     sync.Mutex
	buffer *buffer
	s      session
}

func (l *locked) open(s session) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.s, l.buffer = s, &buffer{}
}

func (l *locked) write(p []byte) error {
	l.buffer.add(p)
	return nil
}

func newLocked() stream { return &locked{} }

// bare does not.
type bare struct {
	buffer *buffer
	s      session
}

func (b *bare) open(s session) { b.s, b.buffer = s, &buffer{} }

func (b *bare) write(p []byte) error {
	b.buffer.add(p)
	return nil
}

func newBare() stream { return &bare{} }

type common struct {
	mu      sync.Mutex
	streams map[uint32]stream
	fresh   chan stream
	next    session
}

func (c *common) get(id uint32, s session, proto func() stream) (stream, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if st, ok := c.streams[id]; ok {
		return st, false
	}
	st := proto()
	st.open(s)
	c.streams[id] = st
	return st, true
}

func (c *common) start(s session, in <-chan []byte) {
	go func() {
		for p := range in {
			if s.decrypt(p) != nil {
				return
			}
		}
	}()
}

type lockedSession struct{ common }

func (s *lockedSession) decrypt(p []byte) error {
	st, isNew := s.get(1, s, newLocked)
	if isNew {
		s.fresh <- st
	}
	l, ok := st.(*locked)
	if !ok {
		return nil
	}
	return l.write(p)
}

type bareSession struct{ common }

func (s *bareSession) decrypt(p []byte) error { return nil }

func (s *bareSession) decode(p []byte) error {
	st, isNew := s.get(1, s, newBare)
	if isNew {
		s.fresh <- st
	}
	b, ok := st.(*bare)
	if !ok {
		return nil
	}
	return b.write(p) // want "borrow of moved value: `b`"
}

// A method of one type moves, and one of another writes: no value has both types.

type job struct{ n int }

type handler interface {
	hand(out chan *job)
	touch()
}

type sends struct{ j *job }

func (s *sends) hand(out chan *job) { out <- s.j }
func (s *sends) touch()             {}

type writes struct{ j *job }

func (w *writes) hand(out chan *job) {}
func (w *writes) touch()             { w.j.n++ }

func handle(h handler, out chan *job) {
	h.hand(out)
	h.touch()
}

type actor interface {
	act(out chan *job)
	change()
}

type acts struct{ j *job }

func (a *acts) act(out chan *job) { out <- a.j }
func (a *acts) change()           { a.j.n++ }

func play(a actor, out chan *job) {
	a.act(out)
	a.change() // want "assign to part of moved value: `a`|borrow of moved value: `a`"
}
