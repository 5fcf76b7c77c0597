// Package gotos has loops that only the graph shows.
package gotos

type slot struct{ n int }

func see(s *slot) bool { return s.n > 0 }

// twoEntries has a loop that is entered at both of its blocks.
func twoEntries(out chan *slot, s *slot, n int) {
	if n > 3 {
		goto b
	}
a:
	n--
b:
	out <- s // want "use of moved value: `s`"
	if n > 0 {
		goto a
	}
}

func twoEntriesRenewed(out chan *slot, s *slot, n int) {
	if n > 3 {
		goto b
	}
a:
	s = &slot{}
b:
	out <- s
	if n--; n > 0 {
		goto a
	}
}

// twoEntriesHalf renews on one way round only.
func twoEntriesHalf(out chan *slot, s *slot, n int) {
	if n > 3 {
		goto b
	}
a:
	s = &slot{}
b:
	out <- s // want "use of moved value: `s`"
	if n--; n > 5 {
		goto b
	}
	if n > 0 {
		goto a
	}
}

// backwards stands after the send in the text and before it in the graph.
func backwards(out chan *slot, s *slot) {
	goto first
second:
	out <- s
	return
first:
	see(s)
	goto second
}

// forwards stands before the send in the text and after it in the graph.
func forwards(out chan *slot, s *slot) {
	goto first
second:
	see(s) // want "borrow of moved value: `s`"
	return
first:
	out <- s
	goto second
}

func outOfTwo(out chan *slot, s *slot, n int) {
	for {
		for {
			out <- s
			if n > 0 {
				goto end
			}
			s = &slot{}
		}
	}
end:
	see(s) // want "borrow of moved value: `s`"
}
