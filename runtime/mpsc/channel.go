package mpsc

import "math"

// Channel makes an unbounded channel. Sends on it never wait; messages that were
// not received yet are kept in memory, so something else must keep the senders
// from running ahead for ever. It is Rust's channel.
func Channel[T any]() (*Sender[T], *Receiver[T]) {
	ch := newChannel[T](unbounded)
	return newSender(ch, false), newReceiver(ch)
}

// SyncChannel makes a channel that holds at most bound messages; a send on a
// full one waits. With a bound of zero every send waits for a receive to take
// its value. Memory is allocated as messages queue up, not for the whole bound
// at once. SyncChannel panics if bound is negative. It is Rust's sync_channel.
func SyncChannel[T any](bound int) (*SyncSender[T], *Receiver[T]) {
	if bound < 0 {
		panic("mpsc: SyncChannel: negative bound")
	}
	ch := newChannel[T](bound)
	return newSyncSender(ch, false), newReceiver(ch)
}

// channel is what the handles share.
//
// Senders append to the inbox under mu. Receives take from the outbox under
// reading, and exchange the exhausted outbox for the inbox under both locks, so
// that the two sides meet once for many messages. Lock order: reading before mu.
// Nobody holds a lock while waiting; every wait is on a waiter's token.
//
// Invariants, whenever mu is free:
//   - receivers is empty if a message is queued or a send waits. So a message
//     handed to the first of them overtakes none.
//   - blocked is empty unless the channel is full, counting both boxes. So a
//     send that finds room overtakes none.
//   - credit is at most the room that is left, and zero if receivers is not
//     empty, if ready is armed or if the receiver was closed.
//   - attend is set if blocked is not empty or Ready was called.
type channel[T any] struct {
	mu lock
	// credit is how many messages may be appended without looking at anything
	// but the sender's own handle.
	credit  int
	in      inbox[T]
	senders int  // open sender handles
	closed  bool // the receiver was closed
	bound   int

	receivers waitlist[T] // receives that wait
	blocked   waitlist[T] // sends that wait
	ready     readiness
	spare     spares[T]

	_ [64]byte // receiving leaves the senders' cache lines alone

	reading  lock
	out      outbox[T]
	attend   bool // receives must look after blocked sends and ready
	meets    bool // the bound is zero: no boxes, every message is handed over
	patience int  // how often a receive may yield before it waits

	_      [64]byte
	yields yielding
}

// unbounded is a bound that is never reached.
const unbounded = math.MaxInt

func newChannel[T any](bound int) *channel[T] {
	ch := &channel[T]{bound: bound, meets: bound == 0, senders: 1}
	pause := pauseFor(bound)
	ch.mu.yields, ch.reading.yields = &ch.yields, &ch.yields
	ch.mu.pause, ch.reading.pause = pause, pause
	ch.in.size = chunkLen[T](bound)
	ch.spare.receive.fill()
	return ch
}

// queued is the number of messages in both boxes. It needs both locks.
func (ch *channel[T]) queued() int { return ch.in.len() + ch.out.len(ch.in.size) }

// extend renews the credit, if nothing that a sender must look at stands
// against it. It needs both locks, or the knowledge that nothing is queued.
func (ch *channel[T]) extend(queued int) {
	switch {
	case ch.closed || ch.ready.armed || ch.receivers.first != nil:
		ch.credit = 0
	case ch.bound == unbounded:
		ch.credit = yieldEvery[T]()
	default:
		ch.credit = ch.bound - queued
	}
}

// receivable reports whether a receive would return at once. It needs both
// locks.
func (ch *channel[T]) receivable() bool {
	return !ch.out.empty() || !ch.in.empty() || ch.blocked.first != nil ||
		ch.senders == 0 || ch.closed
}

// idle is the reason why a receive found nothing: ErrClosed, ErrDisconnected, or
// ErrEmpty.
func (ch *channel[T]) idle() error {
	switch {
	case ch.closed:
		return ErrClosed
	case ch.senders == 0:
		return ErrDisconnected
	}
	return ErrEmpty
}

// refusal is the reason why a handle cannot send at all, or nil.
func (ch *channel[T]) refusal(handleClosed bool) error {
	switch {
	case handleClosed:
		return ErrClosed
	case ch.closed:
		return ErrDisconnected
	}
	return nil
}

// withdraw ends the wait of w on l unless it was released already.
func (ch *channel[T]) withdraw(w *waiter[T], l *waitlist[T]) bool {
	ch.mu.Lock()
	ok := l.remove(w)
	ch.mu.Unlock()
	return ok
}

// park waits until w is released. It yields first: if the other side was about to
// run, it releases w without having to wake anybody. Not so where there is some
// room, but not much: many senders would fill it meanwhile, and all block.
func (ch *channel[T]) park(w *waiter[T]) {
	if ch.bound <= 1 || ch.bound == unbounded {
		w.waits++
		ch.yields.yieldTimed(w.waits%timedYield == 1)
	}
	if w.parks() {
		<-w.token
	}
}

// awaitOr waits until w, queued on l, is released, or until stop delivers. It
// reports whether w was released, in which case its outcome stands.
func awaitOr[T, S any](ch *channel[T], l *waitlist[T], w *waiter[T], stop <-chan S) bool {
	if !w.parks() {
		return true
	}
	select {
	case <-w.token:
		return true
	case <-stop:
		if ch.withdraw(w, l) {
			return false
		}
		<-w.token
		return true
	}
}

// watch returns the channel of ready, with its promise kept.
func (ch *channel[T]) watch() <-chan struct{} {
	ch.reading.Lock()
	defer ch.reading.Unlock()
	ch.mu.Lock()
	defer ch.mu.Unlock()
	token := ch.ready.watch()
	ch.attend = true
	ch.rearm()
	return token
}

// rearm keeps the promise of ready. It needs both locks, or mu if the bound is
// zero.
func (ch *channel[T]) rearm() {
	if ch.ready.wanted() {
		ch.ready.update(ch.receivable())
		if ch.ready.armed {
			ch.credit = 0
		}
	}
}

// closeReceiver drops what is queued, gives blocked sends their values back and
// ends waiting receives.
func (ch *channel[T]) closeReceiver() {
	ch.reading.Lock()
	ch.mu.Lock()
	ch.closed = true
	ch.credit = 0
	ch.in, ch.out = inbox[T]{size: ch.in.size}, outbox[T]{}
	senders := ch.blocked.drain(nil)
	receivers := ch.receivers.drain(nil)
	ch.ready.notify()
	ch.mu.Unlock()
	ch.reading.Unlock()
	releaseAll(senders, ErrDisconnected)
	releaseAll(receivers, ErrClosed)
}

// join counts a handle that is cloned from h, unless h is closed, which it
// reports.
func (ch *channel[T]) join(h *senderHandle[T]) (closed bool) {
	ch.mu.Lock()
	defer ch.mu.Unlock()
	if !h.closed {
		ch.senders++
	}
	return h.closed
}

// leave closes a handle and ends the sends that wait on it; when it was the last
// one, waiting receives end too.
func (ch *channel[T]) leave(h *senderHandle[T]) {
	ch.mu.Lock()
	if h.closed {
		ch.mu.Unlock()
		return
	}
	h.closed = true
	h.leak.Stop()
	own := ch.blocked.drain(func(w *waiter[T]) bool { return w.handle != h })
	var receivers *waiter[T]
	if ch.senders--; ch.senders == 0 {
		receivers = ch.receivers.drain(nil)
		ch.ready.notify()
	}
	ch.mu.Unlock()
	releaseAll(own, ErrClosed)
	releaseAll(receivers, ErrDisconnected)
}
