// Package captures has closures that capture places, not variables.
package captures

type Msg struct {
	id    int
	body  []int
	next  *Msg
	right *Msg
}
type Pair struct {
	left, right *Msg
	n           int
}
type Outer struct {
	a    Pair
	b    *Pair
	m, o *Msg
	k    int
}

func seeMsg(m *Msg) bool { return m.id > 0 }
func id[T any](v T) T    { return v }

func otherPart(ch chan *Msg, p Pair) {
	ch <- p.right
	func() { p.left.id = 9 }()
}

func otherPartSent(ch chan *Msg, chBox chan *Pair, o Outer) {
	ch <- o.a.right
	go func() { chBox <- o.b }()
}

func whole(ch chan *Msg, chBox chan *Pair, o Outer) {
	ch <- o.b.right
	go func() { chBox <- o.b }() // want "borrow of moved value: `o`"
}

func wholeOfPartial(chInts chan []int, m *Msg) {
	chInts <- m.body
	func() { seeMsg(m) }() // want "borrow of moved value: `m`"
}

func sent(chInts chan []int, ch chan *Msg, m *Msg) {
	chInts <- m.body
	f := func() { ch <- m } // want "borrow of moved value: `m`"
	f()
}
