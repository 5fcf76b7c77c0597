// Package ended has variables that nothing reads any more, and what they held: neither
// keeps a name of it, nor tells the iterations of a later loop apart.
package ended

type page struct {
	n    int
	data []byte
}

type sheet struct{ front, back *page }

func more() bool         { return true }
func look(p *page)       { println(p.n) }
func lookAll(ps []*page) { println(ps[0].n) }
func give(out chan []byte, p *page) bool {
	out <- p.data
	return cap(out) > 0
}

func otherName(out chan []byte, s *sheet, p *page, n int) {
	if more() {
		s.back = p
	}
	if give(out, s.back) {
		return
	}
	for range n {
		s = &sheet{&page{}, &page{}}
	}
	look(s.back) // want "borrow of partially moved value: `s.back`"
}

func otherSheet(out chan []byte, s *sheet, p *page) {
	if more() {
		s.back = p
	}
	if give(out, s.back) {
		return
	}
	s = &sheet{&page{}, &page{}}
	look(s.back)
}

func poppedAfterPops(out chan *page, ps []*page) {
	for len(ps) > 0 {
		p := ps[len(ps)-1]
		ps = ps[:len(ps)-1]
		look(p)
	}
	for len(ps) > 0 {
		p := ps[len(ps)-1]
		ps = ps[:len(ps)-1]
		out <- p
		lookAll(ps)
	}
}

func notPopped(out chan *page, ps []*page) {
	for len(ps) > 0 {
		p := ps[len(ps)-1]
		ps = ps[:len(ps)-1]
		look(p)
	}
	for more() {
		out <- ps[len(ps)-1]
		lookAll(ps) // want "moved value: `ps`"
	}
}

func declaredAnew(out chan *page, n int) {
	for range n {
		var p *page
		for more() {
			p = &page{}
		}
		out <- p
	}
}

func declaredOnce(out chan *page, n int) {
	var p *page
	for range n {
		for more() {
			p = &page{}
		}
		out <- p // want "use of moved value: `p`"
	}
}
