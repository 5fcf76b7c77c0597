package mpsc

import (
	"runtime"
	"sync/atomic"
	"time"
)

// Yielding gives the processor to others where it is likely that they are about
// to do what this goroutine would otherwise wait for. That costs a fraction of
// being put to sleep and woken, but only while nobody else wants the processor:
// behind goroutines that compute, a yield takes as long as all of them run, tens
// of milliseconds. So some yields are timed, and after a slow one the next
// occasions are let pass, more of them each time that it happens again.
//
// The fields are hints: goroutines that change them at the same time lose a
// change, and nothing else.
type yielding struct {
	pass  atomic.Int32  // occasions that are still to be let pass
	back  atomic.Int32  // how many were let pass after the last slow yield
	taken atomic.Uint32 // counts yields
}

const (
	slowYield  = time.Millisecond
	timedYield = 16 // one in so many is timed
	leastPass  = 1
	mostPass   = 1 << 18
)

// cheap reports whether yields are thought to be cheap.
func (y *yielding) cheap() bool { return y.pass.Load() == 0 }

// yield takes the occasion, or lets it pass, and reports which.
func (y *yielding) yield() bool {
	n := y.taken.Add(1)
	return y.yieldTimed(n%timedYield == 1)
}

// yieldTimed is yield for a caller that counts by itself which ones to time. The
// first one after others were let pass is always timed.
func (y *yielding) yieldTimed(timed bool) bool {
	if n := y.pass.Load(); n > 0 {
		y.pass.Store(n - 1)
		return false
	}
	if !timed && y.back.Load() == 0 {
		runtime.Gosched()
		return true
	}
	start := time.Now()
	runtime.Gosched()
	var back int32
	if time.Since(start) >= slowYield {
		back = min(max(4*y.back.Load(), leastPass), mostPass)
	}
	y.back.Store(back)
	y.pass.Store(back)
	return true
}
