// Package calls has moves by functions of the package.
package calls

type mail struct{ lines []string }

func (m *mail) add(s string) { m.lines = append(m.lines, s) }

var out = make(chan *mail)

func post(m *mail) { out <- m }

func postSecond(_, m *mail) { out <- m }

func postCopy(m *mail) {
	c := mail{}
	out <- &c
	m.add("copy")
}

func postFresh(m *mail) {
	m = &mail{}
	out <- m
}

func parameter(m *mail) {
	post(m)
	m.add("late") // want "moved value: `m`"
}

func second(m, n *mail) {
	postSecond(m, n)
	m.add("fine")
	n.add("late") // want "moved value: `n`"
}

func borrowed(m *mail) {
	postCopy(m)
	postFresh(m)
	m.add("fine")
}

func (m *mail) post() { out <- m }

func receiver(m *mail) {
	m.add("fine")
	m.post()
	m.add("late") // want "moved value: `m`"
}

func postIf(m *mail, now bool) {
	if now {
		out <- m
	}
}

func conditional(m *mail) {
	postIf(m, true)
	m.add("late") // want "moved value: `m`"
}

func tryPost(m *mail) bool {
	select {
	case out <- m:
		return true
	default:
		return false
	}
}

func tried(m *mail) {
	if !tryPost(m) {
		m.add("kept")
		return
	}
	m.add("late") // want "moved value: `m`"
}

func postChecked(m *mail) error {
	select {
	case out <- m:
		return nil
	default:
		return errFull
	}
}

var errFull error = full{}

type full struct{}

func (full) Error() string { return "full" }

func checked(m *mail) {
	if err := postChecked(m); err != nil {
		m.add(err.Error())
		return
	}
	m.add("late") // want "moved value: `m`"
}

func postOrReturn(m *mail) *mail {
	select {
	case out <- m:
		return nil
	default:
		return m
	}
}

func returned(m *mail) {
	if m = postOrReturn(m); m != nil {
		m.add("kept")
	}
}

func postDown(m *mail, n int) {
	if n > 0 {
		postDown(m, n-1)
		return
	}
	out <- m
}

func recursive(m *mail) {
	postDown(m, 3)
	m.add("late") // want "moved value: `m`"
}

func even(m *mail, n int) {
	if n > 0 {
		odd(m, n-1)
	}
}

func odd(m *mail, n int) {
	if n > 0 {
		even(m, n-1)
		return
	}
	out <- m
}

func mutual(m *mail) {
	even(m, 4)
	m.add("late") // want "moved value: `m`"
}

func postTo[T any](c chan T, v T) { c <- v }

func generic(m *mail, ns chan int, n int) {
	postTo(ns, n)
	n++
	postTo(out, m)
	m.add("late") // want "moved value: `m`"
}

func methodValue(m, n *mail) {
	send := m.post
	n.add("fine")
	send()
	m.add("late") // want "moved value: `m`"
}

type carrier interface{ carry(*mail) }

type van struct{ load chan *mail }

func (v van) carry(m *mail) { v.load <- m }

type box struct{ last int }

func (b *box) carry(m *mail) { b.last = len(m.lines) }

var _, _ carrier = van{}, (*box)(nil)

func dispatched(c carrier, m *mail) {
	c.carry(m)
	m.add("late") // want "moved value: `m`"
}

func direct(b *box, m *mail) {
	b.carry(m)
	m.add("fine")
}

func postAll(ms ...*mail) {
	for _, m := range ms {
		out <- m
	}
}

func variadic(m, n, o *mail) {
	postAll(m, n)
	o.add("fine")
	m.add("late") // want "moved value: `m`"
}

type office struct {
	queue chan *mail
	last  *mail
}

func (o *office) flush() {
	o.queue <- o.last
	o.last = &mail{}
}

func (o *office) leak() { o.queue <- o.last }

func field(o *office) {
	o.flush()
	o.last.add("fine")
	o.leak()
	o.last.add("late") // want "moved value: `o.last`"
}

var handlers = map[string]func(*mail){"post": post}

func value(m *mail) {
	f := post
	f(m)
	m.add("late") // want "moved value: `m`"
}

func renew(m **mail) { *m = &mail{} }

func refilled(m *mail) {
	post(m)
	renew(&m)
	m.add("fine")
}

func die() { panic("dead") }

func diverges(m *mail, bad bool) {
	if bad {
		post(m)
		die()
	}
	m.add("fine")
}
