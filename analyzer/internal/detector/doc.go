// Package detector asks the race detector whether the analyzer misses anything. It
// has tests only.
//
// A generator writes random programs: values and aliases of them, structs, slices,
// maps, interfaces, closures, helpers, branches, flags and loops, and sends of all
// that, by plain channels or by package mpsc. Receivers write to whatever they get.
// The programs are built with -race and run a few times, with other decisions. What
// the race detector then sees must be reported at the level access, and what the
// analyzer calls clean at the level strict must not race.
//
// A race is seen where two accesses are not ordered, whenever they happen; nothing
// waits. All channels have room for every send, so that no receive orders anything
// for a sender. With package mpsc the receivers race by themselves: they claim the
// memory of a message.
//
// The other way round nothing is asked: a run takes one way through a program, and a
// report of another way is not wrong. How many programs were reported and never raced
// is only counted.
//
// The test runs a fixed set of programs. A long run takes others:
//
//	go test ./analyzer/internal/detector -v -timeout 2h -programs 5000 -seed 7
//
// and prints each miss as small as it can be made; -unproven prints programs that
// were reported and never raced.
package detector
