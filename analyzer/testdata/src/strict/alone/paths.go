package alone

// What a reference does not know of did not happen on the path that it is from, however
// far it leads.

func putElsewhere(out chan *page, s *sheet) {
	if p := s.back.next; p != nil {
		s.back = s.front
	} else if q := s.front.next; q != nil {
		out <- q.next
	}
	out <- s.back.next
}

func putElsewhereAfter(out chan *page, s *sheet) {
	if q := s.front.next; q != nil {
		out <- q.next
	}
	s.back = s.front // want "use of partially moved value: `s.front`"
}

func renewedInLoop(outs chan *sheet, out chan *page, s *sheet, n int) {
	if more() {
		s.back = newPage()
	}
	for range n {
		out <- s.back.next
		s = newSheet()
	}
	outs <- s
}

func notRenewedInLoop(outs chan *sheet, out chan *page, s *sheet, n int) {
	if more() {
		s.back = newPage()
	}
	for range n {
		if give(out, s.back.next) { // want "use of moved value: `s.back.next`"
			s = newSheet()
		}
	}
	outs <- s // want "use of partially moved value: `s`"
}

// An iteration of another path has sent the same.

func triedOnce(out chan []byte, p *page) {
	for p != nil {
		q := p
		p = nil
		select {
		case out <- q.data:
		default:
			out <- q.data
		}
	}
}

func triedAgain(out chan []byte, p *page) {
	for more() {
		q := p // want "use of partially moved value: `p`"
		select {
		case out <- q.data:
		default:
			out <- q.data
		}
	}
}

// What a part is renewed in leads to nothing that was sent any more.

func renewedTwice(out chan *page, s *sheet) {
	for give(out, s.back.next) {
		s.back = newPage()
		if more() {
			s = newSheet()
			continue
		}
		s.front = newPage()
	}
}

func renewedPerhaps(out chan *page, s *sheet) {
	for give(out, s.back.next) { // want "use of moved value: `s.back.next`"
		if more() {
			s.back = newPage()
			continue
		}
		s.front = newPage()
	}
}

func renewedInName(out chan *page, s *sheet) {
	back := s.back
	for give(out, s.back.next) {
		s.back = newPage()
	}
	look(back) // want "moved value: `back`"
}
