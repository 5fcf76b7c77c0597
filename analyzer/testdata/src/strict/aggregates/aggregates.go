// Package aggregates sends structs and arrays by value: at the strict level the
// place itself is moved, with its scalars.
package aggregates

type event struct {
	count int
	data  []byte
	inner struct {
		n int
		p *int
	}
}

func mk() event

func read(out chan event) {
	e := mk()
	out <- e
	println(e.count) // want "borrow of moved value: `e\\.count`"
}
func write(out chan event) {
	var e event
	e.data = make([]byte, 3)
	out <- e
	e.count = 1 // want "assign to part of moved value: `e\\.count`"
}
func whole(out chan event) {
	var e event
	out <- e
	e = event{}
	e.count = 1
	out <- e
	e.count++ // want "borrow of moved value: `e\\.count`"
}
func loop(out chan event) {
	var e event
	for {
		e.data = make([]byte, 3) // want "assign to part of moved value: `e\\.data`"
		out <- e
	}
}
func fresh(out chan event) {
	for i := 0; i < 3; i++ {
		e := event{count: i}
		e.data = make([]byte, 3)
		out <- e
	}
}
func partial(out chan []byte, o2 chan event) {
	e := mk()
	out <- e.data
	println(e.count)
	e.count++
	o2 <- e // want "use of partially moved value: `e`"
}
func nested(out chan struct {
	n int
	p *int
}, o2 chan event) {
	e := mk()
	out <- e.inner
	println(e.count)
	println(e.inner.n) // want "borrow of moved value: `e\\.inner\\.n`"
}
func arr(out chan [2]*int) {
	a := [2]*int{new(int), new(int)}
	out <- a
	a[0] = nil // want "assign to part of moved value: `a\\[0\\]`"
}
func (e *event) inc()              { e.count++ }
func (e event) get() int           { return e.count }
func (e event) pub(out chan event) { out <- e }
func methods(out chan event) {
	e := mk()
	out <- e
	e.inc() // want "borrow of moved value: `e`"
	e = mk()
	out <- e
	println(e.get()) // want "borrow of moved value: `e`"
	e = mk()
	e.pub(out)
	println(e.count) // want "borrow of moved value: `e\\.count`"
}
func reset(e *event) { *e = event{} }
func ptr(out chan event, p *event) {
	out <- *p
	reset(p)
	p.count++
	out <- *p
	p.count++ // want "borrow of moved value: `p\\.count`"
}
func anyc(out chan any) {
	e := mk()
	out <- e
	println(e.count) // want "borrow of moved value: `e\\.count`"
}
func elems(out chan event, es []event) {
	for i := range es {
		out <- es[i]
		es[i].count = 1 // want "assign to part of moved value: `es\\[i\\]\\.count`"
	}
}
func elems2(out chan event, es []event) {
	out <- es[0]
	es[1].count = 1
	es[0].count = 1 // want "assign to part of moved value: `es\\[0\\]\\.count`"
}
func elems3(out chan event, es []event) {
	for _, e := range es {
		e.count++
		out <- e
	}
}
func clos(out chan event) {
	e := mk()
	out <- e
	f := func() int { return e.count } // want "borrow of moved value: `e`"
	_ = f
}
func sel(out chan event) {
	e := mk()
	select {
	case out <- e:
	default:
		e.count++
	}
}
func keys(out chan map[*event]int, t *event) {
	m := map[*event]int{t: 1}
	out <- m
	t.count++ // want "assign to part of moved value: `t\\.count`"
}
func keys2(out chan *event, m map[*event]int) {
	for k := range m {
		out <- k
		k.count++ // want "assign to part of moved value: `k\\.count`"
	}
}
func ret(out chan event) event {
	e := mk()
	out <- e
	return e // want "borrow of moved value: `e`"
}
func unused(out chan event) {
	e := mk()
	out <- e
	_ = e.count
	_ = e
}
