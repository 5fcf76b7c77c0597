package mpsc_test

import (
	"context"
	"errors"
	"flag"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"github.com/sendmove/sendmove/runtime/mpsc"
)

// TestModel runs random operations of several senders and receives against a
// simple model: a queue, and the operations that wait, in the order in which
// they came. Each runs in a bubble, where it is certain after every step which
// operations are done.
func TestModel(t *testing.T) {
	if checks := flag.Lookup("rapid.checks"); checks.Value.String() == checks.DefValue {
		if err := checks.Value.Set("3000"); err != nil {
			t.Fatal(err)
		}
	}
	// A bubble needs a *testing.T, and rapid has its own.
	rapid.Check(t, func(r *rapid.T) {
		bound := rapid.SampledFrom([]int{noBound, 0, 1, 2, 5}).Draw(r, "bound")
		steps := rapid.SliceOfN(rapid.Custom(drawStep), 0, 40).Draw(r, "steps")
		var failure string
		synctest.Test(t, func(t *testing.T) { failure = runModel(t, bound, steps) })
		if failure != "" {
			r.Fatal(failure)
		}
	})
}

type stepKind int

const (
	stepSend stepKind = iota
	stepTrySend
	stepSendTimeout
	stepRecv
	stepTryRecv
	stepRecvTimeout
	stepRecvBatch
	stepReady
	stepTime
	stepClone
	stepCloseSender
	stepCloseReceiver
)

type step struct {
	kind   stepKind
	handle int
	n      int // a size or a number of seconds
}

func drawStep(r *rapid.T) step {
	// What ends everything is rare.
	kinds := []stepKind{
		stepSend, stepSend, stepSend, stepTrySend, stepTrySend, stepSendTimeout,
		stepRecv, stepRecv, stepTryRecv, stepTryRecv, stepRecvTimeout, stepRecvBatch,
		stepReady, stepTime, stepClone, stepCloseSender,
	}
	kind := rapid.SampledFrom(kinds).Draw(r, "kind")
	if kind == stepClone && rapid.IntRange(0, 9).Draw(r, "end") == 0 {
		kind = stepCloseReceiver
	}
	return step{kind, rapid.IntRange(0, 3).Draw(r, "handle"), rapid.IntRange(1, 5).Draw(r, "n")}
}

// outcome is what an operation that is done gave: values and an error.
type outcome struct {
	values []int
	err    error
}

// waiting is an operation of the model that is not done.
type waiting struct {
	done     atomic.Pointer[outcome] // of the real one, nil until done
	handle   int                     // of a send
	value    int                     // of a send
	deadline time.Time
	max      int // of a batch
}

type model struct {
	bound     int
	queue     []int
	sends     []*waiting
	recvs     []*waiting
	open      []bool // sender handles
	rxClosed  bool
	expected  map[*waiting]outcome
	connected int
}

// runModel returns what is wrong, or "".
func runModel(t *testing.T, bound int, steps []step) string {
	tx, rx := open[int](bound)
	handles := []sender[int]{tx}
	m := &model{bound: bound, open: []bool{true}, expected: make(map[*waiting]outcome), connected: 1}
	next := 0
	var all []*waiting
	start := func(w *waiting, op func() outcome) {
		all = append(all, w)
		go func() {
			o := op()
			w.done.Store(&o)
		}()
		synctest.Wait()
	}
	for _, s := range steps {
		h := s.handle % len(handles)
		w := &waiting{handle: h, value: next, max: 1}
		timeout := time.Duration(s.n) * time.Second
		switch s.kind {
		case stepSend, stepTrySend, stepSendTimeout:
			next++
			v := w.value
			if s.kind == stepSendTimeout {
				w.deadline = time.Now().Add(timeout)
			}
			m.send(w, s.kind == stepTrySend && bound != noBound)
			start(w, func() outcome {
				switch bounded, ok := handles[h].(boundedSender[int]); {
				case ok && s.kind == stepTrySend:
					return sent(v, bounded.TrySend(v))
				case ok && s.kind == stepSendTimeout:
					ctx, cancel := context.WithTimeout(t.Context(), timeout)
					defer cancel()
					return sent(v, bounded.SendContext(ctx, v))
				}
				return sent(v, handles[h].Send(v))
			})
		case stepRecv, stepRecvTimeout:
			if s.kind == stepRecvTimeout {
				w.deadline = time.Now().Add(timeout)
			}
			m.recv(w, true)
			start(w, func() outcome {
				if s.kind == stepRecv {
					return received(rx.Recv())
				}
				return received(rx.RecvTimeout(timeout))
			})
		case stepTryRecv:
			m.recv(w, false)
			start(w, func() outcome { return received(rx.TryRecv()) })
		case stepRecvBatch:
			// One that waits would get more or less of what comes at once, so the
			// model only knows batches of what is there.
			if len(m.queue)+len(m.sends) == 0 && m.idle() == mpsc.ErrEmpty {
				continue
			}
			w.max = s.n
			m.recv(w, true)
			start(w, func() outcome {
				buf := make([]int, s.n)
				n, err := rx.RecvBatch(buf)
				return outcome{buf[:n], err}
			})
		case stepReady:
			// Only one direction is promised: what can be received is announced.
			if m.idle() != mpsc.ErrEmpty || len(m.queue)+len(m.sends) > 0 {
				select {
				case <-rx.Ready():
				default:
					return "not ready"
				}
			} else {
				rx.Ready()
			}
		case stepTime:
			m.sleep(time.Now().Add(timeout))
			time.Sleep(timeout)
			synctest.Wait()
		case stepClone:
			if len(handles) < 4 {
				handles = append(handles, handles[h].clone())
				m.open = append(m.open, m.open[h])
				if m.open[h] {
					m.connected++
				}
			}
		case stepCloseSender:
			m.closeSender(h)
			handles[h].Close()
			synctest.Wait()
		case stepCloseReceiver:
			m.closeReceiver()
			rx.Close()
			synctest.Wait()
		}
		for _, w := range all {
			want, over := m.expected[w]
			got := w.done.Load()
			switch {
			case over != (got != nil):
				return "an operation is done, or waits, against the model"
			case over && (!slices.Equal(want.values, got.values) || !errors.Is(got.err, want.err)):
				t.Logf("got %v, %v; want %v, %v", got.values, got.err, want.values, want.err)
				return "another outcome than the model's"
			}
		}
	}
	rx.Close()
	for _, h := range handles {
		h.Close()
	}
	return ""
}

// sent checks that a failed send gave its value back.
func sent(v int, err error) outcome {
	var unsent *mpsc.SendError[int]
	if err != nil && (!errors.As(err, &unsent) || unsent.Value != v) {
		return outcome{nil, errors.New("value lost")}
	}
	return outcome{nil, err}
}

func received(v int, err error) outcome {
	if err != nil {
		return outcome{nil, err}
	}
	return outcome{[]int{v}, nil}
}

func (m *model) end(w *waiting, err error, values ...int) { m.expected[w] = outcome{values, err} }

func (m *model) send(w *waiting, try bool) {
	switch {
	case !m.open[w.handle]:
		m.end(w, mpsc.ErrClosed)
	case m.rxClosed:
		m.end(w, mpsc.ErrDisconnected)
	case len(m.recvs) > 0:
		m.end(m.recvs[0], nil, w.value)
		m.recvs = m.recvs[1:]
		m.end(w, nil)
	case m.bound == noBound || len(m.queue) < m.bound:
		m.queue = append(m.queue, w.value)
		m.end(w, nil)
	case try:
		m.end(w, mpsc.ErrFull)
	default:
		m.sends = append(m.sends, w)
	}
}

func (m *model) idle() error {
	switch {
	case m.rxClosed:
		return mpsc.ErrClosed
	case m.connected == 0:
		return mpsc.ErrDisconnected
	}
	return mpsc.ErrEmpty
}

func (m *model) recv(w *waiting, wait bool) {
	var got []int
	for len(got) < w.max {
		if len(m.queue) > 0 {
			got = append(got, m.queue[0])
			m.queue = m.queue[1:]
			if len(m.sends) > 0 {
				m.queue = append(m.queue, m.admit())
			}
		} else if len(m.sends) > 0 {
			got = append(got, m.admit())
		} else {
			break
		}
	}
	switch err := m.idle(); {
	case len(got) > 0:
		m.end(w, nil, got...)
	case err == mpsc.ErrEmpty && wait:
		m.recvs = append(m.recvs, w)
	default:
		m.end(w, err)
	}
}

// admit ends the first send that waits.
func (m *model) admit() int {
	w := m.sends[0]
	m.sends = m.sends[1:]
	m.end(w, nil)
	return w.value
}

func (m *model) sleep(until time.Time) {
	late := func(err error) func(*waiting) bool {
		return func(w *waiting) bool {
			if w.deadline.IsZero() || w.deadline.After(until) {
				return false
			}
			m.end(w, err)
			return true
		}
	}
	m.sends = slices.DeleteFunc(m.sends, late(context.DeadlineExceeded))
	m.recvs = slices.DeleteFunc(m.recvs, late(mpsc.ErrTimeout))
}

func (m *model) closeSender(h int) {
	if !m.open[h] {
		return
	}
	m.open[h] = false
	m.connected--
	m.sends = slices.DeleteFunc(m.sends, func(w *waiting) bool {
		if w.handle == h {
			m.end(w, mpsc.ErrClosed)
		}
		return w.handle == h
	})
	if m.connected == 0 {
		for _, w := range m.recvs {
			m.end(w, mpsc.ErrDisconnected)
		}
		m.recvs = nil
	}
}

func (m *model) closeReceiver() {
	m.rxClosed = true
	m.queue = nil
	for _, w := range m.sends {
		m.end(w, mpsc.ErrDisconnected)
	}
	for _, w := range m.recvs {
		m.end(w, mpsc.ErrClosed)
	}
	m.sends, m.recvs = nil, nil
}
