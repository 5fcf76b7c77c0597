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
	growth = 50
)

// startHeap puts off the first collection, as the Go compiler does. What the
// environment says of it counts more.
func startHeap() {
	if os.Getenv("GOGC") != "" {
		return
	}
	debug.SetGCPercent(firstHeap)
	runtime.SetFinalizer(&sentinel{}, func(*sentinel) { debug.SetGCPercent(growth) })
}

// sentinel is found to be garbage by the first collection.
type sentinel struct{ _ *byte }
