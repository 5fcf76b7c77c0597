package main

import (
	"os"
	"runtime"
	"runtime/debug"
)

const (
	// firstHeap is the size of the heap, in percent of 4 MiB, at which it is
	// collected for the first time. Most packages need less, and their process ends
	// without a collection.
	firstHeap = 800
	// growth is by how much percent the heap grows from then on between collections.
	// The few large packages say how much memory a run needs.
	growth = 40
	// large is the size of the heap, in bytes, from which on it grows as that of any
	// program: each collection takes long by then.
	large = 160 << 20
	usual = 100
)

// whole is the growth of the heap in percent where all packages are analysed in one
// process. Most of what is live then are types, which stay: to look at them half as often
// is a fifteenth of the CPU time.
const whole = 200

// startWholeHeap sets that growth. What the environment says of it counts more.
func startWholeHeap() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(whole)
	}
}

// startHeap puts off the first collection, as the Go compiler does. What the
// environment says of it counts more.
func startHeap() {
	if os.Getenv("GOGC") != "" {
		return
	}
	debug.SetGCPercent(firstHeap)
	afterCollection(firstHeap)
}

// afterCollection sets the growth of the heap after the next collection, and after
// each one for as long as it is not large. Until then it grows by percent.
func afterCollection(percent int) {
	runtime.SetFinalizer(&sentinel{}, func(*sentinel) {
		percent := growthOf(live(percent))
		debug.SetGCPercent(percent)
		if percent == growth {
			afterCollection(percent)
		}
	})
}

// growthOf is by how much percent a heap grows of which so many bytes are live.
func growthOf(live uint64) int {
	if live >= large {
		return usual
	}
	return growth
}

// live is about what the last collection has left, in bytes: what grows by percent until
// the next one. Package runtime/metrics would tell, and takes longer to start than to ask.
func live(percent int) uint64 {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.NextGC * 100 / uint64(100+percent)
}

// sentinel is found to be garbage by the next collection.
type sentinel struct{ _ *byte }
