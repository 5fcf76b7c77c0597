// Package alone uses what one variable alone leads to: of what it may refer to, all but
// one is garbage.
package alone

type page struct {
	n    int
	data []byte
	next *page
}

type sheet struct{ front, back *page }

func newPage() *page                          { return &page{data: []byte{1}} }
func newSheet() *sheet                        { return &sheet{newPage(), newPage()} }
func more() bool                              { return true }
func look(p *page) bool                       { return p.n > 0 }
func give(out chan *page, p *page) bool       { out <- p; return cap(out) > 0 }
func giveData(out chan []byte, b []byte) bool { out <- b; return cap(out) > 0 }

// A part of one of two is renewed, whichever it is.

func partRenewed(out chan *page, s *sheet, c bool) {
	if c {
		s = newSheet()
	}
	for give(out, s.back.next) {
		s.back.next = newPage()
	}
}

func otherRenewed(out chan *page, s *sheet, c bool) {
	if c {
		s = newSheet()
	}
	for give(out, s.back.next) { // want "use of moved value: `s.back.next`"
		s.front.next = newPage()
	}
}

func partHasOtherName(out chan *page, s *sheet, c bool) {
	back := s.back
	if c {
		s = newSheet()
	}
	out <- s.back.next
	s.back.next = newPage()
	look(back) // want "moved value: `back`"
}

func wholeRenewed(out chan *page, s *sheet, n int) {
	for more() {
		out <- s.back.next
		for range n {
			s = newSheet()
		}
		s.back = newPage()
	}
}

func otherWholeRenewed(out chan *page, s *sheet, n int) {
	for more() {
		out <- s.back.next // want "use of moved value: `s.back.next`"
		for range n {
			s = newSheet()
		}
		s.front = newPage()
	}
}

// A part of one of two was sent, whichever it is.

func sentAndRenewed(out chan []byte, s sheet) {
	for {
		if giveData(out, s.back.data) {
			s.back = newPage()
		}
		out <- s.back.data // want "use of moved value: `s.back.data`"
		s = *newSheet()
	}
}

func sentOrRenewed(out chan []byte, s sheet) {
	for {
		if more() {
			out <- s.back.data
			s.back = newPage()
		}
		out <- s.back.data
		s = *newSheet()
	}
}

func sentBeforeLoop(out chan *page, p, q *page, n int) {
	if p != nil {
		for range n {
			q = newPage()
		}
		give(out, q.next)
	}
	give(out, q.next) // want "borrow of moved value: `q.next`"
}

func renewedAfterLoop(out chan *page, p, q *page, n int) {
	if p != nil {
		for range n {
			q = newPage()
		}
		give(out, q.next)
		q = newPage()
	}
	give(out, q.next)
}

// The other one has another name, and was not sent perhaps.
func otherSent(out chan *page, p, q *page, c bool) {
	r := p
	if c {
		r = q
	}
	out <- r.next
	r.next = newPage()
	give(out, r.next)
}

// A callee renews its own variable, not always what its caller has.

func renews(s *sheet, c bool) {
	if c {
		s = newSheet()
	}
	s.back = newPage()
}

func renewsAlways(s *sheet) { s.back = newPage() }

func renewedByCallee(out chan *page, s *sheet, c bool) {
	out <- s.back
	renews(s, c) // want "moved value: `s`"
}

func renewedAlwaysByCallee(out chan *page, s *sheet) {
	out <- s.back
	renewsAlways(s)
	look(s.back)
}
