// Package levels says at which levels each use is reported.
package levels

type doc struct {
	title string
	lines []string
	next  *doc
}

func unknown(*doc)

func write(out chan *doc, d *doc) {
	out <- d
	d.title = "new" // writes access strict
}

func writeElement(out chan []string, s []string) {
	out <- s
	s[0] = "new" // writes access strict
}

func clears(out chan []string, s []string) {
	out <- s
	clear(s) // writes access strict
}

func read(out chan *doc, d *doc) {
	out <- d
	println(d.title) // access strict
}

func readCallee(out chan *doc, d *doc) {
	out <- d
	println(title(d)) // access strict
}

func title(d *doc) string { return d.title }

func index(out chan []string, s []string) string {
	out <- s
	return s[0] // access strict
}

func pass(out chan *doc, d *doc) {
	out <- d
	unknown(d) // strict
}

func again(a, b chan *doc, d *doc) {
	a <- d
	b <- d // strict
}

func give(out chan *doc, d *doc) *doc {
	out <- d
	return d // strict
}

func store(out chan *doc, d, e *doc) {
	out <- d
	e.next = d // strict
}

func length(out chan []string, s []string) int {
	out <- s
	return len(s) // strict
}

func isNil(out chan *doc, d *doc) bool {
	out <- d
	return d == nil // strict
}

func blank(out chan *doc, d *doc) {
	out <- d
	_ = d
}

func contained(out chan *doc, d *doc) {
	out <- &doc{next: d}
	println(d.title) // strict
}

func containedWrite(out chan *doc, d *doc) {
	out <- &doc{next: d}
	d.title = "new" // writes access strict
}

type reply struct {
	body []byte
	done chan bool
}

func handedBack(out chan *reply, r *reply, done chan bool) {
	r.done = done
	out <- r
	<-done
	r.body = nil // strict
}

type both chan *pair

type pair struct{ n int }

// A receiver in sight changes what both get.
func fanOut(a, b both, p *pair) {
	go receiver(a)
	a <- p
	b <- p // writes access strict
}

func receiver(in both) {
	p := <-in
	p.n++
}
