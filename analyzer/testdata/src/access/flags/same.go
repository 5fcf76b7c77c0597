package flags

// Whether two references are one is a flag, where a flag says which they are.

func (c *cell) clone() *cell {
	d := *c
	return &d
}

func compared(out chan *cell, c *cell, own bool) {
	d := c
	if own {
		d = c.clone()
	}
	out <- d
	if d != c {
		c.n++
	}
}

func comparedWrong(out chan *cell, c *cell, own bool) {
	d := c
	if own {
		d = c.clone()
	}
	out <- d
	if d == c {
		c.n++ // want "moved value: `c.n`"
	}
}

func comparedLate(out chan *cell, c *cell, own bool) {
	d := c
	if own {
		d = c.clone()
	}
	out <- d
	if own && d != c {
		c.n++
	}
	if !own {
		c.n++ // want "moved value: `c.n`"
	}
}

func comparedOther(out chan *cell, b, c *cell, own bool) {
	d := c
	if own {
		d = c.clone()
	}
	out <- d
	if d != b {
		c.n++ // want "moved value: `c.n`"
	}
}

func comparedUnset(out chan *cell, c *cell, own, late bool) {
	var d *cell
	if own {
		d = c.clone()
	} else if late {
		d = c
	}
	out <- c
	if d != c {
		c.n++ // want "moved value: `c.n`"
	}
}
