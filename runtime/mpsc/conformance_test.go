package mpsc_test

import (
	"context"
	"math"
	"runtime"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/sendmove/sendmove/runtime/mpsc"
)

// TestConformance has a test for each behaviour that the tests of Rust's
// std::sync::mpsc name, under the same names: those of the unbounded flavour,
// and those of the bounded one with the bounds that matter there. Each runs in a
// bubble, which fails if a goroutine is left behind.
func TestConformance(t *testing.T) {
	names := make(map[int]int)
	for _, b := range behaviours {
		for _, bound := range b.bounds {
			names[min(bound, 0)]++
			t.Run(flavourName(bound)+"/"+b.name, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) { b.run(t, bound) })
			})
		}
	}
	if names[noBound] < 54 || names[0] < 53 {
		t.Errorf("%d unbounded and %d bounded behaviours", names[noBound], names[0])
	}
}

func mustRecv[T comparable](t *testing.T, rx *mpsc.Receiver[T], want T) {
	t.Helper()
	v, err := rx.Recv()
	wantValue(t, v, err, want)
}

func wantRecvErr[T any](t *testing.T, rx *mpsc.Receiver[T], want error) {
	t.Helper()
	_, err := rx.Recv()
	wantErr(t, err, want)
}

func wantTryRecvErr[T any](t *testing.T, rx *mpsc.Receiver[T], want error) {
	t.Helper()
	_, err := rx.TryRecv()
	wantErr(t, err, want)
}

// Bounds to run a behaviour with.
var (
	everywhere    = []int{noBound, 0, 1, 3}
	withRoom      = []int{noBound, 1, 3}
	unboundedOnly = []int{noBound}
	boundedOnly   = []int{0, 1, 3}
)

var behaviours = []struct {
	name   string
	bounds []int
	run    func(t *testing.T, bound int)
}{
	{"smoke", withRoom, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		mustSend(t, tx, 1)
		mustRecv(t, rx, 1)
	}},
	{"drop_full", withRoom, func(t *testing.T, bound int) {
		tx, rx := open[*int](bound)
		mustSend(t, tx, new(int))
		rx.Close()
		tx.Close()
	}},
	{"drop_full_shared", unboundedOnly, func(t *testing.T, bound int) {
		tx, rx := open[*int](bound)
		tx.clone().Close()
		tx.clone().Close()
		mustSend(t, tx, new(int))
		tx.Close()
		rx.Close()
	}},
	{"smoke_shared", withRoom, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		mustSend(t, tx, 1)
		mustRecv(t, rx, 1)
		clone := tx.clone()
		tx.Close()
		mustSend(t, clone, 2)
		mustRecv(t, rx, 2)
	}},
	{"smoke_threads", everywhere, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		go mustSend(t, tx, 1)
		mustRecv(t, rx, 1)
	}},
	{"smoke_port_gone", everywhere, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		rx.Close()
		wantUnsent(t, tx.Send(1), 1, mpsc.ErrDisconnected)
	}},
	{"smoke_shared_port_gone", unboundedOnly, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		clone := tx.clone()
		rx.Close()
		wantUnsent(t, tx.Send(1), 1, mpsc.ErrDisconnected)
		wantUnsent(t, clone.Send(2), 2, mpsc.ErrDisconnected)
	}},
	{"smoke_shared_port_gone2", everywhere, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		rx.Close()
		clone := tx.clone()
		tx.Close()
		wantUnsent(t, clone.Send(1), 1, mpsc.ErrDisconnected)
	}},
	{"port_gone_concurrent", everywhere, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		go func() {
			mustRecv(t, rx, 0)
			rx.Close()
		}()
		for n := 0; ; n++ {
			if err := tx.Send(n); err != nil {
				wantUnsent(t, err, n, mpsc.ErrDisconnected)
				return
			}
			runtime.Gosched()
		}
	}},
	{"port_gone_concurrent_shared", everywhere, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		handles := []sender[int]{tx, tx.clone()}
		go func() {
			_, _ = rx.Recv()
			rx.Close()
		}()
		for n := 0; ; n++ {
			if err := handles[n%2].Send(n); err != nil {
				wantUnsent(t, err, n, mpsc.ErrDisconnected)
				return
			}
			runtime.Gosched()
		}
	}},
	{"smoke_chan_gone", everywhere, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		tx.Close()
		wantRecvErr(t, rx, mpsc.ErrDisconnected)
	}},
	{"smoke_chan_gone_shared", everywhere, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		clone := tx.clone()
		tx.Close()
		wantTryRecvErr(t, rx, mpsc.ErrEmpty)
		clone.Close()
		wantRecvErr(t, rx, mpsc.ErrDisconnected)
	}},
	{"chan_gone_concurrent", everywhere, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		go func() {
			defer tx.Close()
			mustSend(t, tx, 1)
			mustSend(t, tx, 2)
		}()
		mustRecv(t, rx, 1)
		mustRecv(t, rx, 2)
		wantRecvErr(t, rx, mpsc.ErrDisconnected)
	}},
	{"stress", everywhere, func(t *testing.T, bound int) { stress(t, bound, 1, 10_000, plainRecv) }},
	{"stress_shared", everywhere, func(t *testing.T, bound int) { stress(t, bound, 8, 2_000, plainRecv) }},
	{"send_from_outside_runtime", unboundedOnly, func(t *testing.T, bound int) {
		started, atStarted := open[bool](bound)
		tx, rx := open[int](bound)
		var wg sync.WaitGroup
		wg.Go(func() {
			mustSend(t, started, true)
			for i := range 40 {
				mustRecv(t, rx, i)
			}
		})
		mustRecv(t, atStarted, true)
		wg.Go(func() {
			for i := range 40 {
				mustSend(t, tx, i)
			}
		})
		wg.Wait()
	}},
	{"recv_from_outside_runtime", unboundedOnly, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		var wg sync.WaitGroup
		wg.Go(func() {
			for i := range 40 {
				mustRecv(t, rx, i)
			}
		})
		for i := range 40 {
			mustSend(t, tx, i)
		}
		wg.Wait()
	}},
	{"no_runtime", unboundedOnly, func(t *testing.T, bound int) {
		there, atThere := open[int](bound)
		back, atBack := open[int](bound)
		var wg sync.WaitGroup
		wg.Go(func() {
			mustRecv(t, atThere, 1)
			mustSend(t, back, 2)
		})
		wg.Go(func() {
			mustSend(t, there, 1)
			mustRecv(t, atBack, 2)
		})
		wg.Wait()
	}},
	{"oneshot_single_thread_close_port_first", everywhere, func(_ *testing.T, bound int) {
		tx, rx := open[int](bound)
		rx.Close()
		tx.Close()
	}},
	{"oneshot_single_thread_close_chan_first", everywhere, func(_ *testing.T, bound int) {
		tx, rx := open[int](bound)
		tx.Close()
		rx.Close()
	}},
	{"oneshot_single_thread_send_port_close", everywhere, func(t *testing.T, bound int) {
		tx, rx := open[*int](bound)
		rx.Close()
		p := new(int)
		wantUnsent(t, tx.Send(p), p, mpsc.ErrDisconnected)
	}},
	{"oneshot_single_thread_recv_chan_close", everywhere, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		tx.Close()
		wantRecvErr(t, rx, mpsc.ErrDisconnected)
	}},
	{"oneshot_single_thread_send_then_recv", withRoom, func(t *testing.T, bound int) {
		tx, rx := open[*int](bound)
		p := new(int)
		mustSend(t, tx, p)
		mustRecv(t, rx, p)
	}},
	{"oneshot_single_thread_try_send_open", withRoom, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		if err := trySend(tx, 10); err != nil {
			t.Error(err)
		}
		mustRecv(t, rx, 10)
	}},
	{"oneshot_single_thread_try_send_closed", everywhere, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		rx.Close()
		wantUnsent(t, trySend(tx, 10), 10, mpsc.ErrDisconnected)
	}},
	{"oneshot_single_thread_try_send_closed2", []int{0}, func(t *testing.T, bound int) {
		tx, _ := open[int](bound)
		wantUnsent(t, trySend(tx, 10), 10, mpsc.ErrFull)
		tx.Close()
	}},
	{"oneshot_single_thread_try_recv_open", withRoom, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		mustSend(t, tx, 10)
		v, err := rx.TryRecv()
		wantValue(t, v, err, 10)
	}},
	{"oneshot_single_thread_try_recv_closed", everywhere, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		tx.Close()
		wantTryRecvErr(t, rx, mpsc.ErrDisconnected)
	}},
	{"oneshot_single_thread_try_recv_closed_with_data", []int{1, 3}, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		mustSend(t, tx, 10)
		tx.Close()
		v, err := rx.TryRecv()
		wantValue(t, v, err, 10)
		wantTryRecvErr(t, rx, mpsc.ErrDisconnected)
	}},
	{"oneshot_single_thread_peek_data", withRoom, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		wantTryRecvErr(t, rx, mpsc.ErrEmpty)
		mustSend(t, tx, 10)
		v, err := rx.TryRecv()
		wantValue(t, v, err, 10)
		wantTryRecvErr(t, rx, mpsc.ErrEmpty)
	}},
	{"oneshot_single_thread_peek_close", everywhere, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		tx.Close()
		wantTryRecvErr(t, rx, mpsc.ErrDisconnected)
		wantTryRecvErr(t, rx, mpsc.ErrDisconnected)
	}},
	{"oneshot_single_thread_peek_open", everywhere, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		wantTryRecvErr(t, rx, mpsc.ErrEmpty)
		tx.Close()
	}},
	{"oneshot_multi_task_recv_then_send", everywhere, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		go mustRecv(t, rx, 10)
		synctest.Wait()
		mustSend(t, tx, 10)
	}},
	{"oneshot_multi_task_recv_then_close", everywhere, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		go wantRecvErr(t, rx, mpsc.ErrDisconnected)
		synctest.Wait()
		tx.Close()
	}},
	{"oneshot_multi_thread_close_stress", everywhere, func(t *testing.T, bound int) {
		for range rounds {
			tx, rx := open[int](bound)
			together(rx.Close, tx.Close)
			wantUnsent(t, tx.Send(1), 1, mpsc.ErrClosed)
			wantRecvErr(t, rx, mpsc.ErrClosed)
		}
	}},
	{"oneshot_multi_thread_send_close_stress", everywhere, func(t *testing.T, bound int) {
		for range rounds {
			tx, rx := open[int](bound)
			together(rx.Close, func() {
				if err := tx.Send(1); err != nil {
					wantUnsent(t, err, 1, mpsc.ErrDisconnected)
				}
			})
		}
	}},
	{"oneshot_multi_thread_recv_close_stress", everywhere, func(t *testing.T, bound int) {
		for range rounds {
			tx, rx := open[int](bound)
			together(tx.Close, func() { wantRecvErr(t, rx, mpsc.ErrDisconnected) })
		}
	}},
	{"oneshot_multi_thread_send_recv_stress", everywhere, func(t *testing.T, bound int) {
		for range rounds {
			tx, rx := open[int](bound)
			together(func() { mustSend(t, tx, 10) }, func() { mustRecv(t, rx, 10) })
		}
	}},
	{"stream_send_recv_stress", everywhere, func(t *testing.T, bound int) {
		// Each message is sent, and each received, by a goroutine of its own
		// that the one before it starts.
		tx, rx := open[int](bound)
		var wg sync.WaitGroup
		var send, recv func(i int)
		send = func(i int) {
			if mustSend(t, tx, i); i < 100 {
				wg.Go(func() { send(i + 1) })
			}
		}
		recv = func(i int) {
			if mustRecv(t, rx, i); i < 100 {
				wg.Go(func() { recv(i + 1) })
			}
		}
		wg.Go(func() { send(0) })
		wg.Go(func() { recv(0) })
		wg.Wait()
	}},
	{"oneshot_single_thread_recv_timeout", withRoom, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		for i := range 2 {
			mustSend(t, tx, i)
			v, err := rx.RecvTimeout(time.Millisecond)
			wantValue(t, v, err, i)
			_, err = rx.RecvTimeout(time.Millisecond)
			wantErr(t, err, mpsc.ErrTimeout)
		}
	}},
	{"recv_timeout", []int{1, 3}, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		_, err := rx.RecvTimeout(time.Millisecond)
		wantErr(t, err, mpsc.ErrTimeout)
		mustSend(t, tx, 1)
		v, err := rx.RecvTimeout(time.Millisecond)
		wantValue(t, v, err, 1)
	}},
	{"send_timeout", boundedOnly, func(t *testing.T, bound int) {
		tx, rx := mpsc.SyncChannel[int](bound)
		for i := range bound {
			if err := tx.SendContext(t.Context(), i); err != nil {
				t.Error(err)
			}
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		defer cancel()
		wantUnsent(t, tx.SendContext(ctx, 7), 7, context.DeadlineExceeded)
		rx.Close()
	}},
	{"stress_recv_timeout_two_threads", everywhere, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		go func() {
			defer tx.Close()
			for i := range 500 {
				if i%2 == 0 {
					time.Sleep(10 * time.Millisecond)
				}
				mustSend(t, tx, i)
			}
		}()
		next, timeouts := 0, 0
		for {
			v, err := rx.RecvTimeout(7 * time.Millisecond)
			if err == mpsc.ErrTimeout {
				timeouts++
				continue
			}
			if err != nil {
				wantErr(t, err, mpsc.ErrDisconnected)
				break
			}
			wantValue(t, v, nil, next)
			next++
		}
		if next != 500 || timeouts == 0 {
			t.Errorf("%d messages, %d time-outs", next, timeouts)
		}
	}},
	{"recv_timeout_upgrade", unboundedOnly, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		clone := tx.clone()
		start := time.Now()
		_, err := rx.RecvTimeout(time.Millisecond)
		wantErr(t, err, mpsc.ErrTimeout)
		if time.Since(start) < time.Millisecond {
			t.Error("early")
		}
		tx.Close()
		clone.Close()
	}},
	{"stress_recv_timeout_shared", everywhere, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		const total = 100
		for i := range total {
			clone := tx.clone()
			go func() {
				defer clone.Close()
				time.Sleep(time.Duration(i) * 10 * time.Millisecond)
				mustSend(t, clone, i)
			}()
		}
		tx.Close()
		var got []int
		for {
			v, err := rx.RecvTimeout(10 * time.Millisecond)
			if err == mpsc.ErrDisconnected {
				break
			}
			if err == nil {
				got = append(got, v)
			}
		}
		if len(got) != total || !slices.IsSorted(got) {
			t.Errorf("received %v", got)
		}
	}},
	{"very_long_recv_timeout_wont_panic", everywhere, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		go func() {
			time.Sleep(time.Second)
			mustSend(t, tx, 1)
		}()
		v, err := rx.RecvTimeout(math.MaxInt64)
		wantValue(t, v, err, 1)
	}},
	{"recv_a_lot", []int{noBound, 10_000}, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		for i := range 10_000 {
			mustSend(t, tx, i)
		}
		for i := range 10_000 {
			mustRecv(t, rx, i)
		}
	}},
	{"shared_recv_timeout", withRoom, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		for range 5 {
			clone := tx.clone()
			go func() {
				defer clone.Close()
				mustSend(t, clone, 1)
			}()
		}
		for range 5 {
			mustRecv(t, rx, 1)
		}
		_, err := rx.RecvTimeout(time.Millisecond)
		wantErr(t, err, mpsc.ErrTimeout)
		mustSend(t, tx, 2)
		v, err := rx.RecvTimeout(time.Millisecond)
		wantValue(t, v, err, 2)
	}},
	{"shared_chan_stress", everywhere, func(t *testing.T, bound int) { stress(t, bound, 100, 1, plainRecv) }},
	{"test_nested_recv_iter", everywhere, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		total, atTotal := open[int](bound)
		go func() {
			sum := 0
			for v := range rx.All() {
				sum += v
			}
			mustSend(t, total, sum)
		}()
		for _, v := range []int{3, 1, 2} {
			mustSend(t, tx, v)
		}
		tx.Close()
		mustRecv(t, atTotal, 6)
	}},
	{"test_recv_iter_break", everywhere, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		var wg sync.WaitGroup
		wg.Go(func() {
			n := 0
			for range rx.All() {
				if n++; n == 3 {
					break
				}
			}
			rx.Close()
		})
		for range 3 {
			mustSend(t, tx, 2)
		}
		if err := trySend(tx, 2); err != nil && err.(*mpsc.SendError[int]).Value != 2 {
			t.Error(err)
		}
		tx.Close()
		wg.Wait()
	}},
	{"test_recv_try_iter", everywhere, func(t *testing.T, bound int) {
		request, atRequest := open[int](bound)
		response, atResponse := open[int](bound)
		go func() {
			defer request.Close()
			for sum := 0; sum < 6; {
				mustSend(t, request, 0)
				synctest.Wait()
				for v := range atResponse.TryAll() {
					sum += v
				}
			}
		}()
		n := 0
		for range atRequest.All() {
			mustSend(t, response, 2)
			n++
		}
		if n != 3 {
			t.Errorf("%d requests", n)
		}
	}},
	{"test_recv_into_iter_owned", []int{noBound, 3}, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		mustSend(t, tx, 1)
		mustSend(t, tx, 2)
		tx.Close()
		all := rx.All() // outlives the mention of rx
		if got := slices.Collect(all); !slices.Equal(got, []int{1, 2}) {
			t.Errorf("received %v", got)
		}
	}},
	{"test_recv_into_iter_borrowed", []int{noBound, 3}, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		mustSend(t, tx, 1)
		mustSend(t, tx, 2)
		tx.Close()
		for v := range rx.All() {
			wantValue(t, v, nil, 1)
			break
		}
		mustRecv(t, rx, 2) // the loop has not used the receiver up
		wantRecvErr(t, rx, mpsc.ErrDisconnected)
	}},
	{"try_recv_states", withRoom, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		step := make(chan bool)
		go func() {
			<-step
			mustSend(t, tx, 1)
			<-step
			mustSend(t, tx, 2)
			tx.Close()
		}()
		wantTryRecvErr(t, rx, mpsc.ErrEmpty)
		step <- true
		synctest.Wait()
		v, err := rx.TryRecv()
		wantValue(t, v, err, 1)
		wantTryRecvErr(t, rx, mpsc.ErrEmpty)
		step <- true
		synctest.Wait()
		v, err = rx.TryRecv()
		wantValue(t, v, err, 2)
		wantTryRecvErr(t, rx, mpsc.ErrDisconnected)
	}},
	{"destroy_upgraded_shared_port_when_sender_still_active", everywhere, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		done := make(chan bool)
		go func() {
			mustRecv(t, rx, 1)
			rx.Close()
			close(done)
		}()
		synctest.Wait() // the receive waits
		clone := tx.clone()
		tx.Close()
		mustSend(t, clone, 1)
		<-done
		wantUnsent(t, clone.Send(2), 2, mpsc.ErrDisconnected)
	}},
	{"issue_32114", unboundedOnly, func(t *testing.T, bound int) {
		// A send fails again after the first failure.
		tx, rx := open[int](bound)
		rx.Close()
		wantUnsent(t, tx.Send(1), 1, mpsc.ErrDisconnected)
		wantUnsent(t, tx.Send(2), 2, mpsc.ErrDisconnected)
	}},
	{"issue_39364", unboundedOnly, func(t *testing.T, bound int) {
		// A time-out that ends while the sender is cloned.
		tx, rx := open[int](bound)
		go func() {
			time.Sleep(300 * time.Millisecond)
			clone := tx.clone()
			time.Sleep(time.Second)
			clone.Close()
			tx.Close()
		}()
		_, err := rx.RecvTimeout(500 * time.Millisecond)
		wantErr(t, err, mpsc.ErrTimeout)
		_, err = rx.RecvTimeout(10 * time.Second)
		wantErr(t, err, mpsc.ErrDisconnected)
	}},
	{"error_carries_value", everywhere, func(t *testing.T, bound int) {
		type big struct{ words [100]int }
		tx, rx := open[big](bound)
		rx.Close()
		v := big{}
		v.words[99] = 7
		wantUnsent(t, tx.Send(v), v, mpsc.ErrDisconnected)
	}},
	{"send1", boundedOnly, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		go mustRecv(t, rx, 1)
		mustSend(t, tx, 1)
	}},
	{"send2", boundedOnly, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		for i := range bound {
			mustSend(t, tx, i)
		}
		go rx.Close()
		wantUnsent(t, tx.Send(9), 9, mpsc.ErrDisconnected)
	}},
	{"send3", []int{1, 3}, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		for i := range bound {
			mustSend(t, tx, i)
		}
		go func() {
			synctest.Wait() // the send waits
			rx.Close()
		}()
		wantUnsent(t, tx.Send(9), 9, mpsc.ErrDisconnected)
	}},
	{"send4", boundedOnly, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		for i := range bound {
			mustSend(t, tx, i)
		}
		clone := tx.clone()
		var wg sync.WaitGroup
		wg.Go(func() { wantUnsent(t, tx.Send(-1), -1, mpsc.ErrDisconnected) })
		wg.Go(func() { wantUnsent(t, clone.Send(-2), -2, mpsc.ErrDisconnected) })
		synctest.Wait()
		rx.Close()
		wg.Wait()
	}},
	{"try_send1", []int{0}, func(t *testing.T, bound int) {
		tx, _ := open[int](bound)
		wantUnsent(t, trySend(tx, 1), 1, mpsc.ErrFull)
		tx.Close()
	}},
	{"try_send2", []int{1}, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		mustSend(t, tx, 1)
		wantUnsent(t, trySend(tx, 2), 2, mpsc.ErrFull)
		mustRecv(t, rx, 1)
		if err := trySend(tx, 3); err != nil {
			t.Error(err)
		}
		mustRecv(t, rx, 3)
	}},
	{"try_send3", []int{1}, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		mustSend(t, tx, 1)
		rx.Close()
		wantUnsent(t, trySend(tx, 2), 2, mpsc.ErrDisconnected)
	}},
	{"try_send4", []int{0}, func(t *testing.T, bound int) {
		tx, rx := open[int](bound)
		go mustRecv(t, rx, 1)
		synctest.Wait() // the receive waits
		if err := trySend(tx, 1); err != nil {
			t.Error(err)
		}
	}},
	{"issue_15761", []int{3}, func(t *testing.T, bound int) {
		for range rounds {
			there, atThere := open[int](bound)
			back, atBack := open[int](bound)
			go func() {
				mustRecv(t, atThere, 1)
				if err := trySend(back, 2); err != nil {
					t.Error(err)
				}
			}()
			if err := trySend(there, 1); err != nil {
				t.Error(err)
			}
			mustRecv(t, atBack, 2)
		}
	}},
}

const rounds = 100

// trySend is TrySend on a bounded channel, and the Send of an unbounded one,
// which never waits.
func trySend[T any](tx sender[T], v T) error {
	if bounded, ok := tx.(boundedSender[T]); ok {
		return bounded.TrySend(v)
	}
	return tx.Send(v)
}

// together runs the functions at the same time.
func together(fs ...func()) {
	var wg sync.WaitGroup
	for _, f := range fs {
		wg.Go(f)
	}
	wg.Wait()
}

func plainRecv(rx *mpsc.Receiver[[2]int]) ([2]int, error) { return rx.Recv() }

// stress has senders send each their messages, and checks that all arrive, in
// order, and then disconnection.
func stress(t *testing.T, bound, senders, each int, recv func(*mpsc.Receiver[[2]int]) ([2]int, error)) {
	t.Helper()
	tx, rx := open[[2]int](bound)
	for s := range senders {
		tx := tx.clone()
		go func() {
			defer tx.Close()
			for i := range each {
				mustSend(t, tx, [2]int{s, i})
			}
		}()
	}
	tx.Close()
	next := make([]int, senders)
	for range senders * each {
		v, err := recv(rx)
		if err != nil {
			t.Errorf("after %v: %v", next, err)
			return
		}
		if v[1] != next[v[0]] {
			t.Errorf("sender %d: message %d where %d was due", v[0], v[1], next[v[0]])
		}
		next[v[0]]++
	}
	_, err := recv(rx)
	wantErr(t, err, mpsc.ErrDisconnected)
}

// Closing the receiver drops what is queued at once, so that the collector can
// take it, while senders still hold the channel. Rust calls it drop_unreceived.
func TestCloseDropsQueuedMessages(t *testing.T) {
	eachFlavour(t, func(t *testing.T, bound int) {
		type message struct{ _ [64]byte }
		tx, rx := open[*message](bound)
		gone := make(chan bool, 1)
		m := &message{}
		runtime.AddCleanup(m, func(gone chan bool) { gone <- true }, gone)
		mustSend(t, tx, m)
		m = nil //nolint:ineffassign,wastedassign // so that the channel holds the last reference
		rx.Close()
		collect(t, func() bool { return len(gone) == 1 })
		wantUnsent[*message](t, tx.Send(nil), nil, mpsc.ErrDisconnected)
	}, 1, noBound, 64)
}

// A message that was received is not kept alive by the channel.
func TestReceivedMessagesAreForgotten(t *testing.T) {
	eachFlavour(t, func(t *testing.T, bound int) {
		type message struct{ _ [64]byte }
		tx, rx := open[*message](bound)
		gone := make(chan bool, 1)
		func() {
			m := &message{}
			runtime.AddCleanup(m, func(gone chan bool) { gone <- true }, gone)
			go func() {
				mustSend(t, tx, m)
			}()
			if _, err := rx.Recv(); err != nil {
				t.Error(err)
			}
		}()
		collect(t, func() bool { return len(gone) == 1 })
		tx.Close()
		rx.Close()
	})
}
