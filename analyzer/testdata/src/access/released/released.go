// Package released has callees that send what they are given or give it to a pool.
package released

import "sync"

type buf struct{ data []byte }

var pool = sync.Pool{New: func() any { return new(buf) }}

func (b *buf) release() {
	b.data = b.data[:0]
	pool.Put(b)
}

type packet struct {
	buffer *buf
	data   []byte
}

type rejected struct {
	packet
	why string
}

type server struct {
	packets chan packet
	refused chan rejected
}

func (s *server) refuse(p packet) {
	select {
	case s.refused <- rejected{packet: p}:
	default:
		p.buffer.release()
	}
}

func (s *server) handle(p packet, ok bool) {
	if !ok {
		s.refuse(p)
		return
	}
	s.packets <- p
}

func (s *server) twice(p packet) {
	s.refuse(p)
	s.refuse(p) // want "use of moved value: `p`"
}

func (s *server) released(p packet) {
	s.packets <- p
	p.buffer.release() // want "use of moved value: `p\\.buffer`"
}

func (s *server) run() {
	for {
		select {
		case p := <-s.packets:
			p.buffer.data[0] = 1
		case p := <-s.refused:
			p.buffer.data[0] = 1
		}
	}
}
