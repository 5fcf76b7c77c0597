// Package filtered has slices that are filtered in place: what stays is appended to
// the slice cut to nothing, while a loop walks the elements.
package filtered

type task struct {
	id  int
	err error
}

type queue struct {
	items []*task
	out   chan *task
}

func (q *queue) expire() {
	kept := q.items[:0]
	for _, t := range q.items {
		if t.err != nil {
			q.out <- t
			continue
		}
		kept = append(kept, t)
	}
	q.items = kept
	for _, t := range q.items {
		t.id++
	}
}

// expireBoth keeps what it sends.
func (q *queue) expireBoth() {
	kept := q.items[:0]
	for _, t := range q.items {
		if t.err != nil {
			q.out <- t
		}
		kept = append(kept, t)
	}
	q.items = kept
	for _, t := range q.items {
		t.id++ // want "borrow of moved value: `t\\.id`"
	}
}

func (q *queue) replaced(t *task) {
	q.out <- q.items[0]
	q.items = append(q.items[:0], t)
	q.items[0].id++
}

// array sends the slice itself.
func (q *queue) array(out chan []*task, t *task) {
	out <- q.items
	q.items = append(q.items[:0], t) // want "use of moved value: `q\\.items`"
}

func batches(in, out chan *task) {
	var b []*task
	for t := range in {
		b = append(b, t)
		if len(b) == 8 {
			for _, t := range b {
				out <- t
			}
			b = b[:0]
		}
		for _, t := range b {
			t.id++
		}
	}
}

func batchesKept(in, out chan *task) {
	var b []*task
	for t := range in {
		b = append(b, t)
		if len(b) == 8 {
			for _, t := range b {
				out <- t // want "use of moved value: `t`"
			}
		}
		for _, t := range b {
			t.id++ // want "borrow of moved value: `t\\.id`"
		}
	}
}

// given filters what it was given, and does not look at that any more.
func given(items []*task, out chan<- *task) []*task {
	kept := items[:0]
	for _, t := range items {
		if t.err != nil {
			out <- t
		} else {
			kept = append(kept, t)
		}
	}
	for _, t := range kept {
		t.id++
	}
	return kept
}

func givenBoth(items []*task, out chan<- *task) []*task {
	kept := items[:0]
	for _, t := range items {
		if t.err != nil {
			out <- t
		}
		kept = append(kept, t)
	}
	for _, t := range kept {
		t.id++ // want "borrow of moved value: `t\\.id`"
	}
	return kept
}
