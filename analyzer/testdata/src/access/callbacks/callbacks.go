// Package callbacks sends in functions that it hands to others.
package callbacks

type item struct{ n int }

func once(f func()) { f() }

func each(items []*item, f func(*item)) {
	for _, it := range items {
		f(it)
	}
}

func sentByCallback(out chan *item, it *item) {
	once(func() { out <- it })
	it.n = 1 // want "assign to part of moved value: `it.n`"
}

func otherSentByCallback(out chan *item, it, other *item) {
	once(func() { out <- other })
	it.n = 1
}

func elements(out chan *item, items []*item) {
	each(items, func(it *item) {
		it.n++
		out <- it
	})
}

func elementsThenOne(out chan *item, items []*item) {
	each(items, func(it *item) { out <- it })
	items[0].n = 1 // want "moved value: `items"
}

type exporter struct {
	export func(*item)
	drop   func(*item)
}

type queue struct{ items chan *item }

func (q *queue) offer(it *item)  { q.items <- it }
func (q *queue) ignore(it *item) {}

func newExporter(q *queue) *exporter { return &exporter{export: q.offer, drop: q.ignore} }

func (e *exporter) run(it *item) {
	e.drop(it)
	it.n = 1
	e.export(it)
	it.n = 2 // want "assign to part of moved value: `it.n`"
}

func through(it *item, f func(*item)) { each([]*item{it}, f) }

func handedOn(out chan *item, it *item) {
	through(it, func(x *item) { out <- it })
	it.n = 1 // want "assign to part of moved value: `it.n`"
}

func handedOnElsewhere(out chan *item, it, other *item) {
	through(it, func(x *item) { out <- other })
	it.n = 1
}
