package elements

type scored struct{ n int }

// A loop goes on where another one has stopped.

func mergedInOrder(out chan *scored, a, b []*scored) {
	i, k := 0, 0
	for i < len(a) && k < len(b) {
		if a[i].n < b[k].n {
			a[i].n++
			out <- a[i]
			i++
		} else {
			out <- b[k]
			k++
		}
	}
	for ; i < len(a); i++ {
		a[i].n++
		out <- a[i]
	}
	for ; k < len(b); k++ {
		b[k].n++
		out <- b[k]
	}
}

func mergedAndAgain(out chan *scored, a, b []*scored) {
	i, k := 0, 0
	for i < len(a) && k < len(b) {
		if a[i].n < b[k].n {
			out <- a[i]
			i++
		} else {
			out <- b[k]
			k++
		}
	}
	for i = 0; i < len(a); i++ {
		a[i].n++ // want "borrow of moved value: `a\\[i\\].n`"
	}
	for k--; k < len(b); k++ {
		b[k].n++ // want "borrow of moved value: `b\\[k\\].n`"
	}
}

func untilFull(out chan *scored, js []*scored, room func() bool) {
	i := 0
	for ; i < len(js) && room(); i++ {
		out <- js[i]
	}
	for ; i < len(js); i++ {
		js[i].n++
	}
}

func behindTheOneSent(out chan *scored, js []*scored, i int) {
	out <- js[i]
	for k := i + 1; k < len(js); k++ {
		js[k].n++
	}
}

func untilOneSent(out chan *scored, js []*scored, ready func() bool) {
	i := 0
	for ; i < len(js); i++ {
		if ready() {
			out <- js[i]
			i++
			break
		}
	}
	for ; i < len(js); i++ {
		js[i].n++
	}
}

// Elements behind the one at which the iteration has started.

func inGroups(out chan []*scored, js []*scored) {
	for i := 0; i < len(js); {
		js[i].n++
		k := i + 1
		for ; k < len(js) && js[k] != nil; k++ {
			js[k].n++
		}
		out <- js[i:k]
		i = k
	}
}

func inGroupsTooLate(out chan []*scored, js []*scored) {
	for i := 0; i < len(js); {
		k := i + 1
		for ; k < len(js) && js[k] != nil; k++ {
			js[k].n++
		}
		out <- js[i:k]
		js[i].n++ // want "assign to part of moved value: `js\\[i\\].n`"
		i = k
	}
}

// An index that another loop calls otherwise is taken for another one.

func untilSent(out chan *scored, js []*scored, room func() bool) {
	i := 0
	for ; i < len(js); i++ {
		out <- js[i]
		if !room() {
			break
		}
	}
	for ; i < len(js); i++ {
		js[i].n++
	}
}
