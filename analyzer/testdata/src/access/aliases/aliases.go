// Package aliases has other names of the memory that was sent.
package aliases

type page struct {
	text []byte
	next *page
}

type book struct {
	first *page
	marks map[string]*page
}

func (b *book) start() *page { return b.first }

func same(p *page) *page { return p }

func blank(*page) *page { return &page{} }

func assigned(out chan *page, p *page) {
	q := p
	out <- p
	q.text = nil // want "assign to part of moved value: `q.text`"
}

func assignedBefore(out chan *page, p *page) {
	q := p
	q.text = nil
	out <- p
}

func assignedOther(out chan *page, p *page) {
	q := p
	q = &page{}
	out <- p
	q.text = nil
}

func sentAlias(out chan *page, p *page) {
	q := p
	out <- q
	p.text = nil // want "assign to part of moved value: `p.text`"
}

func sliced(out chan []byte, b []byte) {
	c := b[2:]
	out <- b
	c[0] = 1 // want "assign to part of moved value: `c"
}

func addressed(out chan *int) {
	var n [2]int
	p := &n[0]
	out <- p
	n[0] = 1 // want "assign to part of moved value: `n"
}

func addressedOther(out chan *int) {
	var n [2]int
	p := &n[0]
	out <- p
	n[1] = 1
}

func fieldAddress(out chan *[]byte, p *page) {
	out <- &p.text
	p.next = nil
	p.text = nil // want "assign to part of moved value: `p.text`"
}

func boxed(out chan any, p *page) {
	var v any = p
	out <- v
	p.text = nil // want "assign to part of moved value: `p.text`"
}

func unboxed(out chan any, v any) {
	out <- v
	if p, ok := v.(*page); ok {
		p.text = nil // want "assign to part of moved value: `p.text`"
	}
}

func inSlice(out chan []*page, p, q *page) {
	ps := []*page{p}
	out <- ps
	q.text = nil
	p.text = nil // want "assign to part of moved value: `p.text`"
}

func inMap(out chan map[string]*page, p *page) {
	m := map[string]*page{"a": p}
	out <- m
	p.text = nil // want "assign to part of moved value: `p.text`"
}

func inStruct(out chan *book, p *page) {
	b := &book{first: p}
	out <- b
	p.text = nil // want "assign to part of moved value: `p.text`"
}

func inStructRead(out chan *book, p *page) {
	b := &book{first: p}
	out <- b
	println(len(p.text)) // p is the caller's: a finding of the strict level
}

func inOwnStruct(out chan *book) {
	p := &page{}
	b := &book{first: p}
	out <- b
	println(len(p.text)) // want "borrow of moved value: `p.text`"
}

func takenOut(out chan *book, p, q *page) {
	b := &book{first: p}
	b.first = q
	out <- b
	p.text = nil
}

func got(out chan *page, b *book) {
	p := b.start()
	out <- p
	b.first.text = nil // want "assign to part of moved value: `b.first.text`"
}

func gotMark(out chan *page, b *book) {
	p := b.marks["a"]
	out <- p
	b.first.text = nil
	b.marks["a"].text = nil // want "assign to part of moved value: `b.marks"
}

func identity(out chan *page, p *page) {
	q := same(p)
	out <- q
	p.text = nil // want "assign to part of moved value: `p.text`"
}

func constructor(out chan *page, p *page) {
	q := blank(p)
	out <- q
	p.text = nil
}

func appended(out chan []*page, ps []*page, p *page) {
	ps = append(ps, p)
	out <- ps
	p.text = nil // want "assign to part of moved value: `p.text`"
}

func copied(out chan []*page, ps []*page) {
	qs := make([]*page, len(ps))
	copy(qs, ps)
	out <- qs
	ps[0] = nil
}

func linked(out chan *page, p *page) {
	q := &page{}
	p.next = q
	out <- p
	q.text = nil // want "assign to part of moved value: `q.text`"
}

func unlinked(out chan *page, p *page) {
	q := p.next
	p.next = nil
	out <- p
	q.text = nil
}

func maybe(out chan *page, p, q *page, left bool) {
	r := p
	if left {
		r = q
	}
	out <- r
	q.text = nil // want "assign to part of moved value: `q.text`"
}

func overwritten(out chan *page, p *page, keep bool) {
	q := p
	if keep {
		q = &page{}
	} else {
		q = &page{}
	}
	out <- q
	p.text = nil
}

func carried(out chan *page, n int) {
	last := &page{}
	for range n {
		last.text = nil // want "assign to part of moved value: `last.text`"
		p := &page{}
		out <- p
		last = p
	}
}

func variable(out chan *page) {
	var p page
	out <- &p
	p.text = nil // want "assign to part of moved value: `p.text`"
}

type pages []*page

func (ps pages) head() *page { return ps[0] }

func element(out chan *page, ps pages) {
	out <- ps.head()
	ps[1].text = nil
	ps[0].text = nil // want "assign to part of moved value: `ps"
}
