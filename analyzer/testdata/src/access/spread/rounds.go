package spread

// A value that is sent again and again is as good as shared where nobody writes to it.

type sheet struct{ front, back *op }

func receiveSheets(in <-chan sheet) {
	for s := range in {
		s.front.done = true
	}
}

func publishSheet(out chan<- sheet, s sheet) { out <- s }

func makeSheet() *sheet { return &sheet{front: &op{}, back: &op{}} }

func rounds(out chan<- sheet, more func() bool) int {
	first := makeSheet()
	turned := &sheet{front: first.back, back: first.front}
	n := 0
	for more() {
		n += len(first.front.name)
		publishSheet(out, *turned) // want "moved value: `\\*turned`"
	}
	return n
}

type leaf struct{ text string }

type branch struct{ left, right *leaf }

func publishBranch(out chan<- branch, b branch) { out <- b }

func makeBranch() *branch { return &branch{left: &leaf{}, right: &leaf{}} }

func readRounds(out chan<- branch, more func() bool) int {
	first := makeBranch()
	turned := &branch{left: first.right, right: first.left}
	n := 0
	for more() {
		n += len(first.left.text)
		publishBranch(out, *turned)
	}
	return n
}
