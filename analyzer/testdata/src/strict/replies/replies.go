// Package replies has values that come back, which rustc cannot see.
package replies

type query struct {
	args  []string
	reply chan int
}

func run(q *query) {}

func reply(in chan *query, q *query) {
	c := q.reply
	in <- q
	<-c
	run(q) // want "moved value: `q`"
}

func exchanged(in, back chan *query, q *query) {
	in <- q
	q = <-back
	run(q)
}
