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

// A popped element of a stack that is looked at before a part of the element is sent
// perhaps. A miss.

func lookedThrough(out, parts chan *page, ps []*page) {
	for more() {
		if len(ps) > 0 {
			p := ps[len(ps)-1]
			ps = ps[:len(ps)-1]
			switch {
			case lookThrough(ps):
			case givePage(parts, p.next):
			default:
				out <- p // rustc: use of partially moved value
			}
		}
	}
}

func notLookedThrough(out, parts chan *page, ps []*page) {
	for more() {
		if len(ps) > 0 {
			p := ps[len(ps)-1]
			ps = ps[:len(ps)-1]
			if !givePage(parts, p.next) {
				out <- p // want "use of partially moved value: `p`"
			}
		}
	}
}

func lookThrough(ps []*page) bool { return ps[0].n > 0 }

// What a loop that has ended may have made is one of two things afterwards; a part of it
// that a case of a select sends is lost where the next loop makes a new one. A miss.

func sentBetween(out, parts chan *page, s *sheet, ps []*page) {
	for len(ps) > 0 {
		ps = ps[:len(ps)-1]
		s = newSheet(1)
	}
	select {
	case out <- s.back:
	default:
	}
	for range ps {
		givePage(parts, s.back.next) // rustc: use of moved value
		s = newSheet(1)
	}
}

func sentBetweenOnce(out, parts chan *page, s *sheet) {
	select {
	case out <- s.back:
	default:
	}
	for more() {
		givePage(parts, s.back.next) // want "moved value: `s.back`"
		s = newSheet(1)
	}
}
