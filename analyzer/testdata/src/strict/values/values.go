// Package values has payloads of all kinds, and uses of what is in them.
package values

type item struct {
	n    int
	next *item
	data []byte
}

func see(i *item) { println(i.n) }

func nothing(i *item) {}

func passNothing(out chan *item, a *item) {
	out <- a
	nothing(a) // want "borrow of moved value: `a`"
}

func condVar(out chan *item, a *item, c bool) {
	if c {
		out <- a
	} else {
		a = nil
	}
	if a == nil { // want "borrow of moved value: `a`"
		return
	}
}

func sw(out chan *item, a *item, k int) {
	switch k {
	case 1:
		out <- a
		a = &item{}
	case 2:
		a.n++
	}
	see(a)
}

func deferAfter(out chan *item, a *item) {
	defer see(a) // want "borrow of moved value: `a`"
	out <- a
}

func deferEarlyReturn(out chan *item, a *item, c bool) {
	if c {
		return
	}
	out <- a
}

func method(out chan *item, a *item) {
	f := a.look
	out <- a
	f() // want "borrow of moved value: `f`"
}

func (i *item) look() { println(i.n) }

func strct(out chan struct{ a, b *item }, a, b *item) {
	v := struct{ a, b *item }{a, b}
	out <- v
	see(b) // want "borrow of moved value: `b`"
}

func arr(out chan [2]*item, a, b *item) {
	out <- [2]*item{a, b}
	see(b) // want "borrow of moved value: `b`"
}

func slic(out chan []*item, a, b *item) {
	out <- []*item{a}
	see(b)
	see(a) // want "borrow of moved value: `a`"
}

func mapp(out chan map[string]*item, a, b *item) {
	m := map[string]*item{}
	m["x"] = a
	out <- m
	see(b)
	see(a) // want "borrow of moved value: `a`"
}

func chanElem(out chan chan *item, a *item) {
	c := make(chan *item, 1)
	c <- a
	see(a) // want "borrow of moved value: `a`"
	out <- c
}

func ptrVar(out chan *item) {
	var a item
	p := &a
	out <- p
	println(a.n) // want "borrow of moved value: `a\\.n`"
}

func convIface(out chan interface{ look() }, a *item) {
	out <- a
	see(a) // want "borrow of moved value: `a`"
}

func sendOfNil(out chan *item, a *item) {
	out <- nil
	see(a)
}

func sendDeref(out chan item, a *item) {
	out <- *a
	a.data[0] = 1 // want "assign to part of moved value: `a\\.data\\[0\\]`"
}

func returnsTwo(out chan *item, a *item) (*item, error) {
	select {
	case out <- a:
		return nil, nil
	default:
		return a, nil
	}
}

func useTwo(out chan *item, a *item) {
	b, err := returnsTwo(out, a)
	_ = err
	see(b)
	see(a) // want "borrow of moved value: `a`"
}

func panicky(out chan *item, a *item) {
	defer func() {
		if recover() != nil {
			see(a) // want "borrow of moved value"
		}
	}()
	out <- a
}

func labelled(out chan *item, as []*item) {
outer:
	for _, a := range as {
		for range 3 {
			if a.n > 3 {
				out <- a
				continue outer
			}
			see(a)
		}
		see(a)
	}
}

func backRead(out, back chan *item, a *item) {
	for range 3 {
		see(a)
		out <- a
		a = <-back
	}
}

func ifInit(out chan *item, a *item) {
	if out <- a; a.n > 0 { // want "borrow of moved value: `a`"
		return
	}
}

func forPost(out chan *item, a *item) {
	for i := 0; i < 3; out <- a { // want "use of moved value: `a`"
		i++
	}
}

func structRenew(out chan []byte, a *item) {
	out <- a.data
	a.data = make([]byte, 10)
	a.data[0] = 1
	see(a)
}

func structPartial(out chan []byte, a *item) {
	out <- a.data
	nothing(a) // want "borrow of partially moved value: `a`"
}
