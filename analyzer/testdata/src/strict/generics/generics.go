// Package generics sends structs through type parameters.
package generics

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

func cond(int) bool                 { return true }
func seeMsg(m *Msg) bool            { return m.id > 0 }
func seePair(p Pair) bool           { return p.n > 0 }
func postAny[T any](ch chan T, v T) { ch <- v }
func id[T any](v T) T               { return v }
func applyTo[T any](f func(T), v T) { f(v) }

func posted(chPair chan Pair, p Pair) {
	postAny(chPair, p)
	seePair(p) // want "borrow of moved value: `p`"
}

func passedOn(chPair chan Pair, p Pair) {
	chPair <- id(p)
	seeMsg(p.left) // want "borrow of moved value: `p\\.left`"
}

func partly(ch chan *Msg, p Pair) {
	q := id(p)
	ch <- q.right
	seeMsg(q.left)
	seeMsg(q.right) // want "borrow of moved value: `q\\.right`"
}

func callback(chPair chan Pair, p Pair) {
	for cond(1) {
		applyTo(func(v Pair) { chPair <- v }, p) // want "borrow of moved value: `p`"
	}
}
