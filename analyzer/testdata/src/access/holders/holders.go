// Package holders has objects that keep, give out and replace what is sent.
package holders

type item struct {
	n    int
	next *item
	data []byte
}

type box struct{ it *item }

func (b *box) put(i *item)        { b.it = i }
func (b *box) get() *item         { return b.it }
func (b *box) take() *item        { i := b.it; b.it = nil; return i }
func (b *box) reset()             { b.it = &item{} }
func (b *box) swap(i *item) *item { old := b.it; b.it = i; return old }

func taken(out chan *item, b *box) {
	out <- b.take()
	if b.it != nil {
		b.it.n = 1
	}
	b.put(&item{})
	b.it.n = 1
}

func takenReset(out chan *item, b *box) {
	i := b.take()
	out <- i
	b.reset()
	b.get().n = 1
}

func swapped(out chan *item, b *box) {
	out <- b.swap(&item{})
	b.it.n = 1
}

func putThenGot(out chan *item, b *box, i *item) {
	b.put(i)
	out <- b.get()
	i.n = 1 // want "assign to part of moved value: `i\\.n`"
}

func swappedEach(out chan *item, b *box) {
	for range 3 {
		i := b.swap(&item{})
		i.n = 1
		out <- i
	}
}

func gotEach(out chan *item, b *box) {
	for range 3 {
		b.it.n++ // want "assign to part of moved value: `b\\.it\\.n`"
		out <- b.get()
	}
}

func resetEach(out chan *item, b *box) {
	for range 3 {
		b.it.n++
		out <- b.get()
		b.reset()
	}
}

func clone(i *item) *item {
	c := *i
	c.data = append([]byte(nil), i.data...)
	c.next = nil
	return &c
}

func cloneEach(out chan *item, i *item) {
	for range 3 {
		i.n++
		i.data[0] = 1
		out <- clone(i)
	}
}

func cloneOnce(out chan *item, i *item) {
	c := clone(i)
	out <- c
	c.n = 1 // want "assign to part of moved value: `c\\.n`"
}

func newItem(data []byte) *item { return &item{data: data} }

func wrapped(out chan *item, b []byte) {
	out <- newItem(b)
	b[0] = 1 // want "assign to part of moved value: `b\\[0\\]`"
}

func wrappedAgain(out chan *item, b []byte) {
	for range 3 {
		b[0] = 1 // want "assign to part of moved value: `b\\[0\\]`"
		out <- newItem(b)
	}
}

func wrappedEach(out chan *item, bs [][]byte) {
	for _, b := range bs {
		b[0] = 1
		out <- newItem(b)
	}
}

func wrappedParts(out chan *item, b []byte) {
	for len(b) > 3 {
		b[0] = 1
		out <- newItem(b[:3])
		b = b[3:]
	}
}

func broadcast(outs []chan *item, i *item) {
	for _, o := range outs {
		o <- clone(i)
	}
	i.n = 1
}

func (b *box) work(in, out chan *item) {
	for i := range in {
		if i.n > 0 {
			b.put(i)
			continue
		}
		out <- i
	}
	b.it.n = 1
}

func cond(out chan *item, i, j *item, c bool) {
	k := i
	if c {
		k = j
		out <- j
	}
	k.n = 1 // want "assign to part of moved value: `k\\.n`"
	i.n = 1
}

func cond2(out chan *item, i *item, c bool) {
	if c {
		out <- i
		i = &item{}
	}
	i.n = 1
}

func mapState(out chan *item, m map[int]*item, k int) {
	i, ok := m[k]
	if !ok {
		i = &item{}
		m[k] = i
	}
	i.n++
	if i.n > 3 {
		delete(m, k)
		out <- i
	}
}

func mapLoop(in chan int, out chan *item) {
	m := map[int]*item{}
	for k := range in {
		i, ok := m[k]
		if !ok {
			i = &item{}
			m[k] = i
		}
		i.n++
		if i.n > 3 {
			delete(m, k)
			out <- i
		}
	}
}

func scratchStruct(out chan item) {
	var s item
	for range 3 {
		s.n++
		s.data = append([]byte(nil), 1)
		out <- s
	}
}

func scratchStructBad(out chan item) {
	var s item
	for range 3 {
		s.data = append(s.data[:0], 1) // want "use of moved value: `s\\.data`"
		out <- s
	}
}
