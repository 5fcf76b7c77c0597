package spread

import "bytes"

// One receiver gets what all others get copies of.

type page struct {
	body []byte
	n    int
}

func (p *page) clone() *page { return &page{body: bytes.Clone(p.body)} }

func lastOriginal(outs []chan *page, p *page) {
	last := len(outs) - 1
	for i, out := range outs {
		q := p
		if i != last {
			q = p.clone()
		}
		out <- q
	}
}

func lastOriginalCopied(outs []chan *page, p *page) {
	for i, out := range outs {
		q := p
		if i < len(outs)-1 {
			q = &page{p.body, p.n}
		}
		out <- q
	}
}

func firstOriginalWritten(outs []chan *page, p *page) {
	for i, out := range outs {
		q := p
		if i > 0 {
			p.n++ // want "moved value: `p\\.n`"
			q = p.clone()
		}
		out <- q
	}
}

// latest sends what the iteration before has made.
func latest(out chan *page, p *page, more func() bool) int {
	q := p
	n := 0
	for more() {
		out <- q
		n += q.n // want "moved value: `q\\.n`"
		q = &page{n: n}
	}
	return n
}

type draft struct{ n int }

func finish(in <-chan *draft) {
	for d := range in {
		d.n++
	}
}

// firstDraft has receivers that write.
func firstDraft(outs []chan *draft, d *draft) {
	for i, out := range outs {
		e := d
		if i > 0 {
			e = &draft{d.n}
		}
		out <- e // want "use of moved value: `e`"
	}
}
