// Package loops has moves that a later iteration meets.
package loops

type chunk struct{ data []byte }

func check(c *chunk) bool { return len(c.data) > 0 }

func sameEachTime(out chan *chunk, c *chunk, n int) {
	for range n {
		out <- c // want `use of moved value: .c. \(moved in previous iteration of loop\)`
	}
}

func freshEachTime(out chan *chunk, n int) {
	for range n {
		c := &chunk{}
		out <- c
	}
}

func once(out chan *chunk, c *chunk, n int) {
	for range n {
		out <- c
		break
	}
}

func onceThenUse(out chan *chunk, c *chunk, n int) {
	for range n {
		out <- c
		break
	}
	check(c) // want "moved value: `c`"
}

func useOnTop(out chan *chunk, c *chunk, n int) {
	for range n {
		if check(c) { // want "moved value: `c`"
			out <- c
		}
	}
}

func renewed(out chan *chunk, c *chunk, n int) {
	for range n {
		out <- c
		c = &chunk{}
	}
	check(c)
}

func renewedOnTop(out chan *chunk, n int) {
	var c *chunk
	for range n {
		c = &chunk{}
		out <- c
	}
	check(c) // want "moved value: `c`"
}

func continueSkips(out chan *chunk, c *chunk, ns []int) {
	for _, n := range ns {
		out <- c // want "use of moved value: `c`"
		if n > 9 {
			continue
		}
		c = &chunk{}
	}
}

func continueRenews(out chan *chunk, c *chunk, ns []int) {
	for _, n := range ns {
		out <- c
		if n > 9 {
			c = &chunk{}
			continue
		}
		c = &chunk{}
	}
}

func wrongBreak(out chan *chunk, c *chunk, rows [][]int) {
	for _, row := range rows {
		for _, n := range row {
			if n > 0 {
				out <- c // want "use of moved value: `c`"
				break
			}
		}
	}
}

func rightBreak(out chan *chunk, c *chunk, rows [][]int) {
search:
	for _, row := range rows {
		for _, n := range row {
			if n > 0 {
				out <- c
				break search
			}
		}
	}
}

func labelledContinue(out chan *chunk, c *chunk, rows [][]int) {
next:
	for _, row := range rows {
		for _, n := range row {
			out <- c // want "use of moved value: `c`"
			if n > 0 {
				continue next
			}
			c = &chunk{}
		}
	}
}

func nested(out chan *chunk, c *chunk, n int) {
	for range n {
		for range n {
			out <- c // want "use of moved value: `c`"
		}
	}
}

func nestedFresh(out chan *chunk, n int) {
	for range n {
		c := &chunk{}
		for range n {
			check(c)
		}
		out <- c
	}
}

func nestedOuterFresh(out chan *chunk, n int) {
	for range n {
		c := &chunk{}
		for range n {
			out <- c // want "use of moved value: `c`"
		}
	}
}

func jumpsBack(out chan *chunk, c *chunk, n int) {
again:
	out <- c // want "use of moved value: `c`"
	if n--; n > 0 {
		goto again
	}
}

func jumpsBackRenewed(out chan *chunk, c *chunk, n int) {
again:
	out <- c
	if n--; n > 0 {
		c = &chunk{}
		goto again
	}
}

func jumpsOver(out chan *chunk, c *chunk, n int) {
	if n > 0 {
		goto end
	}
	out <- c
	return
end:
	check(c)
}

func movedBefore(out chan *chunk, c *chunk, ns []int) int {
	out <- c
	sum := 0
	for _, n := range ns {
		sum += n
	}
	return sum
}

func inCondition(out chan *chunk, c *chunk) {
	for send(out, c) { // want "use of moved value: `c`"
	}
}

func send(out chan *chunk, c *chunk) bool {
	out <- c
	return cap(out) > len(out)
}

func perElement(out chan *chunk, cs []*chunk) {
	for _, c := range cs {
		out <- c
	}
}

func received(in, out chan *chunk) {
	for c := range in {
		check(c)
		out <- c
	}
}

func receivedThenUsed(in, out chan *chunk) {
	for c := range in {
		out <- c
		check(c) // want "moved value: `c`"
	}
}
