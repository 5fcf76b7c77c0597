// Package undertest has interfaces that a test implements by channels.
package undertest

type event struct {
	n    int
	tags []string
}

type sink interface {
	create(e *event) bool
}

// record tries until it succeeds. That a fake sends what it is given is no matter of the
// code under test.
func record(s sink, e *event) {
	for !s.create(e) {
		e.n++
	}
}

// queue is a sink of the package itself.
type queue interface{ push(e *event) bool }

type channel struct{ out chan *event }

func (c *channel) push(e *event) bool {
	c.out <- e
	return true
}

func enqueue(q queue, e *event) {
	q.push(e)
	e.n++ // want "borrow of moved value: `e.n`"
}
