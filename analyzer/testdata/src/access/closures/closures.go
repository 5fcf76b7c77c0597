// Package closures has moves by, into and behind function literals.
package closures

type item struct{ n int }

func capturedBefore(out chan *item, it *item) {
	bump := func() { it.n++ }
	out <- it
	bump() // want "moved value"
}

func calledBefore(out chan *item, it *item) {
	bump := func() { it.n++ }
	bump()
	out <- it
}

func sendsWhenCalled(out chan *item, it *item) {
	send := func() { out <- it }
	it.n++
	send()
	it.n++ // want "moved value: `it.n`"
}

func sendsIfCalled(out chan *item, it *item) func() {
	send := func() { out <- it }
	it.n++
	return send
}

func other(out chan *item, it, at *item) {
	bump := func() { at.n++ }
	out <- it
	bump()
}

func immediately(out chan *item, it *item) {
	func() { out <- it }()
	it.n++ // want "moved value: `it.n`"
}

func sendsAndRenews(out chan *item, it *item) {
	send := func() {
		out <- it
		it = &item{}
	}
	send()
	it.n++
	send()
}

func spawned(out chan *item, it *item) {
	go func() { out <- it }()
	it.n++ // want "moved value: `it.n`"
}

func spawnedOther(out chan *item, it, at *item) {
	go func() { out <- it }()
	at.n++
}

func spawnedArgument(out chan *item, it *item) {
	go func(i *item) { out <- i }(it)
	it.n++ // want "moved value: `it.n`"
}

func spawnedNamed(out chan *item, it *item) {
	go post(out, it)
	it.n++ // want "moved value: `it.n`"
}

func post(out chan *item, it *item) { out <- it }

func spawnedReader(it *item) {
	go func() { println(it.n) }()
	it.n++
}

func spawnedEach(out chan *item, its []*item) {
	for _, it := range its {
		go func() { out <- it }()
	}
}

func spawnedLoop(out chan *item, it *item, n int) {
	for range n {
		it.n++ // want "moved value: `it.n`"
		go func() { out <- it }()
	}
}

func deferredUse(out chan *item, it *item) {
	defer func() {
		it.n++ // want "moved value"
	}()
	out <- it
}

func deferredCall(out chan *item, it *item) {
	defer bump(it) // want "moved value: `it`"
	out <- it
}

func bump(it *item) { it.n++ }

func deferredScalar(out chan *item, it *item) {
	defer println(it.n)
	out <- it
}

func deferredSend(out chan *item, it *item) {
	defer func() { out <- it }()
	it.n++
}

func deferredOrder(out chan *item, it *item) {
	defer bump(it) // want "moved value: `it`"
	defer post(out, it)
	it.n++
}

func deferredOrderRight(out chan *item, it *item) {
	defer post(out, it)
	defer bump(it)
	it.n++
}

func inside(out chan *item) func() {
	return func() {
		it := &item{}
		out <- it
		it.n++ // want "moved value: `it.n`"
	}
}

func insideFresh(out chan *item) func() {
	return func() {
		it := &item{}
		it.n++
		out <- it
	}
}

func apply(f func(*item), it *item) { f(it) }

func passedReader(it *item) {
	apply(func(i *item) { println(i.n) }, it)
	it.n++
}

func renewedInside(out chan *item, it *item) {
	renew := func() { it = &item{} }
	out <- it
	renew()
	it.n++
}
