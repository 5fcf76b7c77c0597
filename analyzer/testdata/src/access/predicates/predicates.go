// Package predicates has functions whose results, or whose return, tell something of what
// they are given.
package predicates

import "errors"

type task struct{ n int }

var errFull = errors.New("full")

func send(ch chan *task, t *task) error {
	select {
	case ch <- t:
		return nil
	default:
		return errFull
	}
}

func failed(err error) bool { return err != nil }

func fine(err error) bool {
	if err != nil {
		println(err.Error())
		return no()
	}
	return true
}

func no() bool { return false }

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func mustFail(err error) {
	if failed(err) {
		return
	}
	panic("no error")
}

func toldFailed(ch chan *task, t *task) {
	err := send(ch, t)
	if failed(err) {
		t.n++
		return
	}
	t.n++ // want "borrow of moved value: `t.n`"
}

func toldFine(ch chan *task, t *task) {
	err := send(ch, t)
	if !fine(err) {
		t.n++
		return
	}
	t.n++ // want "borrow of moved value: `t.n`"
}

func sureToFail(ch chan *task, t *task) {
	mustFail(send(ch, t))
	t.n++
}

func sureNotToFail(ch chan *task, t *task) {
	must(send(ch, t))
	t.n++ // want "borrow of moved value: `t.n`"
}

// A library of assertions ends the test by an interface.

type tester interface {
	Errorf(format string, args ...any)
	FailNow()
}

func requireError(t tester, err error) {
	if !fine(err) {
		return
	}
	t.Errorf("no error")
	t.FailNow()
}

func requireNoError(t tester, err error) {
	if fine(err) {
		return
	}
	t.FailNow()
}

func required(t tester, ch chan *task, v *task) {
	requireError(t, send(ch, v))
	v.n++
	requireNoError(t, send(ch, v))
	v.n++ // want "borrow of moved value: `v.n`"
}

// Conditions on flags.

type mode struct{ async bool }

func (m *mode) isAsync() bool { return m.async }
func (m *mode) isSync() bool  { return !m.async }

func byMode(ch chan *task, t *task, m *mode) {
	if m.isAsync() {
		ch <- t
	}
	if m.isSync() {
		t.n++
	}
	if m.async {
		t.n++ // want "borrow of moved value: `t.n`"
	}
}

func byChangedMode(ch chan *task, t *task, m *mode) {
	if m.isAsync() {
		ch <- t
	}
	m.async = false
	if m.isSync() {
		t.n++ // want "borrow of moved value: `t.n`"
	}
}

func either(err error, other bool) bool { return err != nil || other }

func toldTooLittle(ch chan *task, t *task, other bool) {
	err := send(ch, t)
	if either(err, other) {
		t.n++ // want "borrow of moved value: `t.n`"
	}
}
