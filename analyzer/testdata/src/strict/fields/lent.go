package fields

func (a *album) turn() { a.count++ }

func (a *album) recover() { a.cover = &image{} }

func bump(n *int) { *n++ }

func lentWhole(out chan *image, a album) {
	out <- a.cover
	a.turn() // want "borrow of partially moved value: `a`"
}

func lentToRenew(out chan *image, a album) {
	out <- a.cover
	a.recover()
	a.turn()
	seeAll(a)
}

func lentPart(out chan *image, a album) {
	out <- a.cover
	bump(&a.count)
	see(&a.back)
}

func lentSame(out chan *image, a album) {
	out <- a.cover
	see(&a.cover) // want "borrow of moved value: `a.cover`"
}

func see(i **image) { println(len((*i).pixels)) }
