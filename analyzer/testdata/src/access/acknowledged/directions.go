package acknowledged

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
