package mpsc

import "sync"

// core is what both flavours have in common: who is connected and which receives
// wait.
//
// Nobody waits for long on its lock: every wait happens on a waiter's token.
type core[T any] struct {
	mu      sync.Mutex
	senders int  // open sender handles
	closed  bool // the receiver was closed

	// receivers holds receives that wait. Invariant: it is empty whenever a
	// message is queued or a send waits, so a message handed to its first
	// waiter overtakes none.
	receivers waitlist[T]

	ready readiness

	// Waiters between two waits. Receives share one slot, each sender handle
	// has its own, and what finds its slot taken goes to the free list.
	spare slot[T]
	free  *waiter[T]
	nfree int
}

// maxFree bounds the free list; waiters beyond it are left to the collector.
const maxFree = 256

// acquire returns a waiter for a wait that begins. It needs the lock.
func (c *core[T]) acquire(own *slot[T]) *waiter[T] {
	if w := own.get(); w != nil {
		return w
	}
	if w := c.free; w != nil {
		c.free, w.next = w.next, nil
		c.nfree--
		return w
	}
	return newWaiter[T]()
}

// recycle takes back a waiter whose wait is over. It takes the lock if it must.
func (c *core[T]) recycle(w *waiter[T], own *slot[T]) {
	w.reset()
	if own.put(w) {
		return
	}
	c.mu.Lock()
	if c.nfree < maxFree {
		c.free, w.next = w, c.free
		c.nfree++
	}
	c.mu.Unlock()
}

// handOff gives v to the first receive that waits. It needs the lock, and if it
// returns a waiter, the caller releases that after giving up the lock.
func (c *core[T]) handOff(v T) *waiter[T] {
	w := c.receivers.pop()
	if w != nil {
		w.value = v
	}
	return w
}

// idle is the reason why a receive found nothing: ErrClosed, ErrDisconnected, or
// ErrEmpty. It needs the lock.
func (c *core[T]) idle() error {
	switch {
	case c.closed:
		return ErrClosed
	case c.senders == 0:
		return ErrDisconnected
	}
	return ErrEmpty
}

// refusal is the reason why a handle cannot send at all, or nil. It needs the
// lock.
func (c *core[T]) refusal(handleClosed bool) error {
	switch {
	case handleClosed:
		return ErrClosed
	case c.closed:
		return ErrDisconnected
	}
	return nil
}

// leave counts off one sender handle, and says which receives end by it. It
// needs the lock.
func (c *core[T]) leave() *waiter[T] {
	c.senders--
	if c.senders > 0 {
		return nil
	}
	c.ready.notify()
	return c.receivers.drain(nil)
}

// withdraw ends the wait of w on l unless it was released already.
func (c *core[T]) withdraw(w *waiter[T], l *waitlist[T]) bool {
	c.mu.Lock()
	ok := l.remove(w)
	c.mu.Unlock()
	return ok
}

// awaitOr waits until w, queued on l, is released, or until stop delivers. It
// reports whether w was released, in which case its outcome stands.
func awaitOr[T, S any](c *core[T], l *waitlist[T], w *waiter[T], stop <-chan S) bool {
	select {
	case <-w.token:
		return true
	case <-stop:
		if c.withdraw(w, l) {
			return false
		}
		<-w.token
		return true
	}
}

func (c *core[T]) shared() *core[T] { return c }
