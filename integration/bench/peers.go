package main

import (
	"context"
	"fmt"
	"runtime"
	"sync"

	"github.com/bytedance/gopkg/collection/lscq"
	"github.com/puzpuzpuz/xsync/v4"
	"github.com/smallnest/chanx"
)

// The queues know no end, so their receivers count.

// xsyncUMPSC has a receive that waits, but no Close on either side.
func xsyncUMPSC[T any]() contender {
	return contender{name: "xsync.UMPSCQueue", measure: timed(func(producers, total int) {
		q := xsync.NewUMPSCQueue[T]()
		for p := range producers {
			go func() {
				var v T
				for range part(producers, total, p) {
					q.Enqueue(v)
				}
			}()
		}
		for range total {
			q.Dequeue()
		}
	})}
}

// xsyncMPMC does not wait: who finds it full or empty yields the processor and
// tries again, which is the least that a user would have to write.
func xsyncMPMC[T any](capacity int) contender {
	return contender{name: fmt.Sprintf("xsync.MPMCQueue %d", capacity), measure: timed(func(producers, total int) {
		q := xsync.NewMPMCQueue[T](capacity)
		for p := range producers {
			go func() {
				var v T
				for range part(producers, total, p) {
					for !q.TryEnqueue(v) {
						runtime.Gosched()
					}
				}
			}()
		}
		for range total {
			for {
				if _, ok := q.TryDequeue(); ok {
					break
				}
				runtime.Gosched()
			}
		}
	})}
}

// lscqQueue is unbounded and does not wait; its values are of eight bytes.
func lscqQueue() contender {
	return contender{name: "gopkg/lscq", measure: timed(func(producers, total int) {
		q := lscq.NewUint64()
		for p := range producers {
			go func() {
				for range part(producers, total, p) {
					q.Enqueue(0)
				}
			}()
		}
		for range total {
			for {
				if _, ok := q.Dequeue(); ok {
					break
				}
				runtime.Gosched()
			}
		}
	})}
}

// chanxChan is unbounded by a goroutine between two native channels.
func chanxChan[T any]() contender {
	return contender{name: "chanx", slow: true, measure: timed(func(producers, total int) {
		ch := chanx.NewUnboundedChan[T](context.Background(), 1024)
		var wg sync.WaitGroup
		for p := range producers {
			wg.Go(func() {
				var v T
				for range part(producers, total, p) {
					ch.In <- v
				}
			})
		}
		go func() { wg.Wait(); close(ch.In) }()
		n := 0
		for range ch.Out {
			n++
		}
		mustBe(n, total)
	})}
}
