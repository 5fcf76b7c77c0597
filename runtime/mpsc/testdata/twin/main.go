// Command twin sends one value, named by its argument, and may touch it
// afterwards; its receiver never does. The tests build it with -race.
package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"sync"
	"time"

	"github.com/sendmove/sendmove/runtime/mpsc"
)

type job struct {
	n    int
	data []byte
	next *job
}

type config struct{ name string }

func (*config) ShareableAfterSend() {}

type counter struct {
	mu sync.Mutex
	n  int
}

var sink int

func main() {
	scenarios[os.Args[1]]()
	time.Sleep(30 * time.Millisecond)
}

// send hands v to a receiver and returns when that has it, without anything
// that the race detector would take for synchronisation.
func send[T any](v T) {
	tx, rx := mpsc.SyncChannel[T](1)
	go func() {
		for range rx.All() {
		}
	}()
	if tx.Send(v) != nil {
		panic("not sent")
	}
	time.Sleep(30 * time.Millisecond)
}

var scenarios = map[string]func(){
	// A report is due.
	"pointer-write":  func() { j := &job{}; send(j); j.n = 1 },
	"pointer-read":   func() { j := &job{}; send(j); sink = j.n },
	"slice":          func() { b := make([]byte, 100); send(b); b[50] = 1 },
	"slice-append":   func() { b := make([]byte, 1, 100); send(b); b = append(b, 1); sink = len(b) },
	"nested-slice":   func() { j := &job{data: make([]byte, 10)}; b := j.data; send(j); b[1] = 1 },
	"nested-pointer": func() { j := &job{next: &job{next: &job{}}}; k := j.next.next; send(j); k.n++ },
	"slice-of-slice": func() { b := [][]byte{nil, make([]byte, 4)}; c := b[1]; send(b); c[0] = 1 },
	"struct":         func() { j := job{data: make([]byte, 10)}; send(j); j.data[0] = 1 },
	"array":          func() { p := new(int); send([2]*int{nil, p}); *p = 1 },
	"map-write":      func() { m := map[string]int{"a": 1}; send(m); m["b"] = 2 },
	"map-read":       func() { m := map[string]int{"a": 1}; send(m); sink = m["a"] },
	"interface":      func() { var j any = &job{}; send(j); j.(*job).n = 1 },
	"buffer":         func() { b := bytes.NewBufferString("x"); send(b); b.WriteByte('y') },
	"batch": func() {
		tx, rx := mpsc.Channel[*job]()
		go func() {
			buf := make([]*job, 10)
			for {
				if _, err := rx.RecvBatch(buf); err != nil {
					return
				}
			}
		}()
		j := &job{}
		_ = tx.Send(&job{})
		_ = tx.Send(j)
		time.Sleep(30 * time.Millisecond)
		j.n = 1
	},

	// No report is due.
	"clean":        func() { j := &job{}; j.n = 1; send(j) },
	"number":       func() { n := 1; send(n); n++; sink = n },
	"string":       func() { s := string([]byte("ab")); send(s); sink = len(s) + int(s[0]) },
	"copied-field": func() { j := job{n: 1}; send(j); j.n++; sink = j.n },
	"nil":          func() { var j *job; send(j); send([]*job{nil}); send(map[int]int(nil)); send(any(nil)) },
	"cut-slice":    func() { b := make([]byte, 100); send(b[:50:50]); b[50] = 1 },
	"opted-out":    func() { c := &config{"x"}; send(c); sink = len(c.name) },
	"opted-out-in": func() { c := &config{"x"}; send([]any{c}); sink = len(c.name) },
	"locked": func() {
		c := &counter{}
		send(c)
		c.mu.Lock()
		c.n++
		c.mu.Unlock()
	},
	"error": func() { err := errors.New("x"); send(err); sink = len(err.Error()) },
	"context": func() {
		ctx := context.Background()
		send(ctx)
		<-time.After(1)
		if ctx.Err() == nil {
			sink = 1
		}
	},
	"time": func() { t := time.Now(); send(&t); sink = t.Day() },
	"sender": func() {
		tx, rx := mpsc.Channel[int]()
		send(tx)
		_ = tx.Send(1)
		_, _ = rx.Recv()
	},
	"handed-back": func() {
		tx, rx := mpsc.Channel[*job]()
		back, atBack := mpsc.SyncChannel[*job](0)
		go func() {
			for j := range rx.All() {
				j.n++
				_ = back.Send(j)
			}
		}()
		j := &job{}
		_ = tx.Send(j)
		j, _ = atBack.Recv()
		j.n++
	},
	"wide": func() {
		// Followed to the end this would take for ever.
		var wide any
		for range 4 {
			level := make([]any, 1000)
			for i := range level {
				level[i] = wide
			}
			wide = level
		}
		send(wide)
	},
	"failed": func() {
		tx, rx := mpsc.SyncChannel[*job](0)
		go rx.Close()
		j := &job{}
		var unsent *mpsc.SendError[*job]
		if errors.As(tx.Send(j), &unsent) {
			unsent.Value.n = 1
		}
	},
}
