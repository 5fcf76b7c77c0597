// Package takes takes elements out of containers by a function.
package takes

type part struct {
	size int
	data []byte
}

func inspect(p *part) bool { return p.size > 0 }

type stack[T any] struct{ items []T }

func (s *stack[T]) push(x T) { s.items = append(s.items, x) }

func (s *stack[T]) pop() T {
	x := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return x
}

func (s *stack[T]) top() T { return s.items[len(s.items)-1] }

func popped(out chan *part, s *stack[*part]) {
	out <- s.pop()
	inspect(s.items[0])
	s.push(&part{})
	inspect(s.pop())
}

func poppedItself(out chan *part, s *stack[*part]) {
	x := s.pop()
	out <- x
	inspect(s.pop())
	inspect(x) // want "borrow of moved value: `x`"
}

func seen(out chan *part, s *stack[*part]) {
	out <- s.top()
	inspect(s.top()) // want "borrow of partially moved value: `s`"
}

type queue struct{ items []*part }

func (q *queue) take() (*part, bool) {
	if len(q.items) == 0 {
		return nil, false
	}
	x := q.items[0]
	q.items = q.items[1:]
	return x, true
}

func (q *queue) first() *part { return q.items[0] }

func (q *queue) drop() *part {
	x := q.items[0]
	q.items = q.items[1:]
	return x
}

func drained(out chan *part, q *queue) {
	for {
		x, ok := q.take()
		if !ok {
			break
		}
		out <- x
	}
	q.items = append(q.items, &part{})
	if x, ok := q.take(); ok {
		inspect(x)
	}
}

func firstThenDrop(out chan *part, q *queue) int {
	out <- q.first()
	x := q.drop()
	return x.size // want "borrow of moved value: `x`"
}

func (q *queue) ship(out chan *part) {
	x := q.items[len(q.items)-1]
	q.items = q.items[:len(q.items)-1]
	out <- x
}

func (q *queue) shipLast(out chan *part) { out <- q.items[len(q.items)-1] }

func shipped(out chan *part, q *queue) {
	q.ship(out)
	q.ship(out)
}

func shippedLast(out chan *part, q *queue) {
	q.shipLast(out)
	q.shipLast(out) // want "borrow of partially moved value: `q`"
}
