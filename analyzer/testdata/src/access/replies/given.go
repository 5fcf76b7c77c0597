package replies

import "sync"

// The channel of the answer is made, or taken from a pool, by the callee that sends.

type question struct {
	n      int
	answer chan int
}

var answers sync.Pool

func ask(in chan *question, q *question) {
	q.answer = make(chan int)
	in <- q
}

func asked(in chan *question, q *question) {
	ask(in, q)
	<-q.answer
	q.n = 1
}

func askedAndChanged(in chan *question, q *question) {
	ask(in, q)
	q.n = 1 // want "assign to part of moved value: `q.n`"
	<-q.answer
}

func askAll(in chan *question, qs []*question) {
	for _, q := range qs {
		q.answer = make(chan int)
		in <- q
	}
}

func askedAll(in chan *question, qs []*question) {
	askAll(in, qs)
	for _, q := range qs {
		<-q.answer
		q.n = 1
	}
}

func askedAllAndChanged(in chan *question, qs []*question) {
	askAll(in, qs)
	for _, q := range qs {
		q.n = 1 // want "assign to part of moved value: `q.n`"
	}
}

func pooled(in chan *question, qs []*question) (sum int) {
	sent := make(chan int, len(qs))
	go func() {
		for i, q := range qs {
			q.answer = answers.Get().(chan int)
			in <- q
			sent <- i
		}
		close(sent)
	}()
	for i := range sent {
		a := qs[i].answer
		sum += <-a
		qs[i].answer = nil
		answers.Put(a)
	}
	return sum
}
