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

// A sample is one measurement.
type sample struct {
	perMessage float64 // nanoseconds
	// starved is the part of the time for which the threads waited for a
	// processor, all together; it can be above one.
	starved float64
}

// timed makes the measure of a contender that runs in this process.
func timed(run func(producers, total int)) func(producers, total int) sample {
	return func(producers, total int) sample {
		runtime.GC() // nobody pays for the one before
		waited := starved()
		start := time.Now()
		run(producers, total)
		took := time.Since(start)
		return sample{
			perMessage: float64(took) / float64(total),
			starved:    float64(starved()-waited) / float64(took),
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
