package queues

// A list that is sent in parts is none that goes to several.

func shippedByParts(out chan<- []*job, js []*job, n int) {
	for len(js) > 0 {
		n := min(n, len(js))
		out <- js[:n]
		js[0].n++ // want "assign to part of moved value: `js\\[0\\]\\.n`"
		js = js[n:]
	}
}

func shippedParts(out chan<- []*job, js []*job, n int) {
	for len(js) > 0 {
		part := js[:n]
		out <- part
		for _, j := range part { // want "borrow of moved value: `j`"
			j.n++
		}
		js = js[n:]
	}
}

func countedBefore(out chan<- []*job, js []*job, n int) {
	for len(js) > 0 {
		part := js[:n]
		for _, j := range part {
			j.n++
		}
		out <- part
		js = js[n:]
		if len(js) > 0 {
			js[0].n++
		}
	}
}

type shipper struct {
	pending []*job
	out     chan []*job
}

func (s *shipper) ship(n int) {
	for len(s.pending) >= n {
		s.out <- s.pending[:n]
		s.pending[0].n++ // want "assign to part of moved value: `s\\.pending\\[0\\]\\.n`"
		s.pending = s.pending[n:]
	}
}

func (s *shipper) shipRenewed(n int) {
	for len(s.pending) >= n {
		s.out <- s.pending[:n]
		s.pending = s.pending[n:]
		for _, j := range s.pending {
			j.n++
		}
	}
}

func filledByParts(out chan<- []byte, b []byte, n int) {
	for len(b) > 0 {
		part := b[:n]
		for i := range part {
			part[i] = 0
		}
		out <- part
		b = b[n:]
	}
}

func filledTooLate(out chan<- []byte, b []byte, n int) {
	for len(b) > 0 {
		part := b[:n]
		out <- part
		for i := range part {
			part[i] = 0 // want "assign to part of moved value: `part\\[i\\]`"
		}
		b = b[n:]
	}
}
