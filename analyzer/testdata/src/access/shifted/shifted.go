// Package shifted has elements that get other indices: what is at the index of the one
// that was sent is another one then.
package shifted

import "slices"

type job struct{ n int }

func loopShift(ch chan *job, q []*job) {
	for len(q) > 1 {
		ch <- q[0]
		copy(q, q[1:])
		q = q[:len(q)-1]
		q[0].n++
	}
}

func shiftOnce(ch chan *job, q []*job) {
	ch <- q[0]
	copy(q, q[1:])
	q[0].n++
}

func shiftBad(ch chan *job, q []*job) {
	ch <- q[1]
	copy(q, q[1:])
	q[0].n++ // want "borrow of moved value: `q\\[0\\]\\.n`"
}

func shiftBad2(ch chan *job, q []*job) {
	j := q[0]
	ch <- q[0]
	copy(q, q[1:])
	j.n++ // want "borrow of moved value: `j\\.n`"
}

func shiftRange(ch chan *job, q []*job) {
	ch <- q[0]
	copy(q, q[1:])
	for _, j := range q {
		j.n++
	}
}

func shiftOther(ch chan *job, p, q []*job) {
	ch <- q[0]
	copy(p, q[1:])
	q[0].n++ // want "borrow of moved value: `q\\[0\\]\\.n`"
}

func insert(ch chan *job, q []*job, n *job) {
	ch <- q[0]
	copy(q[1:], q)
	q[0] = n
	q[0].n++
}

func insertBad(ch chan *job, q []*job, n *job) {
	ch <- q[0]
	copy(q[1:], q)
	q[0] = n
	q[1].n++ // want "borrow of moved value: `q\\[1\\]\\.n`"
}

func del(ch chan *job, q []*job, i int) {
	ch <- q[i]
	q = append(q[:i], q[i+1:]...)
	q[i].n++
	for _, j := range q {
		j.n++
	}
}

func del2(ch chan *job, q []*job) {
	ch <- q[0]
	q = append(q[:0], q[1:]...)
	q[0].n++
}

func delBad(ch chan *job, q []*job) {
	ch <- q[0]
	q = append(q[:1], q[2:]...)
	q[0].n++ // want "borrow of moved value: `q\\[0\\]\\.n`"
}

func delStd(ch chan *job, q []*job, i int) {
	ch <- q[i]
	q = slices.Delete(q, i, i+1)
	q[i].n++
	for _, j := range q {
		j.n++
	}
}

func queue(in, out chan *job) {
	var q []*job
	var next *job
	var dequeue chan *job
	for {
		select {
		case n, ok := <-in:
			if !ok {
				return
			}
			select {
			case out <- n:
			default:
				q = append(q, n)
				next = q[0]
				dequeue = out
			}
		case dequeue <- next:
			copy(q, q[1:])
			q[len(q)-1] = nil
			q = q[:len(q)-1]
			if len(q) == 0 {
				dequeue = nil
			} else {
				next = q[0]
				next.n++
			}
		}
	}
}

func queueBad(in, out chan *job) {
	var q []*job
	var next *job
	var dequeue chan *job
	for {
		select {
		case n, ok := <-in:
			if !ok {
				return
			}
			q = append(q, n)
			next = q[0]
			dequeue = out
		case dequeue <- next:
			if len(q) == 0 {
				dequeue = nil
			} else {
				next = q[0]
				next.n++ // want "borrow of moved value: `next\\.n`"
			}
		}
	}
}

type pair struct{ a, b *job }

// The elements have two references each, of which the first one was not looked at.
func pairs(ch chan *job, q []pair) {
	j := q[1].b
	ch <- q[0].b
	copy(q, q[1:])
	j.n++
	q[0].b.n++
}

func pairsBad(ch chan *job, q []pair) {
	ch <- q[1].b
	copy(q, q[1:])
	q[0].b.n++ // want "borrow of moved value: `q\\[0\\]\\.b\\.n`"
}

// filled is shifted after it was filled again.
func filled(ch chan *job, q []*job, j *job) {
	all := q
	q = q[:0]
	q = append(q, j)
	q = append(q, all[1])
	ch <- q[0]
	q = append(q[:0], q[1:]...)
	q[0].n++
}

func filledBad(ch chan *job, q []*job, j *job) {
	all := q
	q = q[:0]
	q = append(q, j)
	ch <- q[0]
	_ = all
	q[0].n++ // want "borrow of moved value: `q\\[0\\]\\.n`"
}

func sift(ch chan *job, q []*job) {
	for i := 0; i < len(q); i++ {
		if q[i].n > 3 {
			ch <- q[i]
			q = append(q[:i], q[i+1:]...)
			i--
		}
	}
	for _, j := range q {
		j.n++
	}
}

type deque struct{ items []*job }

func (d *deque) shift() *job {
	j := d.items[0]
	copy(d.items, d.items[1:])
	d.items = d.items[:len(d.items)-1]
	return j
}

func (d *deque) remove(i int) { d.items = append(d.items[:i], d.items[i+1:]...) }

func shiftedBy(d *deque, ch chan *job) {
	ch <- d.shift()
	d.items[0].n++
}

func removedBy(d *deque, ch chan *job, i int) {
	ch <- d.items[i]
	d.remove(i)
	d.items[i].n++
}

func removedNext(d *deque, ch chan *job, i int) {
	ch <- d.items[i]
	d.remove(i + 1)
	d.items[i].n++ // want "borrow of moved value: `d\\.items\\[i\\]\\.n`"
}
