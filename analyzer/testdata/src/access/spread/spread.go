// Package spread sends one value to several receivers.
package spread

type table struct{ rows []string }

type source struct {
	cur  *table
	subs []chan *table
}

// add publishes a new table each time and reads the last one: all may read it.
func (s *source) add(row string) {
	next := &table{}
	if s.cur != nil {
		next.rows = append(next.rows, s.cur.rows...)
	}
	next.rows = append(next.rows, row)
	s.cur = next
	for _, c := range s.subs {
		c <- next
	}
}

func twice(s *source) {
	s.add("a")
	s.add("b")
}

// grow changes the table that was published.
func (s *source) grow(row string) {
	s.cur.rows = append(s.cur.rows, row)
	for _, c := range s.subs {
		c <- s.cur
	}
}

func grownTwice(s *source) {
	s.grow("a")
	s.grow("b") // want "moved value: `s`"
}

// toOne is read by a sender that has given it away.
func (s *source) toOne(row string) {
	next := &table{rows: []string{row}}
	if s.cur != nil {
		next.rows = append(next.rows, s.cur.rows...)
	}
	s.cur = next
	s.subs[0] <- next
}

func oneTwice(s *source) {
	s.toOne("a")
	s.toOne("b") // want "moved value: `s`"
}

type op struct {
	name string
	done bool
}

func inGoroutines(subs []chan *op, o *op) {
	for _, c := range subs {
		go func() { c <- o }() // want "use of moved value"
	}
}

func copiedInGoroutines(subs []chan *op, o *op) {
	for _, c := range subs {
		go func() { c <- &op{name: o.name, done: o.done} }()
	}
}

func rename(c chan *op) {
	for o := range c {
		o.name = "x"
	}
}

type frozen struct{ name string }

func frozenInGoroutines(subs []chan *frozen, o *frozen) {
	for _, c := range subs {
		go func() { c <- o }() // nobody writes to it
	}
}

func readFrozen(c chan *frozen) int { return len((<-c).name) }

// message is implemented by a type with value receivers: what the method returns
// is behind the value in the interface.
type message interface{ body() any }

type head struct{ height int }

type letter struct{ h *head }

func (l letter) body() any { return l.h }

func publish(subs []chan message, m message) {
	for _, c := range subs {
		c <- m // want "use of moved value: `m`"
	}
}

func raise(c chan message) {
	for m := range c {
		m.body().(*head).height++
	}
}

// A sender that is generic where the receivers are not.

type event[T any] struct {
	topic string
	data  T
}

type bus[T any] struct{ subs []chan *event[T] }

func (b *bus[T]) publish(e *event[T]) {
	for _, s := range b.subs {
		s <- e // want "use of moved value: `e`"
	}
}

func (b *bus[T]) publishCopies(e *event[T]) {
	for _, s := range b.subs {
		c := *e
		s <- &c
	}
}

func consume(c <-chan *event[int]) {
	for e := range c {
		e.topic = "seen"
	}
}

// Wait is given channels of other packages, who cannot name those of a post.

type news struct{ n int }

type reader struct{ in chan *news }

type post struct {
	in  chan *news
	all []*reader
}

func (p *post) run() {
	for m := range p.in {
		m.n++
		for _, r := range p.all {
			r.in <- m
		}
	}
}

// Post is where a post gets its news from.
func (p *post) Post(m *news) { p.in <- m }

// Wait waits for news.
func Wait(ch chan *news) int { return next(ch) }

func next(ch chan *news) int { return (<-ch).n }

func (r *reader) first() int { return next(r.in) }

// Board has channels that others can name.
type Board struct{ All []chan *rumour }

type rumour struct{ n int }

// Tell tells all.
func (b *Board) Tell(m *rumour) {
	for _, ch := range b.All {
		ch <- m // want "use of moved value: `m`"
	}
}

// Hear may be given one of a board.
func Hear(ch chan *rumour) { (<-ch).n++ }
