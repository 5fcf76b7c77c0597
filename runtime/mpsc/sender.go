package mpsc

// A Sender is a handle for sending on an unbounded channel. It comes from
// [Channel] or [Sender.Clone] and is to be closed when no more will be sent
// through it. All methods may be called concurrently. It is Rust's Sender<T>.
type Sender[T any] struct {
	ch     *unbounded[T]
	closed bool // guarded by ch.mu
}

func newSender[T any](ch *unbounded[T]) *Sender[T] {
	ch.mu.Lock()
	defer ch.mu.Unlock()
	ch.senders++
	return &Sender[T]{ch: ch}
}

// Send queues v and never waits. It fails, with a *[SendError] that holds v, if
// the receiver was closed (ErrDisconnected) or s was (ErrClosed). That it
// succeeds does not mean that v will be received: the receiver may be closed
// afterwards. It is Rust's Sender::send.
func (s *Sender[T]) Send(v T) error { return s.ch.send(s, v) }

// Clone returns another handle for the same channel, to be closed by itself. A
// clone of a closed handle is closed. It is Rust's Sender::clone.
func (s *Sender[T]) Clone() *Sender[T] {
	s.ch.mu.Lock()
	closed := s.closed
	if !closed {
		s.ch.senders++
	}
	s.ch.mu.Unlock()
	return &Sender[T]{ch: s.ch, closed: closed}
}

// Close ends the handle. When the last handle is closed, the receiver gets what
// was sent and then ErrDisconnected. Closing again does nothing. It is what Rust
// does when a Sender is dropped.
func (s *Sender[T]) Close() { s.ch.closeSender(s) }
