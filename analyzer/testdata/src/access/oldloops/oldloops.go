//go:build go1.21

// Package oldloops has loops with one variable for all iterations, as before
// Go 1.22.
package oldloops

func oneVariable(out chan *int, ns []int) {
	for _, n := range ns { // want "moved value"
		out <- &n
	}
}

func copied(out chan *int, ns []int) {
	for _, n := range ns {
		n := n
		out <- &n
	}
}

func byValue(out chan *int, ns []*int) {
	for _, n := range ns {
		out <- n
	}
}
