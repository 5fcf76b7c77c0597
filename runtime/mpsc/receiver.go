package mpsc

import (
	"context"
	"iter"
	"time"
)

// A Receiver is the receiving end of a channel of either flavour.
//
// It is meant for one goroutine. Concurrent calls are safe: each message goes to
// exactly one of them, and those that wait are served in the order in which they
// came. It is Rust's Receiver<T>.
type Receiver[T any] struct{ ch *channel[T] }

func newReceiver[T any](ch *channel[T]) *Receiver[T] { return &Receiver[T]{ch: ch} }

// Recv returns the next message, waiting for one if need be. It fails with
// ErrDisconnected when all senders were closed and everything was received, from
// then on always, and with ErrClosed if r is closed, before or during the wait.
// It is Rust's Receiver::recv.
func (r *Receiver[T]) Recv() (v T, err error) {
	w, err := r.ch.take(&v, true)
	if w != nil {
		r.ch.park(w)
		err = r.ch.settleReceive(w, &v)
	}
	claim(&v)
	return v, err
}

// TryRecv returns a message if one is there. Otherwise it fails at once: with
// ErrEmpty if one may still come, else as Recv does. On a channel with a bound
// of zero a message is there if a send waits. It is Rust's Receiver::try_recv.
func (r *Receiver[T]) TryRecv() (v T, err error) {
	_, err = r.ch.take(&v, false)
	claim(&v)
	return v, err
}

// RecvTimeout is Recv that gives up with ErrTimeout after d, and not earlier. A
// message that is there, ErrDisconnected and ErrClosed come before ErrTimeout;
// with d of zero or less it does not wait. It is Rust's Receiver::recv_timeout.
func (r *Receiver[T]) RecvTimeout(d time.Duration) (v T, err error) {
	w, err := r.ch.take(&v, d > 0)
	if w == nil {
		if err == ErrEmpty {
			err = ErrTimeout
		}
		claim(&v)
		return v, err
	}
	expired := w.startTimer(d)
	if !awaitOr(r.ch, &r.ch.receivers, w, expired) {
		w.err = ErrTimeout
	}
	w.stopTimer()
	err = r.ch.settleReceive(w, &v)
	claim(&v)
	return v, err
}

// RecvDeadline is [Receiver.RecvTimeout] with a point in time instead of a
// duration. It is Rust's unstable Receiver::recv_deadline.
func (r *Receiver[T]) RecvDeadline(t time.Time) (T, error) {
	v, err := r.TryRecv()
	for err == ErrEmpty {
		d := time.Until(t)
		if d <= 0 {
			return v, ErrTimeout
		}
		// The wall clock may be set while the timer runs, so the deadline is
		// looked at again.
		if v, err = r.RecvTimeout(d); err == ErrTimeout {
			err = ErrEmpty
		}
	}
	return v, err
}

// RecvContext is Recv that also ends with ctx, and then fails with the error of
// ctx. A message that is there, ErrDisconnected and ErrClosed come before it,
// also if ctx has ended already. Rust has no counterpart.
func (r *Receiver[T]) RecvContext(ctx context.Context) (v T, err error) {
	ended := ctx.Err()
	w, err := r.ch.take(&v, ended == nil)
	if w == nil {
		if err == ErrEmpty {
			err = ended
		}
		claim(&v)
		return v, err
	}
	if !awaitOr(r.ch, &r.ch.receivers, w, ctx.Done()) {
		w.err = ctx.Err()
	}
	err = r.ch.settleReceive(w, &v)
	claim(&v)
	return v, err
}

// RecvBatch waits for one message as Recv does, and then takes as many as are
// there and fit into dst, in their order. It returns their number, which is at
// least one unless it fails with the errors of Recv or dst is empty; an empty
// dst takes nothing and does not wait. Elements of dst beyond that number are
// left as they were. Rust has no counterpart; it stands for recv followed by
// try_iter.
func (r *Receiver[T]) RecvBatch(dst []T) (int, error) {
	if len(dst) == 0 {
		return 0, nil
	}
	n, w, err := r.ch.takeMany(dst, true)
	if w == nil {
		claimAll(dst[:n])
		return n, err
	}
	r.ch.park(w)
	if err = r.ch.settleReceive(w, &dst[0]); err != nil {
		return 0, err
	}
	n = 1
	if len(dst) > 1 {
		more, _, _ := r.ch.takeMany(dst[1:], false)
		n += more
	}
	claimAll(dst[:n])
	return n, nil
}

// All returns an iterator over the messages that waits for each as Recv does and
// ends when Recv would fail. Breaking out of the loop leaves the remaining
// messages in the channel, for this or another iterator. It is Rust's
// Receiver::iter and into_iter, except that the end of the loop does not close
// the receiver.
func (r *Receiver[T]) All() iter.Seq[T] {
	return func(yield func(T) bool) {
		for {
			v, err := r.Recv()
			if err != nil || !yield(v) {
				return
			}
		}
	}
}

// TryAll returns an iterator over the messages that are there; it ends where
// TryRecv would fail, and does not wait. It is Rust's Receiver::try_iter.
func (r *Receiver[T]) TryAll() iter.Seq[T] {
	return func(yield func(T) bool) {
		for {
			v, err := r.TryRecv()
			if err != nil || !yield(v) {
				return
			}
		}
	}
}

// Ready lets the receiver take part in a select. The channel that it returns,
// always the same, delivers when TryRecv is worth a call: when there is a
// message, or an error other than ErrEmpty. It may deliver without cause, as
// when another goroutine was faster, so ErrEmpty means to wait again:
//
//	for {
//		select {
//		case <-rx.Ready():
//			v, err := rx.TryRecv()
//			if err == mpsc.ErrEmpty {
//				continue
//			}
//			...
//		case <-stop:
//			return
//		}
//	}
//
// No wake-up is lost if Ready is called for each select, or if each value that
// it delivers is followed by a receive. It costs no goroutine. Do not send on,
// or close, the channel. Rust has no counterpart.
func (r *Receiver[T]) Ready() <-chan struct{} { return r.ch.watch() }

// Close ends the receiver. Messages that were not received are dropped, sends
// that wait fail and get their values back, and later sends fail, all with
// ErrDisconnected; receives that wait end with ErrClosed. Closing again does
// nothing. It is what Rust does when a Receiver is dropped.
func (r *Receiver[T]) Close() { r.ch.closeReceiver() }
