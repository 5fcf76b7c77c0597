package mpsc

import (
	"runtime"
	"time"
)

// A lock guards a few lines. Who finds it taken yields the processor: the other
// one is on its way through the same few lines, and can then send or receive a
// whole run undisturbed, where a mutex would put this one to sleep and make the
// other one wake it.
//
// TryLock and Unlock differ by platform; see rawLock.
type lock struct{ rawLock }

// Lock takes the lock.
func (l *lock) Lock() {
	if !l.TryLock() {
		l.lockYielding()
	}
}

const (
	// lockYields is how often a goroutine yields before it takes it that the
	// operating system has taken the processor from who holds the lock.
	lockYields = 64
	lockSleep  = 50 * time.Microsecond
)

func (l *lock) lockYielding() {
	for range lockYields {
		runtime.Gosched()
		if l.TryLock() {
			return
		}
	}
	// A sleep in a bubble would be one of the bubble's time.
	bubbled := inBubble()
	for !l.TryLock() {
		if bubbled {
			runtime.Gosched()
		} else {
			time.Sleep(lockSleep)
		}
	}
}
