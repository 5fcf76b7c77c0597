// Package annotations says of itself what the analysis cannot see.
package annotations

import (
	"reflect"
	"runtime"
	"sync"
	"sync/atomic"
)

type job struct{ n int }

// config is not written after it was made.
//
//sendmove:share
type config struct{ addr string } // want config:"shared"

type settings struct{ addr string }

// tree is a value of its own.
//
//sendmove:share
type tree[T any] struct{ left, right *T } // want tree:"shared"

type (
	//sendmove:share
	names map[string]int // want names:"shared"

	// origin is another.
	origin map[string]int
)

func shared(ch chan *config, c *config) string {
	ch <- c
	return c.addr
}

func notShared(ch chan *settings, s *settings) string {
	ch <- s
	return s.addr // want "moved value: `s.addr`"
}

func sharedGeneric(ch chan *tree[int], t *tree[int]) *int {
	ch <- t
	*t.left = 1
	return t.right
}

func sharedValue(ch chan tree[int], t tree[int]) {
	ch <- t
	*t.left = 1
}

func sharedMap(ch chan names, m names) {
	ch <- m
	m["a"] = 1
}

func notSharedMap(ch chan origin, m origin) {
	ch <- m
	m["a"] = 1 // want "moved value: `m\\[\"a\"\\]`"
}

func sharedInside(ch chan *request) {
	r := &request{conf: &config{}, set: &settings{}}
	c, s := r.conf, r.set
	ch <- r
	c.addr = "x"
	s.addr = "x" // want "moved value: `s.addr`"
}

type request struct {
	conf *config
	set  *settings
}

func local(ch chan any) {
	//sendmove:share
	type once struct{ n int } // want once:"shared"
	type twice struct{ n int }
	a, b := &once{}, &twice{}
	ch <- a
	a.n = 1
	ch <- b
	b.n = 1 // want "moved value: `b.n`"
}

type publisher interface {
	// Publish hands j over.
	//
	//sendmove:moves j
	Publish(j *job) error // want Publish:"moves a1"

	Look(j *job)

	//sendmove:moves js
	PublishAll(js ...*job) // want PublishAll:"moves a1\\*\\[\\]\\*; moves a1"

	//sendmove:moves e
	PublishEvent(e event) // want PublishEvent:"moves a1"
}

type event struct {
	kind string
	data []byte
}

func published(p publisher, j *job) {
	if p.Publish(j) != nil {
		return
	}
	j.n++ // want "borrow of moved value: `j.n`"
}

func looked(p publisher, j *job) {
	p.Look(j)
	j.n++
}

func renewed(p publisher, j *job) {
	p.Publish(j)
	j = &job{}
	j.n++
}

func everyOne(p publisher, i, j, k *job) {
	p.PublishAll(i, j)
	j.n++ // want "moved value: `j.n`"
	k.n++
}

func spread(p publisher, js []*job) {
	p.PublishAll(js...)
	js[0] = nil // want "moved value: `js\\[0\\]`"
}

func parts(p publisher, e event) {
	p.PublishEvent(e)
	e.kind = "mine"
	e.data[0] = 1 // want "moved value: `e.data\\[0\\]`"
}

func inGoroutine(p publisher, j *job) {
	go p.Publish(j)
	j.n++ // want "moved value: `j.n`"
}

func byMethodValue(p publisher, j *job) {
	publish := p.Publish
	publish(j)
	j.n++ // want "moved value: `j.n`"
}

func embedded(p interface{ publisher }, j *job) {
	p.Publish(j)
	j.n++ // want "moved value: `j.n`"
}

func handOn(p publisher, j *job) { p.Publish(j) } // want handOn:"moves a1\\*"

func handedOn(p publisher, j *job) {
	handOn(p, j)
	j.n++ // want "moved value: `j.n`"
}

// stub implements publisher: that it writes comes before the move, and that it
// never returns says nothing of others.
type stub struct{ last *job }

func (s *stub) Publish(j *job) error { j.n++; s.last = j; return nil }
func (s *stub) Look(j *job)          { println(j.n) }
func (s *stub) PublishAll(...*job)   { panic("not implemented") }
func (s *stub) PublishEvent(event)   {}

// start is written in assembly.
//
//sendmove:moves j
func start(j *job) // want start:"moves a0"

// peek is, too.
func peek(j *job)

func started(j *job) {
	peek(j)
	j.n++
	start(j)
	j.n++ // want "moved value: `j.n`"
}

type ring struct {
	buf  []*job
	jobs chan *job
	left atomic.Int32
	mu   sync.Mutex
}

// push stores j where others find it.
//
//sendmove:moves j
func (r *ring) push(j *job) { r.buf = append(r.buf, j) } // want push:"moves a1"

func pushed(r *ring, j *job) {
	r.push(j)
	j.n++ // want "moved value: `j.n`"
}

// do has the job done, and waits for that.
//
//sendmove:borrows j
func (r *ring) do(j *job) { // want do:"borrows a1"
	r.jobs <- j
	r.wait()
}

func (r *ring) wait() {
	for r.left.Load() > 0 {
		runtime.Gosched()
	}
}

// doNot is the same without a promise.
func (r *ring) doNot(j *job) {
	r.jobs <- j
	r.wait()
}

func done(r *ring, j *job) {
	r.do(j)
	j.n++
}

func notDone(r *ring, j *job) {
	r.doNot(j)
	j.n++ // want "moved value: `j.n`"
}

// broken does not keep its promise.
//
//sendmove:borrows j
func (r *ring) broken(j, k *job) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.jobs <- k
	r.jobs <- j // want "borrowed data escapes outside of method: `j`, which its annotation only lends"
}

//sendmove:borrows j
func (r *ring) excused(j *job) {
	r.jobs <- j //sendmove:ignore callers wait for the job
}

// owner keeps it for itself, though not for the jobs that it has.
//
//sendmove:borrows r
func owner(r *ring, i int) { r.jobs <- r.buf[i] }

type sink interface {
	//sendmove:borrows j
	take(j *job) // want take:"borrows a1"

	keep(j *job)
}

type queue struct{ jobs chan *job }

func (q *queue) take(j *job) { q.jobs <- j }
func (q *queue) keep(j *job) { q.jobs <- j }

func lent(s sink, j *job) {
	s.take(j)
	j.n++
}

func given(s sink, j *job) {
	s.keep(j)
	j.n++ // want "moved value: `j.n`"
}

type shelf struct{ last *job }

//sendmove:borrows j
func (s *shelf) show(j *job) *job { s.last = j; return j }

func (s *shelf) put(j *job) *job { s.last = j; return j }

func shown(ch chan *job, s *shelf, j *job) {
	s.show(j)
	ch <- s.last
	j.n++
}

func stored(ch chan *job, s *shelf, j *job) {
	s.put(j)
	ch <- s.last
	j.n++ // want "moved value: `j.n`"
}

func handedBack(ch chan *job, s *shelf, j *job) {
	ch <- s.show(j)
	j.n++ // want "moved value: `j.n`"
}

// several arguments may be named at once, the receiver among them.
//
//sendmove:moves r, j k // by reflection
func (r *ring) several(j, k, l *job) // want several:"moves a0; moves a1; moves a2"

func severalMoved(r *ring, j, k, l *job) {
	r.several(j, k, l)
	l.n++
	k.n++ // want "moved value: `k.n`"
	r.buf = nil
}

// post takes anything, and sends it by reflection.
//
//sendmove:moves v
func post[T any](v T) { reflect.ValueOf(v) } // want post:"moves a0"

func posted(j *job, n int, e event) {
	post(n)
	n++
	post(e)
	e.data[0] = 1 // want "moved value: `e.data\\[0\\]`"
	post(j)
	j.n++ // want "moved value: `j.n`"
}

type box[T any] interface {
	//sendmove:moves v
	put(v T) // want put:"moves a1"
	see(v T)
}

func boxed(b box[*job], i, j *job) {
	b.see(i)
	i.n++
	b.put(j)
	j.n++ // want "moved value: `j.n`"
}

//sendmove:share
type page [8]int // want page:"shared"

type book struct {
	first *page
	index names
	words origin
}

func sharedParts(ch chan *book) {
	b := &book{first: &page{}, index: names{}, words: origin{}}
	p, i, w := b.first, b.index, b.words
	ch <- b
	p[0]++
	i["a"] = 1
	w["a"] = 1 // want "moved value: `w"
}
