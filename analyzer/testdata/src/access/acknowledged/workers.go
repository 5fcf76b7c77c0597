package acknowledged

import "sync"

// parallel returns how to give workers something to do, and how to wait for them.
func parallel(n int) (chan func(), func()) {
	ch := make(chan func())
	wg := sync.WaitGroup{}
	wg.Add(n)
	for range n {
		go func() {
			for f := range ch {
				f()
			}
			wg.Done()
		}()
	}
	return ch, func() {
		close(ch)
		wg.Wait()
	}
}

func parallelWaits(j *job) {
	jobs, wait := parallel(4)
	for range 4 {
		jobs <- func() { println(j.n) }
	}
	wait()
	j.n = 0
}

func parallelEarly(j *job) {
	jobs, wait := parallel(4)
	jobs <- func() { println(j.n) }
	j.n = 0 // want "assign to part of moved value: `j.n`"
	wait()
}

func parallelOther(j *job) {
	jobs, _ := parallel(4)
	_, wait := parallel(4)
	jobs <- func() { println(j.n) }
	wait()
	j.n = 0 // want "assign to part of moved value: `j.n`"
}

func afterParallelWaits(j *job) {
	parallelWaits(j)
	j.n = 0
}
