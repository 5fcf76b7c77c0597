package differs

// The number in a struct goes with the struct in Rust. Here it was copied, and of the
// copy the callee has made new memory. A miss.

func boxed(s sheet) *sheet { return &s }

func copied(out chan *sheet, s sheet) {
	out <- boxed(s)
	s.n = 1 // rustc: assign to part of moved value
}

func copiedPart(out chan *sheet, s sheet) {
	out <- boxed(s)
	look(s.front) // want "moved value: `s.front`"
}

// A page has two names, of which Rust knows only the last one, so that a part of either of
// two pages was sent perhaps. Once the sheet may be another one nothing tells that it was
// the page in it. A miss.

func otherName(out chan []byte, s *sheet, p *page, n int) {
	if more() {
		s.back = p
	}
	if giveData(out, s.back.data) {
		return
	}
	for range n {
		s = newSheet(1)
	}
	look(s.back) // rustc: use of partially moved value
}

func oneName(out chan []byte, s *sheet, n int) {
	if more() {
		s.back = newPage(1)
	}
	if giveData(out, s.back.data) {
		return
	}
	for range n {
		s = newSheet(1)
	}
	look(s.back) // want "moved value: `s.back`"
}
