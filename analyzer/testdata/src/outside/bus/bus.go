// Package bus has no annotations: what it does is declared from outside.
package bus // want `unknown parameter: .Publish. has none called .f. \(declared in sendmove.yml or by -declare\)` `declaration without effect: the package has no .outside/bus.Gone. ` `declaration without effect: the package has no .outside/bus.Lost. `

type Event struct{ N int }

type Config struct{ Name string }

type Bus interface {
	Publish(e *Event)
	Check(e *Event)
}

type Queue[T any] struct{ list []T }

func (q *Queue[T]) Put(v T) { q.list = append(q.list, v) }

var kept = make(chan *Event, 1)

func Keep(e *Event) { kept <- e } // want "borrowed data escapes outside of function: `e`, which sendmove.yml only lends"
