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
