//go:build !race && !purego && gc

package mpsc

import "sync/atomic"

// A rawLock is one word. Every change of a word in the package sync/atomic is, on
// amd64, an instruction that waits until all earlier writes of the processor have
// reached its cache, which is most of what a send or a receive costs. To release
// a lock it is enough that earlier writes become visible earlier, and on amd64
// that holds of every write. So Unlock is a plain move, in assembly to be one
// that the compiler does not know of.
type rawLock struct{ word uint32 }

// TryLock takes the lock if it is free.
func (l *rawLock) TryLock() bool { return atomic.CompareAndSwapUint32(&l.word, 0, 1) }

// Unlock releases the lock.
func (l *rawLock) Unlock() { release(&l.word) }

// release sets *word to zero after everything that the caller wrote before.
//
//go:noescape
func release(word *uint32)
