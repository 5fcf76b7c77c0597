package main

// deep is about the depth in bytes to which the stack grows when a package is checked.
const deep = 100 << 10

// withStack calls f with a stack that is already deep. A stack that grows as it is
// needed is copied each time it doubles, with a walk over all its frames: of a process
// that lives for some milliseconds that is a part worth saving. The memory is not
// touched before it is used.
//
//go:noinline
func withStack(f func()) {
	if f == nil {
		var frame [deep]byte // what makes the frame of the function large
		use(&frame)
	}
	f()
}

//go:noinline
func use(frame *[deep]byte) { frame[0]++ }
