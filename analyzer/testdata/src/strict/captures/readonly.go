package captures

type gauge struct{ level int }

func (g *gauge) raise() { g.level++ }

func countOnly(out chan func() int, n int) int {
	out <- func() int { return n + 1 }
	return n
}

func countChanged(out chan func() int, n int) {
	out <- func() int { return n + 1 }
	n = 2 // want "moved value: `n`"
}

func countWritten(out chan func(), n int) int {
	out <- func() { n++ }
	return n // want "moved value: `n`"
}

func countByAddress(out chan *int, n int) int {
	out <- &n
	return n // want "moved value: `n`"
}

func listOfCallbacks(out chan *gauge, g *gauge) {
	var then []func()
	then = append(then, func() { g.raise() })
	out <- g
	for _, f := range then {
		f() // want "moved value: `f`"
	}
}

func listOfOthers(out chan *gauge, g, h *gauge) {
	var then []func()
	then = append(then, func() { h.raise() })
	out <- g
	for _, f := range then {
		f()
	}
}
