// Package walks takes lists apart.
package walks

type lnk struct {
	id   int
	next *lnk
}
type T struct{ lout chan *lnk }

func w1(ch chan *lnk, it *lnk) {
	for it != nil {
		next := it.next
		it.next = nil
		ch <- it
		it = next
	}
}
func w2(t *T, it *lnk) {
	for it != nil {
		next := it.next
		it.next = nil
		t.lout <- it
		it = next
	}
}
func w3(ch chan *lnk, m *lnk) {
	for cur := m; cur != nil; {
		x := cur
		cur = x.next
		x.next = nil
		ch <- x
	}
}
func w4(ch chan *lnk, it *lnk) {
	for it != nil {
		next := it.next
		ch <- it  // moved with the rest
		it = next // want "use of moved value: `next`"
	}
}
