package differs

// Two variables refer to one of two values each, never to the same. That is lost where
// paths join, so that what is sent by the one may be what the other has. Precision is
// lost.

func swapped(out chan []byte, r, s sheet) {
	if more() {
		r.back, s.back = s.back, newPage(1)
	}
	if !giveData(out, s.back.data) {
		println(copyOf(r.back)) // want "moved value: `r.back`"
	}
}

func swappedAlways(out chan []byte, r, s sheet) {
	r.back, s.back = s.back, newPage(1)
	if !giveData(out, s.back.data) {
		println(copyOf(r.back))
	}
}

func passedOn(out chan []byte, p, q *page, c bool) {
	if c {
		p = q
		q = newPage(1)
	}
	p.data = []byte{1}
	if giveData(out, p.data) {
		return
	}
	giveData(out, q.data) // want "moved value: `q.data`"
}

func passedOnAlways(out chan []byte, p, q *page) {
	p = q
	q = newPage(1)
	p.data = []byte{1}
	if giveData(out, p.data) {
		return
	}
	giveData(out, q.data)
}

// What was swapped out of a place that is replaced afterwards. Precision is lost.

func swappedAndReplaced(out chan []byte, s *sheet, p *page, n int) {
	for range n {
		p, s.front = s.front, p
		out <- s.front.data // want "moved value: `s.front.data`"
		s = newSheet(1)
	}
}

func replacedOnly(out chan []byte, s *sheet, n int) {
	for range n {
		out <- s.front.data
		s = newSheet(1)
	}
}
