package mpsc

import "sync/atomic"

// spares keeps waiters between two waits, so that waiting in a steady state
// allocates nothing. Receives share a slot, each sender handle has its own, and
// what finds its slot in use comes from the list. The channel's lock guards all
// of them.
type spares[T any] struct {
	receive slot[T]
	list    *waiter[T]
	n       int
}

// A slot owns a waiter, once there was a wait, that is in use or idle.
type slot[T any] struct{ w *waiter[T] }

// fill makes the waiter of an empty slot.
func (s *slot[T]) fill() *waiter[T] {
	s.w = newWaiter[T]()
	s.w.owned = true
	return s.w
}

// maxSpares bounds the list; waiters beyond it are left to the collector.
const maxSpares = 256

// get returns a waiter for a wait that begins. It needs mu.
func (s *spares[T]) get(own *slot[T]) *waiter[T] {
	w := own.w
	switch {
	case w == nil:
		w = own.fill()
	case atomic.LoadUint32(&w.state) == waitIdle:
	case s.list != nil:
		w = s.list
		s.list, w.next = w.next, nil
		s.n--
	default:
		w = newWaiter[T]()
	}
	w.state = waitQueued
	return w
}

// recycle takes back a waiter whose wait is over. It takes mu if it must.
func (ch *channel[T]) recycle(w *waiter[T]) {
	w.forget()
	if w.owned {
		atomic.StoreUint32(&w.state, waitIdle)
		return
	}
	ch.mu.Lock()
	if s := &ch.spare; s.n < maxSpares {
		s.list, w.next = w, s.list
		s.n++
	}
	ch.mu.Unlock()
}
