// Package assigned assigns parts of what was sent by value.
package assigned

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

func mkMsg(int) *Msg { return &Msg{body: []int{1}} }

func field(chPair chan Pair, p Pair) {
	chPair <- p
	p.left = mkMsg(6) // want "assign to part of moved value: `p\\.left`"
}

func nestedField(chPair chan Pair, o Outer) {
	chPair <- o.a
	o.a.right = mkMsg(3) // want "assign to part of moved value: `o\\.a\\.right`"
}
