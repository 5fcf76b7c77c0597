// Package renewal gives a field something else on the path on which its content
// was sent, in a function of its own.
package renewal

type collector struct {
	batch []int
	out   chan []int
}

func (c *collector) add(i int) {
	c.batch = append(c.batch, i)
	if len(c.batch) > 10 {
		c.out <- c.batch
		c.batch = nil
	}
}

func collect(c *collector) {
	for i := range 100 {
		c.add(i)
	}
}

func (c *collector) addKeeping(i int) {
	c.batch = append(c.batch, i)
	if len(c.batch) > 10 {
		c.out <- c.batch
	}
}

func collectKeeping(c *collector) {
	c.addKeeping(1)
	c.addKeeping(2) // want "moved value: `c"
}

type record struct{ data []byte }

func renewAtBottom(out chan *record, r *record, n int) {
	for range n {
		r.data[0] = 1
		out <- r
		r = &record{data: make([]byte, n)}
	}
}

func renewOneOfTwo(out chan *record, r *record, n int) {
	for i := range n {
		r.data[0] = 1 // want "moved value: `r"
		out <- r
		if i > 3 {
			r = &record{data: make([]byte, n)}
		}
	}
}

type stack struct{ items []*int }

func (s *stack) pop() *int {
	v := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return v
}

func (s *stack) top() *int { return s.items[0] }

func drain(out chan *int, s *stack) {
	for len(s.items) > 0 {
		v := s.pop()
		*v = 1
		out <- v
	}
}

func peek(out chan *int, s *stack) {
	out <- s.top()
	*s.top() = 1 // want "assign to part of moved value"
}
