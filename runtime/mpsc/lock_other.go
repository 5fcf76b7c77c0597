//go:build race || purego || !gc || !amd64

package mpsc

import "sync"

// A rawLock is a mutex, which the race detector knows.
type rawLock struct{ sync.Mutex }
