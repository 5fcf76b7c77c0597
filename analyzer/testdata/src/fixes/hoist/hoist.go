// Package hoist has reads that may stand before the send.
package hoist

import "fmt"

type inner struct{ n int }

type item struct {
	ID   int
	Text string
	data []byte
	in   *inner
}

func (i *item) size() int { return len(i.data) }

func field(ch chan *item, it *item) {
	ch <- it
	fmt.Println(it.Text) // want "borrow of moved value"
}

func several(ch chan *item, it *item) string {
	ch <- it
	if it.ID > 3 { // want "borrow of moved value"
		fmt.Println("many")
	}
	n := len(it.data) + it.ID
	return fmt.Sprint(it.Text, n)
}

func taken(ch chan *item, it *item, text string) {
	ch <- it
	fmt.Println(it.Text, text) // want "borrow of moved value"
}

func failed(ch chan *item, it *item) error {
	select {
	case ch <- it:
		fmt.Println(it.ID) // want "borrow of moved value"
	default:
	}
	return nil
}

// Near misses: no read may be moved in what follows.

func conditional(ch chan *item, it *item, verbose bool) {
	ch <- it
	if verbose {
		fmt.Println(it.Text) // want "borrow of moved value"
	}
}

func short(ch chan *item, it *item) bool {
	ch <- it
	return len(ch) > 0 && it.ID > 2 // want "borrow of moved value"
}

func deep(ch chan *item, it *item) int {
	ch <- it
	return it.in.n // want "borrow of moved value"
}

func method(ch chan *item, it *item) int {
	ch <- it
	return it.size() // want "borrow of moved value"
}

func alias(ch chan *item, it *item) []byte {
	ch <- it
	return it.data // want "borrow of moved value"
}

func repeated(ch chan *item, it *item) {
	ch <- it
	for i := 0; i < it.ID; i++ { // want "borrow of moved value"
		fmt.Println(i)
	}
}

func deferred(ch chan *item, it *item) {
	defer func() { fmt.Println(it.Text) }()
	ch <- it
	fmt.Println(it.Text) // want "borrow of moved value"
}

func answered(ch chan *item, done chan bool, it *item) {
	ch <- it
	<-done
	fmt.Println(it.ID) // want "borrow of moved value"
}

func acknowledged(ch chan *item, done chan bool, it *item, ready bool) {
	if ch <- it; ready {
		<-done
	}
	fmt.Println(it.ID) // want "borrow of moved value"
}

func waited(ch chan *item, wait func(), it *item) {
	ch <- it
	wait()
	fmt.Println(it.ID) // want "borrow of moved value"
}

func changed(ch chan *item, it, other *item) {
	ch <- it
	fmt.Println(it.Text) // want "borrow of moved value"
	it = other
	fmt.Println(it.Text)
}
