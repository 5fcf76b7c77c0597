// Package counted has loops that send work and take the results in turn.
package counted

type item struct {
	in  []byte
	sum int
}

type checker struct {
	work    chan *item
	results chan error
	stop    chan struct{}
}

// run sends nothing on a nil channel, and ends when there is a result for each.
func (c *checker) run(items []*item) error {
	sent, done := 0, 0
	for done < len(items) {
		var work chan *item
		var next *item
		if sent < len(items) {
			work, next = c.work, items[sent]
		}
		select {
		case work <- next:
			sent++
		case err := <-c.results:
			done++
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func all(c *checker, in []byte) error {
	it := &item{in: in}
	if err := c.run([]*item{it}); err != nil {
		return err
	}
	it.sum++
	in[0]++
	return nil
}

// The loop itself has not waited.
func within(c *checker, it *item) {
	for range 3 {
		select {
		case c.work <- it:
			it.sum++ // want "assign to part of moved value: `it.sum`"
		case <-c.results:
		}
	}
	it.sum++
}

// An order to stop is no result.
func stopped(c *checker, it *item) {
	for range 3 {
		select {
		case c.work <- it:
		case <-c.stop:
			return
		}
	}
	it.sum++ // want "assign to part of moved value: `it.sum`"
}

// Nor is what comes by a channel that has nothing to do with the work.
func stranger(c *checker, ticks chan int, it *item) {
	for range 3 {
		select {
		case c.work <- it:
		case <-ticks:
		}
	}
	it.sum++ // want "assign to part of moved value: `it.sum`"
}
