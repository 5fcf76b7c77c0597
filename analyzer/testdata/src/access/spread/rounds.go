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

// What is read goes out as a part of a struct: its receivers count, not those of what
// is read.

func readSheet(out chan<- sheet, more func() bool) int {
	s := makeSheet()
	n := 0
	for more() {
		n += len(s.back.name)
		publishSheet(out, *s) // want "moved value: `\\*s`"
	}
	return n
}

func readSheetBehind(out chan<- sheet, more func() bool) int {
	os := map[string]*op{"a": {}}
	for more() {
		s := sheet{front: os["a"], back: os["a"]}
		go func(s sheet) { out <- s }(s) // want "moved value: `s`"
	}
	return len(os["a"].name)
}

func readBranchBehind(out chan<- branch, more func() bool) int {
	ls := map[string]*leaf{"a": {}}
	for more() {
		b := branch{left: ls["a"], right: ls["a"]}
		go func(b branch) { out <- b }(b)
	}
	return len(ls["a"].text)
}

func numberLeaves(in <-chan *leaf) {
	for l := range in {
		l.text = "x" // not what goes out in a branch
	}
}

// A callee made it, sent it to all and hands it out.

type bulletin struct{ text string }

func announce(outs []chan *bulletin, text string) *bulletin {
	b := &bulletin{text: text}
	for _, c := range outs {
		c <- b // want "use of moved value: `b`"
	}
	return b
}

func amend(in <-chan *bulletin) {
	for b := range in {
		b.text += "."
	}
}

func announceAndRead(outs []chan *bulletin) int {
	b := announce(outs, "a")
	return len(b.text) // want "moved value: `b.text`"
}

type poster struct{ text string }

func hang(outs []chan *poster, text string) *poster {
	b := &poster{text: text}
	for _, c := range outs {
		c <- b
	}
	return b
}

func see(in <-chan *poster) (n int) {
	for b := range in {
		n += len(b.text)
	}
	return n
}

func hangAndRead(outs []chan *poster) int {
	b := hang(outs, "a")
	return len(b.text)
}

// It goes out as something else the second time.

func asItself(out chan<- *op, any chan<- any, o *op) {
	out <- o
	any <- o // want "use of moved value: `o`"
}

type bough struct{ text string }

func asItselfRead(out chan<- *bough, any chan<- any, b *bough) {
	out <- b
	any <- b
}
