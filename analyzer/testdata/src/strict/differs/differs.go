// Package differs has the programs on which sendmove and rustc do not agree, as small as
// they can be made: one a kind, which docs/reliability.md counts, beside a near miss on
// which they agree. What is said of each is why they differ, and whether sendmove reports
// what is right (precision is lost) or misses what is wrong.
package differs

type page struct {
	n    int
	data []byte
	next *page
}

type sheet struct {
	front, back *page
	n           int
}

func more() bool         { return true }
func look(p *page) bool  { return p != nil && p.n > 0 }
func lookAll(ps []*page) { println(ps[0].n) }
func lookSheet(s *sheet) { println(s.front.n, s.back.n) }

func giveData(out chan []byte, b []byte) bool { out <- b; return cap(out) > 0 }
func givePage(out chan *page, p *page) bool   { out <- p; return cap(out) > 0 }

func newPage(n int) *page {
	p := &page{n: n, data: []byte{1}}
	if n > 3 {
		p.next = newPage(n - 1)
	}
	return p
}

func sheetOf(n int) sheet    { return sheet{newPage(n), newPage(n), n} }
func newSheet(n int) *sheet  { return &sheet{newPage(n), newPage(n), n} }
func newStack(n int) []*page { return []*page{newPage(n), newPage(n)} }

func copyOf(p *page) *page {
	if p == nil {
		return nil
	}
	return &page{p.n, append([]byte(nil), p.data...), copyOf(p.next)}
}

func copyAll(ps []*page) []*page {
	out := make([]*page, 0, len(ps))
	for _, p := range ps {
		out = append(out, copyOf(p))
	}
	return out
}
