// Package detached starts and defers calls of functions that may store what they
// return.
package detached

type job struct{ n int }

type cell struct{ last *job }

func (c *cell) put(j *job, keep bool) *job {
	if keep {
		c.last = j
	}
	return j
}

func deferred(ch chan *job, c *cell, j *job) {
	defer c.put(j, true)
	ch <- j
	c.last = &job{}
	c.last.n++
}

func started(ch chan *job, c *cell, j *job) {
	go c.put(j, true)
	ch <- j
	j.n++ // want "borrow of moved value: `j.n`"
}

func called(ch chan *job, c *cell, j *job) {
	k := c.put(j, true)
	ch <- j
	k.n++ // want "borrow of moved value: `k.n`"
}
