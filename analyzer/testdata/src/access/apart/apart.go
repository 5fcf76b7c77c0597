// Package apart has values that are not what was sent although they may seem to
// be: fields that swap, other slots, the other outcome.
package apart

import (
	"errors"
	"fmt"
	"sync"
)

var errStop = errors.New("stop")

func send(ch chan *int, p *int) error {
	ch <- p
	return errStop
}
func sendNil(ch chan *int, p *int) error {
	ch <- p
	return nil
}
func user(ch chan *int, p *int) {
	if err := send(ch, p); err != nil {
		return
	}
	*p = 1
}
func user2(ch chan *int, p *int) {
	if err := send(ch, p); err != nil {
		*p = 1 // want "assign to part of moved value: `\\*p`"
	}
}
func user3(ch chan *int, p *int) {
	if err := sendNil(ch, p); err != nil {
		return
	}
	*p = 1 // want "assign to part of moved value: `\\*p`"
}

type set struct{ n int }
type bp struct {
	out        chan *set
	acc, flush *set
}

func (b *bp) shutdown(ticks chan int) {
	for b.acc.n > 0 || b.flush != nil {
		if b.flush == nil {
			b.flush = b.acc
			b.acc = &set{}
		}
		select {
		case <-ticks:
		case b.out <- b.flush:
			b.flush = nil
		}
	}
}

type msg struct{ n int }
type retry struct{ buf []*msg }
type pp struct {
	state []retry
	hw    int
	in    chan *msg
}

func fail(batch []*msg) {
	for _, m := range batch {
		m.n = 0
	}
}

func (p *pp) flush(ok func() bool) {
	for {
		p.hw--
		if !ok() {
			fail(p.state[p.hw].buf)
			goto done
		}
		for _, m := range p.state[p.hw].buf {
			p.in <- m
		}
	done:
		p.state[p.hw].buf = nil
		if p.hw == 0 {
			break
		}
	}
}

type event struct{ key string }
type hub struct{ clients []chan *event }

func (h *hub) publish(e *event) {
	for _, c := range h.clients {
		if e.key != "" {
			c <- e
		}
	}
}
func (h *hub) publishCount(e *event) {
	for _, c := range h.clients {
		e.key += "x" // want "assign to part of moved value: `e\\.key`"
		c <- e
	}
}

type failure struct{ code int }

func (f *failure) Error() string { return fmt.Sprint(f.code) }
func shutdown(subs []chan *failure, f *failure) error {
	for _, c := range subs {
		c <- f
	}
	return fmt.Errorf("shut down: %w", f)
}

type prepared struct {
	data   []byte
	mu     sync.Mutex
	frames map[int][]byte
}

func (p *prepared) frame(k int) []byte {
	p.mu.Lock()
	defer p.mu.Unlock()
	f, ok := p.frames[k]
	if !ok {
		f = append([]byte{1}, p.data...)
		p.frames[k] = f
	}
	return f
}

type message struct{ prep *prepared }

func start(ch chan *message, out chan int, i int) {
	for m := range ch {
		out <- len(m.prep.frame(i))
	}
}
func once(conns []chan *message, m *message) {
	for _, c := range conns {
		c <- m
	}
}

type block struct{ buf []byte }
type dec struct {
	free chan *block
	cur  struct {
		b []byte
		d *block
	}
}

func (d *dec) reset() {
	if d.cur.d != nil {
		d.free <- d.cur.d
		d.cur.d = nil
		d.cur.b = nil
	}
	if d.cur.d == nil {
		select {
		case d.cur.d = <-d.free:
		default:
		}
	}
	if d.cur.d != nil {
		d.cur.b = d.cur.d.buf
	}
}

var pool sync.Pool

func done(d *dec) {
	d.reset()
	pool.Put(d)
}

func restart(ch chan *msg, ms []*msg) {
	for {
		for _, m := range ms {
			m.n = 1 // want "assign to part of moved value: `m\\.n`"
			ch <- m
		}
	}
}
func restartFresh(ch chan *msg, next func() []*msg) {
	for {
		for _, m := range next() {
			m.n = 1
			ch <- m
		}
	}
}
func grid(ch chan *msg, ms [][]*msg) {
	for _, row := range ms {
		for _, m := range row {
			m.n = 1
			ch <- m
		}
	}
}
func swap(ch chan *msg, m, n *msg, c bool) {
	if c {
		m, n = n, m
	}
	ch <- m
	n.n = 1
}
func either(ch chan *msg, m, n *msg, c bool) {
	p := m
	if c {
		p = n
	}
	ch <- p
	n.n = 1 // want "assign to part of moved value: `n\\.n`"
}
func (p *pp) counted(ok func() bool) {
	for i := 0; i < 10; i++ {
		if !ok() {
			fail(p.state[i].buf)
			return
		}
		for _, m := range p.state[i].buf {
			p.in <- m
		}
	}
}
func (p *pp) ranged(ok func() bool) {
	for i := range p.state {
		if !ok() {
			fail(p.state[i].buf)
			return
		}
		for _, m := range p.state[i].buf {
			p.in <- m
		}
	}
}
func rows(ch chan *msg, state [][]*msg) {
	for _, s := range state {
		if s[0] == nil {
			fail(s)
			return
		}
		for _, m := range s {
			ch <- m
		}
	}
}

var errStopped = errors.New("stopped")

func push(q chan *int, quit chan bool, x *int) error {
	select {
	case <-quit:
		return errStopped
	default:
	}
	q <- x
	return nil
}

func onlyStopped(q chan *int, quit chan bool, x *int) int {
	if err := push(q, quit, x); err != errStopped {
		panic(err)
	}
	return *x
}

func notStopped(q chan *int, quit chan bool, x *int) int {
	if err := push(q, quit, x); err == errStopped {
		panic(err)
	}
	return *x // want "borrow of moved value: `\\*x`"
}

type cause struct {
	m   *msg
	err error
}

func (c *cause) Error() string { return c.err.Error() }

// What is an error may be read by all, what it leads to may not be changed.
func failed(errs chan *cause, m *msg) string {
	c := &cause{m, errStopped}
	errs <- c
	m.n = 1 // want "assign to part of moved value: `m\\.n`"
	return c.Error()
}

type conn struct {
	owned bool
	ch    chan []byte
}

// handOn sends its argument or a copy of it, and knows which.
func (c *conn) handOn(data []byte) {
	p := data
	if !c.owned {
		p = make([]byte, len(data))
		copy(p, data)
	}
	c.ch <- p
}

func (c *conn) pump(buf []byte) {
	c.handOn(buf)
	buf[0] = 1
}

func (c *conn) give(data []byte) {
	p := data
	if !c.owned {
		p = make([]byte, len(data))
	}
	c.ch <- p
}

func (c *conn) pumpAll(buf []byte) {
	c.give(buf)
	buf[0] = 1 // want "assign to part of moved value: `buf\\[0\\]`"
}
