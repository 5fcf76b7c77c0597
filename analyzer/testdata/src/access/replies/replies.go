// Package replies has values that come back.
package replies

import "sync"

type query struct {
	args  []string
	reply chan int
	done  chan struct{}
}

func reply(in chan *query, q *query) {
	in <- q
	<-q.reply
	q.args = nil
}

func noReply(in chan *query, q *query, other chan int) {
	in <- q
	<-other
	q.args = nil // want "assign to part of moved value: `q.args`"
}

func tooEarly(in chan *query, q *query) {
	in <- q
	q.args = nil // want "assign to part of moved value: `q.args`"
	<-q.reply
}

func stored(in chan *query, args []string) {
	c := make(chan int)
	q := &query{args: args, reply: c}
	in <- q
	<-c
	q.args = nil
}

func selected(in chan *query, q *query, stop chan bool) {
	in <- q
	select {
	case <-q.done:
		q.args = nil
	case <-stop:
		q.args = nil // want "assign to part of moved value: `q.args`"
	}
}

type batch struct {
	rows [][]string
	wg   *sync.WaitGroup
}

func byCallee(in chan *query, q *query) {
	in <- q
	q.wait()
	q.args = nil
}

func (q *query) wait() int { return <-q.reply }

func exchanged(in chan *query, back chan *query, q *query) {
	in <- q
	q = <-back
	q.args = nil
}
