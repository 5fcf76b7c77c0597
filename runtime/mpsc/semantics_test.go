package mpsc_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/sendmove/sendmove/runtime/mpsc"
)

func TestQueuedBeforeDisconnectedForEver(t *testing.T) {
	eachFlavour(t, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		mustSend(t, tx, 1)
		tx.Close()
		v, err := rx.Recv()
		wantValue(t, v, err, 1)
		for range 3 {
			_, err = rx.Recv()
			wantErr(t, err, mpsc.ErrDisconnected)
			_, err = rx.TryRecv()
			wantErr(t, err, mpsc.ErrDisconnected)
			_, err = rx.RecvTimeout(0)
			wantErr(t, err, mpsc.ErrDisconnected)
			_, err = rx.RecvBatch(make([]int, 2))
			wantErr(t, err, mpsc.ErrDisconnected)
		}
	}, buffered...)
}

func TestCloseReleasesBlockedSenders(t *testing.T) {
	eachFlavour(t, func(t *testing.T, bound int) {
		synctest.Test(t, func(t *testing.T) {
			tx, rx := mpsc.SyncChannel[int](bound)
			for i := range bound {
				mustSend(t, tx, i)
			}
			var wg sync.WaitGroup
			for i := range 5 {
				tx := tx.Clone()
				wg.Go(func() {
					defer tx.Close()
					wantUnsent(t, tx.Send(100+i), 100+i, mpsc.ErrDisconnected)
				})
			}
			synctest.Wait()
			rx.Close()
			wg.Wait()
			wantUnsent(t, tx.Send(7), 7, mpsc.ErrDisconnected)
			wantUnsent(t, tx.TrySend(8), 8, mpsc.ErrDisconnected)
			_, err := rx.Recv()
			wantErr(t, err, mpsc.ErrClosed)
			rx.Close()
		})
	}, 0, 1, 2, 64)
}

func TestCloseOfSenderReleasesItsOwnSends(t *testing.T) {
	eachFlavour(t, func(t *testing.T, bound int) {
		synctest.Test(t, func(t *testing.T) {
			tx, rx := mpsc.SyncChannel[int](bound)
			for i := range bound {
				mustSend(t, tx, i)
			}
			other := tx.Clone()
			var wg sync.WaitGroup
			wg.Go(func() { wantUnsent(t, tx.Send(10), 10, mpsc.ErrClosed) })
			synctest.Wait()
			wg.Go(func() { mustSend(t, other, 11) })
			synctest.Wait()
			tx.Close()
			tx.Close() //sendmove:ignore closing twice is harmless
			synctest.Wait()
			for i := range bound {
				v, err := rx.Recv()
				wantValue(t, v, err, i)
			}
			v, err := rx.Recv()
			wantValue(t, v, err, 11)
			wg.Wait()
			other.Close()
			_, err = rx.Recv()
			wantErr(t, err, mpsc.ErrDisconnected)
		})
	}, 0, 1, 2)
}

func TestClosedHandles(t *testing.T) {
	eachFlavour(t, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		tx.Close()
		tx.Close()
		wantUnsent(t, tx.Send(1), 1, mpsc.ErrClosed)
		again := tx.clone()
		wantUnsent(t, again.Send(2), 2, mpsc.ErrClosed)
		again.Close()
		_, err := rx.Recv()
		wantErr(t, err, mpsc.ErrDisconnected)
		rx.Close()
		rx.Close()
		wantUnsent(t, tx.Send(1), 1, mpsc.ErrClosed)
		_, err = rx.TryRecv()
		wantErr(t, err, mpsc.ErrClosed)
		_, err = rx.RecvTimeout(time.Second)
		wantErr(t, err, mpsc.ErrClosed)
		_, err = rx.RecvContext(t.Context())
		wantErr(t, err, mpsc.ErrClosed)
		_, err = rx.RecvBatch(make([]int, 1))
		wantErr(t, err, mpsc.ErrClosed)
		for range rx.All() {
			t.Error("a closed receiver delivered")
		}
		<-rx.Ready()
	})
}

func TestCloseReleasesBlockedReceives(t *testing.T) {
	eachFlavour(t, func(t *testing.T, bound int) {
		synctest.Test(t, func(t *testing.T) {
			tx, rx := open[int](bound)
			var wg sync.WaitGroup
			for range 3 {
				wg.Go(func() {
					_, err := rx.Recv()
					wantErr(t, err, mpsc.ErrClosed)
				})
				wg.Go(func() {
					dst := []int{5}
					n, err := rx.RecvBatch(dst)
					wantErr(t, err, mpsc.ErrClosed)
					if n != 0 || dst[0] != 5 {
						t.Errorf("failed batch wrote: %d, %v", n, dst)
					}
				})
			}
			synctest.Wait()
			rx.Close()
			wg.Wait()
			wantUnsent(t, tx.Send(1), 1, mpsc.ErrDisconnected)
		})
	})
}

func TestLastSenderReleasesBlockedReceives(t *testing.T) {
	eachFlavour(t, func(t *testing.T, bound int) {
		synctest.Test(t, func(t *testing.T) {
			tx, rx := open[int](bound)
			other := tx.clone()
			var wg sync.WaitGroup
			for range 3 {
				wg.Go(func() {
					_, err := rx.Recv()
					wantErr(t, err, mpsc.ErrDisconnected)
				})
			}
			tx.Close()
			synctest.Wait()
			other.Close()
			wg.Wait()
		})
	})
}

func TestTrySendFullAndDisconnected(t *testing.T) {
	eachFlavour(t, func(t *testing.T, bound int) {
		tx, rx := mpsc.SyncChannel[int](bound)
		for i := range bound {
			if err := tx.TrySend(i); err != nil {
				t.Fatal(err)
			}
		}
		wantUnsent(t, tx.TrySend(-1), -1, mpsc.ErrFull)
		rx.Close()
		wantUnsent(t, tx.TrySend(-1), -1, mpsc.ErrDisconnected)
	}, 0, 1, 2, 64)
}

func TestRendezvousTrySendMeetsWaitingReceive(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tx, rx := mpsc.SyncChannel[int](0)
		defer tx.Close()
		wantUnsent(t, tx.TrySend(1), 1, mpsc.ErrFull)
		<-func() chan struct{} {
			done := make(chan struct{})
			go func() {
				defer close(done)
				v, err := rx.Recv()
				wantValue(t, v, err, 2)
			}()
			synctest.Wait()
			if err := tx.TrySend(2); err != nil {
				t.Error(err)
			}
			return done
		}()
		wantUnsent(t, tx.TrySend(3), 3, mpsc.ErrFull)
	})
}

func TestRendezvousTryRecvTakesFromBlockedSend(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tx, rx := mpsc.SyncChannel[int](0)
		go func() {
			defer tx.Close()
			mustSend(t, tx, 1)
		}()
		synctest.Wait()
		v, err := rx.TryRecv()
		wantValue(t, v, err, 1)
	})
}

func TestSendWaitsForRoom(t *testing.T) {
	eachFlavour(t, func(t *testing.T, bound int) {
		synctest.Test(t, func(t *testing.T) {
			tx, rx := mpsc.SyncChannel[int](bound)
			sent := 0
			go func() {
				defer tx.Close()
				for i := range bound + 3 {
					mustSend(t, tx, i)
					sent++
				}
			}()
			synctest.Wait()
			for i := range bound + 3 {
				if want := min(bound+i, bound+3); sent != want {
					t.Errorf("after %d receives %d sends are done, want %d", i, sent, want)
				}
				v, err := rx.Recv()
				wantValue(t, v, err, i)
				synctest.Wait()
			}
		})
	}, 0, 1, 2, 64)
}

func TestRecvTimeoutIsNeverEarly(t *testing.T) {
	eachFlavour(t, func(t *testing.T, bound int) {
		synctest.Test(t, func(t *testing.T) {
			tx, rx := open[int](bound)
			defer tx.Close()
			for _, d := range []time.Duration{-1, 0, 1, time.Millisecond, 48 * time.Hour} {
				start := time.Now()
				_, err := rx.RecvTimeout(d)
				wantErr(t, err, mpsc.ErrTimeout)
				if got := time.Since(start); got != max(d, 0) {
					t.Errorf("RecvTimeout(%v) took %v", d, got)
				}
				start = time.Now()
				_, err = rx.RecvDeadline(start.Add(d))
				wantErr(t, err, mpsc.ErrTimeout)
				if got := time.Since(start); got != max(d, 0) {
					t.Errorf("RecvDeadline(now + %v) took %v", d, got)
				}
			}
		})
	})
}

func TestHugeTimeouts(t *testing.T) {
	eachFlavour(t, func(t *testing.T, bound int) {
		synctest.Test(t, func(t *testing.T) {
			tx, rx := open[int](bound)
			go func() {
				defer tx.Close()
				for i := range 3 {
					time.Sleep(time.Hour)
					mustSend(t, tx, i)
				}
			}()
			v, err := rx.RecvTimeout(math.MaxInt64)
			wantValue(t, v, err, 0)
			v, err = rx.RecvDeadline(time.Now().Add(math.MaxInt64))
			wantValue(t, v, err, 1)
			v, err = rx.RecvDeadline(time.Unix(math.MaxInt64>>2, 0))
			wantValue(t, v, err, 2)
			_, err = rx.RecvTimeout(math.MaxInt64)
			wantErr(t, err, mpsc.ErrDisconnected)
			_, err = rx.RecvDeadline(time.Time{})
			wantErr(t, err, mpsc.ErrDisconnected)
		})
	})
}

func TestMessageAndDisconnectionBeatTimeoutAndContext(t *testing.T) {
	eachFlavour(t, func(t *testing.T, bound int) {
		ended, cancel := context.WithCancel(t.Context())
		cancel()
		tx, rx := open[int](bound)
		_, err := rx.RecvContext(ended)
		wantErr(t, err, context.Canceled)
		for i := range 3 {
			if bound == noBound || i < bound {
				mustSend(t, tx, i)
			}
		}
		i := 0
		for {
			v, err := rx.RecvContext(ended)
			if err != nil {
				break
			}
			wantValue(t, v, err, i)
			i++
			if v, err = rx.RecvTimeout(0); err == nil {
				wantValue(t, v, err, i)
				i++
			}
		}
		tx.Close()
		_, err = rx.RecvContext(ended)
		wantErr(t, err, mpsc.ErrDisconnected)
		_, err = rx.RecvTimeout(-1)
		wantErr(t, err, mpsc.ErrDisconnected)
	})
}

func TestContextEndsAWait(t *testing.T) {
	eachFlavour(t, func(t *testing.T, bound int) {
		synctest.Test(t, func(t *testing.T) {
			tx, rx := mpsc.SyncChannel[int](bound)
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			_, err := rx.RecvContext(ctx)
			wantErr(t, err, context.DeadlineExceeded)
			// Nothing is sent after the end, even if there is room.
			wantUnsent(t, tx.SendContext(ctx, 9), 9, context.DeadlineExceeded)
			for i := range bound {
				if err := tx.SendContext(t.Context(), i); err != nil {
					t.Error(err)
				}
			}
			ctx, cancel = context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			wantUnsent(t, tx.SendContext(ctx, 9), 9, context.DeadlineExceeded)
			go func() {
				defer tx.Close()
				if err := tx.SendContext(t.Context(), bound); err != nil {
					t.Error(err)
				}
			}()
			synctest.Wait()
			got := slices.Collect(rx.All())
			if len(got) != bound+1 {
				t.Errorf("received %v", got)
			}
			rx.Close()
			wantUnsent(t, tx.SendContext(ctx, 9), 9, mpsc.ErrClosed)
		})
	}, 0, 1, 2)
}

func TestRecvBatch(t *testing.T) {
	eachFlavour(t, func(t *testing.T, bound int) {
		synctest.Test(t, func(t *testing.T) {
			tx, rx := open[int](bound)
			const total = 5000
			go func() {
				defer tx.Close()
				for i := range total {
					mustSend(t, tx, i)
				}
			}()
			if n, err := rx.RecvBatch(nil); n != 0 || err != nil {
				t.Errorf("RecvBatch(nil) = %d, %v", n, err)
			}
			buf := make([]int, 7)
			next := 0
			for {
				n, err := rx.RecvBatch(buf)
				if err != nil {
					wantErr(t, err, mpsc.ErrDisconnected)
					break
				}
				if n < 1 {
					t.Fatalf("RecvBatch = %d, nil", n)
				}
				for _, v := range buf[:n] {
					wantValue(t, v, nil, next)
					next++
				}
			}
			if next != total {
				t.Errorf("received %d", next)
			}
		})
	})
}

// Everything that waits in a bounded channel counts for a batch: what is queued
// and what blocked sends hold.
func TestRecvBatchTakesFromBlockedSends(t *testing.T) {
	eachFlavour(t, func(t *testing.T, bound int) {
		synctest.Test(t, func(t *testing.T) {
			tx, rx := mpsc.SyncChannel[int](bound)
			for i := range bound + 4 {
				tx := tx.Clone()
				go func() {
					defer tx.Close()
					mustSend(t, tx, i)
				}()
				synctest.Wait()
			}
			tx.Close()
			buf := make([]int, 100)
			n, err := rx.RecvBatch(buf)
			if err != nil || !slices.IsSorted(buf[:n]) || n != bound+4 {
				t.Errorf("batch %v, %v", buf[:n], err)
			}
			_, err = rx.RecvBatch(buf)
			wantErr(t, err, mpsc.ErrDisconnected)
		})
	}, 0, 1, 2)
}

func TestReadyInSelect(t *testing.T) {
	eachFlavour(t, func(t *testing.T, bound int) {
		for _, hold := range []bool{false, true} {
			synctest.Test(t, func(t *testing.T) {
				tx, rx := open[int](bound)
				const total = 1000
				go func() {
					defer tx.Close()
					for i := range total {
						mustSend(t, tx, i)
						if i%100 == 0 {
							time.Sleep(time.Second)
						}
					}
				}()
				held := rx.Ready()
				next := 0
				for {
					ready := held
					if !hold {
						ready = rx.Ready()
					}
					<-ready
					v, err := rx.TryRecv()
					if err == mpsc.ErrEmpty {
						continue
					}
					if err != nil {
						wantErr(t, err, mpsc.ErrDisconnected)
						break
					}
					wantValue(t, v, err, next)
					next++
				}
				if next != total {
					t.Errorf("received %d of %d", next, total)
				}
			})
		}
	})
}

func TestReadySeesClose(t *testing.T) {
	eachFlavour(t, func(t *testing.T, bound int) {
		synctest.Test(t, func(t *testing.T) {
			tx, rx := open[int](bound)
			select {
			case <-rx.Ready():
				t.Error("ready while empty")
			default:
			}
			go func() {
				synctest.Wait()
				rx.Close()
			}()
			<-rx.Ready()
			_, err := rx.TryRecv()
			wantErr(t, err, mpsc.ErrClosed)
			tx.Close()
		})
	})
}

func TestIteratorsCanBeLeftAndResumed(t *testing.T) {
	eachFlavour(t, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		go func() {
			defer tx.Close()
			for i := range 10 {
				mustSend(t, tx, i)
			}
		}()
		var got []int
		for v := range rx.All() {
			if got = append(got, v); v == 4 {
				break
			}
		}
		for v := range rx.All() {
			got = append(got, v)
		}
		if !slices.Equal(got, []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}) {
			t.Errorf("received %v", got)
		}
	})
}

func TestTryAllEndsWhereEmpty(t *testing.T) {
	eachFlavour(t, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		defer tx.Close()
		mustSend(t, tx, 1)
		if got := slices.Collect(rx.TryAll()); !slices.Equal(got, []int{1}) {
			t.Errorf("received %v", got)
		}
		if got := slices.Collect(rx.TryAll()); got != nil {
			t.Errorf("received %v", got)
		}
	}, buffered...)
}

func TestSyncChannelBounds(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a negative bound did not panic")
		}
	}()
	tx, rx := mpsc.SyncChannel[[1 << 16]byte](math.MaxInt)
	if err := tx.TrySend([1 << 16]byte{}); err != nil {
		t.Error(err)
	}
	rx.Close()
	mpsc.SyncChannel[int](-1)
}

// What races with Close is either delivered or given back.
func TestNothingIsLostOrDoubledAroundClose(t *testing.T) {
	eachFlavour(t, func(t *testing.T, bound int) {
		for round := range 200 {
			tx, rx := open[int](bound)
			const senders, each = 4, 25
			var wg sync.WaitGroup
			back := make([][]int, senders)
			for s := range senders {
				tx := tx.clone()
				wg.Go(func() {
					defer tx.Close()
					for i := range each {
						err := tx.Send(s*each + i)
						var unsent *mpsc.SendError[int]
						if errors.As(err, &unsent) {
							back[s] = append(back[s], unsent.Value)
						}
					}
				})
			}
			tx.Close()
			stop := round % (senders * each)
			var got []int
			for v := range rx.All() {
				if got = append(got, v); len(got) > stop {
					break
				}
			}
			rx.Close()
			wg.Wait()
			seen := make(map[int]bool)
			for _, v := range slices.Concat(append(back, got)...) {
				if seen[v] {
					t.Fatalf("%d came twice", v)
				}
				seen[v] = true
			}
			for s := range senders {
				if !slices.IsSorted(back[s]) {
					t.Fatalf("given back out of order: %v", back[s])
				}
			}
		}
	})
}

// Messages of one sender arrive in order, also if several goroutines receive.
func TestOrderPerSender(t *testing.T) {
	eachFlavour(t, func(t *testing.T, bound int) {
		tx, rx := open[[2]int](bound)
		const senders, each = 8, 2000
		var wg sync.WaitGroup
		for s := range senders {
			tx := tx.clone()
			wg.Go(func() {
				defer tx.Close()
				for i := range each {
					mustSend(t, tx, [2]int{s, i})
				}
			})
		}
		tx.Close()
		var mu sync.Mutex
		count := make([]int, senders)
		for range 3 {
			wg.Go(func() {
				last := make([]int, senders)
				for v := range rx.All() {
					if v[1] < last[v[0]] {
						t.Errorf("sender %d: %d after %d", v[0], v[1], last[v[0]])
					}
					last[v[0]] = v[1]
					mu.Lock()
					count[v[0]]++
					mu.Unlock()
				}
			})
		}
		wg.Wait()
		for s, n := range count {
			if n != each {
				t.Errorf("sender %d: received %d of %d", s, n, each)
			}
		}
	})
}
