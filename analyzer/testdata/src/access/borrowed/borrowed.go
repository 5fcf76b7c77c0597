// Package borrowed sends what a contract only lends to it.
package borrowed

import "bytes"

// AsyncWriter is an io.Writer; its callers are not in view.
type AsyncWriter struct{ queue chan []byte }

func (w *AsyncWriter) Write(p []byte) (int, error) {
	w.queue <- p // want "borrowed data escapes outside of method: `p`"
	return len(p), nil
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
