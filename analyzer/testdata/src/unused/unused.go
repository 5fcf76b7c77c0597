// Package unused has comments that suppress something, and some that do not.
package unused

type message struct{ n int }

func used(ch chan *message, m *message) {
	ch <- m
	m.n = 2 //sendmove:ignore the receiver has stopped
}

func send(ch chan *message, m *message) {
	//nolint:sendmove,other // the receiver has stopped
	ch <- m
	m.n = 2
}

func idle(ch chan *message, m *message) {
	m.n = 2 //sendmove:ignore nothing is moved here // want "unused suppression"
	ch <- m //nolint:sendmove // want "unused suppression"
}

func others(m *message) {
	m.n = 2 //nolint:other
	m.n = 3 //nolint
}
