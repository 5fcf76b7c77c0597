package elements

// Chunks whose end is set to the length where it is behind it.

func chunkedByIf(ch chan []byte, b []byte, k int) {
	for lo := 0; lo < len(b); lo += k {
		hi := lo + k
		if hi > len(b) {
			hi = len(b)
		}
		for i := lo; i < hi; i++ {
			b[i]++
		}
		ch <- b[lo:hi]
	}
}

func chunkedByIfElse(ch chan []byte, b []byte, k int) {
	for lo := 0; lo < len(b); lo += k {
		var hi int
		if len(b) <= lo+k {
			hi = len(b)
		} else {
			hi = lo + k
		}
		b[lo] = 0
		ch <- b[lo:hi]
	}
}

func chunkedTooFar(ch chan []byte, b []byte, k int) {
	for lo := 0; lo < len(b); lo += k {
		hi := lo + k + 1
		if hi > len(b) {
			hi = len(b)
		}
		for i := lo; i < hi; i++ {
			b[i]++ // want "borrow of moved value: `b.i.`"
		}
		ch <- b[lo:hi]
	}
}

func chunkedAndChanged(ch chan []byte, b []byte, k int) {
	for lo := 0; lo < len(b); lo += k {
		hi := lo + k
		if hi > len(b) {
			hi = len(b)
		}
		part := b[lo:hi]
		ch <- part
		for i := range part {
			part[i]++ // want "borrow of moved value: `part.i.`"
		}
	}
}

func chunkedByRest(ch chan []byte, b []byte, k int) {
	for len(b) > 0 {
		n := k
		if len(b) < n {
			n = len(b)
		}
		b[0] = 0
		ch <- b[:n]
		b = b[n:]
	}
}

func chunkedByRestAndChanged(ch chan []byte, b []byte, k int) {
	for len(b) > 0 {
		n := k
		if len(b) < n {
			n = len(b)
		}
		ch <- b[:n]
		b[0] = 0 // want "assign to part of moved value: `b.0.`"
		b = b[n:]
	}
}
