package main

import (
	"os"
	"runtime"
	"runtime/debug"
)

// firstHeap is the size of the heap, in percent of 4 MiB, at which it is collected
// for the first time. Most packages need less, and their process ends without a
// collection.
const firstHeap = 800

// startHeap puts off the first collection; from then on it is as usual. The Go
// compiler does the same. What the environment says of it counts more.
func startHeap() {
	if os.Getenv("GOGC") != "" {
		return
	}
	usual := debug.SetGCPercent(firstHeap)
	runtime.SetFinalizer(&sentinel{}, func(*sentinel) { debug.SetGCPercent(usual) })
}

// sentinel is found to be garbage by the first collection.
type sentinel struct{ _ *byte }
