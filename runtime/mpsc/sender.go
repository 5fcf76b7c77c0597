package mpsc

import "runtime"

// A Sender is a handle for sending on an unbounded channel. It comes from
// [Channel] or [Sender.Clone] and is to be closed when no more will be sent
// through it. All methods may be called concurrently. It is Rust's Sender<T>.
type Sender[T any] struct {
	ch *channel[T]
	senderHandle[T]
}

// senderHandle is what a channel knows of a sender.
type senderHandle[T any] struct {
	closed bool            // guarded by the channel's mu
	spare  slot[T]         // for its sends that wait
	leak   runtime.Cleanup // armed while the handle is open
}

// newSender returns a handle that the channel has counted already, unless it is
// to be closed from the start.
func newSender[T any](ch *channel[T], closed bool) *Sender[T] {
	s := &Sender[T]{ch: ch}
	s.closed = closed
	if !closed {
		s.leak = watch(s, ch)
	}
	return s
}

// Send queues v and never waits. It fails, with a *[SendError] that holds v, if
// the receiver was closed (ErrDisconnected) or s was (ErrClosed). That it
// succeeds does not mean that v will be received: the receiver may be closed
// afterwards. It is Rust's Sender::send.
func (s *Sender[T]) Send(v T) error {
	if _, err := s.ch.send(&s.senderHandle, &v, false); err != nil {
		return notSent(v, err)
	}
	return nil
}

// Clone returns another handle for the same channel, to be closed by itself. A
// clone of a closed handle is closed. It is Rust's Sender::clone.
func (s *Sender[T]) Clone() *Sender[T] {
	return newSender(s.ch, s.ch.join(&s.senderHandle))
}

// Close ends the handle. When the last handle is closed, the receiver gets what
// was sent and then ErrDisconnected. Closing again does nothing. It is what Rust
// does when a Sender is dropped.
func (s *Sender[T]) Close() { s.ch.leave(&s.senderHandle) }
