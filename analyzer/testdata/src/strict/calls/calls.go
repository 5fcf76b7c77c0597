// Package calls has moves by functions of the package.
package calls

type mail struct{ lines []string }

var out = make(chan *mail)

func post(m *mail) { out <- m }

func see(m *mail) {}

func parameter(m, n *mail) {
	post(m)
	see(n)
	see(m) // want "moved value: `m`"
}

func postTwo(a, b *mail) {
	out <- a
	out <- b
}

func two(m, n *mail) {
	postTwo(m, n)
}

func postBool(m *mail) bool {
	select {
	case out <- m:
		return true
	default:
		return false
	}
}

// rustc does not look at flags, nor does the strict level.
func tried(m *mail) {
	if !postBool(m) {
		see(m) // want "moved value: `m`"
	}
}

func postOrReturn(m *mail) *mail {
	select {
	case out <- m:
		return nil
	default:
		return m
	}
}

func returned(m *mail) {
	if m := postOrReturn(m); m != nil {
		see(m)
	}
}

func inLoop(m *mail, n int) {
	for range n {
		post(m) // want "use of moved value: `m`"
	}
}

func inOrder(m *mail) {
	pair(count(m), give(m))
}

func outOfOrder(m *mail) {
	pair(give(m), count(m)) // want "moved value: `m`"
}

func pair(int, int) {}

func count(m *mail) int { return len(m.lines) }

func give(m *mail) int {
	out <- m
	return 1
}

func postTo[T any](c chan T, v T) {
	c <- v
	c <- v // want "use of moved value: `v`"
}

func generic(c chan int, n int) {
	postTo(c, n)
	println(n)
}
