// Package closures has moves by, into and behind function literals.
package closures

type item struct{ n int }

func see(it *item) { println(it.n) }

func madeAfter(out chan *item, it *item) func() {
	out <- it
	return func() { see(it) } // want "borrow of moved value: `it`"
}

func madeAfterOther(out chan *item, it, at *item) func() {
	out <- it
	return func() { see(at) }
}

func spawned(out chan *item, it *item) {
	go func() { out <- it }()
	see(it) // want "moved value: `it`"
}

func spawnedTwice(out chan *item, it *item) {
	for range 2 {
		go func() { out <- it }() // want "moved value"
	}
}

func spawnedEach(out chan *item, n int) {
	for range n {
		it := &item{}
		go func() { out <- it }()
	}
}

func calledOnce(out chan *item, it *item) {
	send := func() { out <- it }
	send()
}

func renewed(out chan *item, it *item) {
	send := func() { out <- it }
	send()
	it = &item{}
	send()
}

type pack struct{ top, under *item }

func wholeOrPart(packs chan pack, out chan *item, p pack, all bool) {
	send := func() {
		if all {
			packs <- p
		} else {
			out <- p.top
		}
	}
	send()
}

func wholeOrPartTwice(packs chan pack, out chan *item, p pack, all bool) {
	send := func() {
		if all {
			packs <- p
		} else {
			out <- p.top
		}
	}
	send()
	send() // want "moved value"
}
