// Package loans has workers that are taken out of a channel and go back to it.
package loans

type worker struct {
	in  []byte
	out []byte
	n   int
}

type shop struct {
	idle chan *worker
	done chan *worker
}

// work gives the worker back when it is done; what it made is the caller's.
func (s *shop) work(in []byte) []byte {
	w := <-s.idle
	defer func() {
		w.in = nil
		s.idle <- w
	}()
	w.in = in
	w.out = make([]byte, len(in))
	copy(w.out, w.in)
	return w.out
}

func twice(s *shop, in []byte) byte {
	a := s.work(in)
	in[0]++
	a[0]++
	return a[0]
}

func straight(s *shop) []byte {
	w := <-s.idle
	out := make([]byte, 8)
	w.out = out
	s.idle <- w
	return out[:1]
}

// The worker itself is gone.
func late(s *shop) int {
	w := <-s.idle
	s.idle <- w
	return w.n // want "borrow of moved value: `w.n`"
}

// Who is done goes to somebody else, with all that he has.
func handed(s *shop) byte {
	w := <-s.idle
	out := make([]byte, 8)
	w.out = out
	s.done <- w
	return out[0] // want "borrow of moved value"
}

func chosen(s *shop, stop chan bool) byte {
	select {
	case w := <-s.idle:
		out := make([]byte, 8)
		w.out = out
		s.idle <- w
		return out[0]
	case <-stop:
		return 0
	}
}
