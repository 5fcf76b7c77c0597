// Package places has moves of memory by all kinds of names.
package places

type item struct {
	n    int
	data []byte
	kids []*item
	m    map[string]*item
	next *item
	done chan bool
}

func embedded(out chan *outer, o *outer) {
	out <- o
	o.n = 1 // want "assign to part of moved value: `o\\.n`"
}

type outer struct{ item }

func typeSwitch(out chan any, v any) {
	out <- v
	switch v := v.(type) {
	case *item:
		v.n = 1 // want "assign to part of moved value: `v\\.n`"
	case []byte:
		v[0] = 1 // want "assign to part of moved value: `v\\[0\\]`"
	}
}

func ptrptr(out chan **item, p **item) {
	out <- p
	(*p).n = 1 // want "assign to part of moved value: `\\(\\*p\\)\\.n`"
}

func elemAddr(out chan *item, is []item) {
	out <- &is[0]
	is[1].n = 1
	is[0].n = 1 // want "assign to part of moved value: `is\\[0\\]\\.n`"
}

func rangeAddr(out chan *item, is []item) {
	for i := range is {
		out <- &is[i]
	}
	is[0].n = 2 // want "assign to part of moved value: `is\\[0\\]\\.n`"
}

func rangeFresh(out chan *item, is []item) {
	for i := range is {
		is[i].n = 3
		out <- &is[i]
	}
}

func whileSlice(out chan []byte, b []byte, k int) {
	for len(b) > k {
		out <- b[:k]
		b = b[k:]
		b[0] = 1
	}
}

func whileSliceBad(out chan []byte, b []byte, k int) {
	for len(b) > k {
		b[0] = 1 // want "assign to part of moved value: `b\\[0\\]`"
		out <- b[:k]
	}
}

func swapFields(out chan *item, a, b *item) {
	a.next, b.next = b.next, a.next
	out <- a.next
	a.next = nil
	b.next.n = 1
}

func nested(out chan [][]byte, b [][]byte) {
	out <- b
	b[0][0] = 1 // want "assign to part of moved value: `b\\[0\\]\\[0\\]`"
}

func mapOfMap(out chan map[string]map[string]int, m map[string]map[string]int) {
	out <- m
	m["a"]["b"] = 1 // want "borrow of moved value: `m\\[\"a\"\\]`"
}

type items []*item

func conv(out chan []*item, is items) {
	out <- []*item(is)
	is[0] = nil // want "assign to part of moved value: `is\\[0\\]`"
}

var g *item

func global(out chan *item) {
	out <- g
	g.n = 1 // want "assign to part of moved value: `g\\.n`"
}

func globalRenew(out chan *item) {
	out <- g
	g = &item{}
	g.n = 1
}

func appendAlias(out chan []byte, b []byte) {
	c := append(b, 1)
	out <- c
	b[0] = 1 // want "assign to part of moved value: `b\\[0\\]`"
}

func min3(out chan []byte, b []byte) {
	c := append(b[:0:0], b...)
	out <- c
	b[0] = 1
}

func closureField(out chan *item, i *item) {
	f := struct{ do func() }{func() { out <- i }}
	f.do()
	i.n = 1 // want "assign to part of moved value: `i\\.n`"
}

func methodExpr(out chan *item, i *item) {
	f := (*item).send
	f(i, out)
	i.n = 1 // want "assign to part of moved value: `i\\.n`"
}

func (i *item) send(out chan *item) { out <- i }

func multi(out chan *item) {
	a, b := two()
	out <- a
	b.n = 1
	a.n = 1 // want "assign to part of moved value: `a\\.n`"
}

func two() (*item, *item) { return &item{}, &item{} }

func twoSame() (*item, *item) { i := &item{}; return i, i }

func multiSame(out chan *item) {
	a, b := twoSame()
	out <- a
	b.n = 1 // want "assign to part of moved value: `b\\.n`"
}

func recvOK(in, out chan *item) {
	for {
		i, ok := <-in
		if !ok {
			return
		}
		i.n++
		out <- i
	}
}

func gotoLoop(out chan *item) {
	i := &item{}
l:
	i.n++ // want "assign to part of moved value: `i\\.n`"
	out <- i
	goto l
}

func iter(yield func(*item) bool, out chan *item) {
	for i := range seq {
		out <- i
		i.n = 1 // want "assign to part of moved value: `i\\.n`"
	}
}

func seq(yield func(*item) bool) { yield(&item{}) }
