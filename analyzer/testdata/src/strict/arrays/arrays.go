// Package arrays has arrays of which elements were moved, used as a whole.
package arrays

type page struct{ lines []string }

type book struct {
	title string
	pages [2]*page
}

func filledAgain(out chan *page, whole chan [2]*page, p [2]*page, with *page) {
	out <- p[1]
	p[1] = with
	whole <- p
}

func otherFilled(out chan *page, whole chan [2]*page, p [2]*page, with *page) {
	out <- p[1]
	p[0] = with
	whole <- p // want "use of partially moved value: `p`"
}

func perhapsFilled(out chan *page, whole chan [2]*page, p [2]*page, with *page) {
	out <- p[1]
	if with != nil {
		p[1] = with
	}
	whole <- p // want "use of partially moved value: `p`"
}

func emptied(out chan *page, whole chan book, b book) {
	out <- b.pages[0]
	b.pages[0] = nil
	whole <- b
}

func notEmptied(out chan *page, whole chan book, b book) {
	out <- b.pages[0]
	b.pages[1] = nil
	whole <- b // want "use of partially moved value: `b`"
}

func copied(out chan *page, p [2]*page) int {
	out <- p[0]
	p[0] = &page{}
	q := p
	return len(q[0].lines) + len(q[1].lines)
}

func copiedBefore(out chan *page, p [2]*page) int {
	q := p
	out <- p[0]
	p[0] = &page{}
	return len(q[0].lines) // want "borrow of moved value: `q\\[0\\]`"
}

func filledAndMovedAgain(out chan *page, whole chan [2]*page, p [2]*page, with *page) {
	out <- p[0]
	p[0] = with
	out <- p[0]
	whole <- p // want "use of partially moved value: `p`"
}

func anyFilled(out chan *page, whole chan [2]*page, p [2]*page, i int) {
	out <- p[i]
	p[i] = &page{}
	whole <- p
}

func eachFilled(out chan *page, whole chan [2]*page, p [2]*page) {
	for i := range p {
		out <- p[i]
		p[i] = &page{}
	}
	whole <- p
}

func eachMoved(out chan *page, whole chan [2]*page, p [2]*page) {
	for i := range p {
		out <- p[i]
	}
	whole <- p // want "use of partially moved value: `p`"
}

func appended(out chan *page, p []*page) int {
	out <- p[0]
	p[0] = &page{}
	all := append([]*page(nil), p...)
	n := 0
	for _, q := range all {
		n += len(q.lines)
	}
	return n
}
