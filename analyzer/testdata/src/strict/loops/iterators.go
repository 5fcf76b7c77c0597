package loops

type ticket struct{ n int }

func stamp(t *ticket) bool { t.n++; return t.n > 3 }

func tickets(n int) func(func(*ticket) bool) {
	return func(yield func(*ticket) bool) {
		for i := range n {
			if !yield(&ticket{n: i}) {
				return
			}
		}
	}
}

func overIterator(out chan *ticket, n int) {
	for t := range tickets(n) {
		stamp(t)
		out <- t
	}
}

func lastOverIterator(out chan *ticket, last *ticket, n int) {
	for t := range tickets(n) {
		if stamp(t) {
			out <- last
			break
		}
		stamp(last)
	}
}

func oftenOverIterator(out chan *ticket, last *ticket, n int) {
	for t := range tickets(n) {
		if stamp(t) {
			out <- last // want "moved value"
		}
	}
}
