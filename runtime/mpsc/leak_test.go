package mpsc_test

import (
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/sendmove/sendmove/runtime/mpsc"
)

// catchLeaks sets a hook for one test.
func catchLeaks(t *testing.T) <-chan mpsc.Leak {
	t.Helper()
	leaks := make(chan mpsc.Leak, 100)
	previous := mpsc.SetLeakHook(func(l mpsc.Leak) {
		// Handles that tests before this one have left have no stack.
		if made, _ := l.Made().Next(); made.PC != 0 {
			leaks <- l
		}
	})
	t.Cleanup(func() { mpsc.SetLeakHook(previous) })
	return leaks
}

// collect runs the collector until f is true.
func collect(t *testing.T, f func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !f(); {
		if time.Now().After(end) {
			t.Fatal("not collected")
		}
		runtime.GC()
		runtime.Gosched()
	}
}

func TestLeakedSenderDisconnects(t *testing.T) {
	eachFlavour(t, func(t *testing.T, bound int) {
		leaks := catchLeaks(t)
		_, rx := open[int](bound)
		var wg sync.WaitGroup
		wg.Go(func() { // waits, and must be woken
			_, err := rx.Recv()
			wantErr(t, err, mpsc.ErrDisconnected)
		})
		collect(t, func() bool { return len(leaks) == 1 })
		wg.Wait()
		leak := <-leaks
		want := "*mpsc.SyncSender[int]"
		if bound == noBound {
			want = "*mpsc.Sender[int]"
		}
		if leak.Handle != want {
			t.Errorf("leaked %q, want %q", leak.Handle, want)
		}
		made := leak.Made()
		for {
			frame, more := made.Next()
			if strings.Contains(frame.Function, "TestLeakedSenderDisconnects") {
				break
			}
			if !more {
				t.Error("the stack does not show where the handle was made")
				break
			}
		}
	}, noBound, 0, 1)
}

func TestLeakedCloneDoesNotEndTheOthers(t *testing.T) {
	leaks := catchLeaks(t)
	tx, rx := mpsc.Channel[int]()
	tx.Clone()
	collect(t, func() bool { return len(leaks) == 1 })
	mustSend(t, tx, 1)
	v, err := rx.Recv()
	wantValue(t, v, err, 1)
	tx.Close()
	_, err = rx.Recv()
	wantErr(t, err, mpsc.ErrDisconnected)
}

func TestClosedSenderIsNoLeak(t *testing.T) {
	leaks := catchLeaks(t)
	for range 10 {
		tx, rx := mpsc.SyncChannel[int](1)
		mustSend(t, tx, 1)
		tx.Close()
		tx.Clone() //sendmove:ignore a closed handle has a closed clone
		rx.Close()
	}
	gone := make(chan struct{})
	runtime.AddCleanup(new([64]byte), func(gone chan struct{}) { close(gone) }, gone)
	collect(t, func() bool {
		select {
		case <-gone:
			return true
		default:
			return false
		}
	})
	runtime.GC()
	if len(leaks) > 0 {
		t.Errorf("%d closed handles were reported", len(leaks))
	}
}

// A send that waits is a use of its handle.
func TestBlockedSenderIsNoLeak(t *testing.T) {
	leaks := catchLeaks(t)
	tx, rx := mpsc.SyncChannel[int](0)
	done := make(chan error)
	go func() { done <- tx.Send(1) }()
	for range 5 {
		runtime.GC()
		runtime.Gosched()
	}
	v, err := rx.Recv()
	wantValue(t, v, err, 1)
	if err := <-done; err != nil {
		t.Error(err)
	}
	collect(t, func() bool { return len(leaks) == 1 })
}

// A bubble must not be woken from outside: the leak is reported, the receive
// goes on waiting, and a time-out of the bubble's own ends it.
func TestLeakInBubbleIsReportedAndWakesNobody(t *testing.T) {
	leaks := catchLeaks(t)
	synctest.Test(t, func(t *testing.T) {
		_, rx := mpsc.Channel[int]()
		ready := rx.Ready()
		var wg sync.WaitGroup
		wg.Go(func() {
			_, err := rx.RecvTimeout(time.Minute)
			wantErr(t, err, mpsc.ErrTimeout)
		})
		start := time.Now()
		collect(t, func() bool { return len(leaks) == 1 })
		wg.Wait()
		if waited := time.Since(start); waited != time.Minute {
			t.Errorf("the receive waited %v", waited)
		}
		_, err := rx.Recv()
		wantErr(t, err, mpsc.ErrDisconnected)
		<-ready
	})
}
