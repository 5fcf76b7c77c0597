// Package popped takes what it sends from the end of a stack.
package popped

type plate struct{ dirt []byte }

func wash(ps []*plate) { ps[0].dirt = nil }

func one(out chan *plate, ps []*plate) {
	p := ps[len(ps)-1]
	ps = ps[:len(ps)-1]
	out <- p
	wash(ps)
}

func oneKept(out chan *plate, ps []*plate) {
	p := ps[len(ps)-1]
	out <- p
	wash(ps) // want "moved value: `ps`"
}

func all(out chan *plate, ps []*plate) {
	for len(ps) > 0 {
		p := ps[len(ps)-1]
		ps = ps[:len(ps)-1]
		out <- p
	}
	wash(ps)
}

func allKept(out chan *plate, ps []*plate) {
	for i := len(ps); i > 0; i-- {
		out <- ps[i-1]
	}
	wash(ps) // want "moved value: `ps`"
}

func part(rows chan []byte, ps []*plate, out chan []*plate) {
	if len(ps) > 0 {
		p := ps[len(ps)-1]
		ps = ps[:len(ps)-1]
		rows <- p.dirt
	}
	out <- ps
}

func partKept(rows chan []byte, ps []*plate, out chan []*plate) {
	if len(ps) > 0 {
		p := ps[len(ps)-1]
		rows <- p.dirt
	}
	out <- ps // want "use of partially moved value: `ps`"
}

func allAgain(out chan *plate, ps []*plate, n int) {
	for range n {
		for len(ps) > 0 {
			p := ps[len(ps)-1]
			ps = ps[:len(ps)-1]
			out <- p
		}
	}
}

func allAgainKept(out chan *plate, ps []*plate, n int) {
	for range n {
		for len(ps) > 0 {
			p := ps[len(ps)-1] // want "use of moved value: `ps.len.ps. - 1.`"
			out <- p
		}
	}
}
