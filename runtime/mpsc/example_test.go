package mpsc_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/sendmove/sendmove/runtime/mpsc"
)

func ExampleChannel() {
	tx, rx := mpsc.Channel[string]()
	go func() {
		defer tx.Close()
		for _, word := range []string{"hi", "from", "the", "goroutine"} {
			if err := tx.Send(word); err != nil {
				return
			}
		}
	}()
	for word := range rx.All() {
		fmt.Println(word)
	}
	// Output:
	// hi
	// from
	// the
	// goroutine
}

func ExampleSyncChannel() {
	tx, rx := mpsc.SyncChannel[int](1)
	fmt.Println(tx.TrySend(1))
	err := tx.TrySend(2)
	var unsent *mpsc.SendError[int]
	if errors.As(err, &unsent) {
		fmt.Println(unsent.Value, "came back:", errors.Is(err, mpsc.ErrFull))
	}
	fmt.Println(rx.Recv())
	tx.Close()
	_, err = rx.Recv()
	fmt.Println(errors.Is(err, mpsc.ErrDisconnected))
	// Output:
	// <nil>
	// 2 came back: true
	// 1 <nil>
	// true
}

// With a bound of zero, Send returns when the value has been taken.
func ExampleSyncChannel_rendezvous() {
	tx, rx := mpsc.SyncChannel[string](0)
	fmt.Println(errors.Is(tx.TrySend("nobody waits"), mpsc.ErrFull))
	go func() {
		defer tx.Close()
		_ = tx.Send("now")
	}()
	fmt.Println(rx.Recv())
	// Output:
	// true
	// now <nil>
}

func ExampleSender_Clone() {
	tx, rx := mpsc.Channel[int]()
	var wg sync.WaitGroup
	for i := range 3 {
		tx := tx.Clone()
		wg.Go(func() {
			defer tx.Close()
			_ = tx.Send(i + 1)
		})
	}
	tx.Close() // the clones keep the channel connected
	sum := 0
	for v := range rx.All() {
		sum += v
	}
	wg.Wait()
	fmt.Println(sum)
	// Output: 6
}

func ExampleReceiver_Ready() {
	tx, rx := mpsc.Channel[int]()
	ticker := time.NewTicker(time.Hour)
	defer ticker.Stop()
	go func() {
		defer tx.Close()
		_ = tx.Send(1)
		_ = tx.Send(2)
	}()
	for {
		select {
		case <-rx.Ready():
			v, err := rx.TryRecv()
			switch {
			case errors.Is(err, mpsc.ErrEmpty):
			case err != nil:
				fmt.Println("done")
				return
			default:
				fmt.Println(v)
			}
		case <-ticker.C:
			fmt.Println("tick")
		}
	}
	// Output:
	// 1
	// 2
	// done
}

func ExampleReceiver_RecvBatch() {
	tx, rx := mpsc.Channel[int]()
	for i := range 5 {
		_ = tx.Send(i)
	}
	buf := make([]int, 3)
	for range 2 {
		n, _ := rx.RecvBatch(buf)
		fmt.Println(buf[:n])
	}
	// Output:
	// [0 1 2]
	// [3 4]
}

func ExampleSyncSender_SendContext() {
	tx, rx := mpsc.SyncChannel[int](0)
	defer rx.Close()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	err := tx.SendContext(ctx, 7)
	fmt.Println(errors.Is(err, context.Canceled))
	// Output: true
}
