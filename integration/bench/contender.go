package main

import (
	"fmt"
	"runtime"
	"time"
)

// A contender is one way to bring messages from several goroutines to one.
type contender struct {
	name string
	// measure has the given number of producers send total messages to one
	// receiver, and tells how long it took until all had arrived.
	measure func(producers, total int) sample
	// slow contenders are measured with fewer messages.
	slow bool
}

// A sample is one measurement: nanoseconds a message.
type sample struct {
	elapsed float64
	cpu     float64 // of all processors; zero if unknown
}

// timed makes the measure of a contender that runs in this process.
func timed(run func(producers, total int)) func(producers, total int) sample {
	return func(producers, total int) sample {
		runtime.GC() // nobody pays for the one before
		used, start := cpu(), time.Now()
		run(producers, total)
		return sample{
			elapsed: float64(time.Since(start)) / float64(total),
			cpu:     float64(cpu()-used) / float64(total),
		}
	}
}

// part is how many of total messages producer p sends.
func part(producers, total, p int) int {
	n := total / producers
	if p < total%producers {
		n++
	}
	return n
}

// mustBe panics if messages were lost, which would make the figure worthless.
func mustBe(got, want int) {
	if got != want {
		panic(fmt.Sprintf("%d messages arrived of %d", got, want))
	}
}

// payload64 is a message of a cache line.
type payload64 [8]int64
