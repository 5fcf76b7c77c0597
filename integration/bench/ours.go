package main

import (
	"fmt"

	"github.com/sendmove/sendmove/runtime/mpsc"
)

// batchLen is how many messages a batch receive takes at most.
const batchLen = 256

func unbounded[T any]() contender {
	return contender{name: "mpsc", measure: timed(func(producers, total int) {
		tx, rx := mpsc.Channel[T]()
		produce(tx, producers, total)
		mustBe(receive(rx), total)
	})}
}

func unboundedBatch[T any]() contender {
	return contender{name: "mpsc batch", measure: timed(func(producers, total int) {
		tx, rx := mpsc.Channel[T]()
		produce(tx, producers, total)
		mustBe(receiveBatch(rx), total)
	})}
}

func bounded[T any](bound int) contender {
	return contender{name: fmt.Sprintf("mpsc %d", bound), slow: bound <= 1, measure: timed(func(producers, total int) {
		tx, rx := mpsc.SyncChannel[T](bound)
		produceSync(tx, producers, total)
		mustBe(receive(rx), total)
	})}
}

func boundedBatch[T any](bound int) contender {
	return contender{name: fmt.Sprintf("mpsc %d batch", bound), slow: bound <= 1, measure: timed(func(producers, total int) {
		tx, rx := mpsc.SyncChannel[T](bound)
		produceSync(tx, producers, total)
		mustBe(receiveBatch(rx), total)
	})}
}

// The two kinds of sender have a function each: an interface between would be
// measured too.

func produce[T any](tx *mpsc.Sender[T], producers, total int) {
	for p := range producers {
		tx := tx.Clone()
		go func() {
			defer tx.Close()
			var v T
			for range part(producers, total, p) {
				if tx.Send(v) != nil {
					return
				}
			}
		}()
	}
	tx.Close()
}

func produceSync[T any](tx *mpsc.SyncSender[T], producers, total int) {
	for p := range producers {
		tx := tx.Clone()
		go func() {
			defer tx.Close()
			var v T
			for range part(producers, total, p) {
				if tx.Send(v) != nil {
					return
				}
			}
		}()
	}
	tx.Close()
}

func receive[T any](rx *mpsc.Receiver[T]) (n int) {
	for {
		if _, err := rx.Recv(); err != nil {
			return n
		}
		n++
	}
}

func receiveBatch[T any](rx *mpsc.Receiver[T]) (n int) {
	buf := make([]T, batchLen)
	for {
		k, err := rx.RecvBatch(buf)
		if err != nil {
			return n
		}
		n += k
	}
}
