// Package flags has moves that a variable tells of.
package flags

type cell struct{ n int }

func flag(out chan *cell, c *cell) {
	sent := false
	select {
	case out <- c:
		sent = true
	default:
	}
	if !sent {
		c.n++
	}
}

func flagWrong(out chan *cell, c *cell) {
	sent := false
	select {
	case out <- c:
		sent = true
	default:
	}
	if sent {
		c.n++ // want "moved value: `c.n`"
	}
}

func niled(out chan *cell, c *cell, now bool) {
	if now {
		out <- c
		c = nil
	}
	if c != nil {
		c.n++
	}
}

func kept(out chan *cell, c *cell, now bool) {
	rest := c
	if now {
		out <- c
		rest = nil
	}
	if rest != nil {
		rest.n++
	}
}

func unrelated(out chan *cell, c *cell, now, other bool) {
	if now {
		out <- c
	}
	if !other {
		c.n++ // want "moved value: `c.n`"
	}
}
