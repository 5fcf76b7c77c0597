// Package collections takes the elements of a collection one by one.
package collections

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
func mkList(n int) []*Msg {
	var l []*Msg
	for range n {
		l = append(l, mkMsg(1))
	}
	return l
}

func literal(ch chan *Msg) {
	w := []*Msg{mkMsg(1), mkMsg(2)}
	for _, x := range w {
		ch <- x
	}
}

func popped(ch chan *Msg) {
	w := []*Msg{mkMsg(1), mkMsg(2)}
	for len(w) > 0 {
		x := w[len(w)-1]
		w = w[:len(w)-1]
		ch <- x
	}
}

func appended(ch chan *Msg, w []*Msg, m *Msg) {
	w = append(w, m)
	for _, x := range w {
		ch <- x
	}
}

func made(ch chan *Msg) {
	w := mkList(4)
	for _, x := range w {
		ch <- x
	}
}
