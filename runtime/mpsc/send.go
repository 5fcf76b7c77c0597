package mpsc

import "unsafe"

// On an unbounded channel a sender yields its processor after every yieldBytes of
// messages while more than yieldBacklog bytes are waiting: the receiver is the
// faster the more of the queue it finds in its cache. Sizes count, not numbers,
// and many senders take turns between two turns of the receiver.
const (
	yieldBytes   = 1 << 10
	yieldBacklog = 64 << 10
)

// yieldEvery is the number of messages between two looks at the backlog.
func yieldEvery[T any]() int {
	var v T
	return min(max(yieldBytes/max(1, int(unsafe.Sizeof(v))), 8), 128)
}

// send is all of a send that need not wait. Where it would have to, it returns a
// waiter among the blocked sends if wait is set, and ErrFull if not.
//
// It takes the value by its address, and keeps a copy at most, to spare large
// values the way through the registers.
func (ch *channel[T]) send(h *senderHandle[T], v *T, wait bool) (*waiter[T], error) {
	ch.mu.Lock()
	if in := &ch.in; ch.credit > 0 && !h.closed && in.n < len(in.tail) {
		ch.credit--
		in.tail[in.n] = *v
		in.n++
		ch.mu.Unlock()
		return nil, nil
	}
	return ch.sendSlowly(h, v, wait)
}

// sendSlowly is send after the credit, or the chunk, has run out. It unlocks mu.
func (ch *channel[T]) sendSlowly(h *senderHandle[T], v *T, wait bool) (*waiter[T], error) {
	if ch.credit > 0 && !h.closed {
		ch.credit--
		ch.in.push(v)
		ch.mu.Unlock()
		return nil, nil
	}
	if done, err := ch.sendWithoutRoom(h, v); done {
		return nil, err
	}
	if ch.bound == unbounded {
		ch.ready.notify()
		ch.extend(0)
		ch.credit--
		ch.in.push(v)
		yield := ch.in.backlog() > yieldBacklog
		ch.mu.Unlock()
		if yield {
			ch.yields.yield()
		}
		return nil, nil
	}
	if ch.bound > 0 && ch.blocked.first == nil {
		// The room can be counted only together with the outbox. Behind a
		// send that waits there is none, and attend is set.
		linger := wait && ch.roomy()
		ch.mu.Unlock()
		if linger {
			// The more the receiver takes meanwhile, the longer the next credit.
			ch.yields.yield()
		}
		return ch.sendCounting(h, v, wait)
	}
	return ch.block(h, v, wait)
}

// sendWithoutRoom ends a send to which it does not matter whether there is room: it
// is refused, or a receive waits for it. If so, it unlocks mu.
func (ch *channel[T]) sendWithoutRoom(h *senderHandle[T], v *T) (done bool, err error) {
	if err := ch.refusal(h.closed); err != nil {
		ch.mu.Unlock()
		return true, err
	}
	w := ch.receivers.pop()
	if w == nil {
		return false, nil
	}
	ch.extend(0)
	ch.mu.Unlock()
	w.value = *v
	w.release()
	return true, nil
}

// sendCounting is sendSlowly with both locks, for a bound above zero.
func (ch *channel[T]) sendCounting(h *senderHandle[T], v *T, wait bool) (*waiter[T], error) {
	ch.reading.Lock()
	defer ch.reading.Unlock()
	ch.mu.Lock()
	if done, err := ch.sendWithoutRoom(h, v); done {
		return nil, err
	}
	if queued := ch.queued(); queued < ch.bound {
		ch.ready.notify()
		ch.extend(queued)
		ch.credit--
		ch.in.push(v)
		ch.mu.Unlock()
		return nil, nil
	}
	ch.attend = ch.attend || wait
	return ch.block(h, v, wait)
}

// block queues a send that found no room. It unlocks mu.
func (ch *channel[T]) block(h *senderHandle[T], v *T, wait bool) (*waiter[T], error) {
	if !wait {
		ch.mu.Unlock()
		return nil, ErrFull
	}
	w := ch.spare.get(&h.spare)
	w.value, w.handle = *v, h
	ch.blocked.push(w)
	ch.ready.notify()
	ch.mu.Unlock()
	return w, nil
}

// settleSend ends a blocked send whose outcome stands.
func (ch *channel[T]) settleSend(w *waiter[T]) error {
	var err error
	if w.err != nil {
		err = notSent(w.value, w.err)
	}
	ch.recycle(w)
	return err
}
