package elements

// What is appended to the front of an array lies where the rest was.

func extended(out chan []byte, b []byte, n int) {
	head, tail := b[:n], b[n:]
	out <- tail
	head = append(head, 0) // want "moved value: `head`"
	_ = head
}

func extendedAtOnce(out chan []byte, b []byte) {
	out <- b[2:]
	b = append(b[:2], 0) // want "moved value: `b"
	_ = b
}

func extendedByPart(out chan []byte, b []byte) {
	out <- b[4:]
	b = append(b[:4][1:], 0) // want "moved value: `b"
	_ = b
}

func extendedNotSoFar(out chan []byte, b []byte) {
	out <- b[4:]
	b = append(b[:2], 0)
	_ = b
}

func extendedElsewhere(out chan []byte, b []byte, n int) {
	head, tail := b[:n:n], b[n:]
	out <- tail
	head = append(head, 0)
	_ = head
}

func notExtended(out chan []byte, b []byte, n int) {
	head, tail := b[:n], b[n:]
	out <- tail
	head[0] = 1
	_ = append(head)
}

func extendedFromFront(out chan []byte, b []byte, n int) {
	head, tail := b[:n], b[n:]
	out <- head
	tail = append(tail, 0)
	_ = tail
}

func appendedFrom(out chan []byte, b []byte) {
	out <- b[2:]
	_ = append([]byte(nil), b[2:]...) // want "moved value: `b"
}

func appendedFromFront(out chan []byte, b []byte) {
	out <- b[2:]
	_ = append([]byte(nil), b[:2]...)
}

func first4(b []byte) []byte { return b[:4] }

func only4(b []byte) []byte { return b[:4:4] }

func extendedAgain(out chan []byte, b []byte) {
	out <- b[2:]
	_ = append([]byte(nil), b[:2][:4]...) // want "moved value: `b"
}

func extendedByCallee(out chan []byte, b []byte) {
	out <- b[2:]
	first4(b[:2])[0] = 1
	first4(b[:2])[3] = 1 // want "moved value"
}

func appendedToFirst(out chan []byte, b []byte) {
	out <- b[4:]
	_ = append(first4(b), 1) // want "moved value"
}

func appendedToOnly(out chan []byte, b []byte) {
	out <- b[4:]
	_ = append(only4(b), 1)
}

func appendedItself(out chan *job, js []*job) {
	js = js[:1]
	out <- js[0]
	js = append(js, js[0])
	js[1].run() // want "moved value: `js\\[1\\]`"
}

func appendedAnother(out chan *job, js []*job) {
	js = js[:1]
	out <- js[0]
	js = append(js, &job{})
	js[1].run()
}

func appendedInItsPlace(out chan *job, js []*job) {
	j := js[len(js)-1]
	js = js[:len(js)-1]
	out <- j
	js = append(js, &job{})
	js[len(js)-1].run()
}

func grown(out chan []*job, js, more []*job, c bool) {
	if c {
		js = more
	}
	out <- append(js, &job{})
	js[0].run() // want "moved value: `js\\[0\\]`"
}

func grownOther(out chan []*job, js, more []*job, c bool) {
	if c {
		js = more
	}
	out <- append([]*job(nil), &job{})
	js[0].run()
}

func copiedOut(out chan []byte, b []byte) {
	out <- b[:2:2]
	_ = append(b[:2:2], 0) // want "moved value: `b"
}

func copiedNothing(out chan []byte, b []byte) {
	out <- b[:2:2]
	_ = append(b[:0:0], 0)
}

func twoNames(out chan []*job, js []*job) {
	js[1] = js[0]
	out <- js[:1]
	js[1].steps = nil // want "moved value: `js\\[1\\].steps`"
}

func twoElements(out chan []*job, js []*job) {
	out <- js[:1]
	js[1].steps = nil
}
