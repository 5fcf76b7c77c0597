package elements

// Slices that start elsewhere on the two paths into a block are one slice then. Which
// element of it was sent is known from where it started on that path.

func startMoved(out chan *job, js []*job, c bool) {
	if c {
		js = js[1:]
		out <- js[0]
	}
	js[0].run() // want "moved value: `js\\[0\\]`"
}

func startMovedOther(out chan *job, js []*job, c bool) {
	if c {
		js = js[1:]
		out <- js[0]
	}
	js[1].run()
}

func startMovedAfter(out chan *job, js []*job, c bool) {
	if c {
		out <- js[0]
		js = js[1:]
	}
	js[0].run()
}

func startMovedOnTheOther(out chan *job, js []*job, c bool) {
	if c {
		js = js[1:]
	} else {
		out <- js[1]
	}
	js[1].run() // want "moved value: `js\\[1\\]`"
}

func startMovedOnTheOtherBefore(out chan *job, js []*job, c bool) {
	if c {
		js = js[1:]
	} else {
		out <- js[1]
	}
	js[0].run()
}
