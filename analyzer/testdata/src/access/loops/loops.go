// Package loops has buffers that are used again, and variables of each
// iteration.
package loops

type line struct{ words []string }

func fill(b []byte) int {
	for i := range b {
		b[i] = 1
	}
	return len(b)
}

func scratch(out chan []byte, n int) {
	buf := make([]byte, 64)
	for range n {
		m := fill(buf) // want "moved value: `buf`"
		out <- buf[:m]
	}
}

func scratchFresh(out chan []byte, n int) {
	for range n {
		buf := make([]byte, 64)
		m := fill(buf)
		out <- buf[:m]
	}
}

func scratchCopied(out chan []byte, n int) {
	buf := make([]byte, 64)
	for range n {
		m := fill(buf)
		out <- append([]byte(nil), buf[:m]...)
	}
}

func oneRecord(out chan *line, words []string) {
	var l line
	for _, w := range words {
		l.words = []string{w} // want "assign to part of moved value: `l.words`"
		out <- &l
	}
}

func recordEach(out chan *line, words []string) {
	for _, w := range words {
		var l line
		l.words = []string{w}
		out <- &l
	}
}

func perIteration(out chan *int, ns []int) {
	for _, n := range ns {
		n++
		out <- &n
	}
}

func table(out chan map[string]int, words []string) {
	m := map[string]int{}
	for _, w := range words {
		m[w]++ // want "moved value"
		out <- m
	}
}

func tableEach(out chan map[string]int, words []string) {
	m := map[string]int{}
	for _, w := range words {
		m[w]++
		out <- m
		m = map[string]int{}
	}
}

func double(out chan []byte, n int) {
	cur, next := make([]byte, 8), make([]byte, 8)
	for range n {
		cur[0] = 1 // want "moved value: `cur"
		out <- cur
		cur, next = next, cur
	}
}

func list(out chan *node, n *node) {
	for n != nil {
		next := n.next
		out <- &node{}
		n = next
	}
}

type node struct{ next *node }

func listLate(out chan *node, n *node) {
	for n != nil {
		out <- n
		n = n.next // want "borrow of moved value: `n.next`"
	}
}
