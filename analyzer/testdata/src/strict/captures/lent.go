package captures

// A captured variable is lent to a callee: all parts of it must be there, also where
// nobody calls the closure.

type book struct {
	cover *leaf
	back  *leaf
}

func seeBook(b *book) { println(len(b.cover.data)) }

func (b *book) turn()  { println(len(b.back.data)) }
func (b *book) renew() { b.cover = &leaf{} }

func lentUncalled(out chan []byte, b book) {
	_ = func() {
		out <- b.cover.data
		seeBook(&b) // want "borrow of partially moved value: `b`"
	}
}

func lentToMethod(out chan *leaf, b book) {
	_ = func() {
		out <- b.cover
		b.turn() // want "borrow of partially moved value: `b`"
	}
}

func lentToRenew(out chan *leaf, b book) {
	_ = func() {
		out <- b.cover
		b.renew()
		b.turn()
	}
}

func lentAfterStore(out chan *leaf, b book) {
	_ = func() {
		out <- b.cover
		b.cover = &leaf{}
		seeBook(&b)
	}
}

func lentBefore(out chan *leaf, b book) {
	_ = func() {
		seeBook(&b)
		out <- b.cover
	}
}
