package renewal

// A loop asks whether there is another one at its end, and a flag tells of that at its
// start.

type source struct {
	cur  *record
	left int
}

func (s *source) next() bool {
	if s.left == 0 {
		return false
	}
	s.cur = &record{}
	s.left--
	return true
}

func reload(out chan *record, s *source) {
	for more := s.next(); more; more = s.next() {
		s.cur.data = nil
		out <- s.cur
	}
}

func reloadAtEnd(out chan *record, s *source) {
	ok := s.next()
	for ok {
		s.cur.data = nil
		out <- s.cur
		ok = s.next()
	}
}

func reloadOnce(out chan *record, s *source) {
	for more := s.next(); more; s.next() {
		s.cur.data = nil // want "assign to part of moved value: `s\\.cur\\.data`"
		out <- s.cur
	}
}

func reloadAfter(out chan *record, s *source) {
	for more := s.next(); more; more = s.next() {
		out <- s.cur
	}
	s.cur.data = nil // want "assign to part of moved value: `s\\.cur\\.data`"
}

// refill says that there is another one, and has filled the same.
func (s *source) refill() bool {
	s.left--
	s.cur.data = append(s.cur.data[:0], 1)
	return s.left > 0
}

func reloadSame(out chan *record, s *source) {
	for more := s.refill(); more; more = s.refill() { // want "borrow of moved value: `s`"
		out <- s.cur
	}
}
