package spread

import "time"

type call struct {
	header map[string]string
	tries  int
}

// The loop ends with the send: it is none to several.

func untilTaken(out chan<- *call, c *call) {
	for {
		select {
		case out <- c:
			c.header["sent"] = "yes" // want `assign to part of moved value: .c.header."sent".`
			return
		case <-time.After(time.Second):
			c.tries++
		}
	}
}

func untilTakenReady(out chan<- *call, c *call) {
	for {
		c.header["try"] = "yes"
		select {
		case out <- c:
			return
		case <-time.After(time.Second):
			c.tries++
		}
	}
}

func readUntilTaken(out chan<- *call, c *call) int {
	for {
		select {
		case out <- c:
			return c.tries // want "borrow of moved value: `c.tries`"
		default:
		}
	}
}

func readByAll(outs []chan<- *call, c *call) int {
	n := 0
	for _, out := range outs {
		select {
		case out <- c:
			n += c.tries
		default:
		}
	}
	return n
}
