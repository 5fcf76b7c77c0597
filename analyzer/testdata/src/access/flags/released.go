package flags

import (
	"io"
	"sync"
)

type block struct {
	b    []byte
	err  error
	next *block
}

var blocks = sync.Pool{New: func() any { return new(block) }}

func (b *block) free() { blocks.Put(b) }

func load(r io.Reader, out chan<- *block) (err error) {
	b := blocks.Get().(*block)
	defer func() {
		if err != nil {
			blocks.Put(b)
		}
	}()
	if _, err = io.ReadFull(r, b.b); err != nil {
		return err
	}
	out <- b
	return nil
}

func loadBoth(r io.Reader, out chan<- *block) (err error) {
	b := blocks.Get().(*block)
	defer func() {
		blocks.Put(b) // want "use of moved value: `b`"
	}()
	if _, err = io.ReadFull(r, b.b); err != nil {
		return err
	}
	out <- b
	return nil
}

func loadFlag(out chan<- *block, full bool) {
	b := blocks.Get().(*block)
	sent := false
	defer func() {
		if !sent {
			b.free()
		}
	}()
	if full {
		out <- b
		sent = true
	}
}

func loadWrongFlag(out chan<- *block, full bool) {
	b := blocks.Get().(*block)
	sent := false
	defer func() {
		if sent {
			b.free() // want "use of moved value: `b`"
		}
	}()
	if full {
		out <- b
		sent = true
	}
}

func again(done, failed chan *block, b *block, full bool) {
	ok := false
	defer func() {
		if !ok {
			failed <- b
		}
	}()
	if full {
		ok = true
		done <- b
	}
}

func againToo(done, failed chan *block, b *block, full bool) {
	ok := false
	defer func() { failed <- b }() // want "use of moved value: `b`"
	if full {
		ok = true
		done <- b
	}
	_ = ok
}

func receiver(in chan *block) {
	for b := range in {
		b.err = nil
	}
}

type writer struct{ queue chan *block }

// write sends the block unless it is to be written at once.
func (w *writer) write(b *block, now bool) {
	if !now {
		w.queue <- b
		return
	}
	b.err = nil
}

func writeNow(w *writer, b *block) {
	w.write(b, true)
	b.b = b.b[:0]
}

func writeLater(w *writer, b *block) {
	w.write(b, false)
	b.b = b.b[:0] // want "of moved value: `b\\.b`"
}

func guarded(out chan *block, b *block) {
	defer func() {
		if e := recover(); e != nil {
			b.err = io.EOF
		}
	}()
	b.next = nil
	out <- b
}

func unguarded(out chan *block, b *block) {
	defer func() {
		if e := recover(); e == nil {
			b.err = io.EOF // want "borrow of moved value: `b\\.err`"
		}
	}()
	b.next = nil
	out <- b
}

func swallowed(out chan *block, b *block) {
	defer recover()
	out <- b
	b.err = io.EOF // want "assign to part of moved value: `b\\.err`"
}

func guardedByType(out chan *block, b *block) {
	defer func() {
		if err, ok := recover().(error); ok {
			b.err = err
		}
	}()
	b.next = nil
	out <- b
}

func guardedBySwitch(out chan *block, b *block) {
	defer func() {
		switch e := recover().(type) {
		case error:
			b.err = e
		case string:
			b.err = io.EOF
		}
	}()
	b.next = nil
	out <- b
}

func caught(b *block) {
	if recover() == nil {
		return
	}
	b.err = io.EOF
}

func guardedByHelper(out chan *block, b *block) {
	defer caught(b)
	b.next = nil
	out <- b
}

func notGuarded(out chan *block, b *block, v any) {
	out <- b
	if err, ok := v.(error); ok {
		b.err = err // want "assign to part of moved value: `b\\.err`"
	}
}
