// Package emptied has buffers without elements, which a callee fills and sends: what goes
// is the room behind them.
package emptied

import "fmt"

type w struct{ buf []byte }

func (w *w) send(ch chan<- []byte, p []byte) {
	w.buf = append(w.buf[:0], p...)
	ch <- w.buf
}

func twice(ch chan<- []byte, x *w, p []byte) {
	x.send(ch, p)
	x.send(ch, p) // want "moved value"
}

func own(ch chan<- []byte, p []byte) {
	x := &w{buf: make([]byte, 0, 1500)}
	x.send(ch, p)
	x.send(ch, p) // want "moved value"
}

func inline(ch chan<- []byte, p []byte, x *w) {
	for {
		x.buf = append(x.buf[:0], p...) // want "moved value"
		ch <- x.buf
	}
}

func (w *w) send2(ch chan<- []byte, p []byte) {
	b := append(w.buf[:0], p...)
	ch <- b
}

func twice2(ch chan<- []byte, x *w, p []byte) {
	x.send2(ch, p)
	x.send2(ch, p) // want "moved value"
}

func twice2own(ch chan<- []byte, p []byte) {
	x := &w{buf: make([]byte, 0, 1500)}
	x.send2(ch, p)
	x.send2(ch, p) // want "moved value"
}

func fill(buf, p []byte) []byte { return append(buf[:0], p...) }

func three(ch chan<- []byte, buf, p []byte) {
	for {
		ch <- fill(buf, p) // want "moved value"
	}
}

func app(ch chan<- []byte, buf []byte, v int) {
	for {
		ch <- fmt.Appendf(buf[:0], "%d", v) // want "moved value"
	}
}

func app2(ch chan<- []byte, v int) {
	buf := make([]byte, 0, 64)
	for {
		ch <- fmt.Appendf(buf[:0], "%d", v) // want "moved value"
	}
}

func app3(ch chan<- []byte, buf []byte, v int) {
	for {
		buf = fmt.Appendf(buf[:0], "%d", v) // want "moved value"
		ch <- buf
	}
}
