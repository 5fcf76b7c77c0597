// Package queues has goroutines that keep a queue between two channels, in the forms in
// which people write them. The receiver writes to what it gets.
package queues

type job struct{ n int }

func form1(in, out chan *job) {
	var q []*job
	for {
		var next *job
		var send chan *job
		if len(q) > 0 {
			next = q[0]
			send = out
		}
		select {
		case n, ok := <-in:
			if !ok {
				return
			}
			q = append(q, n)
		case send <- next:
			q = q[1:]
		}
	}
}

func form2(in, out chan *job) {
	var q []*job
	for {
		if len(q) == 0 {
			q = append(q, <-in)
		}
		select {
		case n := <-in:
			q = append(q, n)
		case out <- q[0]:
			q = q[1:]
		}
	}
}

func form3(in, out chan *job) {
	var q []*job
	curr := func() *job {
		if len(q) == 0 {
			return nil
		}
		return q[0]
	}
	outc := func() chan *job {
		if len(q) == 0 {
			return nil
		}
		return out
	}
	for len(q) > 0 || in != nil {
		select {
		case n, ok := <-in:
			if !ok {
				in = nil
			} else {
				q = append(q, n)
			}
		case outc() <- curr():
			q = q[1:]
		}
	}
}

func form4(in, out chan *job) {
	var q []*job
	for {
		if len(q) == 0 {
			v, ok := <-in
			if !ok {
				break
			}
			q = append(q, v)
		}
		select {
		case out <- q[0]:
			q[0] = nil
			q = q[1:]
		case v, ok := <-in:
			if ok {
				q = append(q, v)
				break
			}
			for _, v := range q {
				out <- v
			}
			return
		}
	}
}

type queue struct {
	items []*job
}

func (q *queue) push(j *job) { q.items = append(q.items, j) }
func (q *queue) front() *job {
	if len(q.items) == 0 {
		return nil
	}
	return q.items[0]
}
func (q *queue) pop() { q.items = q.items[1:] }

func form5(in, out chan *job) {
	q := &queue{}
	for {
		var send chan *job
		next := q.front()
		if next != nil {
			send = out
		}
		select {
		case n := <-in:
			q.push(n)
		case send <- next:
			q.pop()
		}
	}
}

func queue1(in, out chan *job) {
	var q []*job
	var next *job
	var dequeue chan *job
	for {
		select {
		case n := <-in:
			q = append(q, n)
			next = q[0]
			dequeue = out
		case dequeue <- next:
			q = q[1:]
			if len(q) == 0 {
				dequeue = nil
			} else {
				next = q[0]
			}
		}
	}
}

func queue2(in, out chan *job) {
	var next *job
	var dequeue chan *job
	for {
		select {
		case n := <-in:
			next = n
			dequeue = out
		case dequeue <- next:
			dequeue = nil
		}
	}
}

func queue3(in, out chan *job) {
	var next *job
	var q []*job
	var dequeue chan *job
	for {
		select {
		case n := <-in:
			select {
			case out <- n:
			default:
				q = append(q, n)
				next = q[0]
				dequeue = out
			}
		case dequeue <- next:
			q = q[1:]
			if len(q) == 0 {
				dequeue = nil
			} else {
				next = q[0]
			}
		}
	}
}

func queue4(in, out chan *job) {
	var next *job
	var q []*job
	var dequeue chan *job
	for {
		select {
		case n := <-in:
			q = append(q, n)
			dequeue = out
			next = q[0]
		case dequeue <- next:
			copy(q, q[1:])
			q = q[:len(q)-1]
			if len(q) == 0 {
				dequeue = nil
			} else {
				next = q[0]
			}
		}
	}
}

// kept sends what it still has, once more.
func kept(in, out chan *job) {
	var next *job
	send := out
	for {
		select {
		case n := <-in:
			next = n
			send = out
		case send <- next: // want "use of moved value: `next`"
		}
	}
}

func waiting(out chan *job, j *job, closed bool) {
	send := out
	if closed {
		out <- j
		send = nil
	}
	send <- j
}

func waitingBoth(out, other chan *job, j *job, closed bool) {
	send := out
	if closed {
		out <- j
		send = other
	}
	send <- j // want "use of moved value: `j`"
}

func sink(in chan *job) {
	for j := range in {
		j.n++
	}
}

type transactions struct {
	in   chan *job
	resp chan []byte
	exit chan int
	done chan *job
	txs  []*job
}

func (w *transactions) inline() {
	for {
		select {
		case t := <-w.in:
			w.txs = append(w.txs, t)
		case <-w.resp:
			t := w.txs[0]
			w.txs = w.txs[1:]
			w.done <- t
		case <-w.exit:
			for _, t := range w.txs {
				t.n = 0
			}
			return
		}
	}
}

func (w *transactions) popped() {
	for {
		select {
		case t := <-w.in:
			w.txs = append(w.txs, t)
		case <-w.resp:
			w.pop()
		case <-w.exit:
			for _, t := range w.txs {
				t.n = 0
			}
			return
		}
	}
}

func (w *transactions) poppedBehind() {
	for {
		select {
		case t := <-w.in:
			w.txs = append(w.txs, t)
		case <-w.resp:
			w.pop()
		case <-w.exit:
			goto exit
		}
	}
exit:
	for _, t := range w.txs {
		t.n = 0
	}
}

func (w *transactions) cleaned() {
	for {
		select {
		case t := <-w.in:
			w.txs = append(w.txs, t)
		case <-w.resp:
			w.pop()
		case <-w.exit:
			goto exit
		}
	}
exit:
	w.clean()
}

func (w *transactions) emptied() {
	for {
		select {
		case t := <-w.in:
			w.txs = append(w.txs, t)
		case <-w.resp:
			w.pop()
		case <-w.exit:
			goto exit
		}
	}
exit:
	w.reset()
}

func (w *transactions) first() {
	for {
		select {
		case t := <-w.in:
			w.txs = append(w.txs, t)
		case <-w.resp:
			w.pop()
		case <-w.exit:
			goto exit
		}
	}
exit:
	w.resetFirst()
}

func (w *transactions) resetFirst() {
	w.txs[0].n = 0
}
func (w *transactions) reset() {
	for _, t := range w.txs {
		t.n = 0
	}
}

func (w *transactions) clean() {
	for _, t := range w.txs {
		t.n = 0
	}
	w.txs = w.txs[:0]
}

func (w *transactions) pop() {
	t := w.txs[0]
	w.txs = w.txs[1:]
	w.done <- t
}

func (w *transactions) popOther() {
	t := w.txs[0]
	w.txs = w.txs[:1]
	w.done <- t
}

func (w *transactions) notPopped() {
	w.popOther()
	w.reset() // want "borrow of moved value: `w`"
}

// A list that is appended to at its end and cut at its front.

func oneInOneOut(in, out chan *job, q []*job) {
	for j := range in {
		q = append(q, j)
		first := q[0]
		q = q[1:]
		first.n++
		out <- first
	}
}

func oneInOneOutInPlace(in, out chan *job) {
	var q []*job
	for j := range in {
		q = append(q, j)
		q[0].n++
		out <- q[0]
		q = q[1:]
	}
}

func oneInNoneOut(in, out chan *job, q []*job) {
	for j := range in {
		q = append(q, j)
		q[0].n++ // want "borrow of moved value"
		out <- q[0]
	}
}
