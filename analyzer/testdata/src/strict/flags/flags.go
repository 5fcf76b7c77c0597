// Package flags has moves that a variable tells of, which rustc does not ask.
package flags

type cell struct{ n int }

func use(c *cell) {}

func flag(out chan *cell, c *cell) {
	sent := false
	select {
	case out <- c:
		sent = true
	default:
	}
	if !sent {
		use(c) // want "moved value: `c`"
	}
}

func niled(out chan *cell, c *cell, now bool) {
	if now {
		out <- c
		c = nil
	}
	if c != nil {
		use(c)
	}
}

func same(out chan *cell, c *cell, now bool) {
	if now {
		out <- c
	}
	if !now {
		use(c) // want "moved value: `c`"
	}
}
