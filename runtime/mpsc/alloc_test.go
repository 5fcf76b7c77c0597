//go:build !race

package mpsc_test

import (
	"testing"
	"time"

	"github.com/sendmove/sendmove/runtime/mpsc"
)

// In a steady state no message costs an allocation, with or without waits.
func TestAllocationsPerMessage(t *testing.T) {
	const messages = 10_000
	eachFlavour(t, func(t *testing.T, bound int) {
		there, atThere := open[int](bound)
		back, atBack := open[int](bound)
		defer there.Close()
		go func() {
			defer back.Close()
			for v := range atThere.All() {
				_ = back.Send(v)
			}
		}()
		wantAllocs(t, "round trip", 2*messages, func() {
			for i := range messages {
				_ = there.Send(i)
				_, _ = atBack.Recv()
			}
		})
		wantAllocs(t, "round trip with time-out", 2*messages, func() {
			for i := range messages {
				_ = there.Send(i)
				_, _ = atBack.RecvTimeout(time.Minute)
			}
		})
		wantAllocs(t, "round trip with Ready", 2*messages, func() {
			for i := range messages {
				_ = there.Send(i)
				for {
					<-atBack.Ready()
					if _, err := atBack.TryRecv(); err == nil {
						break
					}
				}
			}
		})
	}, noBound, 0, 1, 64)

	eachFlavour(t, func(t *testing.T, bound int) {
		tx, rx := open[[4]int](bound)
		defer tx.Close()
		const burst = 60
		buf := make([][4]int, burst)
		wantAllocs(t, "burst", messages, func() {
			for range messages / burst {
				for range burst {
					_ = tx.Send([4]int{})
				}
				for n := 0; n < burst; {
					k, _ := rx.RecvBatch(buf)
					n += k
				}
			}
		})
	}, noBound, 64, 1024)

	eachFlavour(t, func(t *testing.T, bound int) {
		wantAllocs(t, "stream", messages, func() {
			tx, rx := open[int](bound)
			for range 4 {
				tx := tx.clone()
				go func() {
					defer tx.Close()
					for i := range messages / 4 {
						_ = tx.Send(i)
					}
				}()
			}
			tx.Close()
			for range rx.All() {
			}
		})
	})

	// Senders that share a handle wait without allocating too.
	eachFlavour(t, func(t *testing.T, bound int) {
		tx, rx := mpsc.SyncChannel[int](bound)
		for range 8 {
			go func() {
				for tx.Send(1) == nil {
				}
			}()
		}
		wantAllocs(t, "shared handle", messages, func() {
			for range messages {
				_, _ = rx.Recv()
			}
		})
		rx.Close()
	}, 0, 1, 64)
}

func wantAllocs(t *testing.T, what string, messages int, f func()) {
	t.Helper()
	if per := testing.AllocsPerRun(3, f) / float64(messages); per >= 0.01 {
		t.Errorf("%s: %.4f allocations a message", what, per)
	}
}
