package mpsc

import (
	"runtime"
	"sync"
)

// unbounded is the channel behind a Sender. Senders append to the inbox under
// the lock; receives take from the outbox under a lock of their own, and need
// the other one only to exchange the exhausted outbox for the inbox.
//
// Lock order: reading before mu. A receive waits only if both boxes are empty,
// and holds neither lock while it does.
type unbounded[T any] struct {
	core[T]
	in inbox[T]

	_ [64]byte // receiving does not disturb the senders' cache line

	reading sync.Mutex
	out     outbox[T]
	// watched says that Ready was called, so that receives must keep its
	// promise. It is guarded by reading.
	watched bool
}

func newUnbounded[T any]() *unbounded[T] {
	ch := &unbounded[T]{}
	ch.spare.put(newWaiter[T]())
	return ch
}

// A sender yields its processor at every yieldEvery-th message of a chunk while
// more than yieldBacklog chunks are waiting: the cost of a message is the cost
// of the cache that it is found in.
const (
	yieldEvery   = 128
	yieldBacklog = 4
)

func (ch *unbounded[T]) send(h *Sender[T], v T) error {
	ch.mu.Lock()
	if reason := ch.refusal(h.closed); reason != nil {
		ch.mu.Unlock()
		return notSent(v, reason)
	}
	if w := ch.handOff(v); w != nil {
		ch.mu.Unlock()
		w.release()
		return nil
	}
	ch.in.push(v)
	ch.ready.notify()
	yield := len(ch.in.full) > yieldBacklog && len(ch.in.tail)%yieldEvery == 0
	ch.mu.Unlock()
	if yield {
		runtime.Gosched()
	}
	return nil
}

// take removes one message. If there is none it returns the reason, and for
// ErrEmpty a queued waiter if wait is set.
func (ch *unbounded[T]) take(wait bool) (v T, w *waiter[T], err error) {
	ch.reading.Lock()
	if !ch.out.empty() || ch.out.turn() {
		v = ch.out.pop()
	} else if w, err = ch.refill(wait); err == nil {
		v = ch.out.pop()
	}
	if ch.watched {
		ch.rearm()
	}
	ch.reading.Unlock()
	return v, w, err
}

// takeMany is take for as many messages as fit into dst, which is not empty.
func (ch *unbounded[T]) takeMany(dst []T, wait bool) (n int, w *waiter[T], err error) {
	ch.reading.Lock()
	for n < len(dst) {
		if ch.out.empty() && !ch.out.turn() {
			if w, err = ch.refill(wait && n == 0); err != nil {
				break
			}
		}
		n += ch.out.popInto(dst[n:])
	}
	if n > 0 {
		err = nil
	}
	if ch.watched {
		ch.rearm()
	}
	ch.reading.Unlock()
	return n, w, err
}

// refill exchanges the outbox for the inbox. If that is empty too, it returns
// the reason and perhaps a waiter, as take does. It needs the reading lock.
func (ch *unbounded[T]) refill(wait bool) (w *waiter[T], err error) {
	ch.mu.Lock()
	if !ch.out.takeOver(&ch.in) {
		if err = ch.idle(); err == ErrEmpty && wait {
			w = ch.acquire(&ch.spare)
			ch.receivers.push(w)
		}
	}
	ch.mu.Unlock()
	return w, err
}

// rearm keeps the promise of Ready. It needs the reading lock.
func (ch *unbounded[T]) rearm() {
	ch.mu.Lock()
	ch.ready.update(!ch.out.empty() || ch.out.next < len(ch.out.later) ||
		!ch.in.empty() || ch.senders == 0 || ch.closed)
	ch.mu.Unlock()
}

func (ch *unbounded[T]) watch() <-chan struct{} {
	ch.reading.Lock()
	defer ch.reading.Unlock()
	ch.mu.Lock()
	token := ch.ready.watch()
	ch.mu.Unlock()
	ch.watched = true
	ch.rearm()
	return token
}

// closeReceiver drops what is queued and ends waiting receives.
func (ch *unbounded[T]) closeReceiver() {
	ch.reading.Lock()
	ch.mu.Lock()
	ch.closed = true
	ch.in, ch.out = inbox[T]{}, outbox[T]{}
	receivers := ch.receivers.drain(nil)
	ch.ready.notify()
	ch.mu.Unlock()
	ch.reading.Unlock()
	releaseAll(receivers, ErrClosed)
}

func (ch *unbounded[T]) closeSender(h *Sender[T]) {
	ch.mu.Lock()
	if h.closed {
		ch.mu.Unlock()
		return
	}
	h.closed = true
	receivers := ch.leave()
	ch.mu.Unlock()
	releaseAll(receivers, ErrDisconnected)
}
