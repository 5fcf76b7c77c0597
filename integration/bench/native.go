package main

import (
	"fmt"
	"sync"
)

func native[T any](capacity int) contender {
	return contender{name: fmt.Sprintf("chan %d", capacity), slow: capacity <= 1, measure: timed(func(producers, total int) {
		ch := make(chan T, capacity)
		var wg sync.WaitGroup
		for p := range producers {
			wg.Go(func() {
				var v T
				for range part(producers, total, p) {
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
	})}
}

// nativeDone is a native channel as it is used where a send must not hang when
// the receiver has gone.
func nativeDone[T any](capacity int) contender {
	return contender{name: fmt.Sprintf("chan %d + done", capacity), slow: capacity <= 1, measure: timed(func(producers, total int) {
		ch, done := make(chan T, capacity), make(chan struct{})
		var wg sync.WaitGroup
		for p := range producers {
			wg.Go(func() {
				var v T
				for range part(producers, total, p) {
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
	})}
}
