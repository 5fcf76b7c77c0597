// Package elements has moves of elements, windows and queues.
package elements

type job struct{ steps []string }

func (j *job) run() { j.steps = nil }

func constants(out chan *job, js [3]*job) {
	out <- js[0]
	js[1].run()
	js[0].run() // want "moved value: `js\\[0\\]`"
}

func sameIndex(out chan *job, js []*job, i int) {
	out <- js[i]
	js[i].run() // want "moved value: `js\\[i\\]`"
}

func renewedIndex(out chan *job, js []*job, i int) {
	out <- js[i]
	js[i] = &job{}
	js[i].run()
}

// Whether i is j is not known.
func otherIndex(out chan *job, js []*job, i, j int) {
	out <- js[i]
	js[j].run()
}

func nextIndex(out chan *job, js []*job, i int) {
	out <- js[i]
	js[i+1].run()
}

func keys(out chan *job, js map[string]*job) {
	out <- js["a"]
	js["a"].run() // want "moved value: `js\\[\"a\"\\]`"
}

func deleted(out chan *job, js map[string]*job, k string) {
	j := js[k]
	delete(js, k)
	out <- j
	js[k] = &job{}
	js[k].run()
}

func popped(out chan *job, js []*job) {
	for len(js) > 0 {
		j := js[len(js)-1]
		js = js[:len(js)-1]
		j.run()
		out <- j
	}
}

func queued(out chan *job, js []*job) {
	for len(js) > 0 {
		j := js[0]
		js = js[1:]
		j.run()
		out <- j
	}
}

func notPopped(out chan *job, js []*job) {
	for len(js) > 0 {
		j := js[0]
		j.run() // want "moved value: `j`"
		out <- j
	}
}

func split(out chan []byte, b []byte, n int) {
	head, tail := b[:n], b[n:]
	out <- head
	tail[0] = 1
	head[0] = 1 // want "moved value: `head"
}

func sliced(out chan []byte, b []byte, n int) {
	out <- b[:n]
	b[0] = 1 // want "moved value: `b"
}

func batched(out chan []int, ns chan int) {
	var batch []int
	for n := range ns {
		batch = append(batch, n)
		if len(batch) == 8 {
			out <- batch
			batch = batch[:0] // want "use of moved value: `batch`"
		}
	}
}

func batchedFresh(out chan []int, ns chan int) {
	var batch []int
	for n := range ns {
		batch = append(batch, n)
		if len(batch) == 8 {
			out <- batch
			batch = nil
		}
	}
}

func batchedMade(out chan []int, ns chan int) {
	batch := make([]int, 0, 8)
	for n := range ns {
		batch = append(batch, n)
		if len(batch) == cap(batch) {
			out <- batch
			batch = make([]int, 0, 8)
		}
	}
	out <- batch
}

func eachIndex(out chan *job, js []*job) {
	for i := range js {
		js[i].run()
		out <- js[i]
	}
}

func eachThenAll(out chan *job, js []*job) {
	for _, j := range js {
		out <- j
	}
	for _, j := range js {
		j.run() // want "moved value: `j`"
	}
}

// arena gives out parts of a chunk that have nothing in common.
type arena struct{ cur []byte }

func (a *arena) alloc(n int) []byte {
	if len(a.cur) < n {
		a.cur = make([]byte, 4096)
	}
	b := a.cur[:n:n]
	a.cur = a.cur[n:]
	return b
}

func (a *arena) peek(n int) []byte { return a.cur[:n] }

func allocated(out chan<- []byte, lines []string) {
	a := &arena{}
	for _, l := range lines {
		b := a.alloc(len(l))
		copy(b, l)
		out <- b
	}
}

func peeked(out chan<- []byte, a *arena, lines []string) {
	for _, l := range lines {
		b := a.peek(len(l))
		copy(b, l) // want "moved value: `b`"
		out <- b
	}
}

type head struct{ ts int }

// Of the elements that were looked at one is sent and replaced.

func least(heads []*head) int {
	best := 0
	for i, h := range heads {
		if h.ts < heads[best].ts {
			best = i
		}
	}
	return best
}

func merged(heads []*head, in <-chan *head, out chan<- *head) {
	for {
		best := 0
		for i, h := range heads {
			if h.ts < heads[best].ts {
				best = i
			}
		}
		out <- heads[best]
		heads[best] = <-in
	}
}

func replaced(heads []*head, in <-chan *head, out chan<- *head) {
	for _, h := range heads {
		h.ts++
	}
	best := least(heads)
	out <- heads[best]
	heads[best] = <-in
	for _, h := range heads {
		h.ts++
	}
}

func notReplaced(heads []*head, out chan<- *head) {
	for _, h := range heads {
		h.ts++
	}
	best := least(heads)
	out <- heads[best]
	heads[best].ts = 0 // want "moved value: `heads"
}

func eachSent(heads []*head, out chan<- *head) {
	for _, h := range heads {
		out <- h
	}
	heads[0].ts = 0 // want "moved value: `heads"
}
