// Package analyzer reports uses of a value after it was sent on a channel.
//
// Sending hands over the memory that a value refers to. In Go the sender keeps
// its reference, so that
//
//	m := &foo{}
//	ch <- m
//	m.bar = 2
//
// compiles, and races with the receiver. Rust rejects the same program with
// error E0382, use of moved value; this analyzer does so for Go:
//
//	assign to part of moved value: `m.bar` (moved at foo.go:2:7)
//
// # What moves
//
// A send statement, a send case of a select on the path where it was chosen, a
// send on a handle of package runtime/mpsc unless its error says otherwise, and
// a call of a function, closure or goroutine that does one of these with what
// it is given. With the value goes all that may be the same memory: another
// name, a slice of it, what was stored in it, what it was stored in.
//
// Numbers, strings and structs of such are copied by the send and stay the
// sender's. So do values made for sharing: channels, the types of packages sync
// and sync/atomic, contexts, errors, and types that say so: by an annotation
// (below), or by a method ShareableAfterSend, which package mpsc sees as well
// when it checks at run time.
//
// # What ends a move
//
// Assigning the variable, the field or the element anew, in the function or in
// a callee; a path that does not return; and, below the strict level, waiting
// for an answer that comes through the value itself, such as a receive from a
// reply channel that was sent with it.
//
// # Levels
//
// The flag -level says which later uses of a value sent on a plain channel are
// reported, -mpsc-level the same for package mpsc:
//
//	writes  stores, appends, calls that write, giving the value back to a pool
//	access  also reads (the default for channels)
//	strict  every mention, as in Rust (the default for mpsc)
//
// Sending a value again is reported below strict only where a receiver in the
// same package writes to what it receives.
//
// # Suppression
//
// A comment at the end of the line of the use or of the send, or alone on the
// line above:
//
//	//sendmove:ignore the receiver has stopped
//	//nolint:sendmove
//
// The flag -unused-ignores reports comments that suppress nothing.
//
// # Fixes
//
// Where it is certain what to do a report has a suggested fix: the value is read
// before the send, a slice starts with an array of its own, a buffer is made in
// each iteration, or a copy is sent. The first fix is the best one.
//
// # Annotations
//
// What the analysis cannot see, such as who implements an interface, or what
// assembly and reflection do, may be said in a doc comment. None is needed to
// start:
//
//	//sendmove:share          on a type: its values are never moved
//	//sendmove:moves p, q     on a function or method: a call moves p and q
//	//sendmove:borrows p      likewise: a call neither moves nor stores p
//
// They count in the packages that import the type or the function, too. The
// names are those of parameters or of the receiver; methods of interfaces can
// have both. An annotation has the last word: with borrows, what the body or an
// implementation does with the parameter no longer moves it. Where the body
// certainly breaks the promise, by a send after which it cannot wait for the
// receiver, that send is reported.
//
// For code that cannot have comments the flag -declare says the same, in lines
// such as
//
//	share example.com/m/config.Config
//	moves example.com/bus.Bus.Publish event
//
// An annotation that has no effect is reported: one that is misspelt, that
// stands elsewhere, or that names what is no parameter or can never move.
//
// # Facts
//
// What a function does to its caller's memory becomes a fact of the function,
// so that a use is found in another package than the send; that a type was
// declared shareable becomes a fact of the type. The standard library
// is described by a table instead.
package analyzer
