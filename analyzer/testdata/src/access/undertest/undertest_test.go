package undertest

import "testing"

type fake struct{ seen chan *event }

func (f *fake) create(e *event) bool {
	f.seen <- e
	return len(f.seen) > 3
}

func TestRecord(t *testing.T) {
	f := &fake{make(chan *event, 10)}
	e := &event{n: 1}
	record(f, e)
	e.n = 1 // want "assign to part of moved value: `e.n`"
}

func TestCreate(t *testing.T) {
	f := &fake{make(chan *event, 10)}
	e := &event{n: 1}
	f.create(e)
	e.n = 1 // want "assign to part of moved value: `e.n`"
}
