package callbacks

// A callback that returns a truth may decide by it what becomes of what it was given.

func filter(items []*item, keep func(*item) bool) []*item {
	out := items[:0]
	for _, it := range items {
		if keep(it) {
			out = append(out, it)
		}
	}
	return out
}

func chosen(items []*item, keep func(*item) bool) []*item {
	var out []*item
	for _, it := range items {
		if keep(it) {
			out = append(out, it)
		}
	}
	return out
}

func find(items []*item, is func(*item) bool) *item {
	for _, it := range items {
		if is(it) {
			return it
		}
	}
	return nil
}

type set struct{ items map[string]*item }

func (s *set) removeIf(is func(*item) bool) {
	for k, it := range s.items {
		if is(it) {
			delete(s.items, k)
		}
	}
}

func filtered(out chan *item, items []*item) {
	items = filter(items, func(it *item) bool {
		if it.n > 0 {
			out <- it
			return false
		}
		return true
	})
	for _, it := range items {
		it.n = 0
	}
}

func chosenRest(out chan *item, items []*item) {
	rest := chosen(items, func(it *item) bool {
		if it.n > 0 {
			out <- it
			return false
		}
		return true
	})
	for _, it := range rest {
		it.n = 0
	}
}

func removed(out chan *item, s *set) {
	s.removeIf(func(it *item) bool {
		if it.n > 0 {
			out <- it
			return true
		}
		return false
	})
	for _, it := range s.items {
		it.n = 0
	}
}

func notTaken(out chan *item, items []*item) {
	it := find(items, func(it *item) bool {
		select {
		case out <- it:
			return false
		default:
			return true
		}
	})
	if it != nil {
		it.n++
	}
}

// always sends whatever it returns.
func always(out chan *item, items []*item) {
	rest := chosen(items, func(it *item) bool {
		keep := it.n > 0
		out <- it
		return keep
	})
	for _, it := range rest {
		it.n = 0 // want "moved value: `it.n`"
	}
}

// One that returns nothing decides nothing.

func eachThenAll(out chan *item, items []*item) {
	each(items, func(it *item) { out <- it })
	for _, it := range items {
		it.n = 0 // want "moved value: `it.n`"
	}
}

func eachBoundThenAll(q *queue, items []*item) {
	each(items, q.offer)
	for _, it := range items {
		it.n = 0 // want "moved value: `it.n`"
	}
}

func eachOther(q *queue, items, others []*item) {
	each(items, q.offer)
	for _, it := range others {
		it.n = 0
	}
}

func eachIgnored(q *queue, items []*item) {
	each(items, q.ignore)
	for _, it := range items {
		it.n = 0
	}
}
