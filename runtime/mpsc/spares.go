package mpsc

import "sync/atomic"

// spares keeps waiters between two waits, so that waiting in a steady state
// allocates nothing. Receives share one slot, each sender handle has its own,
// and what finds its slot taken goes to the list, which the channel's lock
// guards.
type spares[T any] struct {
	receive slot[T]
	list    *waiter[T]
	n       int
}

// maxSpares bounds the list; waiters beyond it are left to the collector.
const maxSpares = 256

// get returns a waiter for a wait that begins. It needs mu.
func (s *spares[T]) get(own *slot[T]) *waiter[T] {
	if w := own.get(); w != nil {
		return w
	}
	if w := s.list; w != nil {
		s.list, w.next = w.next, nil
		s.n--
		return w
	}
	return newWaiter[T]()
}

// recycle takes back a waiter whose wait is over. It takes mu if it must.
func (ch *channel[T]) recycle(w *waiter[T], own *slot[T]) {
	w.reset()
	if own.put(w) {
		return
	}
	ch.mu.Lock()
	if s := &ch.spare; s.n < maxSpares {
		s.list, w.next = w, s.list
		s.n++
	}
	ch.mu.Unlock()
}

// A slot holds one waiter or none.
type slot[T any] struct{ w atomic.Pointer[waiter[T]] }

func (s *slot[T]) get() *waiter[T] {
	if s.w.Load() == nil {
		return nil
	}
	return s.w.Swap(nil)
}

// put reports whether there was room.
func (s *slot[T]) put(w *waiter[T]) bool { return s.w.CompareAndSwap(nil, w) }
