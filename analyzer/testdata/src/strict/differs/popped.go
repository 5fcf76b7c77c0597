package differs

// Which elements a stack still has is known by its length. Where an inner loop starts
// again, nothing tells the new length from the one of which the elements were sent.
// Precision is lost.

func partPoppedInLoop(out chan *page, ps []*page) {
	for more() {
		for len(ps) > 0 {
			p := ps[len(ps)-1]
			ps = ps[:len(ps)-1]
			out <- p.next // want "use of moved value: `p.next`"
		}
	}
}

func partPopped(out chan *page, ps []*page) {
	for len(ps) > 0 {
		p := ps[len(ps)-1]
		ps = ps[:len(ps)-1]
		out <- p.next
	}
}

// What is pushed may lie where what was sent has lain, or may not: append does not say at
// which index it puts it. Precision is lost.

func pushed(out chan *page, ps []*page) {
	for len(ps) > 0 {
		p := ps[len(ps)-1]
		ps = ps[:len(ps)-1]
		out <- p
		ps = append(ps, newPage(1))
		lookAll(ps) // want "moved value: `ps`"
	}
}

func pushedOnce(out chan *page, ps []*page) {
	p := ps[len(ps)-1]
	ps = ps[:len(ps)-1]
	out <- p
	ps = append(ps, newPage(1))
	lookAll(ps)
}

// The stack is another one on the path without the send: the index by which the element
// was sent is that of either. Precision is lost.

func replaced(out chan *page, ps []*page, c bool) {
	for len(ps) > 0 {
		p := ps[len(ps)-1] // want "use of partially moved value: `ps.len.ps. - 1.`"
		ps = ps[:len(ps)-1]
		if c {
			ps = newStack(1)
		} else {
			out <- p.next
		}
	}
}

func replacedAlways(out chan *page, ps []*page, c bool) {
	for len(ps) > 0 {
		p := ps[len(ps)-1]
		ps = newStack(1)
		if c {
			out <- p.next
		}
	}
}

// What a popped element had is in the memory of the stack still, as far as is known, and
// goes with it. Precision is lost.

func keptPart(out chan *page, outs chan []*page, p *page) {
	ps := newStack(1)
	for len(ps) > 0 {
		last := ps[len(ps)-1]
		ps = ps[:len(ps)-1]
		p.next = last.next
	}
	outs <- ps
	for givePage(out, p.next) { // want "moved value: `p.next`"
		p = newPage(1)
	}
}

func keptElement(out chan *page, outs chan []*page, p *page) {
	ps := newStack(1)
	p = ps[len(ps)-1]
	ps = ps[:len(ps)-1]
	outs <- ps
	out <- p
}

// A part of a popped element was sent. What a callee reads that deep below the rest is
// that of any element, whatever the length. Precision is lost.

func partOfPopped(out chan *page, ps []*page) {
	for len(ps) > 0 {
		p := ps[len(ps)-1]
		ps = ps[:len(ps)-1]
		out <- p.next
		copyAll(ps) // want "moved value: `ps`"
	}
}

func partOfPoppedAbove(out chan *page, ps []*page) {
	for len(ps) > 0 {
		p := ps[len(ps)-1]
		ps = ps[:len(ps)-1]
		out <- p.next
		lookAll(ps)
	}
}
