// Package fakes has interfaces whose implementation is known where it matters.
package fakes

import "sync"

type letter struct {
	to   int
	text []byte
}

type box interface {
	put(l *letter)
}

// wire hands letters to a goroutine.
type wire struct{ out chan *letter }

func newWire() *wire { return &wire{out: make(chan *letter, 8)} }

func (w *wire) put(l *letter) { w.out <- l }

// record keeps them for a test.
type record struct {
	mu   sync.Mutex
	seen []*letter
}

func newRecord() *record { return &record{} }

func (r *record) put(l *letter) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.seen = append(r.seen, l)
}

type office struct {
	boxes map[int]box
	main  box
}

func (o *office) send(ls []*letter) {
	for _, l := range ls {
		if b, ok := o.boxes[l.to]; ok {
			b.put(l)
		}
	}
}

func (o *office) forward(l *letter) { o.main.put(l) }

func toFake() int {
	r := newRecord()
	o := &office{boxes: map[int]box{1: r}}
	ls := []*letter{{to: 1}}
	o.send(ls)
	return len(ls[0].text) + len(r.seen)
}

func toWire() int {
	o := &office{boxes: map[int]box{1: newWire()}}
	ls := []*letter{{to: 1}}
	o.send(ls)
	return len(ls[0].text) // want "borrow of moved value"
}

func toEither() int {
	o := &office{boxes: map[int]box{1: newWire(), 2: newRecord()}}
	ls := []*letter{{to: 1}}
	o.send(ls)
	return len(ls[0].text) // want "borrow of moved value"
}

func mainFake() {
	o := &office{main: newRecord()}
	l := &letter{}
	o.forward(l)
	l.to = 2
}

func mainWire() {
	o := &office{main: newWire()}
	l := &letter{}
	o.forward(l)
	l.to = 2 // want "assign to part of moved value: `l.to`"
}

func mainUnknown(o *office) {
	l := &letter{}
	o.forward(l)
	l.to = 2 // want "assign to part of moved value: `l.to`"
}

func relay(o *office, l *letter) { o.forward(l) }

func relayed() {
	l := &letter{}
	relay(&office{main: newRecord()}, l)
	l.to = 2
	relay(&office{main: newWire()}, l)
	l.to = 3 // want "assign to part of moved value: `l.to`"
}

func direct() {
	var b box = newRecord()
	l := &letter{}
	b.put(l)
	l.to = 2
	b = newWire()
	b.put(l)
	l.to = 3 // want "assign to part of moved value: `l.to`"
}

func oneOf(live bool) {
	var b box = newRecord()
	if live {
		b = newWire()
	}
	l := &letter{}
	b.put(l)
	l.to = 2 // want "assign to part of moved value: `l.to`"
}

// One of many implementations is as good as the only one where it is known.
type sink interface {
	add(l *letter)
}

type sink1 struct{}
type sink2 struct{}
type sink3 struct{ out chan *letter }
type sink4 struct{}

func (sink1) add(*letter)     {}
func (sink2) add(*letter)     {}
func (s sink3) add(l *letter) { s.out <- l }
func (sink4) add(*letter)     {}

func several(ch chan *letter, unknown sink) {
	l, m, n := &letter{}, &letter{}, &letter{}
	var s sink = &sink3{ch}
	s.add(l)
	l.to = 1 // want "assign to part of moved value: `l.to`"
	s = &sink2{}
	s.add(m)
	m.to = 1
	unknown.add(n)
	n.to = 1
}

// loop knows the type in each iteration.
func loop(live []bool) {
	for range live {
		var b box = newRecord()
		l := &letter{}
		b.put(l)
		l.to++
	}
}
