package mpsc_test

import (
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/sendmove/sendmove/runtime/mpsc"
)

// Every wait is durably blocking: synctest.Wait returns while it lasts, and the
// clock of the bubble goes on.
func TestWaitsAreDurablyBlocking(t *testing.T) {
	for name, wait := range map[string]func(t *testing.T, tx *mpsc.SyncSender[int], rx *mpsc.Receiver[int]){
		"Send": func(_ *testing.T, tx *mpsc.SyncSender[int], _ *mpsc.Receiver[int]) { _ = tx.Send(1) },
		"SendContext": func(t *testing.T, tx *mpsc.SyncSender[int], _ *mpsc.Receiver[int]) {
			_ = tx.SendContext(t.Context(), 1)
		},
		"Recv":        func(_ *testing.T, _ *mpsc.SyncSender[int], rx *mpsc.Receiver[int]) { _, _ = rx.Recv() },
		"RecvTimeout": func(_ *testing.T, _ *mpsc.SyncSender[int], rx *mpsc.Receiver[int]) { _, _ = rx.RecvTimeout(time.Hour) },
		"RecvDeadline": func(_ *testing.T, _ *mpsc.SyncSender[int], rx *mpsc.Receiver[int]) {
			_, _ = rx.RecvDeadline(time.Now().Add(time.Hour))
		},
		"RecvContext": func(t *testing.T, _ *mpsc.SyncSender[int], rx *mpsc.Receiver[int]) {
			_, _ = rx.RecvContext(t.Context())
		},
		"RecvBatch": func(_ *testing.T, _ *mpsc.SyncSender[int], rx *mpsc.Receiver[int]) {
			_, _ = rx.RecvBatch(make([]int, 3))
		},
		"All": func(_ *testing.T, _ *mpsc.SyncSender[int], rx *mpsc.Receiver[int]) {
			for range rx.All() {
			}
		},
		"Ready": func(_ *testing.T, _ *mpsc.SyncSender[int], rx *mpsc.Receiver[int]) { <-rx.Ready() },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				tx, rx := mpsc.SyncChannel[int](0)
				defer tx.Close()
				done := false
				var wg sync.WaitGroup
				wg.Go(func() {
					wait(t, tx, rx)
					done = true
				})
				synctest.Wait()
				time.Sleep(time.Minute)
				if done {
					t.Error("it did not wait")
				}
				rx.Close()
				wg.Wait()
			})
		})
	}
}
