// Package lines has moves and uses on a straight line, at the default level.
package lines

type parcel struct {
	label string
	items []int
	next  *parcel
}

func open(p *parcel) int { return len(p.label) }

func stamp(p *parcel) { p.label = "stamped" }

func weigh(p *parcel)

func read(out chan *parcel, p *parcel) {
	out <- p
	println(p.label) // want "borrow of moved value: `p.label`"
}

func write(out chan *parcel, p *parcel) {
	out <- p
	p.label = "late" // want "assign to part of moved value: `p.label`"
}

func increment(out chan *parcel, p *parcel) {
	out <- p
	p.items[0]++ // want "moved value: `p.items"
}

func byCallee(out chan *parcel, p *parcel) {
	out <- p
	open(p) // want "moved value: `p`"
}

func writtenByCallee(out chan *parcel, p *parcel) {
	out <- p
	stamp(p) // want "moved value: `p`"
}

// Without a body nothing is known of weigh.
func unknown(out chan *parcel, p *parcel) {
	out <- p
	weigh(p)
}

func headers(out chan *parcel, ns chan []int, p *parcel, n []int) bool {
	out <- p
	ns <- n
	return p == nil || len(n) > cap(n)
}

func mapLen(out chan map[string]int, m map[string]int) int {
	out <- m
	return len(m) // want "borrow of moved value: `m`"
}

func ranged(out chan []int, ns []int) (sum int) {
	out <- ns
	for _, n := range ns { // want "borrow of moved value"
		sum += n
	}
	return sum
}

func rangedMap(out chan map[string]int, m map[string]int) (sum int) {
	out <- m
	for _, n := range m { // want "borrow of moved value"
		sum += n
	}
	return sum
}

func builtins(out chan []byte, m chan map[int]int, b, c, d []byte, k map[int]int) {
	out <- b
	copy(b, "x") // want "borrow of moved value: `b`"
	out <- c
	copy(b, c) // want "borrow of moved value: `c`"
	out <- d
	clear(d) // want "borrow of moved value: `d`"
	m <- k
	delete(k, 1) // want "borrow of moved value: `k`"
}

func appended(out chan []byte, b []byte) {
	out <- b
	b = append(b, 1) // want "borrow of moved value: `b`"
}

func capped(out chan []byte, b []byte) []byte {
	out <- b[2:]
	return append(b[:2:2], 1)
}

func cappedAndCopied(out chan []byte, b []byte) []byte {
	out <- b[:2:2]
	return append(b[:2:2], 1) // want "borrow of moved value: `b"
}

func kept(out chan []byte, b []byte) []byte {
	out <- b
	return b[:0] // want "moved value: `b`"
}

func fannedOut(a, b chan *parcel, p *parcel) {
	a <- p
	b <- p
}

func stored(out chan *parcel, p, q *parcel) *parcel {
	out <- p
	q.next = p
	return p
}

func assigned(out chan *parcel, p *parcel) {
	out <- p
	p = &parcel{}
	p.label = "new"
}
