package mpsc

import "errors"

var (
	// ErrDisconnected says that the other side is gone for good: to a sender,
	// that the receiver was closed; to a receiver, that all senders were closed
	// and every message has been delivered. It is Rust's RecvError,
	// TryRecvError::Disconnected, RecvTimeoutError::Disconnected and
	// TrySendError::Disconnected.
	ErrDisconnected = errors.New("mpsc: other side disconnected")

	// ErrFull says that [SyncSender.TrySend] would have had to wait. It is
	// Rust's TrySendError::Full.
	ErrFull = errors.New("mpsc: channel full")

	// ErrEmpty says that [Receiver.TryRecv] found no message while there are
	// senders. It is Rust's TryRecvError::Empty.
	ErrEmpty = errors.New("mpsc: channel empty")

	// ErrTimeout says that no message came in time. It is Rust's
	// RecvTimeoutError::Timeout.
	ErrTimeout = errors.New("mpsc: timed out waiting for a message")

	// ErrClosed says that the handle on which the method was called had been
	// closed, or was closed while the method waited. It has no counterpart in
	// Rust, where a dropped handle cannot be named.
	ErrClosed = errors.New("mpsc: handle closed")
)

// A SendError is the error of every send that failed. It gives back the value,
// which the receiver has not seen and will not see. All sends return it as a
// *SendError[T]; match its reason with [errors.Is], take the value with
// [errors.As]. It is Rust's SendError<T> and TrySendError<T>.
type SendError[T any] struct {
	// Value is what could not be sent. It belongs to the sender again.
	Value T
	// Err is the reason: ErrDisconnected, ErrFull, ErrClosed or the error of
	// the context that ended the wait.
	Err error
}

// Error describes the reason, not the value.
func (e *SendError[T]) Error() string { return "send failed: " + e.Err.Error() }

// Unwrap returns the reason.
func (e *SendError[T]) Unwrap() error { return e.Err }

// notSent is kept out of line so that a send that succeeds does not pay for the
// escape of its value.
//
//go:noinline
func notSent[T any](v T, reason error) error {
	return &SendError[T]{Value: v, Err: reason}
}
