package mpsc

import (
	"sync/atomic"
	"time"
)

// A waiter is one goroutine's wait for a message or for room. It is released
// exactly once, by whoever removes it from its waitlist: that side fills in the
// outcome first. A goroutine that gives up removes its waiter itself; if it comes
// too late for that, the release is under way and must be awaited, because the
// outcome stands.
//
// A goroutine parks on a token, in a channel because that is what a
// testing/synctest bubble recognises as durably blocking. Released before it has
// parked, it needs none.
type waiter[T any] struct {
	token   chan struct{}
	bubbled bool   // the token belongs to a bubble
	owned   bool   // by a slot
	state   uint32 // waitQueued and so on, atomic

	value T     // what a receive gets, what a send gives
	err   error // why it was released without

	handle *senderHandle[T] // whose send this is; nil for a receive

	prev, next *waiter[T]
	list       *waitlist[T] // nil unless queued

	waits uint // how often this waiter was used, for yieldTimed

	timer *time.Timer // made by the first wait that needs it
}

func newWaiter[T any]() *waiter[T] {
	return &waiter[T]{token: make(chan struct{}, 1), bubbled: inBubble()}
}

const (
	waitIdle     = iota // in its slot
	waitQueued          // or about to be, or just withdrawn
	waitParked          // the goroutine takes the token
	waitReleased        // the outcome stands
)

// release must be called by the side that removed w, and last: w may be in use
// for another wait as soon as its goroutine sees it.
func (w *waiter[T]) release() {
	if atomic.SwapUint32(&w.state, waitReleased) == waitParked {
		w.token <- struct{}{}
	}
}

// parks reports whether w must be awaited at its token; if not, it was released.
func (w *waiter[T]) parks() bool {
	return atomic.LoadUint32(&w.state) != waitReleased &&
		atomic.CompareAndSwapUint32(&w.state, waitQueued, waitParked)
}

// forget drops what could keep memory alive.
func (w *waiter[T]) forget() {
	var zero T
	w.value, w.err, w.handle, w.next = zero, nil, nil, nil
}

// startTimer returns a channel that delivers after d.
func (w *waiter[T]) startTimer(d time.Duration) <-chan time.Time {
	if w.timer == nil {
		w.timer = time.NewTimer(d)
	} else {
		w.timer.Reset(d)
	}
	return w.timer.C
}

func (w *waiter[T]) stopTimer() {
	if !w.timer.Stop() {
		// Only with GODEBUG=asynctimerchan=1 can a stale tick be left here.
		select {
		case <-w.timer.C:
		default:
		}
	}
}

// A waitlist is a first-in, first-out queue of waiters, guarded by the lock of
// its channel.
type waitlist[T any] struct{ first, last *waiter[T] }

func (l *waitlist[T]) push(w *waiter[T]) {
	w.list, w.prev, w.next = l, l.last, nil
	if l.last == nil {
		l.first = w
	} else {
		l.last.next = w
	}
	l.last = w
}

// pop removes the first waiter, or returns nil.
func (l *waitlist[T]) pop() *waiter[T] {
	w := l.first
	if w != nil {
		l.unlink(w)
	}
	return w
}

// remove reports whether w was still queued.
func (l *waitlist[T]) remove(w *waiter[T]) bool {
	if w.list != l {
		return false
	}
	l.unlink(w)
	return true
}

func (l *waitlist[T]) unlink(w *waiter[T]) {
	if w.prev == nil {
		l.first = w.next
	} else {
		w.prev.next = w.next
	}
	if w.next == nil {
		l.last = w.prev
	} else {
		w.next.prev = w.prev
	}
	w.list, w.prev, w.next = nil, nil, nil
}

// drain removes the waiters of which keep does not hold and returns them. A nil
// keep holds of none.
func (l *waitlist[T]) drain(keep func(*waiter[T]) bool) *waiter[T] {
	var removed chain[T]
	for w := l.first; w != nil; {
		next := w.next
		if keep == nil || !keep(w) {
			l.unlink(w)
			removed.add(w)
		}
		w = next
	}
	return removed.first
}

// A chain links waiters that were removed and are to be released.
type chain[T any] struct{ first, last *waiter[T] }

func (c *chain[T]) add(w *waiter[T]) {
	if c.first == nil {
		c.first = w
	} else {
		c.last.next = w
	}
	c.last = w
}

// releaseAll releases a chain of waiters with the same outcome.
func releaseAll[T any](w *waiter[T], outcome error) {
	for w != nil {
		next := w.next // gone once w is released
		w.next, w.err = nil, outcome
		w.release()
		w = next
	}
}
