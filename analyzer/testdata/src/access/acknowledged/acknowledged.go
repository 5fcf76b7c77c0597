// Package acknowledged has sends whose receivers say that they have finished, on
// another channel or through a wait group.
package acknowledged

import "sync"

type job struct{ n int }

type pool struct {
	jobs  chan *job
	done  chan struct{}
	wg    sync.WaitGroup
	other other
}

type other struct{ ticks chan *job }

func (p *pool) submit(j *job) { p.jobs <- j } // want submit:"moves a1\\* on a0\\*.0"

func (p *pool) stop() {
	close(p.jobs)
	p.wg.Wait()
}

func (p *pool) finish() {
	close(p.jobs)
	<-p.done
}

// parallel waits for goroutines of its own.
func (p *pool) parallel() {
	var wg sync.WaitGroup
	wg.Wait()
}

func field(p *pool, j *job) {
	p.jobs <- j
	<-p.done
	j.n++
}

func fieldOfAnother(p, q *pool, j *job) {
	p.jobs <- j
	<-q.done
	j.n++ // want "moved value: `j.n`"
}

func byCallee(p *pool, j *job) {
	p.jobs <- j
	p.finish()
	j.n++
}

func toCallee(p *pool, j *job) {
	p.submit(j)
	<-p.done
	j.n++
}

func betweenCallees(p *pool, j *job) {
	p.submit(j)
	p.finish()
	j.n++
}

func betweenPools(p, q *pool, j *job) {
	p.submit(j)
	q.finish()
	j.n++ // want "moved value: `j.n`"
}

func group(p *pool, j *job) {
	p.submit(j)
	p.stop()
	j.n++
}

func otherGroup(p *pool, j *job) {
	p.submit(j)
	p.parallel()
	j.n++ // want "moved value: `j.n`"
}

// What comes out may be another value that somebody hands over.
func memory(p *pool, j *job) {
	p.jobs <- j
	<-p.other.ticks
	j.n++ // want "moved value: `j.n`"
}

func worker() {
	jobs, done := make(chan *job), make(chan bool)
	go func() {
		for j := range jobs {
			j.n++
		}
		close(done)
	}()
	all := []*job{{}, {}}
	for _, j := range all {
		jobs <- j
	}
	close(jobs)
	<-done
	for _, j := range all {
		j.n++
	}
}

func consume(jobs chan *job, done chan bool) {
	for range jobs {
		done <- true
	}
}

func started(jobs chan *job, j *job) {
	done := make(chan bool)
	go consume(jobs, done)
	jobs <- j
	<-done
	j.n++
}

func stranger(jobs chan *job, j *job, tick chan bool) {
	done := make(chan bool)
	go consume(jobs, done)
	jobs <- j
	<-tick
	j.n++ // want "moved value: `j.n`"
}

// The answer to the one of the iteration before does not answer this one.
func pipelined(jobs chan *job, n int) {
	done := make(chan bool)
	go consume(jobs, done)
	j := &job{}
	for range n {
		j.n++ // want "moved value: `j.n`"
		jobs <- j
		j = &job{}
		jobs <- j
		if n > 3 {
			<-done
		}
	}
}

var (
	queue = make(chan *job)
	ready = make(chan bool)
)

func global(j *job) {
	queue <- j
	<-ready
	j.n++
}

// counted waits for each worker, in a loop over a number that may be 0.
func counted(j *job, workers int) int {
	jobs, done := make(chan *job), make(chan bool)
	for range workers {
		go func() {
			for j := range jobs {
				j.n++
			}
			done <- true
		}()
	}
	jobs <- j
	close(jobs)
	for range workers {
		<-done
	}
	return j.n
}

func countedBefore(j *job, workers int, done chan bool) int {
	jobs := make(chan *job)
	for range workers {
		<-done
	}
	jobs <- j
	return j.n // want "moved value: `j"
}

// closer waits for the goroutines that were started with it.
type closer struct{ left sync.WaitGroup }

func (c *closer) wait() { c.left.Wait() }

type engine struct {
	jobs    chan *job
	closers struct{ flush *closer }
}

func (e *engine) halt() {
	if e.closers.flush != nil {
		close(e.jobs)
		e.closers.flush.wait()
	}
}

func halted(e *engine, j *job) {
	e.jobs <- j
	e.halt()
	j.n++
}

func early(e *engine, j *job) {
	e.jobs <- j
	j.n++ // want "moved value: `j.n`"
	e.halt()
}

// results gets back what its goroutines have worked on.
func results(jobs []*job) int {
	out := make(chan *job)
	for _, j := range jobs {
		go func() {
			j.n++
			out <- j
		}()
	}
	sum := 0
	for range jobs {
		j := <-out
		sum += j.n
	}
	for _, j := range jobs {
		j.n = 0
	}
	return sum
}

func work(j *job, out chan *job) {
	j.n++
	out <- j
}

func oneResult(j *job) int {
	out := make(chan *job, 1)
	go work(j, out)
	select {
	case <-out:
	}
	j.n = 0
	return j.n
}

func noResult(j *job) {
	out := make(chan *job, 1)
	go work(j, out)
	j.n = 0 // want "assign to part of moved value: `j\\.n`"
	<-out
}

// elsewhere receives from its own channel, but sends on another one.
func elsewhere(j *job, out chan *job) {
	own := make(chan *job, 1)
	go work(j, out)
	<-own
	j.n = 0 // want "assign to part of moved value: `j\\.n`"
}
