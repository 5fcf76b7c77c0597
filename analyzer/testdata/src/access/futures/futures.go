// Package futures waits for the answer to what it sent.
package futures

import (
	"errors"
	"sync"
)

type deferred struct {
	err  error
	done chan error
}

func (d *deferred) Error() error {
	if d.err == nil {
		d.err = <-d.done
	}
	return d.err
}

type request struct {
	deferred
	n int
}

type future interface{ Error() error }

func asFuture(queue chan *request) error {
	r := &request{}
	r.done = make(chan error, 1)
	queue <- r
	var f future = r
	return f.Error()
}

func answered(queue chan *request, r *request) int {
	queue <- r
	<-r.done
	return r.n
}

func unanswered(queue chan *request, r *request) int {
	queue <- r
	return r.n // want "borrow of moved value: `r.n`"
}

type pipe struct {
	data chan []byte
	ack  chan int
}

func (p *pipe) write(b []byte) {
	for len(b) > 0 {
		p.data <- b
		n := <-p.ack
		b = b[n:]
	}
}

func (p *pipe) writeTwice(b []byte) {
	p.write(b)
	b[0] = 1
	p.data <- b
	b[0] = 2 // want "moved value: `b"
}

func workers(jobs []*request) int {
	queue := make(chan *request)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for r := range queue {
				r.n++
			}
		})
	}
	for _, r := range jobs {
		queue <- r
	}
	close(queue)
	wg.Wait()
	return jobs[0].n
}

var errFull = errors.New("full")

func try(queue chan *request, r *request) error {
	select {
	case queue <- r:
		return nil
	default:
		return errFull
	}
}

func tried(queue chan *request, r *request) {
	if err := try(queue, r); errors.Is(err, errFull) {
		r.n = 1
	}
}

func triedBadly(queue chan *request, r *request) {
	if err := try(queue, r); !errors.Is(err, errFull) {
		r.n = 1 // want "assign to part of moved value: `r.n`"
	}
}

func sameFlag(queue chan *request, r *request, keep bool) {
	if !keep {
		queue <- r
	}
	if keep {
		r.n = 1
	}
}

func otherFlag(queue chan *request, r *request, keep, mark bool) {
	if !keep {
		queue <- r
	}
	if mark {
		r.n = 1 // want "assign to part of moved value: `r.n`"
	}
}
