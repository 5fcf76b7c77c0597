package mpsc

import "context"

// bounded is the channel behind a SyncSender: a ring under a lock, beside two
// lists of waiters. A value goes into the ring only if no receive waits, and a
// send waits only if the ring is full; so at most one of the lists is in use.
type bounded[T any] struct {
	core[T]
	bound int
	queue ring[T]
	// blocked holds sends that wait. Invariant: it is empty unless the queue is
	// full, since whoever makes room moves the first one's value in.
	blocked waitlist[T]
}

func newBounded[T any](bound int) *bounded[T] {
	ch := &bounded[T]{bound: bound}
	ch.spare.put(newWaiter[T]())
	return ch
}

// offer is all of a send that need not wait. It returns a waiter in the queue
// of blocked sends if wait is set and there is no room.
func (ch *bounded[T]) offer(h *SyncSender[T], v T, wait bool) (*waiter[T], error) {
	ch.mu.Lock()
	if reason := ch.refusal(h.closed); reason != nil {
		ch.mu.Unlock()
		return nil, reason
	}
	if w := ch.handOff(v); w != nil {
		ch.mu.Unlock()
		w.release()
		return nil, nil
	}
	if ch.queue.n < ch.bound {
		ch.queue.push(v)
		ch.ready.notify()
		ch.mu.Unlock()
		return nil, nil
	}
	if !wait {
		ch.mu.Unlock()
		return nil, ErrFull
	}
	w := ch.acquire(&h.spare)
	w.value, w.sender = v, h
	ch.blocked.push(w)
	ch.ready.notify()
	ch.mu.Unlock()
	return w, nil
}

func (ch *bounded[T]) send(h *SyncSender[T], v T) error {
	w, err := ch.offer(h, v, true)
	if err != nil {
		return notSent(v, err)
	}
	if w == nil {
		return nil
	}
	<-w.token
	return ch.settle(h, w)
}

func (ch *bounded[T]) sendContext(ctx context.Context, h *SyncSender[T], v T) error {
	if ended := ctx.Err(); ended != nil {
		ch.mu.Lock()
		reason := ch.refusal(h.closed)
		ch.mu.Unlock()
		if reason == nil {
			reason = ended
		}
		return notSent(v, reason)
	}
	w, err := ch.offer(h, v, true)
	if err != nil {
		return notSent(v, err)
	}
	if w == nil {
		return nil
	}
	if !awaitOr(&ch.core, &ch.blocked, w, ctx.Done()) {
		w.err = ctx.Err()
	}
	return ch.settle(h, w)
}

// settle ends a blocked send whose outcome stands.
func (ch *bounded[T]) settle(h *SyncSender[T], w *waiter[T]) error {
	var err error
	if w.err != nil {
		err = notSent(w.value, w.err)
	}
	ch.recycle(w, &h.spare)
	return err
}

// take removes one message. If there is none it returns the reason, and for
// ErrEmpty a queued waiter if wait is set.
func (ch *bounded[T]) take(wait bool) (v T, w *waiter[T], err error) {
	ch.mu.Lock()
	var sender *waiter[T]
	if ch.queue.n > 0 {
		v = ch.queue.pop()
		if sender = ch.blocked.pop(); sender != nil {
			ch.queue.push(sender.value)
		}
	} else if sender = ch.blocked.pop(); sender != nil {
		v = sender.value
	} else if err = ch.idle(); err == ErrEmpty && wait {
		w = ch.acquire(&ch.spare)
		ch.receivers.push(w)
	}
	if ch.ready.wanted() {
		ch.ready.update(ch.receivable())
	}
	ch.mu.Unlock()
	if sender != nil {
		sender.release()
	}
	return v, w, err
}

// takeMany is take for as many messages as fit into dst, which is not empty.
func (ch *bounded[T]) takeMany(dst []T, wait bool) (n int, w *waiter[T], err error) {
	ch.mu.Lock()
	var senders waitlist[T]
	for {
		n += ch.queue.popInto(dst[n:])
		admitted := ch.admit(&senders)
		if n == len(dst) || !admitted && ch.blocked.first == nil {
			break
		}
		if ch.bound == 0 {
			s := ch.blocked.pop()
			dst[n] = s.value
			n++
			senders.push(s)
		}
	}
	if n == 0 {
		if err = ch.idle(); err == ErrEmpty && wait {
			w = ch.acquire(&ch.spare)
			ch.receivers.push(w)
		}
	}
	if ch.ready.wanted() {
		ch.ready.update(ch.receivable())
	}
	released := senders.drain(nil)
	ch.mu.Unlock()
	releaseAll(released, nil)
	return n, w, err
}

// admit moves the values of blocked sends into the queue while there is room,
// and their waiters onto the list. It reports whether there was any.
func (ch *bounded[T]) admit(released *waitlist[T]) bool {
	any := false
	for ch.queue.n < ch.bound {
		w := ch.blocked.pop()
		if w == nil {
			break
		}
		ch.queue.push(w.value)
		released.push(w)
		any = true
	}
	return any
}

// receivable reports whether a receive would return at once. It needs the lock.
func (ch *bounded[T]) receivable() bool {
	return ch.queue.n > 0 || ch.blocked.first != nil || ch.senders == 0 || ch.closed
}

func (ch *bounded[T]) watch() <-chan struct{} {
	ch.mu.Lock()
	defer ch.mu.Unlock()
	token := ch.ready.watch()
	ch.ready.update(ch.receivable())
	return token
}

// closeReceiver drops what is queued, gives blocked sends their values back and
// ends waiting receives.
func (ch *bounded[T]) closeReceiver() {
	ch.mu.Lock()
	ch.closed = true
	ch.queue = ring[T]{}
	senders := ch.blocked.drain(nil)
	receivers := ch.receivers.drain(nil)
	ch.ready.notify()
	ch.mu.Unlock()
	releaseAll(senders, ErrDisconnected)
	releaseAll(receivers, ErrClosed)
}

// closeSender ends the handle and the sends that wait on it.
func (ch *bounded[T]) closeSender(h *SyncSender[T]) {
	ch.mu.Lock()
	if h.closed {
		ch.mu.Unlock()
		return
	}
	h.closed = true
	own := ch.blocked.drain(func(w *waiter[T]) bool { return w.sender != h })
	receivers := ch.leave()
	ch.mu.Unlock()
	releaseAll(own, ErrClosed)
	releaseAll(receivers, ErrDisconnected)
}
