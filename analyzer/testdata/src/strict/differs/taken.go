package differs

// What was taken out of a field in one iteration and put elsewhere has the same name in
// the next one, as what was in the field: there is one for all that the field held when
// the function started. Precision is lost.

func takenAndReplaced(out chan []byte, s sheet) {
	for s.front.next != nil {
		p := s.front.next
		s.front.next = nil
		data := s.front.data // want "use of moved value: `s.front.data`"
		s.front.data = p.data
		out <- data
	}
}

func takenAndSent(out chan []byte, s sheet) {
	for s.front.next != nil {
		p := s.front.next
		s.front.next = nil
		out <- p.data
	}
}

func takenAndPassedOn(out chan *page, p, q *page) {
	for p.next != nil {
		next := p.next
		p.next = nil
		out <- q
		q = next.next // want "moved value: `next.next`"
	}
}

func takenOnce(out chan *page, p, q *page) {
	if p.next != nil {
		next := p.next
		p.next = nil
		out <- q
		q = next.next
	}
	look(q)
}

// The struct in which the field is is another one at times: of what is made in a loop
// there is one name for the last iteration and one for all before, so that a loop around
// it does not tell them apart. Precision is lost.

func madeInLoop(out chan []byte, s *sheet) {
	for s.front.next != nil {
		p := s.front.next
		s.front.next = nil
		for giveData(out, p.data) { // want "use of moved value: `p.data`"
			s = newSheet(1)
			p = newPage(1)
		}
	}
}

func madeOnce(out chan []byte, s *sheet) {
	for s.front.next != nil {
		p := s.front.next
		s.front.next = nil
		if giveData(out, p.data) {
			s = newSheet(1)
			p = newPage(1)
		}
	}
}
