package calls

import (
	"encoding/json"
	"io"
)

type link struct {
	value int
	next  *link
}

func sendChain(out chan *link, l *link) {
	if l == nil {
		return
	}
	next := l.next
	l.next = nil
	out <- l
	sendChain(out, next)
}

func chainGone(out chan *link, l *link) int {
	sendChain(out, l)
	return l.value // want "moved value: `l`"
}

func sendChainTwice(out chan *link, l *link) {
	if l == nil {
		return
	}
	next := l.next
	out <- l
	sendChainTwice(out, next) // want "moved value: `next`"
}

func sendBoth(out chan *link, a, b *link) {
	out <- a
	out <- b
}

func oneForBoth(out chan *link, l, m *link) {
	sendBoth(out, l, m)
	n := &link{}
	sendBoth(out, n, n) // want "moved value: `n`"
}

type slot struct{ held *link }

func (s *slot) set(l *link) { s.held = l }
func (s *slot) peek() int   { return s.held.value }

func slotSet(out chan *link, s *slot, l, m *link) int {
	s.set(l)
	out <- l
	s.set(m)
	return s.peek()
}

func slotNotSet(out chan *link, s *slot, l *link) int {
	s.set(l)
	out <- l
	return s.peek() // want "partially moved value: `s`"
}

func decodeEach(out chan *link, r io.Reader) {
	dec := json.NewDecoder(r)
	for {
		var l link
		if dec.Decode(&l) != nil {
			return
		}
		out <- &l
	}
}

func decodeOne(out chan *link, r io.Reader) {
	dec := json.NewDecoder(r)
	var l link
	for {
		if dec.Decode(&l) != nil { // want "moved value: `l`"
			return
		}
		out <- &l
	}
}
