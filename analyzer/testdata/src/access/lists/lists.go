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

type hub struct{ first, second chan *node }

// publish sends a copy, which leads to the rest of the list as well.
func (h *hub) publish(n *node) {
	c := *n
	h.first <- &c
	h.second <- n
}

func publishAll(h *hub, n *node) {
	for n != nil {
		next := n.next
		h.publish(n)
		n = next
	}
}

func publishAllLate(h *hub, n *node) {
	for n != nil {
		h.publish(n)
		n = n.next // want "moved value: `n.next`"
	}
}
