// Package pumps has the shapes of queues, pumps and pools as programs have them.
package pumps

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net"
	"time"
)

type item struct {
	n    int
	next *item
	data []byte
	tags map[string]string
}

type client struct {
	jobs  chan *item
	batch []*item
	cur   *item
	out   chan []*item
}

func (c *client) add(i *item) {
	c.batch = append(c.batch, i)
	if len(c.batch) > 10 {
		c.out <- c.batch
		c.batch = nil
	}
}

func (c *client) rotate() {
	c.jobs <- c.cur
	c.cur = &item{data: c.cur.data[:0]} // want "borrow of moved value: `c\\.cur\\.data`"
}

func (c *client) rotateOk() {
	old := c.cur
	c.cur = &item{}
	c.jobs <- old
	c.cur.n++
}

func (c *client) run(ctx context.Context, in chan *item) {
	for {
		select {
		case <-ctx.Done():
			return
		case i := <-in:
			i.n++
			select {
			case c.jobs <- i:
			case <-ctx.Done():
				i.n = 0
				return
			}
		}
	}
}

func pump(ctx context.Context, in, out chan *item) {
	var pending *item
	var dst chan *item
	for {
		select {
		case i := <-in:
			i.n++
			pending, dst = i, out
			in = nil
		case dst <- pending:
			pending, dst = nil, nil
		case <-ctx.Done():
			if pending != nil {
				pending.n = 0
			}
			return
		}
	}
}

func queue(in, out chan *item) {
	var q []*item
	for {
		var dst chan *item
		var head *item
		if len(q) > 0 {
			dst, head = out, q[0]
		}
		select {
		case i := <-in:
			i.n++
			q = append(q, i)
		case dst <- head:
			q = q[1:]
		}
	}
}

func results(is []*item) (sum int) {
	ch := make(chan *item, len(is))
	for _, i := range is {
		go func() {
			i.n++
			ch <- i
		}()
	}
	for range is {
		i := <-ch
		sum += i.n
	}
	return sum
}

func lines(r io.Reader, out chan []byte) {
	br := bufio.NewReader(r)
	for {
		l, err := br.ReadBytes('\n')
		if err != nil {
			return
		}
		l = bytes.TrimSpace(l)
		out <- l
	}
}

func linesSlice(r io.Reader, out chan []byte) {
	br := bufio.NewReader(r)
	for {
		l, err := br.ReadSlice('\n') // want "borrow of moved value: `br`"
		if err != nil {
			return
		}
		out <- l
	}
}

func conns(l net.Listener, out chan net.Conn) {
	for {
		c, err := l.Accept()
		if err != nil {
			return
		}
		c.SetDeadline(time.Now())
		out <- c
	}
}

func packets(c net.PacketConn, out chan []byte) {
	buf := make([]byte, 1500)
	for {
		n, _, err := c.ReadFrom(buf) // want "borrow of moved value: `buf`"
		if err != nil {
			return
		}
		out <- buf[:n]
	}
}

func chunks(r io.Reader, out chan []byte) {
	buf := make([]byte, 1500)
	off := 0
	for {
		if off == len(buf) {
			buf = make([]byte, 1500)
			off = 0
		}
		n, err := r.Read(buf[off:])
		if err != nil {
			return
		}
		out <- buf[off : off+n]
		off += n
	}
}

type future struct {
	val  *item
	done chan struct{}
	err  error
}

func askRead(q chan *future, i *item) int {
	f := &future{val: i, done: make(chan struct{})}
	q <- f
	<-f.done
	return f.val.n + i.n
}

func askTimeout(q chan *future, i *item) int {
	f := &future{val: i, done: make(chan struct{})}
	q <- f
	select {
	case <-f.done:
		return f.val.n
	case <-time.After(1):
		return i.n
	}
}

func errCh(q chan func() error, i *item) int {
	errc := make(chan error, 1)
	q <- func() error {
		i.n++
		errc <- nil
		return nil
	}
	<-errc
	return i.n
}

func tree(out chan *node, n *node) {
	if n == nil {
		return
	}
	tree(out, n.l)
	tree(out, n.r)
	out <- n
}

func treePre(out chan *node, n *node) {
	if n == nil {
		return
	}
	out <- n
	treePre(out, n.l) // want "borrow of moved value: `n\\.l`"
}

type node struct {
	l, r *node
	v    int
}

func snapshot(out chan map[string]string, m map[string]string) {
	c := make(map[string]string, len(m))
	for k, v := range m {
		c[k] = v
	}
	out <- c
	m["x"] = "y"
}

func structCopy(out chan *item, i *item) {
	c := *i
	out <- &c
	i.n = 1
}

func structCopyShared(out chan *item, i *item) {
	c := *i
	out <- &c
	i.tags["x"] = "y" // want "assign to part of moved value: `i\\.tags\\[\"x\"\\]`"
}

func errRet(out chan *item, i *item) (err error) {
	select {
	case out <- i:
	default:
		err = io.EOF
	}
	if err != nil {
		i.n = 1
	}
	return err
}

func retry(out chan *item, i *item) {
	for k := 0; k < 3; k++ {
		if trySend(out, i) {
			return
		}
		i.n++
	}
	i.n = 0
}

func trySend(out chan *item, i *item) bool {
	select {
	case out <- i:
		return true
	case <-time.After(1):
		return false
	}
}

func sendOk(out chan *item, i *item) {
	ok := trySend(out, i)
	if ok {
		return
	}
	i.n = 1
}

func sendElse(out chan *item, i *item) {
	if trySend(out, i) {
		i.n = 0 // want "assign to part of moved value: `i\\.n`"
	} else {
		i.n = 1
	}
}

func freelist(out, free chan []byte, r io.Reader) {
	for {
		b := <-free
		n, _ := r.Read(b)
		out <- b[:n]
	}
}

func lazily(out, free chan []byte, r io.Reader) {
	for {
		var b []byte
		select {
		case b = <-free:
		default:
			b = make([]byte, 10)
		}
		r.Read(b)
		out <- b
	}
}

func carry(out chan []byte, r io.Reader) {
	buf := make([]byte, 0, 10)
	for {
		if len(buf) == cap(buf) {
			out <- buf
			buf = make([]byte, 0, 10)
		}
		n, _ := r.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
	}
}

func splitLines(out chan []byte, b []byte) {
	for len(b) > 0 {
		i := bytes.IndexByte(b, '\n')
		if i < 0 {
			out <- b
			return
		}
		out <- b[:i]
		b = b[i+1:]
	}
}

func sendPtrInMap(out chan *item, m map[string]*item) {
	for k, v := range m {
		v.n++
		out <- v
		delete(m, k)
	}
}
