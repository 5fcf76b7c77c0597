package popped

type card struct {
	n    int
	data []byte
	next *card
}

func newCard() *card                  { return &card{} }
func newDeck() []*card                { return []*card{newCard(), newCard()} }
func look(d []*card) bool             { return d[0].n > 0 }
func lookAt(c *card) bool             { return c.n > 0 }
func give(ch chan []*card, d []*card) { ch <- d }

// What is popped is not in the rest of the slice, whatever its bounds are later.
func poppedOnOnePath(ch chan *card, d []*card) {
	if look(d) {
		for len(d) > 0 {
			c := d[len(d)-1]
			d = d[:len(d)-1]
			_ = c
		}
	}
	for _, c := range d {
		ch <- c
	}
}

func poppedTwice(ch chan *card, d []*card) {
	if len(d) > 0 {
		c := d[len(d)-1]
		d = d[:len(d)-1]
		for len(d) > 0 {
			e := d[len(d)-1]
			d = d[:len(d)-1]
			ch <- e
		}
		lookAt(c)
	}
}

func sentTwice(ch chan *card, d []*card) {
	for len(d) > 0 {
		c := d[len(d)-1]
		d = d[:len(d)-1]
		ch <- c
		lookAt(c) // want "borrow of moved value: `c`"
	}
}

// Another slice still has it.
func alsoElsewhere(ch chan *card, d []*card) {
	e := d
	if len(d) > 0 {
		c := d[len(d)-1]
		d = d[:len(d)-1]
		ch <- c
		lookAt(e[len(e)-1]) // want "borrow of moved value"
	}
}

// The rest is sent, which what was popped is not in.
func restSent(ch chan []*card) {
	d := newDeck()
	if len(d) > 0 {
		c := d[len(d)-1]
		d = d[:len(d)-1]
		give(ch, d)
		lookAt(c)
	}
}

func grownThenSent(ch chan []*card) {
	d := append(newDeck(), newCard())
	if len(d) > 0 {
		c := d[len(d)-1]
		d = d[:len(d)-1]
		give(ch, d)
		lookAt(c)
	}
}

func allSent(ch chan []*card) {
	d := append(newDeck(), newCard())
	if len(d) > 0 {
		c := d[len(d)-1]
		give(ch, d)
		lookAt(c) // want "borrow of moved value: `c`"
	}
}

// Some elements are moved, each by the iteration that has it.
func someOfEach(ch chan []byte, d []*card, b bool) {
	look(d)
	for _, c := range d {
		if b {
			ch <- c.data
		}
		b = !b
	}
}

func someOfOne(ch chan []byte, d []*card, b bool) {
	for range d {
		if b {
			ch <- d[0].data // want "use of moved value: `d\\[0\\].data`"
		}
		b = !b
	}
}

func someTaken(ch chan *card, d []*card, b bool) {
	e := newDeck()
	for len(e) > 0 {
		c := e[len(e)-1]
		e = e[:len(e)-1]
		if b {
			ch <- c
		}
		d = newDeck()
	}
	look(d)
}

func shownRest(ch chan *card) {
	d := newDeck()
	for len(d) > 0 {
		c := d[len(d)-1]
		d = d[:len(d)-1]
		ch <- c
	}
	look(d)
}

func shownAll(ch chan *card) {
	d := newDeck()
	for i := range d {
		ch <- d[i]
	}
	look(d) // want "borrow of moved value: `d`|borrow of partially moved value: `d`"
}

// What was seen by an index, and popped and sent on one path, is not in what is left.
func seenThenPopped(ch chan *card, d []*card, b bool) {
	look(d)
	if b {
		c := d[len(d)-1]
		d = d[:len(d)-1]
		ch <- c
	}
	for _, c := range d {
		lookAt(c)
	}
}

func seenThenSent(ch chan *card, d []*card, b bool) {
	look(d)
	if b {
		ch <- d[0]
	}
	for _, c := range d { // want "use of moved value: `c`"
		lookAt(c)
	}
}

// The length of what may be one slice or another is the same when it is asked again.
func replaced(ch chan []*card, d []*card) {
	for len(d) > 0 {
		c := d[len(d)-1]
		d = d[:len(d)-1]
		ch <- d
		lookAt(c)
		d = newDeck()
	}
}

func partThenRest(ch chan []byte, rest chan []*card, d []*card) {
	for len(d) > 0 {
		c := d[len(d)-1]
		d = d[:len(d)-1]
		ch <- c.data
		rest <- d
		d = newDeck()
	}
}

func restThenPart(ch chan []byte, rest chan []*card, d []*card) {
	if len(d) > 0 {
		c := d[len(d)-1]
		rest <- d
		ch <- c.data // want "borrow of moved value: `c`"
	}
}
