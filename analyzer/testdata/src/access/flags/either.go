package flags

// A branch with several conditions tells paths apart as one with a single one does.

func both(out chan *cell, c *cell, keep, last bool) {
	d := c
	if keep && !last {
		d = &cell{c.n}
	}
	out <- d
	if keep && !last {
		c.n++
	}
}

func oneOfBoth(out chan *cell, c *cell, keep, last bool) {
	d := c
	if keep && !last {
		d = &cell{c.n}
	}
	out <- d
	if keep {
		c.n++ // want "moved value: `c.n`"
	}
}

func eitherOf(out chan *cell, c *cell, now, full bool) {
	if now || full {
		out <- c
	}
	if !now && !full {
		c.n++
	}
}

func eitherInTurn(out chan *cell, c *cell, now, full bool) {
	if now || full {
		out <- c
	}
	if now {
		return
	}
	if full {
		return
	}
	c.n++
}

func eitherWrong(out chan *cell, c *cell, now, full bool) {
	if now || full {
		out <- c
	}
	if !now {
		c.n++ // want "moved value: `c.n`"
	}
}

func eitherChanged(out chan *cell, c *cell, now, full bool) {
	if now || full {
		out <- c
	}
	full = false
	if !now && !full {
		c.n++ // want "moved value: `c.n`"
	}
}

func three(out chan *cell, c *cell, err error, n, most int) {
	d := c
	if err == nil && n == 3 && most > 4 {
		d = &cell{c.n}
	}
	out <- d
	if err != nil || n != 3 || most <= 4 {
		return
	}
	c.n++
}

func threeWrong(out chan *cell, c *cell, err error, n, most int) {
	d := c
	if err == nil && n == 3 && most > 4 {
		d = &cell{c.n}
	}
	out <- d
	if err != nil || n != 3 {
		return
	}
	c.n++ // want "moved value: `c.n`"
}

func nested(out chan *cell, c *cell, a, b bool) {
	d := c
	if a || b {
		d = &cell{c.n}
	}
	out <- d
	if a {
		c.n++
	} else if b {
		c.n--
	} else {
		c.n = 0 // want "moved value: `c.n`"
	}
}
