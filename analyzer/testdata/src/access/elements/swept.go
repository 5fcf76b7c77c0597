package elements

// A loop over all elements comes to the one that was sent.

func sweptAfter(out chan *job, js []*job) {
	out <- js[1]
	for _, j := range js {
		j.run() // want "moved value: `j`"
	}
}

func sweptAfterSome(out chan *job, js []*job, k int) {
	out <- js[k]
	for _, j := range js {
		j.run() // want "moved value: `j`"
	}
}

func sweptFrom(out chan *job, js []*job) {
	out <- js[1]
	for _, j := range js[1:] {
		j.run() // want "moved value: `j`"
	}
}

func sweptBehind(out chan *job, js []*job) {
	out <- js[1]
	for _, j := range js[2:] {
		j.run()
	}
}

func sweptBefore(out chan *job, js []*job, k int) {
	out <- js[k]
	for _, j := range js[:k] {
		j.run()
	}
}

func sweptOthers(out chan *job, js []*job, k int) {
	out <- js[k]
	for i, j := range js {
		if i == k {
			continue
		}
		j.run()
	}
}

func sweptUpTo(out chan *job, js []*job, k int) {
	sent := js[k]
	out <- sent
	for _, j := range js {
		if j == sent {
			break
		}
		j.run()
	}
}

func sweptWhereRenewed(out chan *job, js []*job, k int) {
	out <- js[k]
	js[k] = &job{}
	for _, j := range js {
		j.run()
	}
}

func sweptWhereSent(out chan *job, js []*job) {
	for _, j := range js {
		j.run()
		out <- js[0]
	}
}

func sweptGrown(out chan *job) {
	js := append([]*job{{}, {}}, &job{})
	out <- js[0]
	for _, j := range js {
		j.run() // want "moved value: `j`"
	}
}

func sweptGrownOthers(out chan *job) {
	js := append([]*job{{}, {}}, &job{})
	out <- js[0]
	for _, j := range js[1:] {
		j.run()
	}
}

// What the loop decides without looking at the element it does with any.

type options struct{ fast, slow bool }

func (o *options) chance() bool

func sweptWhereAsked(out chan *job, js []*job, o *options) {
	out <- js[1]
	for _, j := range js {
		if o.fast || o.chance() {
			for range 2 {
				j.run() // want "moved value: `j`"
			}
		}
	}
}

func sweptUnlessAsked(out chan *job, js []*job, o *options) {
	out <- js[1]
	for _, j := range js {
		fast := o.fast
		if fast {
			continue
		}
		switch {
		case o.slow:
			j.run() // want "moved value: `j`"
		default:
			println()
		}
	}
}

func sweptWhereRoom(out chan *job, tick chan int, js []*job) {
	out <- js[1]
	for _, j := range js {
		select {
		case tick <- 1:
			j.run() // want "moved value: `j`"
		default:
		}
	}
}

func sweptWhereItSays(out chan *job, js []*job) {
	out <- js[1]
	for _, j := range js {
		if len(j.steps) > 0 { // want "moved value: `j.steps`"
			j.run()
		}
	}
}

func sweptNext(out chan *job, js []*job) {
	out <- js[0]
	first := true
	for _, j := range js {
		if !first {
			j.run()
		}
		first = false
	}
}

func sweptNoted(out chan *job, js []*job, k int) {
	out <- js[k]
	for i, j := range js {
		other := false
		if i != k {
			other = true
		}
		if other {
			j.run()
		}
	}
}

func sweptListed(out chan *job, js []*job, done []bool) {
	out <- js[1]
	for i, j := range js {
		if !done[i] {
			j.run()
		}
	}
}

func sweptAnswered(out chan *job, left <-chan bool, js []*job) {
	out <- js[1]
	for _, j := range js {
		if <-left {
			j.run()
		}
	}
}

func sweptCounted(out chan *job, js []*job, o *options) {
	out <- js[0]
	n := 0
	for _, j := range js {
		if next(&n) > 1 {
			j.run()
		}
	}
}

func next(n *int) int

type turn struct{ started bool }

func sweptInTurn(out chan *job, js []*job, t *turn) {
	out <- js[0]
	for _, j := range js {
		if t.started {
			j.run()
		}
		t.started = true
	}
}

func sweptWhereSame(out chan *job, js []*job, gone map[*job]bool) {
	out <- js[1]
	for _, j := range js {
		if j == js[1] || gone[j] {
			continue
		}
		j.run()
	}
}
