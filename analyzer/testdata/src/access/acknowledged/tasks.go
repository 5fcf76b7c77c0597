package acknowledged

import "sync"

// A wait group behind a pointer is that of whoever waits for it, and guards nothing.

type task struct {
	in, out int
	done    *sync.WaitGroup
}

func newTask(in int) *task {
	t := &task{in: in, done: new(sync.WaitGroup)}
	t.done.Add(1)
	return t
}

func taskWaited(ch chan *task) int {
	t := newTask(1)
	ch <- t
	t.done.Wait()
	return t.out
}

func taskEarly(ch chan *task) int {
	t := newTask(1)
	ch <- t
	out := t.out // want "borrow of moved value: `t\\.out`"
	t.done.Wait()
	return out
}

func taskWritten(ch chan *task) {
	t := newTask(1)
	ch <- t
	t.in = 0 // want "assign to part of moved value: `t\\.in`"
	t.done.Wait()
}

func tasksWaited(ch chan *task, ins []int) int {
	var wg sync.WaitGroup
	tasks := make([]*task, len(ins))
	for i, in := range ins {
		wg.Add(1)
		tasks[i] = &task{in: in, done: &wg}
		ch <- tasks[i]
	}
	wg.Wait()
	sum := 0
	for _, t := range tasks {
		sum += t.out
	}
	return sum
}

type crew struct {
	ch   chan *task
	busy sync.WaitGroup
}

func (c *crew) submit(t *task) {
	t.done = &c.busy
	c.busy.Add(1)
	c.ch <- t
}

func (c *crew) wait() { c.busy.Wait() }

func crewWaited(c *crew, t *task) int {
	c.submit(t)
	c.wait()
	return t.out
}

func crewEarly(c *crew, t *task) int {
	c.submit(t)
	out := t.out // want "borrow of moved value: `t\\.out`"
	c.wait()
	return out
}

// A lock behind a pointer still guards what has it.
type shared struct {
	mu *sync.Mutex
	n  int
}

func sharedLock(ch chan *shared, s *shared) {
	ch <- s
	s.mu.Lock()
	s.n++
	s.mu.Unlock()
}
