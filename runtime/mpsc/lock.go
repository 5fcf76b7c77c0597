package mpsc

import (
	"runtime"
	"time"
)

// A lock guards a few lines. Who finds it taken yields the processor: the other
// one is on its way through the same few lines, and can then send or receive a
// whole run undisturbed, where a mutex would put this one to sleep and make the
// other one wake it. While yields are slow it looks again instead.
//
// TryLock and Unlock differ by platform; see rawLock.
type lock struct {
	rawLock
	yields *yielding
}

// Lock takes the lock.
func (l *lock) Lock() {
	if !l.TryLock() {
		l.lockSlowly()
	}
}

const (
	// lockTries is how often a goroutine yields, or looks, before it takes it
	// that the processor has been taken from who holds the lock.
	lockTries = 64
	lockSpins = 30
	lockSleep = 50 * time.Microsecond
)

func (l *lock) lockSlowly() {
	for range lockTries {
		if l.yields.yield() {
			if l.TryLock() {
				return
			}
			continue
		}
		for range lockSpins {
			if l.TryLock() {
				return
			}
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
