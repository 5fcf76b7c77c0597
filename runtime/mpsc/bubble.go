package mpsc

import (
	"bytes"
	"runtime"
	"testing"
)

// inBubble reports whether the calling goroutine belongs to a testing/synctest
// bubble, whose channels must not be used from outside. There is no bubble
// outside of tests, and in tests the header of a stack trace tells.
func inBubble() bool {
	if !testing.Testing() {
		return false
	}
	var trace [128]byte
	header, _, _ := bytes.Cut(trace[:runtime.Stack(trace[:], false)], []byte("\n"))
	return bytes.Contains(header, []byte("synctest bubble"))
}
