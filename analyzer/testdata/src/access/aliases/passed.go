package aliases

// What a function returns as it was given is the same value, whichever that is.

func (p *page) self() *page { return p }

func given[T any](x T) T { return x }

func either(p, q *page, first bool) *page {
	if first {
		return p
	}
	return q
}

func passedOn(out chan *page, p, q *page, c bool) {
	if c {
		p = q
	}
	r := same(p)
	out <- p
	r.text = nil // want "moved value: `r.text`"
}

func passedOnTwice(out chan *page, p, q *page, c bool) {
	if c {
		p = q
	}
	out <- given(p).self()
	p.text = nil // want "moved value: `p.text`"
}

func passedOnField(out chan *page, b *book, p *page, c bool) {
	if c {
		b.first = p
	}
	out <- b.start()
	b.first.text = nil // want "moved value: `b.first.text`"
}

// Of two that may be one or the other it is a coincidence that they are one.
func passedOnOther(out chan *page, p, q *page, c bool) {
	r, s := either(p, q, c), either(p, q, !c)
	out <- r
	s.text = nil
}

func passedOnRenewed(out chan *page, p, q *page, c bool) {
	if c {
		p = q
	}
	r := same(p)
	p = &page{}
	out <- p
	r.text = nil
}

// A value that is another one on some path is that one by no coincidence.
func passedOnSometimes(out chan *page, p, q, r *page, c, d bool) {
	if c {
		p = q
	}
	if d {
		r = p
	}
	out <- r
	p.text = nil // want "moved value: `p.text`"
}

func passedOnSometimesFresh(out chan *page, p, q, r *page, c, d bool) {
	if c {
		p = q
	}
	if d {
		r = &page{}
	}
	out <- r
	p.text = nil
}

func rest(ps []*page) []*page { return ps[1:] }

func restPassedOn(out chan []*page, ps, more []*page, c bool) {
	if c {
		ps = more
	}
	out <- rest(ps)
	ps[1] = nil // want "moved value: `ps"
}

func restPassedOnFront(out chan []*page, ps, more []*page, c bool) {
	if c {
		ps = more
	}
	out <- rest(ps)
	ps[0] = nil
}
