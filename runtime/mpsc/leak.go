package mpsc

import (
	"reflect"
	"runtime"
	"sync/atomic"
)

// A Leak tells of a sender handle that nothing refers to any more and that was
// not closed. Rust has no counterpart, since there a sender is dropped where it goes
// out of scope.
type Leak struct {
	// Handle is the type of the handle, such as "*mpsc.Sender[int]".
	Handle string

	made []uintptr
}

// Made returns the stack on which the handle was made, innermost first: the call
// of Channel, SyncChannel or Clone and its callers. It is empty if the handle is
// older than the hook.
func (l Leak) Made() *runtime.Frames { return runtime.CallersFrames(l.made) }

var leakHook atomic.Pointer[func(Leak)]

// SetLeakHook has hook called for every sender handle that is found leaked, and
// returns the hook that was set before; nil, as at the start, means none. The
// hook runs on a goroutine of the runtime's, some time after the garbage
// collector found the handle; it should be quick, and must be safe for concurrent
// calls.
//
// With or without a hook a leaked handle is then closed, as Rust closes a sender
// that goes out of scope, with one exception: receives that wait inside a
// [testing/synctest] bubble are not woken, since a bubble must not be woken from
// outside. The bubble then reports its deadlock. Rust has no counterpart.
func SetLeakHook(hook func(Leak)) (previous func(Leak)) {
	var p *func(Leak)
	if hook != nil {
		p = &hook
	}
	if old := leakHook.Swap(p); old != nil {
		return *old
	}
	return nil
}

// watched is what remains of a handle for the case that it leaks.
type watched[T any] struct {
	ch   *channel[T]
	made []uintptr
}

// watch arranges for handle to be closed when it is found leaked. The result
// stops that.
func watch[T, H any](handle *H, ch *channel[T]) runtime.Cleanup {
	w := watched[T]{ch: ch}
	if leakHook.Load() != nil {
		pcs := make([]uintptr, 16)
		w.made = pcs[:runtime.Callers(3, pcs)]
	}
	return runtime.AddCleanup(handle, leaked[T, H], w)
}

// leaked runs when the handle, an H that was not closed, is gone.
func leaked[T, H any](w watched[T]) {
	w.ch.abandon()
	if hook := leakHook.Load(); hook != nil {
		(*hook)(Leak{Handle: reflect.TypeFor[*H]().String(), made: w.made})
	}
}

// abandon is leave for a handle that is gone, and so has no sends that wait. It
// runs outside of any bubble.
func (ch *channel[T]) abandon() {
	ch.mu.Lock()
	var receivers *waiter[T]
	if ch.senders--; ch.senders == 0 {
		receivers = ch.receivers.drain(func(w *waiter[T]) bool { return w.bubbled })
		if !ch.ready.bubbled {
			ch.ready.notify()
		}
	}
	ch.mu.Unlock()
	releaseAll(receivers, ErrDisconnected)
}
