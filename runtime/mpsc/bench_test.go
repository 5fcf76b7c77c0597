package mpsc_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/sendmove/sendmove/runtime/mpsc"
)

// A contender moves total messages from the given number of producers to one
// receiver, and returns when all have arrived.
type contender struct {
	name string
	run  func(producers, total int)
}

type payload64 [8]int64

func share(producers, total, p int) int {
	n := total / producers
	if p < total%producers {
		n++
	}
	return n
}

func nativeChan[T any](capacity int) contender {
	return contender{fmt.Sprintf("chan=%d", capacity), func(producers, total int) {
		ch := make(chan T, capacity)
		var wg sync.WaitGroup
		for p := range producers {
			wg.Go(func() {
				var v T
				for range share(producers, total, p) {
					ch <- v
				}
			})
		}
		go func() { wg.Wait(); close(ch) }()
		n := 0
		for range ch {
			n++
		}
		mustBe(n, total)
	}}
}

// nativeSelect is what a send looks like that does not hang when the receiver
// has gone.
func nativeSelect[T any](capacity int) contender {
	return contender{fmt.Sprintf("chan+done=%d", capacity), func(producers, total int) {
		ch, done := make(chan T, capacity), make(chan struct{})
		var wg sync.WaitGroup
		for p := range producers {
			wg.Go(func() {
				var v T
				for range share(producers, total, p) {
					select {
					case ch <- v:
					case <-done:
						return
					}
				}
			})
		}
		go func() { wg.Wait(); close(ch) }()
		n := 0
		for range ch {
			n++
		}
		mustBe(n, total)
	}}
}

func mpscChan[T any](bound int) contender {
	return contender{"mpsc/" + flavourName(bound), func(producers, total int) {
		n := 0
		if bound == noBound {
			tx, rx := mpsc.Channel[T]()
			produceUnbounded(tx, producers, total)
			for {
				if _, err := rx.Recv(); err != nil {
					break
				}
				n++
			}
		} else {
			tx, rx := mpsc.SyncChannel[T](bound)
			produceBounded(tx, producers, total)
			for {
				if _, err := rx.Recv(); err != nil {
					break
				}
				n++
			}
		}
		mustBe(n, total)
	}}
}

// The two kinds of sender are called directly here: an interface between would
// be measured too.
func produceUnbounded[T any](tx *mpsc.Sender[T], producers, total int) {
	for p := range producers {
		tx := tx.Clone()
		go func() {
			defer tx.Close()
			var v T
			for range share(producers, total, p) {
				if tx.Send(v) != nil {
					return
				}
			}
		}()
	}
	tx.Close()
}

func produceBounded[T any](tx *mpsc.SyncSender[T], producers, total int) {
	for p := range producers {
		tx := tx.Clone()
		go func() {
			defer tx.Close()
			var v T
			for range share(producers, total, p) {
				if tx.Send(v) != nil {
					return
				}
			}
		}()
	}
	tx.Close()
}

func mpscBatch[T any](bound int) contender {
	return contender{"mpsc/batch/" + flavourName(bound), func(producers, total int) {
		var rx *mpsc.Receiver[T]
		if bound == noBound {
			tx, r := mpsc.Channel[T]()
			produceUnbounded(tx, producers, total)
			rx = r
		} else {
			tx, r := mpsc.SyncChannel[T](bound)
			produceBounded(tx, producers, total)
			rx = r
		}
		buf := make([]T, 256)
		n := 0
		for {
			k, err := rx.RecvBatch(buf)
			if err != nil {
				break
			}
			n += k
		}
		mustBe(n, total)
	}}
}

func mustBe(got, want int) {
	if got != want {
		panic(fmt.Sprintf("%d messages arrived of %d", got, want))
	}
}

func contenders[T any]() []contender {
	return []contender{
		nativeChan[T](1024), nativeChan[T](64), nativeChan[T](1), nativeChan[T](0),
		nativeSelect[T](64), nativeSelect[T](0),
		mpscChan[T](noBound), mpscBatch[T](noBound),
		mpscChan[T](1024), mpscBatch[T](1024),
		mpscChan[T](64), mpscChan[T](1), mpscChan[T](0),
	}
}

// BenchmarkThroughput has the native channel beside. For ratios, and other queues,
// see integration/bench, which interleaves what it compares.
func BenchmarkThroughput(b *testing.B) {
	for _, payload := range []struct {
		name string
		all  []contender
	}{
		{"8B", contenders[int64]()},
		{"64B", contenders[payload64]()},
		{"pointer", contenders[*payload64]()},
	} {
		for _, producers := range []int{1, 2, 4, 8, 64} {
			for _, c := range payload.all {
				b.Run(fmt.Sprintf("%s/producers=%d/%s", payload.name, producers, c.name), func(b *testing.B) {
					b.ReportAllocs()
					c.run(producers, b.N)
				})
			}
		}
	}
}

func BenchmarkRoundTrip(b *testing.B) {
	b.Run("chan", func(b *testing.B) {
		there, back := make(chan int), make(chan int)
		go func() {
			for v := range there {
				back <- v
			}
			close(back)
		}()
		for i := range b.N {
			there <- i
			<-back
		}
		close(there)
	})
	for _, bound := range []int{noBound, 0, 1} {
		b.Run("mpsc/"+flavourName(bound), func(b *testing.B) {
			there, atThere := open[int](bound)
			back, atBack := open[int](bound)
			go func() {
				defer back.Close()
				for v := range atThere.All() {
					if back.Send(v) != nil {
						return
					}
				}
			}()
			for i := range b.N {
				if there.Send(i) != nil {
					b.Fatal("send failed")
				}
				if _, err := atBack.Recv(); err != nil {
					b.Fatal(err)
				}
			}
			there.Close()
		})
	}
}

// BenchmarkUncontended is what a send and a receive cost the processor when
// nobody else is there.
func BenchmarkUncontended(b *testing.B) {
	const burst = 500
	b.Run("chan", func(b *testing.B) {
		ch := make(chan int64, 1024)
		for range b.N / burst {
			for range burst {
				ch <- 1
			}
			for range burst {
				<-ch
			}
		}
	})
	b.Run("mpsc/unbounded", func(b *testing.B) {
		tx, rx := mpsc.Channel[int64]()
		defer tx.Close()
		for range b.N / burst {
			for range burst {
				_ = tx.Send(1)
			}
			for range burst {
				_, _ = rx.Recv()
			}
		}
	})
	b.Run("mpsc/bound=1024", func(b *testing.B) {
		tx, rx := mpsc.SyncChannel[int64](1024)
		defer tx.Close()
		for range b.N / burst {
			for range burst {
				_ = tx.Send(1)
			}
			for range burst {
				_, _ = rx.Recv()
			}
		}
	})
}
