// Package use uses what is declared of another package.
package use

import "outside/bus"

func publish(b bus.Bus, e, f *bus.Event) {
	b.Check(e)
	e.N = 1
	b.Publish(e)
	f.N = 2
	e.N = 2 // want "assign to part of moved value: `e.N`"
}

func put(q *bus.Queue[*bus.Event], e *bus.Event) {
	q.Put(e)
	e.N = 2 // want "assign to part of moved value: `e.N`"
}

func keep(e *bus.Event) {
	bus.Keep(e)
	e.N = 2
}

func configure(ch chan *bus.Config, c *bus.Config) {
	ch <- c
	c.Name = "shared"
}

func event(ch chan *bus.Event, e *bus.Event) {
	ch <- e
	e.N = 2 // want "assign to part of moved value: `e.N`"
}
