// Package owners posts to a channel of an object, with the object in the message.
package owners

import "net"

type handle struct {
	callback func()
	env      *env
}

type shared struct {
	posted chan handle
	n      int
}

type env struct {
	*shared
	running bool
	name    []byte
}

func (e *env) post(f func()) { e.posted <- handle{f, e} }

// run is the loop that runs what was posted.
func (e *env) run() {
	e.running = true
	for h := range e.posted {
		h.callback()
		h.env.n++
	}
}

func whole() {
	e := &env{shared: &shared{posted: make(chan handle, 10)}}
	e.post(func() {})
	e.run()
}

func given(e *env) {
	e.posted <- handle{nil, e}
	e.running = true
	e.n++
}

// other belongs to somebody else.
func other(e *env, to *shared) {
	to.posted <- handle{nil, e}
	e.running = true // want "assign to part of moved value: `e.running`"
}

func passed(e *env, to chan handle) {
	to <- handle{nil, e}
	e.running = true // want "assign to part of moved value: `e.running`"
}

// A payload that is the owner itself goes back to who has it.

type request struct {
	n    int
	done chan *request
}

func serve(r *request) {
	r.done <- r
	r.n++ // want "borrow of moved value: `r.n`"
}

// A part of the owner beside its channel is not the owner.

type packet struct {
	from any
	data []byte
}

type listener struct {
	conn    net.PacketConn
	packets chan packet
	buf     [2048]byte
	n       int
	in      struct {
		owner *listener
		posts chan parcel
	}
}

type parcel struct {
	to   any
	from *listener
}

func (l *listener) loop() {
	for {
		n, from, err := l.conn.ReadFrom(l.buf[:]) // want "borrow of moved value: `l.buf`"
		if err != nil {
			return
		}
		l.dispatch(from, l.buf[:n])
	}
}

func (l *listener) dispatch(from any, b []byte) {
	select {
	case l.packets <- packet{from, b}:
	default:
	}
}

func (l *listener) fresh() {
	for {
		b := make([]byte, 2048)
		n, from, err := l.conn.ReadFrom(b)
		if err != nil {
			return
		}
		l.dispatch(from, b[:n])
		l.n++
	}
}

func (l *listener) self() {
	l.in.posts <- parcel{nil, l}
	l.n++
}
