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
// Where there is much room it first pauses, without a look at the lock, for as long
// as some hundred messages take: that is how long a run the other one has then, and the
// lock and what it guards stay in one processor's cache. Where there is little room a
// run ends sooner, and the processor is better given to who makes room.
//
// TryLock and Unlock differ by platform; see rawLock.
type lock struct {
	rawLock
	yields *yielding
	pause  int
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

	lockPauses = 8 // how often to pause before the first yield
	// A pause is a number of empty loops: a thousand take a third of a microsecond.
	// The longer it is, the longer the runs, where the channel has room for them.
	longPause  = 8000
	shortPause = 4000
	pauseBound = 512 // the smallest bound of a channel whose locks pause
)

// pauseFor is the pause of the locks of a channel with the given bound. A change of
// GOMAXPROCS concerns later channels.
func pauseFor(bound int) int {
	switch {
	case bound < pauseBound || runtime.GOMAXPROCS(0) == 1:
		return 0
	case bound == unbounded:
		return longPause
	}
	return shortPause
}

func (l *lock) lockSlowly() {
	for n := 0; l.pause > 0 && n < lockPauses; n++ {
		for range l.pause {
		}
		if l.TryLock() {
			return
		}
	}
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
