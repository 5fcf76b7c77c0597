// Package fresh has buffers that are made once and sent in each iteration.
package fresh

import "io"

func read(ch chan []byte, r io.Reader) error {
	buf := make([]byte, 4096)
	for {
		n, err := r.Read(buf) // want "borrow of moved value: `buf`"
		if err != nil {
			return err
		}
		ch <- buf[:n]
	}
}

func sized(ch chan []byte, r io.Reader, size int) error {
	buf := make([]byte, size)
	for range 3 {
		if _, err := io.ReadFull(r, buf); err != nil { // want "borrow of moved value: `buf`"
			return err
		}
		ch <- buf
	}
	return nil
}

// Near misses: the buffer is used outside of the loop, or keeps something from
// one iteration to the next.

func after(ch chan []byte, r io.Reader) byte {
	buf := make([]byte, 4096)
	for range 3 {
		n, _ := r.Read(buf) // want "borrow of moved value: `buf`"
		ch <- buf[:n]
	}
	return buf[0]
}

func kept(ch chan []byte, r io.Reader) {
	buf := make([]byte, 4096)
	for i := range 3 {
		if i > 0 {
			buf[0]++ // want "assign to part of moved value: `buf.0.`"
		}
		n, _ := r.Read(buf) // want "borrow of moved value: `buf`"
		ch <- buf[:n]
	}
}
