package walks

// A part of each node of a list is sent: each node has its own.

type node struct {
	data []byte
	next *node
}

func parts(out chan []byte, n *node) {
	for n != nil {
		out <- n.data
		n = n.next
	}
}

func partsTried(out chan []byte, n *node) {
	for n := n; n != nil; n = n.next {
		select {
		case out <- n.data:
		default:
		}
	}
}

func partsStaying(out chan []byte, n *node, c bool) {
	for n != nil {
		out <- n.data // want "use of moved value: `n.data`"
		if c {
			n = n.next
		}
	}
}

func partsTwice(out chan []byte, n *node) {
	for n := n; n != nil; n = n.next {
		out <- n.data
		out <- n.data // want "use of moved value: `n.data`"
	}
}

func partsThenFirst(out chan []byte, n *node) {
	for k := n; k != nil; k = k.next {
		out <- k.data
	}
	println(len(n.data)) // want "moved value: `n.data`"
}

func partsAgain(out chan []byte, n *node, times int) {
	for range times {
		for k := n; k != nil; k = k.next { // want "use of partially moved value: `n`"
			out <- k.data
		}
	}
}

func nodes(out chan *node, n *node) {
	for k := n; k != nil; k = k.next { // want "moved value: `k`"
		out <- k
	}
}

func restPutBack(out chan []byte, list *node) {
	for list.next != nil {
		n := list.next
		list.next = nil
		list.next = n.next
		select {
		case out <- n.data:
		default:
		}
	}
}
