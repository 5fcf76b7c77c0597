package mpsc_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/sendmove/sendmove/runtime/mpsc"
)

var stressFor = flag.Duration("stress", 100*time.Millisecond,
	"how long TestStress runs each of its 15 combinations")

// TestStress runs everything that may race against everything else, with one
// processor, with two and with more. A longer run:
//
//	go test -race -run TestStress -stress 1m -timeout 30m ./runtime/mpsc
func TestStress(t *testing.T) {
	for _, procs := range []int{1, 2, 4} {
		t.Run(fmt.Sprintf("procs=%d", procs), func(t *testing.T) {
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
			eachFlavour(t, func(t *testing.T, bound int) {
				for end := time.Now().Add(*stressFor); time.Now().Before(end); {
					storm(t, bound)
				}
			})
		})
	}
}

// storm lets senders and receives of all kinds loose on one channel, closes
// everything at random, and checks that each message was delivered once, given
// back once, or was in the channel when the receiver was closed.
func storm(t *testing.T, bound int) {
	const senders, each = 6, 200
	tx, rx := open[int](bound)
	var (
		wg        sync.WaitGroup
		seen      [senders * each]atomic.Int32
		sentCount atomic.Int64
		recvCount atomic.Int64
		early     = rand.IntN(2) == 0 // close the receiver before the end
		limit     = int64(rand.IntN(senders * each))
	)
	deliver := func(v int) {
		seen[v].Add(1)
		if n := recvCount.Add(1); early && n == limit {
			rx.Close()
		}
	}
	for s := range senders {
		tx := tx.clone()
		wg.Go(func() {
			defer tx.Close()
			for i := range each {
				v := s*each + i
				err := sendSomehow(tx, v)
				if err == nil {
					sentCount.Add(1)
					continue
				}
				var unsent *mpsc.SendError[int]
				if !errors.As(err, &unsent) || unsent.Value != v {
					t.Errorf("sending %d: %v", v, err)
					return
				}
				seen[v].Add(1)
				if rand.IntN(1000) == 0 {
					return
				}
			}
		})
	}
	tx.Close()
	for range 2 {
		wg.Go(func() {
			buf := make([]int, 10)
			for {
				n, err := recvSomehow(rx, buf)
				for _, v := range buf[:n] {
					deliver(v)
				}
				if errors.Is(err, mpsc.ErrDisconnected) || errors.Is(err, mpsc.ErrClosed) {
					return
				}
			}
		})
	}
	wg.Wait()
	for v := range seen {
		if n := seen[v].Load(); n > 1 {
			t.Errorf("%d came %d times", v, n)
		}
	}
	if got, want := recvCount.Load(), sentCount.Load(); got > want || !early && got != want {
		t.Errorf("%d sent, %d received", want, got)
	}
}

func sendSomehow(tx sender[int], v int) error {
	bounded, ok := tx.(boundedSender[int])
	if !ok {
		return tx.Send(v)
	}
	switch rand.IntN(4) {
	case 0:
		return bounded.TrySend(v)
	case 1:
		ctx, cancel := context.WithTimeout(context.Background(), time.Duration(rand.IntN(20))*time.Microsecond)
		defer cancel()
		return bounded.SendContext(ctx, v)
	}
	return bounded.Send(v)
}

// recvSomehow receives into buf in one of all ways. Its error may be temporary.
func recvSomehow(rx *mpsc.Receiver[int], buf []int) (int, error) {
	var v int
	var err error
	switch rand.IntN(6) {
	case 0:
		v, err = rx.Recv()
	case 1:
		v, err = rx.TryRecv()
	case 2:
		v, err = rx.RecvTimeout(time.Duration(rand.IntN(20)) * time.Microsecond)
	case 3:
		ctx, cancel := context.WithTimeout(context.Background(), time.Duration(rand.IntN(20))*time.Microsecond)
		defer cancel()
		v, err = rx.RecvContext(ctx)
	case 4:
		return rx.RecvBatch(buf)
	case 5:
		select {
		case <-rx.Ready():
		case <-time.After(20 * time.Microsecond):
		}
		v, err = rx.TryRecv()
	}
	if err != nil {
		return 0, err
	}
	buf[0] = v
	return 1, nil
}

// Ready loses no wake-up: a receiver that relies on it alone gets everything.
func TestStressReady(t *testing.T) {
	for _, procs := range []int{1, 2, 4} {
		t.Run(fmt.Sprintf("procs=%d", procs), func(t *testing.T) {
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
			eachFlavour(t, func(t *testing.T, bound int) {
				stress(t, bound, 4, 2_000, func(rx *mpsc.Receiver[[2]int]) ([2]int, error) {
					for {
						<-rx.Ready()
						if v, err := rx.TryRecv(); err != mpsc.ErrEmpty {
							return v, err
						}
					}
				})
			})
		})
	}
}

// Where goroutines that compute want every processor, a yield takes as long as
// they all run, so a channel must not go on yielding.
func TestAmongComputingGoroutines(t *testing.T) {
	if testing.Short() {
		t.Skip("takes every processor for seconds")
	}
	var stop atomic.Bool
	var computing sync.WaitGroup
	for range 2 * runtime.GOMAXPROCS(0) {
		computing.Go(func() {
			for n := 0; !stop.Load(); n++ {
			}
		})
	}
	defer computing.Wait()
	defer stop.Store(true)
	const (
		roundTrips = 1_000
		streamed   = 20_000
		// If each of them waited for its turn, they would take minutes.
		limit = 30 * time.Second
	)
	eachFlavour(t, func(t *testing.T, bound int) {
		start := time.Now()
		there, atThere := open[int](bound)
		back, atBack := open[int](bound)
		go func() {
			defer back.Close()
			for v := range atThere.All() {
				mustSend(t, back, v)
			}
		}()
		for i := range roundTrips {
			mustSend(t, there, i)
			mustRecv(t, atBack, i)
		}
		there.Close()
		tx, rx := open[int](bound)
		go func() {
			defer tx.Close()
			for i := range streamed {
				mustSend(t, tx, i)
			}
		}()
		for v := range rx.All() {
			if v%1000 == 0 && time.Since(start) > limit {
				t.Fatalf("%d messages in %v", v, time.Since(start))
			}
		}
	}, noBound, 0, 1, 64, 1024)
}

// TestMain fails if goroutines of this package's making are left when all tests
// are done.
func TestMain(m *testing.M) {
	flag.Parse()
	code := m.Run()
	if code == 0 && !noGoroutinesLeft() {
		code = 1
	}
	os.Exit(code)
}

func noGoroutinesLeft() bool {
	var left []string
	for range 100 {
		stacks := make([]byte, 1<<20)
		stacks = stacks[:runtime.Stack(stacks, true)]
		left = nil
		for stack := range strings.SplitSeq(string(stacks), "\n\n") {
			if strings.Contains(stack, "runtime/mpsc") && !strings.Contains(stack, "TestMain") {
				left = append(left, stack)
			}
		}
		if left == nil {
			return true
		}
		time.Sleep(10 * time.Millisecond)
	}
	fmt.Println("goroutines left behind:\n" + strings.Join(left, "\n\n"))
	return false
}
