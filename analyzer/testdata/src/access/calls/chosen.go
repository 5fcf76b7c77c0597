package calls

// What a variable holds at first is one of the functions that it may be, also where that
// comes from an element or another variable.

type order struct{ n int }

func place(ch chan *order, o *order) { ch <- o }
func drop(chan *order, *order)       {}

var byName = map[string]func(chan *order, *order){"drop": drop}

var fromElement = byName["drop"]

var fromVariable = fromElement

var named = place

func choose() { fromElement, fromVariable = place, place }

func chosenByName(ch chan *order, o *order) {
	fromElement(ch, o)
	o.n++
}

func chosenByVariable(ch chan *order, o *order) {
	fromVariable(ch, o)
	o.n++
}

func chosenAlways(ch chan *order, o *order) {
	named(ch, o)
	o.n++ // want "borrow of moved value: `o.n`"
}
