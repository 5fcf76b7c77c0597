// Package lists walks linked lists and sends what it finds.
package lists

type node struct {
	next *node
	val  int
}

func cut(out chan *node, n *node) {
	for n != nil {
		next := n.next
		n.next = nil
		n.val++
		out <- n
		n = next
	}
}

func late(out chan *node, n *node) {
	for n != nil {
		next := n.next
		out <- n
		n.val++ // want "moved value: `n.val`"
		n = next
	}
}
