// Package crossings has places that may refer to the same memory, but on
// different paths only: no path has both.
package crossings

type scan struct {
	pixels []byte
	next   *scan
}

type folder struct{ top, under *scan }

func row(n int) []byte { return make([]byte, n+1) }

func newScan(n int) *scan {
	s := &scan{pixels: row(n)}
	if n > 0 {
		s.next = newScan(n - 1)
	}
	return s
}

func see(s *scan) { println(len(s.pixels)) }

func handed(rows chan []byte, a, b *scan, swap bool) {
	if swap {
		a.pixels = b.pixels
		b.pixels = row(1)
	}
	rows <- b.pixels
	rows <- a.pixels
}

func sharedOnOne(rows chan []byte, a, b *scan, share bool) {
	if share {
		a.pixels = b.pixels
	}
	rows <- b.pixels
	rows <- a.pixels // want "moved value: `a.pixels`"
}

func handedInside(scans chan *scan, rows chan []byte, a, b *scan, swap bool) {
	if swap {
		a.pixels = b.pixels
		b.pixels = row(1)
	}
	scans <- b
	rows <- a.pixels
}

func sharedInside(scans chan *scan, rows chan []byte, a, b *scan, share bool) {
	if share {
		a.pixels = b.pixels
	}
	scans <- b
	rows <- a.pixels // want "moved value: `a.pixels`"
}

func swapped(scans chan *scan, a, b *scan, swap bool) {
	if swap {
		a.next, b.next = b.next, a.next
	}
	scans <- a.next
	see(b.next)
}

func swappedSame(scans chan *scan, a, b *scan, swap bool) {
	if swap {
		a.next, b.next = b.next, a.next
	}
	scans <- a.next
	see(a.next) // want "moved value: `a.next`"
}

func renewedAtTheEnd(rows chan []byte, s *scan, n int) {
	for range n {
		rows <- s.pixels
		s = newScan(n)
	}
}

func seenBeforeTheEnd(rows chan []byte, s *scan, n int) {
	for range n {
		rows <- s.pixels
		see(s) // want "borrow of partially moved value: `s`"
		s = newScan(n)
	}
}

func inStruct(folders chan folder, s *scan, f folder, take bool) {
	if take {
		s = f.under
		f.under = newScan(2)
	}
	folders <- f
	see(s)
}

func inStructShared(folders chan folder, s *scan, f folder, take bool) {
	if take {
		s = f.under
	}
	folders <- f
	see(s) // want "borrow of moved value: `s`"
}

func rotated(scans chan *scan, f folder, turn bool) {
	if turn {
		f = folder{top: f.under, under: newScan(1)}
	}
	scans <- f.top.next
	see(f.under.next)
}

func emptyOnOne(scans chan *scan, a, b *scan) {
	if a.next != nil {
		a.next = b
		b = newScan(3)
	}
	scans <- a
	see(b)
}

func emptyOnOneShared(scans chan *scan, a, b *scan) {
	if a.next != nil {
		a.next = b
	}
	scans <- a
	see(b) // want "borrow of moved value: `b`"
}

func renewedBefore(scans chan *scan, f *folder, n int) {
	for range n {
		f = &folder{newScan(1), newScan(2)}
	}
	for {
		scans <- f.top // want "moved in previous iteration of loop"
	}
}
