// Package lent has callbacks that send what the caller fills again.
package lent

import (
	"bufio"
	"io"
	"strconv"
)

type ping struct{ rtt int }
type row struct{ s string }

func iter(yield func(*ping) bool) {
	p := &ping{}
	for yield(p) {
		p.rtt++
	}
}
func iterFresh(yield func(*ping) bool) {
	for yield(&ping{}) {
	}
}
func each(n int, fn func(*row)) {
	r := &row{}
	for i := range n {
		r.s = strconv.Itoa(i)
		fn(r)
	}
}
func eachFresh(n int, fn func(*row)) {
	for i := range n {
		r := &row{}
		r.s = strconv.Itoa(i)
		fn(r)
	}
}
func (s *scan) next() bool { s.buf[0]++; return true }
func last(fn func(*row)) {
	r := &row{}
	fn(r)
	r = &row{}
	r.s = ""
	fn(r)
}

func oneRecord(ch chan *ping) {
	for p := range iter { // want "borrow of moved value: `p`"
		ch <- p
	}
}

func firstOnly(ch chan *ping) {
	for p := range iter {
		ch <- p
		break
	}
}

func untilFound(ch chan *ping) int {
	for p := range iter {
		if p.rtt > 3 {
			ch <- p
			return 1
		}
	}
	return 0
}

func freshRecords(ch chan *ping) {
	for p := range iterFresh {
		ch <- p
	}
}

func copied(ch chan ping) {
	for p := range iter {
		ch <- *p
	}
}

func callback(out chan *row) { each(3, func(r *row) { out <- r }) } // want "borrow of moved value: `r`"

func freshRow(out chan *row) { eachFresh(3, func(r *row) { out <- r }) }

func rowCopied(out chan *row) { each(3, func(r *row) { c := *r; out <- &c }) }

type scan struct{ buf []byte }

func (s *scan) lines(yield func([]byte) bool) {
	for s.next() {
		if !yield(s.buf) {
			return
		}
	}
}

func buffer(out chan []byte, s *scan) {
	for l := range s.lines { // want "borrow of moved value: `l`"
		out <- l
	}
}

func bufferCopied(out chan []byte, s *scan) {
	for l := range s.lines {
		out <- append([]byte(nil), l...)
	}
}

func anotherRow(out chan *row) { last(func(r *row) { out <- r }) }

func eachOf(s *bufio.Scanner, fn func([]byte) error) error {
	for s.Scan() {
		if err := fn(s.Bytes()); err != nil {
			return err
		}
	}
	return s.Err()
}

func toError(out chan []byte, s *bufio.Scanner) error {
	return eachOf(s, func(b []byte) error { // want "moved value: `b`"
		out <- b
		return nil
	})
}

func toErrorOnce(out chan []byte, s *bufio.Scanner) error {
	return eachOf(s, func(b []byte) error {
		if len(b) > 3 {
			out <- b
			return io.EOF
		}
		return nil
	})
}

type sink struct{ out chan *row }

func (s *sink) put(r *row)      { s.out <- r }
func (s *sink) putCopy(r *row)  { c := *r; s.out <- &c }
func methodValue(s *sink)       { each(3, s.put) } // want "moved value: `r`"
func methodValueCopied(s *sink) { each(3, s.putCopy) }
func methodValueFresh(s *sink)  { eachFresh(3, s.put) }
