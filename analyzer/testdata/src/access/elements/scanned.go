package elements

// Scanners send parts of a buffer and go on behind what they have sent.

func lines(out chan []byte, b []byte) {
	start := 0
	for i, c := range b {
		if c == '\n' {
			out <- b[start:i]
			start = i + 1
		}
	}
}

func linesByIndex(out chan []byte, b []byte) {
	start := 0
	for i := 0; i < len(b); i++ {
		if b[i] == '\n' {
			b[i] = 0
			out <- b[start:i]
			start = i + 1
		}
	}
}

func linesTouched(out chan []byte, b []byte) {
	start := 0
	for i := 0; i < len(b); i++ {
		if b[i] == '\n' {
			out <- b[start:i]
			b[start] = 0 // want "assign to part of moved value: `b\\[start\\]`"
			start = i + 1
		}
	}
}

func words(out chan []byte, b []byte) {
	for i := 0; i < len(b); {
		j := i
		for j < len(b) && b[j] != ' ' {
			b[j] |= 32
			j++
		}
		out <- b[i:j]
		for j < len(b) && b[j] == ' ' {
			j++
		}
		i = j
	}
}

func escaped(out chan []byte, b []byte) {
	i, start := 0, 0
	for i < len(b) {
		switch b[i] {
		case '\\':
			i += 2
		case '\n':
			out <- b[start:i]
			i++
			start = i
		default:
			b[i] |= 32
			i++
		}
	}
}

// backwards comes to what it has sent.
func backwards(out chan []byte, b []byte) {
	for i := len(b); i > 0; i-- {
		out <- b[:i]
		b[i-1] = 0 // want "assign to part of moved value: `b\\[i - 1\\]`"
	}
}

// stepBack does so now and then.
func stepBack(out chan []byte, b []byte) {
	start := 0
	for i := 0; i < len(b); i++ {
		b[i] |= 32 // want `borrow of moved value`
		if b[i] == 0 {
			out <- b[start:i]
			start = i + 1
			i -= 2
		}
	}
}

type scanner struct {
	b   []byte
	at  int
	out chan []byte
}

func (s *scanner) next() byte {
	c := s.b[s.at]
	s.at++
	return c
}

func (s *scanner) run() {
	start := 0
	for s.at < len(s.b) {
		if s.next() == ' ' {
			s.out <- s.b[start : s.at-1]
			start = s.at
		}
	}
}

func (s *scanner) clear() {
	for i := range s.b {
		s.b[i] = 0
	}
}

func (s *scanner) runAndClear(n int) {
	s.out <- s.b[:n]
	s.clear() // want "borrow of moved value: `s`"
}

type cell struct{ n int }

func chunks(out chan []*cell, cs []*cell, k int) {
	for lo := 0; lo < len(cs); lo += k {
		hi := lo + k
		for i := lo; i < hi; i++ {
			cs[i].n++
		}
		out <- cs[lo:hi]
	}
}

func chunksToEnd(out chan []byte, b []byte, k int) {
	for lo := 0; lo < len(b); lo += k {
		hi := min(lo+k, len(b))
		for i := lo; i < hi; i++ {
			b[i]++
		}
		out <- b[lo:hi]
	}
}

func chunksTooLate(out chan []byte, b []byte, k int) {
	for lo := 0; lo < len(b); lo += k {
		hi := min(lo+k, len(b))
		out <- b[lo:hi]
		for i := lo; i < hi; i++ {
			b[i]++ // want `moved value`
		}
	}
}

// rounds comes to the same elements again.
func rounds(out chan []byte, b []byte) {
	for range 3 {
		for i := 0; i < len(b); i++ {
			b[i]++ // want "assign to part of moved value: `b\\[i\\]`"
		}
		out <- b
	}
}
