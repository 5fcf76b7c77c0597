package mpsc

// Shareable is the interface of types whose values are shared on purpose: what a
// sender goes on using after it has sent it, because it is never written again
// or because it is made for concurrent use. The method is a mark and is never
// called.
//
//	func (*Config) ShareableAfterSend() {}
//
// The sendmove analyzer does not regard such values as moved, and in programs
// built with -race the receiver does not claim their memory (see the package
// documentation). A type with a lock, a wait group or an atomic of its own needs
// no mark. It stands for what Rust does with an Arc of a type that is Sync: the
// handle is moved, and its clones go on being used.
type Shareable interface{ ShareableAfterSend() }
