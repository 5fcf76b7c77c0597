// Package stages has values that go on from channel to channel, and receivers that
// write to them on one of these.
package stages

type event struct {
	seq  int
	body string
}

// The stage before the one that sends to many may write.

type hub struct {
	in, mid chan *event
	subs    []chan *event
}

func (h *hub) number() {
	n := 0
	for e := range h.in {
		n++
		e.seq = n
		h.mid <- e
	}
}

func (h *hub) spread() {
	for e := range h.mid {
		for _, s := range h.subs {
			s <- e
		}
	}
}

func (h *hub) reader(i int) (n int) {
	for e := range h.subs[i] {
		n += len(e.body)
	}
	return n
}

type pipe struct{ subs []chan *event }

func number(in <-chan *event, mid chan<- *event) {
	for e := range in {
		e.seq++
		mid <- e
	}
}

func spread(mid <-chan *event, subs []chan *event) {
	for e := range mid {
		for _, s := range subs {
			s <- e
		}
	}
}

func (p *pipe) start(in chan *event) {
	mid := make(chan *event)
	go number(make(chan *event), mid)
	go spread(mid, p.subs)
}

// A subscriber that writes, however it came to its channel.

type note struct{ n int }

type board struct{ subs map[int]chan *note }

func (b *board) subscribe(id int) <-chan *note {
	ch := make(chan *note, 1)
	b.subs[id] = ch
	return ch
}

func (b *board) spread(n *note) {
	for _, s := range b.subs {
		s <- n // want "use of moved value: `n`"
	}
}

func counter(b *board) {
	for n := range b.subscribe(1) {
		n.n++
	}
}

type memo struct{ n int }

type listener struct{ ch chan *memo }

type desk struct {
	add  chan *listener
	outs []chan<- *memo
}

func (d *desk) spread(m *memo) {
	for _, s := range d.outs {
		s <- m // want "use of moved value: `m`"
	}
}

func (d *desk) admit() {
	for l := range d.add {
		d.outs = append(d.outs, l.ch)
	}
}

func (l *listener) listen() {
	select {
	case m := <-l.ch:
		m.n++
	default:
	}
}

type bill struct{ n int }

type till struct{ outs []chan *bill }

func (t *till) spread(b *bill) {
	for _, s := range t.outs {
		s <- b // want "use of moved value: `b`"
	}
}

func pay(ch <-chan *bill) { (<-ch).n++ }

func start(t *till) {
	for range 3 {
		ch := make(chan *bill)
		go pay(ch)
		t.outs = append(t.outs, ch)
	}
}

type card struct{ n int }

type payer interface{ pay(ch chan *card) }

type rich struct{}

func (rich) pay(ch chan *card) { (<-ch).n++ }

type shop struct{ outs []chan *card }

func (s *shop) spread(c *card) {
	for _, o := range s.outs {
		o <- c // want "use of moved value: `c`"
	}
}

func visit(s *shop, p payer) {
	ch := make(chan *card)
	go p.pay(ch)
	s.outs = append(s.outs, ch)
}

// What comes from a function value may be any channel that goes to one.

type slip struct{ n int }

func spreadSlips(s *slip, outs func() []chan *slip) {
	for _, o := range outs() {
		o <- s // want "use of moved value: `s`"
	}
}

func takeSlip(take func(func(ch chan *slip))) {
	take(func(ch chan *slip) { (<-ch).n++ })
}

// Nobody is seen to call this one: it may get any channel.

type form struct{ n int }

type press struct{ outs []chan *form }

func (p *press) spread(f *form) {
	for _, o := range p.outs {
		o <- f // want "use of moved value: `f`"
	}
}

func fill(ch chan *form) { (<-ch).n++ }
