// Package borrowed sends what a contract only lends to it.
package borrowed

import (
	"bytes"
	"fmt"
	"io"
	"log"
	"os/exec"
)

// AsyncWriter is an io.Writer; its callers are not in view.
type AsyncWriter struct{ queue chan []byte }

func (w *AsyncWriter) Write(p []byte) (int, error) {
	w.queue <- p // want "borrowed data escapes outside of method: `p`"
	return len(p), nil
}

// refill may use its buffer again: the contract says so. The method is to blame.
func refill(w *AsyncWriter, in io.Reader) {
	buf := make([]byte, 100)
	for {
		n, err := in.Read(buf)
		if err != nil {
			return
		}
		w.Write(buf[:n])
	}
}

// refillSender has no contract to rely on.
func refillSender(s *Sender, in io.Reader) {
	buf := make([]byte, 100)
	for {
		n, err := in.Read(buf) // want "borrow of moved value: `buf`"
		if err != nil {
			return
		}
		s.Write(buf[:n])
	}
}

// CopyWriter keeps the contract.
type CopyWriter struct{ queue chan []byte }

func (w *CopyWriter) Write(p []byte) (int, error) {
	w.queue <- bytes.Clone(p)
	return len(p), nil
}

// SyncWriter waits until the receiver has finished.
type SyncWriter struct {
	queue chan []byte
	ack   chan int
}

func (w *SyncWriter) Write(p []byte) (int, error) {
	w.queue <- p
	return <-w.ack, nil
}

// Sender has a method of the same name that promises nothing.
type Sender struct{ queue chan []byte }

func (s *Sender) Write(p []byte) { s.queue <- p }

// hidden is never handed to another package.
type hidden struct{ queue chan []byte }

func (h *hidden) Write(p []byte) (int, error) {
	h.queue <- p
	return len(p), nil
}

// output is what another program writes to.
type output struct{ queue chan []byte }

func (o *output) Write(p []byte) (int, error) {
	o.queue <- p[:len(p)-1] // want "borrowed data escapes outside of method: `p`"
	return len(p), nil
}

// errors is another one.
type errors struct{ queue chan []byte }

func (o *errors) Write(p []byte) (int, error) {
	o.queue <- p // want "borrowed data escapes outside of method: `p`"
	return len(p), nil
}

func start(o *output, e *errors) error {
	cmd := exec.Cmd{Path: "/bin/true", Stdout: o}
	cmd.Stderr = e
	return cmd.Run()
}

// Column gets the bytes of a row that the driver uses again.
type Column struct{ queue chan []byte }

func (c *Column) Scan(src any) error {
	if b, ok := src.([]byte); ok {
		c.queue <- b // want "borrowed data escapes outside of method: `src`"
	}
	return nil
}

// Text is a copy of it.
type Text struct{ queue chan string }

func (t *Text) Scan(src any) error {
	if b, ok := src.([]byte); ok {
		t.queue <- string(b)
	}
	return nil
}

// converted is handed out as an interface.
type converted struct{ queue chan []byte }

func (o *converted) Write(p []byte) (int, error) {
	o.queue <- p // want "borrowed data escapes outside of method: `p`"
	return len(p), nil
}

func logTo(o *converted) { log.SetOutput(io.Writer(o)) }

// stored is handed out by way of a field and a parameter.
type stored struct{ queue chan []byte }

func (o *stored) Write(p []byte) (int, error) {
	return o.send(p) // want "borrowed data escapes outside of method: `p`"
}

func (o *stored) send(p []byte) (int, error) {
	o.queue <- p
	return len(p), nil
}

type logger struct{ out io.Writer }

func newLogger(out io.Writer) *logger { return &logger{out: out} }

func (l *logger) print(s string) { fmt.Fprintln(l.out, s) }

func printTo(o *stored) { newLogger(o).print("x") }

// kept is only called in the package, through an interface.
type kept struct{ queue chan []byte }

func (o *kept) Write(p []byte) (int, error) {
	o.queue <- p
	return len(p), nil
}

type quiet struct{ out io.Writer }

func (q *quiet) print(s string) { q.out.Write([]byte(s)) }

func quietTo(o *kept) { (&quiet{out: o}).print("x") }

// made is what a constructor returns.
type made struct{ queue chan []byte }

func (o *made) Write(p []byte) (int, error) {
	o.queue <- p // want "borrowed data escapes outside of method: `p`"
	return len(p), nil
}

// NewMade is called by other packages.
func NewMade() io.Writer { return &made{queue: make(chan []byte)} }
