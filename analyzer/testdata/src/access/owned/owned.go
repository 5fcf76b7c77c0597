// Package owned sends on channels from which only the sender receives.
package owned

import "time"

type job struct {
	n    int
	next []*job
}

// search goes through a queue of its own.
func search(root *job) int {
	q := make(chan *job, 100)
	q <- root
	for len(q) > 0 {
		j := <-q
		for _, k := range j.next {
			k.n++
			q <- k
		}
	}
	return root.n
}

func handed(root *job) int {
	q := make(chan *job, 100)
	q <- root
	serve(q)
	return root.n // want "borrow of moved value: `root.n`"
}

func serve(q chan *job) {
	for j := range q {
		j.n = 0
	}
}

func started(root *job) int {
	q := make(chan *job, 100)
	go func() { (<-q).n = 0 }()
	q <- root
	return root.n + len(q) // want "borrow of moved value: `root.n`"
}

// both the function and another goroutine receive.
func both(root *job) *job {
	q := make(chan *job, 100)
	go func() { (<-q).n = 0 }()
	q <- root
	root.n = 1 // want "assign to part of moved value: `root.n`"
	return <-q
}

// nobody is seen to receive.
func nobody(root *job) int {
	q := make(chan *job, 1)
	q <- root
	return root.n // want "borrow of moved value: `root.n`"
}

// returned is a queue of whoever gets it.
func returned(root *job) chan *job {
	q := make(chan *job, 2)
	q <- root
	q <- <-q
	root.n = 1 // want "assign to part of moved value: `root.n`"
	return q
}

func notOwned(root *job, q chan *job) int {
	q <- root
	<-q
	return root.n // want "borrow of moved value: `root.n`"
}

// chosen may send on another one.
func chosen(root *job, other chan *job, which bool) int {
	q := make(chan *job, 1)
	to := q
	if which {
		to = other
	}
	to <- root
	select {
	case <-q:
	default:
	}
	return root.n // want "borrow of moved value: `root.n`"
}

func selected(root *job, quit chan bool) int {
	q := make(chan *job, 1)
	select {
	case q <- root:
	case <-quit:
		return 0
	}
	root.n++ // want "borrow of moved value: `root.n`"
	return (<-q).n
}

func selectedAndReceived(root *job, quit chan bool) int {
	q := make(chan *job, 1)
	select {
	case q <- root:
	case <-quit:
		return 0
	}
	k := <-q
	root.n++
	return k.n
}

func selectedOther(root *job, other chan *job) int {
	q := make(chan *job, 1)
	select {
	case q <- root:
	case other <- root:
	}
	k := <-q
	root.n++ // want "borrow of moved value: `root.n`"
	return k.n
}

// watch gets what its callback sends.
func watch(p *hub, j *job) int {
	seen := make(chan *job, 1)
	p.publish(j, func(j *job) { seen <- j })
	select {
	case k := <-seen:
		return k.n + j.n
	case <-time.After(time.Second):
		return 0
	}
}

func watchBySomebody(p *hub, j *job, seen chan *job) int {
	p.publish(j, func(j *job) { seen <- j })
	return j.n // want "borrow of moved value: `j.n`"
}

// directed says by its type that it does not receive.
func directed(j *job) int {
	seen := make(chan *job, 1)
	put(seen, j)
	k := <-seen
	j.n++
	return k.n
}

func put(ch chan<- *job, j *job) { ch <- j }

// put2 is given both ends, and uses one.
func put2(ch chan *job, j *job) { ch <- j }

func undirected(j *job) int {
	seen := make(chan *job, 1)
	put2(seen, j)
	k := <-seen
	j.n++
	return k.n
}

func notYet(j *job) int {
	seen := make(chan *job, 1)
	put2(seen, j)
	j.n++ // want "borrow of moved value: `j.n`"
	return (<-seen).n
}

func refilled(lines []string) (out [][]byte) {
	q := make(chan []byte, len(lines))
	var buf []byte
	for _, l := range lines {
		buf = append(buf[:0], l...) // want "moved value: `buf`"
		q <- buf
	}
	for range lines {
		out = append(out, <-q)
	}
	return out
}

func swap(ch chan *job, j *job) *job {
	ch <- j
	return <-ch
}

func swapped(j *job) int {
	seen := make(chan *job, 2)
	go swap(seen, j)
	j.n++ // want "borrow of moved value: `j.n`"
	return (<-seen).n
}

type hub struct{}

func (h *hub) publish(j *job, f func(*job)) { f(j) }
