package main

// deep is about the depth in bytes to which the stack grows when a package is checked.
const deep = 400 << 10

// withStack calls f with a stack that is already deep. A stack that grows as it is
// needed is copied each time it doubles, with a walk over all its frames: of a process
// that lives for some milliseconds that is a part worth saving. The memory is not
// touched before it is used.
//
//go:noinline
func withStack(f func()) {
	if f == nil {
		var a, b, c, d [deep / 4]byte // what makes the frame of the function large
		use(&a, &b, &c, &d)
	}
	f()
}

//go:noinline
func use(parts ...*[deep / 4]byte) { parts[0][0]++ }
