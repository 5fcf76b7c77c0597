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

// Functions that functions return.

type handler func(*item) error

func queueing(out chan<- *item) handler {
	return func(it *item) error {
		out <- it
		return nil
	}
}

func counting(n *int) handler {
	return func(it *item) error {
		*n += it.n
		return nil
	}
}

func returnedCloser(out chan *item, it *item) {
	h := queueing(out)
	h(it)
	it.n = 1 // want "assign to part of moved value: `it.n`"
}

func returnedCounter(n *int, it *item) {
	h := counting(n)
	h(it)
	it.n = 1
}

func run(h handler, it *item) error { return h(it) }

func handedTo(out chan *item, it *item) {
	run(queueing(out), it)
	it.n = 1 // want "assign to part of moved value: `it.n`"
}

func handedToCounter(n *int, it *item) {
	run(counting(n), it)
	it.n = 1
}

func (q *queue) offerer() func(*item) { return q.offer }

func methodReturned(q *queue, it *item) {
	q.offerer()(it)
	it.n = 1 // want "assign to part of moved value: `it.n`"
}

// Functions in fields that come by way of parameters, results and options.

type batcher struct{ flush func(*item) }

func newBatcher(flush func(*item)) *batcher { return &batcher{flush: flush} }

var _ = newBatcher((&queue{}).offer)

func (b *batcher) done(it *item) {
	b.flush(it)
	it.n = 1 // want "assign to part of moved value: `it.n`"
}

type counter struct{ count func(*item) }

func newCounter(count func(*item)) *counter { return &counter{count: count} }

var _ = newCounter((&queue{}).ignore)

func (c *counter) done(it *item) {
	c.count(it)
	it.n = 1
}

// NewOpen is called by who knows whom.
func NewOpen(f func(*item)) *open { return &open{f: f} }

var _ = NewOpen((&queue{}).offer)

type open struct{ f func(*item) }

func (o *open) done(it *item) {
	o.f(it)
	it.n = 1
}

type settings struct{ sink func(*item) }

type option func(*settings)

func withSink(f func(*item)) option { return func(s *settings) { s.sink = f } }

var _ = withSink((&queue{}).offer)

func (s *settings) end(it *item) {
	s.sink(it)
	it.n = 1 // want "assign to part of moved value: `it.n`"
}

// Of many functions that a field may hold all must send.

type mixed struct{ f func(*item) }

var _ = []mixed{{f: (&queue{}).offer}, {f: (&queue{}).ignore}, {f: func(it *item) { it.n++ }}}

func (m *mixed) done(it *item) {
	m.f(it)
	it.n = 1
}
