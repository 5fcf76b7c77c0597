// Package lines has moves and uses on a straight line.
package lines

type parcel struct {
	label string
	items []int
}

func open(p *parcel) int { return len(p.label) }

func read(out chan *parcel, p, q *parcel) {
	out <- p
	open(q)
	open(p) // want "use of moved value: `p`|borrow of moved value: `p`"
	open(p) // the same mistake is no news
}

func readBefore(out chan *parcel, p *parcel) {
	n := open(p)
	out <- p
	println(n)
}

func write(out chan *parcel, p *parcel) {
	out <- p
	p.label = "late" // want "assign to part of moved value: `p"
}

func twice(a, b chan *parcel, p *parcel) {
	a <- p
	b <- p // want "use of moved value: `p`"
}

func returned(out chan *parcel, p *parcel) *parcel {
	out <- p
	return p // want "use of moved value: `p`"
}

func bare(out chan *parcel) (p *parcel) {
	p = &parcel{}
	out <- p
	return // want "use of moved value"
}

func compared(out chan *parcel, p *parcel) bool {
	out <- p
	return p == nil // want "borrow of moved value: `p`"
}

func counted(out chan []int, ns []int) int {
	out <- ns
	return len(ns) // want "borrow of moved value: `ns`"
}

func blank(out chan *parcel, p *parcel) {
	out <- p
	_ = p
}

func assigned(out chan *parcel, p *parcel) {
	out <- p
	p = &parcel{}
	open(p)
	out <- p
}

func otherAssigned(out chan *parcel, p, q *parcel) {
	out <- p
	q = &parcel{}
	open(q)
	open(p) // want "moved value: `p`"
}

func together(out chan *parcel, p *parcel) {
	out <- p
	p, n := &parcel{}, 2
	println(open(p), n)
}

func swapped(out chan *parcel, p, q *parcel) {
	p, q = q, p
	out <- p
	open(q)
	open(p) // want "moved value: `p`"
}

func shadowed(out chan *parcel, p *parcel) {
	{
		p := &parcel{}
		out <- p
	}
	open(p)
}

func shadowedUse(out chan *parcel, p *parcel) {
	out <- p
	if p := new(parcel); open(p) > 0 {
		return
	}
	open(p) // want "moved value: `p`"
}

// relay sends p and makes another.
func relay(out chan *parcel, p *parcel) *parcel {
	out <- p
	return &parcel{}
}

func replaced(out chan *parcel, p *parcel) {
	p = relay(out, p)
	open(p)
}

func indexed(outs []chan []int, ns []int) {
	outs[ns[0]] <- ns
}

type crate struct {
	n int
	p *parcel
}

func inOrder(out chan crate, p *parcel) {
	out <- crate{n: open(p), p: p}
	open(p) // want "moved value: `p`"
}

func truncated(out chan []int, ns []int) []int {
	out <- ns
	ns = ns[:0] // want "moved value: `ns`"
	return ns
}

func emptied(out chan []int, ns []int) []int {
	out <- ns
	ns = nil
	return append(ns, 1)
}
