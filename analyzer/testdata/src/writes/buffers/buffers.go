// Package buffers has what the level writes is for: memory that is filled
// again while others read it.
package buffers

import (
	"bytes"
	"fmt"
	"io"
)

type frame struct {
	seq  int
	body []byte
}

func refilled(out chan []byte, r io.Reader) {
	b := make([]byte, 512)
	for {
		n, err := r.Read(b) // want "borrow of moved value: `b`"
		if err != nil {
			return
		}
		out <- b[:n]
	}
}

func fresh(out chan []byte, r io.Reader) {
	for {
		b := make([]byte, 512)
		n, err := r.Read(b)
		if err != nil {
			return
		}
		out <- b[:n]
	}
}

func reset(out chan []byte, words []string) {
	var b bytes.Buffer
	for _, w := range words {
		b.Reset() // want "borrow of moved value: `b`"
		b.WriteString(w)
		out <- b.Bytes()
	}
}

func resetCopied(out chan []byte, words []string) {
	var b bytes.Buffer
	for _, w := range words {
		b.Reset()
		b.WriteString(w)
		out <- bytes.Clone(b.Bytes())
	}
}

func oneFrame(out chan *frame, n int) {
	var f frame
	for f.seq = range n { // want "assign to part of moved value: `f.seq`"
		out <- &f
	}
}

func frameEach(out chan *frame, n int) {
	for i := range n {
		out <- &frame{seq: i}
	}
}

// Reading is for the other levels.
func printed(out chan *frame, f *frame) {
	out <- f
	fmt.Println(f.seq, len(f.body))
	for _, c := range f.body {
		print(c)
	}
}

func (f *frame) next() { f.seq++ }

func (f *frame) size() int { return f.seq }

func called(out chan *frame, f *frame) {
	out <- f
	f.size()
	f.next() // want "borrow of moved value: `f`"
}

func truncated(out chan []byte, b []byte) []byte {
	out <- b
	return b[:0] // want "moved value: `b`"
}
