// Package ends has the two ends of a conversation, on one of which is sent and on the other
// acknowledged: how they are known to belong together.
package ends

import (
	"sync"
	"time"
)

type piece struct{ n int }

func grind(in <-chan *piece, done chan<- int) {
	for p := range in {
		p.n++
	}
	done <- 1
}

// The ends that a worker is given belong together, whatever their direction.
func givenBoth(p *piece) int {
	in, done := make(chan *piece), make(chan int)
	go grind(in, done)
	in <- p
	close(in)
	<-done
	return p.n
}

func literalGivenBoth(p *piece) int {
	in, done := make(chan *piece), make(chan int)
	go func(in <-chan *piece, done chan<- int) {
		for p := range in {
			p.n++
		}
		done <- 1
	}(in, done)
	in <- p
	close(in)
	<-done
	return p.n
}

func givenOne(p *piece, other chan int) int {
	in, done := make(chan *piece), make(chan int)
	go grind(in, done)
	in <- p
	<-other
	return p.n // want "borrow of moved value: `p.n`"
}

// A closure may do the waiting.
func closureWaits(in chan *piece, done chan bool, p *piece) int {
	go func() {
		for p := range in {
			p.n++
		}
		done <- true
	}()
	wait := func() { <-done }
	in <- p
	close(in)
	wait()
	return p.n
}

func closureWaitsForOther(in chan *piece, done, other chan bool, p *piece) int {
	go func() {
		for p := range in {
			p.n++
		}
		done <- true
	}()
	wait := func() { <-other }
	in <- p
	close(in)
	wait()
	return p.n // want "borrow of moved value: `p.n`"
}

// Methods may return the channels of a struct.
type press struct {
	in   chan *piece
	done chan struct{}
}

func newPress() *press                 { return &press{make(chan *piece), make(chan struct{})} }
func (m *press) In() chan<- *piece     { return m.in }
func (m *press) Done() <-chan struct{} { return m.done }
func (m *press) other(c chan struct{}) {}

func (m *press) run() {
	for p := range m.in {
		p.n++
	}
	close(m.done)
}

func accessors(m *press, p *piece) int {
	m.In() <- p
	close(m.In())
	<-m.Done()
	return p.n
}

func accessorsOfNew(p *piece) int {
	m := &press{make(chan *piece), make(chan struct{})}
	go m.run()
	m.In() <- p
	close(m.In())
	<-m.Done()
	return p.n
}

func accessorOfOther(m, other *press, p *piece) int {
	m.In() <- p
	<-other.Done()
	return p.n // want "borrow of moved value: `p.n`"
}

// A goroutine that waits for the others has not waited when it starts.
func waitsElsewhere(in chan *piece, p *piece) int {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		(<-in).n++
	}()
	in <- p
	done := make(chan struct{})
	go func() { wg.Wait(); close(done) }()
	n := p.n // want "borrow of moved value: `p.n`"
	<-done
	return n
}

func waitsElsewhereFirst(in chan *piece, p *piece) int {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		(<-in).n++
	}()
	in <- p
	done := make(chan struct{})
	go func() { wg.Wait(); close(done) }()
	<-done
	return p.n
}

func waitsInTime(in chan *piece, p *piece, limit time.Duration) int {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		(<-in).n++
	}()
	in <- p
	done := make(chan struct{})
	go func() { wg.Wait(); close(done) }()
	select {
	case <-done:
		return p.n
	case <-time.After(limit):
		return p.n // want "borrow of moved value: `p.n`"
	}
}

// Results are taken until the channel is closed by who waits.
func waitsAndCloses(ps []*piece) (n int) {
	var wg sync.WaitGroup
	in, out := make(chan *piece, len(ps)), make(chan int)
	for range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for p := range in {
				p.n++
				out <- p.n
			}
		}()
	}
	for _, p := range ps {
		in <- p
	}
	close(in)
	go func() { wg.Wait(); close(out) }()
	for range out {
	}
	for _, p := range ps {
		n += p.n
	}
	return n
}

// The channel that a call returns belongs with the one that it was given, and with the
// others that it returns.

func grinding(in <-chan *piece) <-chan struct{} {
	done := make(chan struct{})
	go func() {
		defer close(done)
		for p := range in {
			p.n++
		}
	}()
	return done
}

func returned(ps []*piece) (n int) {
	in := make(chan *piece)
	done := grinding(in)
	for _, p := range ps {
		in <- p
	}
	close(in)
	<-done
	for _, p := range ps {
		n += p.n
	}
	return n
}

func returnedOther(ps []*piece) (n int) {
	in, other := make(chan *piece), make(chan *piece)
	done := grinding(other)
	for _, p := range ps {
		in <- p
	}
	<-done
	for _, p := range ps {
		n += p.n // want "borrow of moved value: `p.n`"
	}
	return n
}

func ends() (chan *piece, chan bool) {
	in, done := make(chan *piece), make(chan bool)
	go func() {
		for p := range in {
			p.n++
		}
		done <- true
	}()
	return in, done
}

func returnedBoth(p *piece) int {
	in, done := ends()
	in <- p
	close(in)
	<-done
	return p.n
}

// The send may be in a goroutine.

func sentElsewhere(work chan *piece, p *piece) {
	done := make(chan bool)
	go func() {
		(<-work).n++
		done <- true
	}()
	go func() { work <- p }()
	<-done
	p.n = 0
}

func sentElsewhereEarly(work chan *piece, p *piece) {
	done := make(chan bool)
	go func() {
		(<-work).n++
		done <- true
	}()
	go func() { work <- p }()
	p.n = 0 // want "assign to part of moved value: `p.n`"
	<-done
}

// A select may wait for the acknowledgement or for something else.

type station struct {
	work chan *piece
	done chan int
	quit chan struct{}
}

func (s *station) orTime(p *piece, limit <-chan time.Time) {
	s.work <- p
	select {
	case <-s.done:
	case <-limit:
		return
	}
	p.n = 0
}

func (s *station) inTime(p *piece, limit <-chan time.Time) {
	s.work <- p
	select {
	case <-s.done:
	case <-limit:
	}
	p.n = 0 // want "assign to part of moved value: `p.n`"
}

func (s *station) orQuit(p *piece) {
	s.work <- p
	select {
	case <-s.done:
	case <-s.quit:
	}
	p.n = 0 // want "assign to part of moved value: `p.n`"
}

// Who waits for each of many waits for all.

type worker struct {
	ch   chan *piece
	done chan struct{}
	wg   sync.WaitGroup
}

func eachDone(ws []*worker, ps []*piece) {
	for i, p := range ps {
		ws[i%len(ws)].ch <- p
	}
	for _, w := range ws {
		close(w.ch)
		<-w.done
	}
	for _, p := range ps {
		p.n = 0
	}
}

func eachWaited(ws []*worker, ps []*piece) {
	for i, p := range ps {
		ws[i%len(ws)].ch <- p
	}
	for _, w := range ws {
		close(w.ch)
		w.wg.Wait()
	}
	for _, p := range ps {
		p.n = 0
	}
}

func otherDone(ws []*worker, p *piece) {
	ws[0].ch <- p
	<-ws[1].done
	p.n = 0 // want "assign to part of moved value: `p.n`"
}

// The methods of an interface wait as those of its implementation do.

type runner interface {
	submit(*piece)
	wait()
}

type single struct {
	work chan *piece
	done chan int
}

func (s *single) submit(p *piece) { s.work <- p }
func (s *single) wait()           { close(s.work); <-s.done }

func throughInterface(r runner, ps []*piece) {
	for _, p := range ps {
		r.submit(p)
	}
	r.wait()
	for _, p := range ps {
		p.n = 0
	}
}

func throughInterfaceEarly(r runner, ps []*piece) {
	for _, p := range ps {
		r.submit(p)
	}
	for _, p := range ps {
		p.n = 0 // want "assign to part of moved value: `p.n`"
	}
	r.wait()
}

// A branch that is not taken ends nothing where control leaves the loop.
func inRounds(ch chan *piece, p *piece) {
	for range 3 {
		for i := range 3 {
			if i > 5 {
				println(i)
			}
		}
		go func() { ch <- p }()
		p.n++ // want "borrow of moved value: `p.n`"
	}
}

func afterRounds(ch chan *piece, p *piece) {
	go func() { ch <- p }()
	for i := range 3 {
		if i == 7 {
			println(i)
		}
	}
	p.n++ // want "borrow of moved value: `p.n`"
}
