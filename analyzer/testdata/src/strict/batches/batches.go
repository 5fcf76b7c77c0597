// Package batches sends what it has collected and starts again.
package batches

type row struct {
	n     int
	cells []string
}

func fetch(n int) *row { return &row{n: n} }

func truncated(out chan *row, n int) {
	var rows []*row
	for i := range n {
		rows = append(rows, fetch(i))
		if len(rows) == 8 {
			for _, r := range rows {
				out <- r
			}
			rows = rows[:0]
		}
	}
	for _, r := range rows {
		out <- r
	}
}

func notTruncated(out chan *row, n int) {
	var rows []*row
	for i := range n {
		rows = append(rows, fetch(i))
		if len(rows) == 8 {
			for _, r := range rows { // want "use of moved value: `r`"
				out <- r
			}
		}
	}
}

func heldByAnother(out chan *row, rows []*row) int {
	all := rows
	for _, r := range rows {
		out <- r
	}
	rows = rows[:0]
	rows = append(rows, fetch(1))
	return all[1].n // want "borrow of moved value: `all.1.`"
}

type collector struct {
	rows []*row
	out  chan []*row
	each chan *row
}

func (c *collector) add(r *row) {
	c.rows = append(c.rows, r)
	if len(c.rows) == 8 {
		c.flush()
	}
}

func (c *collector) flush() {
	c.out <- c.rows
	c.rows = nil
}

func collected(c *collector, n int) {
	for i := range n {
		c.add(fetch(i))
	}
	c.flush()
	c.add(fetch(n))
}

func (c *collector) keep(r *row) {
	c.rows = append(c.rows, r)
	if len(c.rows) == 8 {
		c.out <- c.rows
	}
}

func kept(c *collector, n int) {
	for i := range n {
		c.keep(fetch(i)) // want "`c`"
	}
}

func (c *collector) addEach(r *row) {
	c.rows = append(c.rows, r)
	if len(c.rows) == 8 {
		for _, r := range c.rows {
			c.each <- r
		}
		c.rows = c.rows[:0]
	}
}

func collectedEach(c *collector, n int) {
	for i := range n {
		c.addEach(fetch(i))
	}
	c.addEach(fetch(n))
}

func chunks(out chan []*row, rows []*row) {
	for len(rows) > 4 {
		out <- rows[:4]
		rows = rows[4:]
	}
	out <- rows
}

func chunksAgain(out chan []*row, rows []*row) {
	for len(rows) > 4 {
		chunk := rows[:4]
		rows = rows[4:]
		out <- chunk
		chunk[0].n = 1 // want "borrow of moved value: `chunk`"
	}
	out <- rows
}
