// Package paths joins paths on which memory has another name: what was moved on one
// of them is not missing under the name that it has on the other only.
package paths

type page struct {
	n    int
	data []byte
	next *page
}

type sheet struct {
	front, back *page
	n           int
}

func newPage() *page        { return &page{data: []byte{1}} }
func newSheet() sheet       { return sheet{front: newPage(), back: newPage()} }
func see(p *page) bool      { return p.n > 0 }
func seeSheet(s sheet) bool { return s.n > 0 }

func renamed(ch chan *page, p, q *page, c bool) {
	if c {
		ch <- p.next
	} else {
		q = p
	}
	see(q)
}

func sameName(ch chan *page, p, q *page, c bool) {
	q = p
	if c {
		ch <- p.next
	}
	see(q) // want "borrow of partially moved value: `q`"
}

func oldName(ch chan *page, p, q *page, c bool) {
	if c {
		ch <- p.next
	} else {
		q = p
	}
	_ = see(q) && see(p) // want "borrow of partially moved value: `p`"
}

func renamedBefore(ch chan *page, p, q *page, c, d bool) {
	if d {
		q = p
	}
	if c {
		ch <- p.next
	}
	see(q) // want "borrow of partially moved value: `q`"
}

func deeper(ch chan []byte, s, t sheet, c bool) {
	if c {
		ch <- s.back.data
	} else {
		t = s
	}
	seeSheet(t)
	seeSheet(s) // want "borrow of partially moved value: `s`"
}

func part(ch chan []byte, s *sheet, p *page, c bool) {
	if c {
		p = s.back
	} else {
		ch <- s.back.data
	}
	see(p)
	see(s.back) // want "borrow of partially moved value: `s.back`"
}

// Until a case is chosen the send may have happened; in the default case it did not.
func notChosen(ch chan *page, p, q *page) {
	select {
	case ch <- p.next:
	default:
		q = p
	}
	see(q)
}

func chosen(ch chan *page, p, q *page) {
	select {
	case ch <- p.next:
		q = p // want "use of partially moved value: `p`"
	default:
	}
	see(q)
}

// What was moved can be stored elsewhere: who looks there then knows of the move.
func storedAfter(ch chan *page, p *page, c bool) {
	s := &sheet{front: newPage(), back: newPage()}
	t := s
	if c {
		ch <- p.next
		s.front = p // want "use of partially moved value: `p`"
	}
	see(t.front)
}

func storedBefore(ch chan *page, p *page, c bool) {
	s := &sheet{front: newPage(), back: newPage()}
	t := s
	s.front = p
	if c {
		ch <- p.next
	}
	see(t.front) // want "borrow of partially moved value: `t.front`"
}

// Each iteration moves a part of what the variable refers to then.
func handedDown(ch chan *page, r *page, s []*page) {
	for _, v := range s {
		ch <- r.next
		r = v
	}
}

func kept(ch chan *page, r *page, s []*page, c bool) {
	for _, v := range s {
		ch <- r.next // want "use of moved value: `r.next`"
		if c {
			r = v
		}
	}
}

func captured(ch chan []byte, s sheet, p *page, c bool) {
	if c {
		s.back, p = newPage(), s.back
	}
	ch <- s.back.data
	f := func() bool { return see(p) }
	f()
}

func capturedAfter(ch chan []byte, s sheet) {
	p := s.back
	ch <- s.back.data
	f := func() bool { return see(p) } // want "borrow of moved value: `p`"
	f()
}

// What a callee stores in new memory is what it was given, whichever that is.
func wrapped(ch chan *sheet, s sheet, c bool) {
	if c {
		s.front = s.back
	}
	for range 3 {
		see(s.front) // want "borrow of moved value: `s.front`"
		ch <- wrap(s.front)
	}
}

func wrappedAnew(ch chan *sheet, s sheet, c bool) {
	if c {
		s.front = s.back
	}
	for range 3 {
		see(s.front)
		ch <- wrap(s.front)
		s.front = newPage()
	}
}

func wrap(p *page) *sheet { return &sheet{front: p, back: newPage()} }
