// Package mpsc is Rust's std::sync::mpsc for Go: channels of many senders and
// one receiver, with ends that know whether the other side is still there.
//
// [Channel] makes an unbounded channel, whose sends never wait. [SyncChannel]
// makes a bounded one, whose sends wait while it is full; with a bound of zero
// every send meets a receive (a rendezvous).
//
//	tx, rx := mpsc.Channel[*Job]()
//	go func() {
//		defer tx.Close()
//		for _, job := range jobs {
//			if err := tx.Send(job); err != nil {
//				return // the receiver is gone; err still has the job
//			}
//		}
//	}()
//	for job := range rx.All() {
//		run(job)
//	}
//
// # Ends
//
// What Rust does when a handle is dropped, Close does here. Each sender that
// [Sender.Clone] or [SyncSender.Clone] made is closed by itself; closing the
// last one disconnects the receiver, which first gets every message that was
// sent and from then on [ErrDisconnected]. Closing the receiver fails every
// send, also those that are waiting, and gives each its value back in a
// [SendError]. Closing twice is harmless.
//
// # Order
//
// The messages of one sender arrive in the order in which they were sent. A
// message that is there is delivered before any error is: a message beats
// disconnection, disconnection beats a time-out or a cancelled context. For a
// sender, disconnection beats [ErrFull]. No message is lost or delivered twice,
// whatever races with a Close.
//
// # Concurrency
//
// Every method of every handle may be called from any goroutine at any time.
// One receiver is the design: several goroutines may share it, each message
// goes to one of them, and those that wait are served in the order in which
// they came, but they contend with each other. Sharing one sender among
// goroutines is as good as giving each its clone, except that Close ends the
// handle for all of them.
//
// # Ownership
//
// Sending hands over the memory that the value refers to. The sendmove analyzer
// reports code that uses it afterwards; on the branch where a send failed, the
// value is the sender's again.
//
// In programs built with -race the receiver also claims that memory: it tells
// the race detector that it writes there. A sender that touches it after the
// send is then reported by go test -race even if the receiver never does. Claimed
// are what pointers point to, slices up to their capacity (cut them with
// s[:n:n] to hand over a part of an array) and maps, also inside structs, arrays
// and interfaces, up to four references deep, with the first 1024 elements of
// each slice, its first megabyte, and 65536 values of a message; the elements of
// maps are not followed.
// Left alone are strings, functions, channels, errors, contexts, types of the
// packages sync, sync/atomic, time and net/netip and of this one, structs with a
// lock, wait group or atomic of their own, and types that are [Shareable].
// Handing memory back through any synchronisation is silent. Without -race none
// of this costs anything.
//
// # Leaks
//
// A sender that becomes unreachable without Close is closed when the garbage
// collector finds it, so that its receiver does not wait for ever;
// [SetLeakHook] tells of it. Rely on Close all the same: the collector comes late.
//
// # Tests
//
// Every wait is durably blocking in a [testing/synctest] bubble, and time-outs
// follow its clock. As with native channels, make a channel inside the bubble
// that uses it.
package mpsc
