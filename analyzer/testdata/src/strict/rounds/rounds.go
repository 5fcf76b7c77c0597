// Package rounds goes over the elements of one collection more than once.
package rounds

type crate struct {
	weight int
	lid    *crate
}

func build(n int) *crate { return &crate{weight: n} }

func weigh(c *crate) int { return c.weight }

func weighThenShip(out chan *crate, crates []*crate) (sum int) {
	for _, c := range crates {
		sum += weigh(c)
	}
	for _, c := range crates {
		out <- c
	}
	return sum
}

func shipThenWeigh(out chan *crate, crates []*crate) (sum int) {
	for _, c := range crates {
		out <- c
	}
	for _, c := range crates { // want "use of moved value: `c`"
		sum += weigh(c)
	}
	return sum
}

func shipTwice(out chan *crate, crates []*crate) {
	for _, c := range crates {
		out <- c
	}
	for _, c := range crates { // want "use of moved value: `c`"
		out <- c
	}
}

func label(out chan *crate, crates []*crate) {
	for i := 0; i < len(crates); i++ {
		crates[i].weight = i
	}
	for i := 0; i < len(crates); i++ {
		out <- crates[i]
	}
}

func labelled(out chan *crate, byName map[string]*crate) {
	for name, c := range byName {
		c.weight = len(name)
	}
	for _, c := range byName {
		out <- c
	}
}

func lastFirst(out chan *crate, crates []*crate) int {
	last := crates[len(crates)-1]
	sum := weigh(last)
	for _, c := range crates {
		out <- c
	}
	return sum
}

func lastAfter(out chan *crate, crates []*crate) int {
	last := crates[len(crates)-1]
	for _, c := range crates {
		out <- c
	}
	return weigh(last) // want "borrow of moved value: `last`"
}

func filled(out chan *crate, n int) {
	crates := make([]*crate, n)
	for i := range crates {
		crates[i] = build(i)
	}
	for _, c := range crates {
		weigh(c)
	}
	for _, c := range crates {
		out <- c
	}
}

func filledWithOne(out chan *crate, n int) {
	one := build(1)
	crates := make([]*crate, n)
	for i := range crates {
		crates[i] = one
	}
	for _, c := range crates { // want "use of moved value: `c`"
		out <- c
	}
}

func ofArray(out chan *crate) int {
	var crates [3]*crate
	for i := range crates {
		crates[i] = build(i)
	}
	out <- crates[0]
	crates[1].weight = 2
	return weigh(crates[2])
}

func ofArrayAgain(out chan *crate) int {
	var crates [3]*crate
	for i := range crates {
		crates[i] = build(i)
	}
	out <- crates[0]
	return weigh(crates[0]) // want "borrow of moved value: `crates.0.`"
}

// Crates that were looked through more than once, and are sent in parts: each has a
// lid of its own.

func lids(out chan *crate, crates []*crate) {
	for _, a := range crates {
		_ = a
	}
	for _, b := range crates {
		_ = b
	}
	for _, c := range crates {
		out <- c.lid
	}
}

func oneLid(out chan *crate, crates []*crate, i int) {
	for _, a := range crates {
		_ = a
	}
	for _, b := range crates {
		_ = b
	}
	for range crates {
		out <- crates[i].lid // want "use of moved value: `crates\\[i\\].lid`"
	}
}
