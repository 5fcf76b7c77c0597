package lists

// A list that is linked both ways.
type item struct {
	prev, next *item
	val        int
}

type cache struct {
	head, tail *item
	evicted    chan *item
}

func (c *cache) unlink(i *item) {
	if i.prev != nil {
		i.prev.next = i.next
	} else {
		c.head = i.next
	}
	if i.next != nil {
		i.next.prev = i.prev
	} else {
		c.tail = i.prev
	}
	i.prev, i.next = nil, nil
}

func (c *cache) pushFront(i *item) {
	i.next = c.head
	if c.head != nil {
		c.head.prev = i
	}
	c.head = i
	if c.tail == nil {
		c.tail = i
	}
}

func (c *cache) evict() {
	i := c.tail
	if i == nil {
		return
	}
	c.unlink(i)
	c.evicted <- i
}

func (c *cache) add(i *item) {
	c.evict()
	c.pushFront(i)
}

func (c *cache) leave() {
	if i := c.tail; i != nil {
		c.evicted <- i
	}
}

func (c *cache) addBeforeLeft(i *item) {
	c.leave()
	c.tail.next = i // want "assign to part of moved value: `c.tail.next`"
}

func (c *cache) unlinkSent(i *item) {
	c.evicted <- i
	c.unlink(i) // want "borrow of moved value: `i`"
}

func (c *cache) evictTwice() {
	c.evict()
	c.evict()
	c.tail.val++
}

func (c *cache) evictHere() {
	i := c.tail
	c.unlink(i)
	c.evicted <- i
	c.tail.val++
}

// final says which is the last by another field than the one that links it.
type event struct {
	next  *event
	final bool
	val   int
}

type recorder struct {
	last *event
	out  chan *event
}

func (r *recorder) record(e *event) {
	if e.final {
		r.last = nil
	} else {
		r.last = e
	}
	r.out <- e
	if r.last != nil {
		r.last.val++ // want "borrow of moved value: `r.last.val`"
	}
}
