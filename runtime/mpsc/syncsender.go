package mpsc

import "context"

// A SyncSender is a handle for sending on a bounded channel. It comes from
// [SyncChannel] or [SyncSender.Clone] and is to be closed when no more will be
// sent through it. All methods may be called concurrently. It is Rust's
// SyncSender<T>.
type SyncSender[T any] struct {
	ch *channel[T]
	senderHandle[T]
}

// newSyncSender returns a handle that the channel has counted already, unless it
// is to be closed from the start.
func newSyncSender[T any](ch *channel[T], closed bool) *SyncSender[T] {
	s := &SyncSender[T]{ch: ch}
	s.closed = closed
	if !closed {
		s.leak = watch(s, ch)
	}
	return s
}

// Send queues v, waiting while the channel is full; sends that wait are served
// in the order in which they came. With a bound of zero it waits until a receive
// takes v.
//
// Send fails, with a *[SendError] that holds v, if the receiver is closed
// (ErrDisconnected) or s is (ErrClosed), before or during the wait. It is Rust's
// SyncSender::send.
func (s *SyncSender[T]) Send(v T) error {
	w, err := s.ch.send(&s.senderHandle, &v, true)
	if err != nil {
		return notSent(v, err)
	}
	if w == nil {
		return nil
	}
	s.ch.park(w)
	return s.ch.settleSend(w)
}

// TrySend is Send without the wait: where Send would wait, it fails with
// ErrFull. With a bound of zero that is whenever no receive is waiting; one that
// waits for [Receiver.Ready] in a select does not count. All failures are a
// *[SendError] that holds v, and ErrDisconnected comes before ErrFull. It is
// Rust's SyncSender::try_send.
func (s *SyncSender[T]) TrySend(v T) error {
	if _, err := s.ch.send(&s.senderHandle, &v, false); err != nil {
		return notSent(v, err)
	}
	return nil
}

// SendContext is Send that also ends with ctx. It then fails with the error of
// ctx in a *[SendError] that holds v. A ctx that has ended already sends
// nothing, even if there is room; ErrClosed and ErrDisconnected come before its
// error. Rust has no counterpart; its unstable SyncSender::send_timeout comes
// nearest.
func (s *SyncSender[T]) SendContext(ctx context.Context, v T) error {
	if ended := ctx.Err(); ended != nil {
		s.ch.mu.Lock()
		reason := s.ch.refusal(s.closed)
		s.ch.mu.Unlock()
		if reason == nil {
			reason = ended
		}
		return notSent(v, reason)
	}
	w, err := s.ch.send(&s.senderHandle, &v, true)
	if err != nil {
		return notSent(v, err)
	}
	if w == nil {
		return nil
	}
	if !awaitOr(s.ch, &s.ch.blocked, w, ctx.Done()) {
		w.err = ctx.Err()
	}
	return s.ch.settleSend(w)
}

// Clone returns another handle for the same channel, to be closed by itself. A
// clone of a closed handle is closed. It is Rust's SyncSender::clone.
func (s *SyncSender[T]) Clone() *SyncSender[T] {
	return newSyncSender(s.ch, s.ch.join(&s.senderHandle))
}

// Close ends the handle, and with ErrClosed every send that waits on it. When
// the last handle is closed, the receiver gets what was sent and then
// ErrDisconnected. Closing again does nothing. It is what Rust does when a
// SyncSender is dropped.
func (s *SyncSender[T]) Close() { s.ch.leave(&s.senderHandle) }
