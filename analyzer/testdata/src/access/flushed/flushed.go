// Package flushed has containers that a method empties when it sends what they hold, on
// one path of several.
package flushed

type row struct{ n int }

type batch struct {
	rows []*row
	err  error
	out  chan *row
}

func (b *batch) touch() {
	for _, r := range b.rows {
		r.n++
	}
}

func (b *batch) flush() {
	for _, r := range b.rows {
		b.out <- r
	}
	b.rows = nil
}

func (b *batch) flushFull() {
	if len(b.rows) > 10 {
		for _, r := range b.rows {
			b.out <- r
		}
		b.rows = nil
	}
}

func (b *batch) cutFull() {
	if len(b.rows) > 10 {
		for _, r := range b.rows {
			b.out <- r
		}
		b.rows = b.rows[:0]
	}
	println(len(b.rows))
}

func (b *batch) renewFull() error {
	if len(b.rows) > 10 {
		for _, r := range b.rows {
			b.out <- r
		}
		b.rows = make([]*row, 0, 10)
		return nil
	}
	return b.err
}

func (b *batch) add(r *row) {
	b.rows = append(b.rows, r)
	if len(b.rows) > 10 {
		b.flush()
	}
}

// sendFirst leaves what it sends where it is.
func (b *batch) sendFirst() {
	if len(b.rows) > 10 {
		b.out <- b.rows[0]
	} else {
		b.rows = append(b.rows, &row{})
	}
}

func flushed(b *batch) {
	for range 10 {
		b.add(&row{})
		b.touch()
		b.flushFull()
		b.touch()
	}
}

func cut(b *batch) {
	for range 10 {
		b.rows = append(b.rows, &row{})
		b.touch()
		b.cutFull()
		b.touch()
	}
}

func renewed(b *batch) {
	for range 10 {
		b.rows = append(b.rows, &row{})
		b.touch()
		b.renewFull()
		b.touch()
	}
}

func stays(b *batch) {
	b.sendFirst()
	b.touch() // want "borrow of moved value: `b`"
}

// Who has kept a row has what was sent.

func keptRow(b *batch) {
	r := &row{}
	b.rows = append(b.rows, r)
	b.flush()
	r.n++ // want "borrow of moved value: `r.n`"
}

func keptRowPerhaps(b *batch) {
	r := &row{}
	b.rows = append(b.rows, r)
	b.flushFull()
	r.n++ // want "borrow of moved value: `r.n`"
}

func keptRowEarly(b *batch) {
	r := &row{}
	b.rows = append(b.rows, r)
	if b.renewFull() != nil {
		r.n++
	}
}

type stack struct{ rows []*row }

func (s *stack) pop(out chan *row) {
	if n := len(s.rows); n > 0 {
		r := s.rows[n-1]
		s.rows = s.rows[:n-1]
		out <- r
	}
}

func popped(s *stack, out chan *row) {
	for range 10 {
		s.rows = append(s.rows, &row{})
		s.pop(out)
		for _, r := range s.rows {
			r.n++
		}
	}
}

// One that is done leaves the front, the others stay.
func (s *stack) settle(out chan *row) {
	for len(s.rows) > 0 {
		r := s.rows[0]
		if r.n--; r.n == 0 {
			s.rows = s.rows[1:]
			out <- r
		}
	}
}

func settled(s *stack, in, out chan *row) {
	for r := range in {
		s.rows = append(s.rows, r)
		s.settle(out)
	}
}
