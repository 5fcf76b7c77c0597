// Package counted counts references by the functions of sync/atomic.
package counted

import (
	"sync"
	"sync/atomic"
)

type buffer struct {
	refs int32 // want refs:"atomic"
	b    []byte
}

type plain struct {
	refs int32
	b    []byte
}

var pool sync.Pool

func (b *buffer) release() {
	if atomic.AddInt32(&b.refs, -1) == 0 {
		b.b = b.b[:0]
		pool.Put(b)
	}
}

func (p *plain) release() {
	if p.refs--; p.refs == 0 {
		p.b = p.b[:0]
		pool.Put(p)
	}
}

func countedBuffer(subs []chan *buffer, b *buffer) {
	for _, s := range subs {
		atomic.AddInt32(&b.refs, 1)
		s <- b
	}
	b.release()
}

func plainBuffer(out chan *plain, p *plain) {
	out <- p
	p.release() // want "moved value: `p`"
}
