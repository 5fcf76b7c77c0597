package mpsc

// take moves one message to *v. If there is none it returns the reason, and if
// that is ErrEmpty and wait is set, a waiter among the receives that wait.
func (ch *channel[T]) take(v *T, wait bool) (*waiter[T], error) {
	if ch.meets {
		return ch.meet(v, wait)
	}
	ch.reading.Lock()
	if !ch.out.empty() && !ch.attend {
		ch.out.pop(v)
		ch.reading.Unlock()
		return nil, nil
	}
	return ch.takeSlowly(v, wait)
}

// takeSlowly is take where more is to do than to look into the outbox. It
// unlocks reading.
func (ch *channel[T]) takeSlowly(v *T, wait bool) (w *waiter[T], err error) {
	for ch.out.empty() && !ch.out.turn() {
		linger := wait && ch.linger()
		if w, err = ch.exchange(wait && !linger); err == nil {
			break
		}
		ch.reading.Unlock()
		if !linger || err != ErrEmpty {
			return w, err
		}
		ch.yields.yield()
		ch.reading.Lock()
	}
	ch.out.pop(v)
	var admitted *waiter[T]
	if ch.attend {
		admitted = ch.look(1)
	}
	ch.reading.Unlock()
	releaseAll(admitted, nil)
	return nil, nil
}

// A receive that finds nothing yields its processor before it waits, up to
// maxPatience times after messages came in numbers: when senders keep up a
// stream, that is cheaper for them than to wake the receiver again and again.
// Not so where many senders share little room: they would all block meanwhile.
const (
	streaming   = 32
	maxPatience = 2
)

// roomy reports whether no sender is soon in want of room. It needs mu.
func (ch *channel[T]) roomy() bool { return ch.bound/streaming >= ch.senders }

// linger reports whether to yield once more. It needs the reading lock.
func (ch *channel[T]) linger() bool {
	if ch.patience == 0 || !ch.yields.cheap() {
		return false
	}
	ch.patience--
	return true
}

// exchange takes over the inbox. If that is empty too, it returns the reason and
// perhaps a waiter, as take does. It needs the reading lock.
func (ch *channel[T]) exchange(wait bool) (w *waiter[T], err error) {
	ch.mu.Lock()
	defer ch.mu.Unlock()
	if ch.out.takeOver(&ch.in) {
		if len(ch.out.chunk) >= streaming && ch.roomy() {
			ch.patience = maxPatience
		}
		if ch.bound != unbounded {
			ch.extend(ch.queued())
		}
		return nil, nil
	}
	if err = ch.idle(); err == ErrEmpty && wait {
		w = ch.await()
	}
	ch.rearm()
	return w, err
}

// await queues a receive that found nothing. It needs mu.
func (ch *channel[T]) await() *waiter[T] {
	w := ch.spare.get(&ch.spare.receive)
	ch.receivers.push(w)
	ch.credit = 0
	return w
}

// look does what attend asks for after up to n messages were received: it moves
// the values of that many blocked sends into the inbox and returns their
// waiters. It needs the reading lock.
func (ch *channel[T]) look(n int) *waiter[T] {
	ch.mu.Lock()
	defer ch.mu.Unlock()
	var admitted chain[T]
	for ; n > 0; n-- {
		w := ch.blocked.pop()
		if w == nil {
			break
		}
		ch.in.push(&w.value)
		admitted.add(w)
	}
	ch.attend = ch.blocked.first != nil || ch.ready.wanted()
	ch.rearm()
	return admitted.first
}

// meet is take for a bound of zero.
func (ch *channel[T]) meet(v *T, wait bool) (w *waiter[T], err error) {
	ch.mu.Lock()
	sender := ch.blocked.pop()
	if sender == nil {
		if err = ch.idle(); err == ErrEmpty && wait {
			w = ch.await()
		}
	}
	ch.rearm()
	ch.mu.Unlock()
	if sender != nil {
		*v = sender.value
		sender.release()
	}
	return w, err
}

// takeMany is take for as many messages as fit into dst, which is not empty.
func (ch *channel[T]) takeMany(dst []T, wait bool) (n int, w *waiter[T], err error) {
	if ch.meets {
		return ch.meetMany(dst, wait)
	}
	ch.reading.Lock()
	for n < len(dst) {
		if ch.out.empty() && !ch.out.turn() {
			linger := wait && n == 0 && ch.linger()
			w, err = ch.exchange(wait && n == 0 && !linger)
			if linger && err == ErrEmpty {
				ch.reading.Unlock()
				ch.yields.yield()
				ch.reading.Lock()
				continue
			}
			if err != nil {
				break
			}
		}
		k := ch.out.popInto(dst[n:])
		n += k
		if ch.attend {
			releaseAll(ch.look(k), nil)
		}
	}
	ch.reading.Unlock()
	if n > 0 {
		err = nil
	}
	return n, w, err
}

// meetMany is takeMany for a bound of zero.
func (ch *channel[T]) meetMany(dst []T, wait bool) (n int, w *waiter[T], err error) {
	ch.mu.Lock()
	var senders chain[T]
	for n < len(dst) {
		s := ch.blocked.pop()
		if s == nil {
			break
		}
		dst[n] = s.value
		n++
		senders.add(s)
	}
	if n == 0 {
		if err = ch.idle(); err == ErrEmpty && wait {
			w = ch.await()
		}
	}
	ch.rearm()
	ch.mu.Unlock()
	releaseAll(senders.first, nil)
	return n, w, err
}

// settleReceive ends a wait whose outcome stands.
func (ch *channel[T]) settleReceive(w *waiter[T], v *T) error {
	err := w.err
	if err == nil {
		*v = w.value
	}
	ch.recycle(w)
	return err
}
