package main

import (
	"runtime"
	"runtime/debug"
	"testing"
)

// gcPercent is the present setting.
func gcPercent() int {
	now := debug.SetGCPercent(100)
	debug.SetGCPercent(now)
	return now
}

// TestStartHeap: the first collection comes late, and those after it early.
func TestStartHeap(t *testing.T) {
	t.Setenv("GOGC", "")
	usual := gcPercent()
	defer debug.SetGCPercent(usual)
	startHeap()
	if got := gcPercent(); got != firstHeap {
		t.Errorf("the first heap is at %d %%", got)
	}
	for gcPercent() != growth { // the test's own limit ends it otherwise
		runtime.GC()
		runtime.Gosched()
	}
	if n := live(growth); n == 0 || n >= large {
		t.Errorf("%d bytes are live in a test", n)
	}
	if growthOf(large-1) != growth || growthOf(large) != usual {
		t.Error("a large heap does not grow as usual, or a small one does")
	}
	t.Setenv("GOGC", "50")
	startHeap()
	if got := gcPercent(); got != growth {
		t.Errorf("the environment was overruled: %d %%", got)
	}
}
