// Package grown has callees that append to what held nothing.
package grown

type d struct {
	send chan []byte
	b    []byte
}

func newD() *d              { return &d{send: make(chan []byte, 8)} }
func (c *d) p1(v string)    { c.b = append(c.b[:0], v...); c.send <- c.b }
func (c *d) fresh(v string) { c.b = []byte(v); c.send <- c.b }
func n5(c *d)               { c.p1("a"); c.p1("b") } // want "borrow of moved value: `c`"
func n4() {
	c := &d{send: make(chan []byte, 8)}
	c.p1("a")
	c.p1("b") // want "borrow of moved value: `c`"
}
func n6() {
	c := newD()
	for {
		c.p1("a") // want "use of moved value: `c`"
	}
}
func n7() {
	c := newD()
	for {
		c.fresh("a")
	}
}

type Batch struct{ items []string }

func (b *Batch) Items() []string { return b.items }
func (b *Batch) Add(s string)    { b.items = append(b.items, s) }
func (b *Batch) Reset()          { b.items = b.items[:0] }
func (b *Batch) Drop()           { b.items = nil }
func r2(in []string, out chan<- []string) {
	b := &Batch{}
	for _, s := range in {
		b.Add(s) // want "borrow of moved value: `b`"
		out <- b.Items()
		b.Reset()
	}
}
func r3(in []string, out chan<- []string) {
	b := &Batch{}
	for _, s := range in {
		b.Add(s)
		out <- b.Items()
		b.Drop()
	}
}
func r4(in []string, out chan<- []string, b *Batch) {
	for _, s := range in {
		b.Add(s) // want "borrow of moved value: `b`"
		out <- b.Items()
		b.Reset()
	}
}

// walker appends in a callee of its methods.
type walker struct {
	names []string
	key   []byte
	pos   int
}

func (w *walker) valid() bool { return w.pos < len(w.names) }
func (w *walker) first()      { w.pos = 0; w.fill() }
func (w *walker) next()       { w.pos++; w.fill() }
func (w *walker) fill() {
	if w.valid() {
		w.key = append(w.key[:0], w.names[w.pos]...)
	}
}
func (w *walker) keyCopy() []byte { return append([]byte(nil), w.key...) }

func walk(names []string, out chan<- []byte) {
	w := &walker{names: names}
	for w.first(); w.valid(); w.next() { // want "moved value: `w`"
		out <- w.key
	}
}

func walkCopies(names []string, out chan<- []byte) {
	w := &walker{names: names}
	for w.first(); w.valid(); w.next() {
		out <- w.keyCopy()
	}
}
