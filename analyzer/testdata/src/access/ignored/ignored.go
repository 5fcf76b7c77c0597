// Package ignored has findings that comments suppress.
package ignored

type item struct{ n int }

func onUse(out chan *item, i *item) {
	out <- i
	i.n = 1 //nolint:sendmove // the receiver only looks at the pointer
}

func aboveUse(out chan *item, i *item) {
	out <- i
	//sendmove:ignore the receiver only looks at the pointer
	i.n = 1
}

func onSend(out chan *item, i *item) {
	out <- i //sendmove:ignore the receiver only looks at the pointer
	i.n = 1
}

func aboveSend(out chan *item, i *item) {
	//nolint:errcheck,sendmove // the receiver only looks at the pointer
	out <- i
	i.n = 1
}

func lines(out chan *item, i *item) {
	out <- i
	//sendmove:ignore the receiver
	// only looks at the pointer
	i.n = 1
}

func otherLinter(out chan *item, i *item) {
	out <- i //nolint:errcheck // nothing to check
	i.n = 1  // want "assign to part of moved value: `i.n`"
}

func otherLine(out chan *item, i *item) {
	out <- i

	//sendmove:ignore this is about nothing

	i.n = 1 // want "assign to part of moved value: `i.n`"
}

func otherUse(out chan *item, i, j *item) {
	out <- i
	out <- j
	i.n = 1 //nolint:sendmove // the receiver only looks at the pointer
	j.n = 1 // want "assign to part of moved value: `j.n`"
}
