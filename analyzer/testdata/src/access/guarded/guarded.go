// Package guarded has references of which a flag says what they refer to: which of
// several values a variable has, and what a callee has left behind.
package guarded

import "errors"

type item struct{ n int }

// renewed has another item wherever it is used again.
func renewed(own bool, it *item, out chan<- *item) {
	out <- it
	if own {
		it = &item{}
	}
	if own {
		it.n = 1
	}
}

func notRenewed(own bool, it *item, out chan<- *item) {
	out <- it
	if own {
		it = &item{}
	}
	if !own {
		it.n = 1 // want "assign to part of moved value: `it.n`"
	}
}

// copied sends a copy wherever the original goes on being used.
func copied(keep bool, it *item, out chan<- *item) {
	one := it
	if keep {
		one = &item{it.n}
	}
	out <- one
	if keep {
		it.n++
	}
}

func notCopied(keep bool, it *item, out chan<- *item) {
	one := it
	if keep {
		one = &item{it.n}
	}
	out <- one
	if !keep {
		it.n++ // want "borrow of moved value: `it.n`"
	}
}

// compared compares twice, in two ways.
func compared(n int, it *item, out chan<- *item) {
	one := it
	if n > 3 {
		one = &item{}
	}
	out <- one
	if 3 < n {
		it.n = 1
	}
}

func comparedWithAnother(n, m int, it *item, out chan<- *item) {
	one := it
	if n > 3 {
		one = &item{}
	}
	out <- one
	if m > 3 {
		it.n = 1 // want "assign to part of moved value: `it.n`"
	}
}

// last goes on only where it has sent a copy.
func last(buf []byte, end func() bool, out chan<- []byte) {
	for {
		end := end()
		b := buf
		if !end {
			b = append([]byte(nil), buf...)
		}
		out <- b
		if end {
			return
		}
		buf[0]++
	}
}

func notLast(buf []byte, end func() bool, out chan<- []byte) {
	for {
		end := end()
		b := buf
		if end {
			b = append([]byte(nil), buf...)
		}
		out <- b
		if end {
			return
		}
		buf[0]++ // want "assign to part of moved value"
	}
}

type request struct {
	n    int
	done chan bool
}

// waited has waited wherever it writes.
func waited(sync bool, r *request, out chan<- *request) {
	out <- r
	if sync {
		<-r.done
	}
	if sync {
		r.n = 1
	}
}

func notWaited(sync bool, r *request, out chan<- *request) {
	out <- r
	if sync {
		<-r.done
	}
	if !sync {
		r.n = 1 // want "assign to part of moved value: `r.n`"
	}
}

func pick(it *item, own bool) *item {
	if own {
		return it
	}
	return &item{it.n}
}

func picked(it *item, own bool, out chan<- *item) {
	out <- pick(it, own)
	if !own {
		it.n = 1
	}
}

func pickedItself(it *item, own bool, out chan<- *item) {
	out <- pick(it, own)
	if own {
		it.n = 1 // want "assign to part of moved value: `it.n`"
	}
}

func pickedCopy(it *item, out chan<- *item) {
	out <- pick(it, false)
	it.n = 1
}

func pickedOwn(it *item, out chan<- *item) {
	out <- pick(it, true)
	it.n = 1 // want "assign to part of moved value: `it.n`"
}

// scanner makes a new item each time that it says so.
type scanner struct {
	rest int
	cur  *item
	err  error
}

func (s *scanner) advance() bool {
	if s.rest == 0 {
		return false
	}
	s.rest--
	s.cur = &item{s.rest}
	return true
}

func (s *scanner) next() bool { return s.advance() }

func (s *scanner) item() *item { return s.cur }

func scan(s *scanner, out chan<- *item) {
	for s.next() {
		it := s.item()
		it.n++
		out <- it
	}
}

func scanField(s *scanner, out chan<- *item) {
	for s.advance() {
		s.cur.n++
		out <- s.cur
	}
}

func scanAnyway(s *scanner, out chan<- *item) {
	for range 10 {
		s.next()
		s.cur.n++ // want "borrow of moved value: `s.cur.n`"
		out <- s.cur
	}
}

func scanWhenDone(s *scanner, out chan<- *item) {
	for !s.next() {
		s.cur.n++ // want "borrow of moved value: `s.cur.n`"
		out <- s.cur
	}
}

// refill uses its item again.
func (s *scanner) refill() bool {
	if s.rest == 0 {
		return false
	}
	s.rest--
	s.cur.n = s.rest
	return true
}

func scanAgain(s *scanner, out chan<- *item) {
	for s.refill() { // want "borrow of moved value: `s`"
		out <- s.cur
	}
}

var errEnd = errors.New("end")

// load says by an error that there is no other item.
func (s *scanner) load(read func() (*item, error)) error {
	it, err := read()
	if err != nil {
		return err
	}
	s.cur = it
	return nil
}

func loaded(s *scanner, read func() (*item, error), out chan<- *item) error {
	for {
		if err := s.load(read); err != nil {
			return err
		}
		s.cur.n++
		out <- s.cur
	}
}

func notLoaded(s *scanner, read func() (*item, error), out chan<- *item) {
	for {
		if err := s.load(read); err == nil {
			continue
		}
		s.cur.n++ // want "borrow of moved value: `s.cur.n`"
		out <- s.cur
	}
}

// both leaves one item in two places, or none.
type places struct {
	a, b *item
	open bool
}

func (p *places) both(it *item) {
	if p.open {
		p.a = it
		p.b = it
	}
}

func sentFromOne(p *places, it *item, out chan<- *item) {
	p.both(it)
	out <- p.a
	p.b.n = 1 // want "assign to part of moved value: `p.b.n`"
}

// one leaves it in one of two places.
func (p *places) one(it *item) {
	if p.open {
		p.a = it
	} else {
		p.b = it
	}
}

func sentFromOther(p *places, it *item, out chan<- *item) {
	p.one(it)
	out <- p.a
	p.b.n = 1
}

// dirty is set with each send, and makes the next one start with another item.
type buffered struct {
	cur   *item
	dirty bool
}

func (b *buffered) ensure() {
	if b.dirty {
		b.cur = &item{}
		b.dirty = false
	}
}

func ensured(b *buffered, out chan<- *item) {
	for {
		b.ensure()
		b.cur.n = 1
		out <- b.cur
		b.dirty = true
	}
}

func neverDirty(b *buffered, out chan<- *item) {
	for {
		b.ensure()
		b.cur.n = 1 // want "assign to part of moved value: `b.cur.n`"
		out <- b.cur
	}
}

// notFirst sends its argument in the first iteration only.
func notFirst(n int, it *item, out chan<- *item) {
	for i := range n {
		one := it
		if i > 0 {
			one = &item{}
		}
		out <- one
		if i > 0 {
			it.n = 1 // want "assign to part of moved value: `it.n`"
		}
	}
}

// alternate sends each of its items twice.
func alternate(out chan<- *item) {
	var keep, it *item
	again := false
	for {
		if again {
			it = keep
		} else {
			it = &item{}
			keep = it
		}
		it.n = 1 // want "assign to part of moved value: `it.n`"
		out <- it
		again = !again
	}
}

// renewedAfter renews what the iteration before has sent.
func renewedAfter(n int, it *item, ready func() bool, out chan<- *item) {
	sent := false
	for range n {
		if sent {
			it = &item{}
			sent = false
		}
		it.n = 1
		if ready() {
			out <- it
			sent = true
		}
	}
}

// cached sends what the map has, or what it has not.
func cached(m map[string]*item, k string, out chan<- *item) {
	it, ok := m[k]
	if !ok {
		it = &item{}
	}
	out <- it
	if !ok {
		m[k] = &item{}
	}
	m[k].n = 1 // want "assign to part of moved value: `m\\[k\\].n`"
}

// again sends in one iteration and writes in a later one.
func againByDefault(it *item, out chan *item) {
	for {
		select {
		case out <- it:
		default:
			it.n = 1 // want "assign to part of moved value: `it.n`"
		}
	}
}

func againByOther(it *item, in chan int, out chan *item) {
	for {
		select {
		case n := <-in:
			it.n = n // want "assign to part of moved value: `it.n`"
		case out <- it:
		}
	}
}

func anotherAfterSend(it *item, in chan int, out chan *item) {
	for {
		select {
		case n := <-in:
			it.n = n
		case out <- it:
			it = &item{}
		}
	}
}

// move is what another function says of next.
func (s *scanner) move() bool {
	if !s.advance() {
		return false
	}
	return true
}

func moved(s *scanner, out chan<- *item) {
	out <- s.cur
	if s.move() {
		s.cur.n = 1
	}
}

func notMoved(s *scanner, out chan<- *item) {
	out <- s.cur
	if !s.move() {
		s.cur.n = 1 // want "assign to part of moved value: `s.cur.n`"
	}
}

// inTurns renews the buffer where it was sent itself.
func inTurns(in chan bool, out chan []byte) {
	buf := make([]byte, 8)
	for small := range in {
		buf[0] = 1
		b := buf
		if small {
			b = make([]byte, 8)
		}
		out <- b
		if !small {
			buf = make([]byte, 8)
		}
	}
}

func notInTurns(in chan bool, out chan []byte) {
	buf := make([]byte, 8)
	for small := range in {
		buf[0] = 1 // want "assign to part of moved value: `buf\\[0\\]`"
		b := buf
		if small {
			b = make([]byte, 8)
		}
		out <- b
		if small {
			buf = make([]byte, 8)
		}
	}
}

// counted has a number that says whether it was sent.
func counted(it *item, k int, out chan *item) {
	left := 1
	if k == 3 {
		out <- it
		left = 0
	}
	if left > 0 {
		it.n = 1
	}
}

func countedWrong(it *item, k int, out chan *item) {
	left := 1
	if k == 3 {
		out <- it
		left = 0
	}
	if left < 1 {
		it.n = 1 // want "assign to part of moved value: `it.n`"
	}
}

// ofKind sends the item of one kind, and another one of the other.
func ofKind(it *item, kind int, out chan *item) {
	var one *item
	switch kind {
	case 1:
		one = it
	case 2:
		one = &item{}
	}
	out <- one
	if kind == 2 {
		it.n = 1
	}
}

func ofThatKind(it *item, kind int, out chan *item) {
	var one *item
	switch kind {
	case 1:
		one = it
	case 2:
		one = &item{}
	}
	out <- one
	if kind == 1 {
		it.n = 1 // want "assign to part of moved value: `it.n`"
	}
}
