// Package selects has sends that are chosen or not.
package selects

type note struct{ text string }

func show(n *note) { println(n.text) }

func chosenOnly(a, b chan *note, n *note) {
	select {
	case a <- n:
	case <-b:
		show(n)
	}
}

func chosenBody(a, b chan *note, n *note) {
	select {
	case a <- n:
		show(n) // want "moved value: `n`"
	case <-b:
	}
}

func afterwards(a, b chan *note, n *note) {
	select {
	case a <- n:
	case <-b:
	}
	show(n) // want "moved value: `n`"
}

func dropped(a chan *note, n *note) {
	select {
	case a <- n:
	default:
		show(n)
	}
}

func returns(a, b chan *note, n *note) {
	select {
	case a <- n:
		return
	case <-b:
	}
	show(n)
}

func retried(a chan *note, n *note) {
	for {
		select {
		case a <- n:
			return
		default:
			show(n)
		}
	}
}

func breaksSelectOnly(a chan *note, n *note) {
	for {
		select {
		case a <- n: // want "use of moved value: `n`"
			break
		default:
		}
	}
}

func breaksLoop(a chan *note, n *note) {
loop:
	for {
		select {
		case a <- n:
			break loop
		default:
		}
	}
}

func breaksLoopThenUse(a chan *note, n *note) {
loop:
	for {
		select {
		case a <- n:
			break loop
		default:
		}
	}
	show(n) // want "moved value: `n`"
}

func two(a, b chan *note, n *note) {
	select {
	case a <- n:
	case b <- n:
	}
}

func twoThenUse(a, b chan *note, n *note) {
	select {
	case a <- n:
	case b <- n:
	}
	show(n) // want "moved value: `n`"
}

func renewed(a chan *note, n *note, stop chan bool) {
	for {
		select {
		case a <- n:
			n = &note{}
		case <-stop:
			show(n)
			return
		}
	}
}

func notRenewed(a chan *note, n *note, stop chan bool) {
	for range 2 {
		select {
		case a <- n: // want "use of moved value: `n`"
		case <-stop:
			n = &note{}
		}
	}
}
