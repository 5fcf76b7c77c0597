// Package registered keeps what it sends in a list, too, and goes through that.
package registered

import (
	"errors"
	"sync"
)

type item struct {
	n    int
	done chan struct{}
	err  error
}

func listed(k int, out chan<- *item) {
	var all []*item
	for i := range k {
		it := &item{n: i}
		all = append(all, it)
		out <- it
	}
	for _, it := range all {
		it.n = 1 // want "assign to part of moved value: `it.n`"
	}
}

// listedIfNot keeps those that it does not send.
func listedIfNot(k int, out chan<- *item) {
	var rest []*item
	for i := range k {
		it := &item{n: i}
		if i > 3 {
			out <- it
		} else {
			rest = append(rest, it)
		}
	}
	for _, it := range rest {
		it.n = 1
	}
}

func listedFirst(k int, out chan<- *item) {
	var all []*item
	for i := range k {
		it := &item{n: i}
		all = append(all, it)
		if i > 3 {
			continue
		}
		out <- it
	}
	for _, it := range all {
		it.n = 1 // want "assign to part of moved value: `it.n`"
	}
}

type registry struct{ all []*item }

func (r *registry) inField(k int, out chan<- *item) {
	for i := range k {
		it := &item{n: i}
		r.all = append(r.all, it)
		out <- it
	}
	for _, it := range r.all {
		it.n = 1 // want "assign to part of moved value: `it.n`"
	}
}

// others has copies in its list.
func others(in <-chan *item, out chan<- *item) {
	var all []*item
	for it := range in {
		c := *it
		all = append(all, &c)
		out <- it
		for _, it := range all {
			it.n = 1
		}
	}
}

// dropped forgets the list with what was sent.
func dropped(in <-chan *item, out chan<- []*item) {
	var all []*item
	for it := range in {
		all = append(all, it)
		if len(all) == 8 {
			out <- all
			all = nil
		}
	}
	for _, it := range all {
		it.n = 1
	}
}

// popped takes from its list what it sends.
func popped(in <-chan *item, out chan<- *item) {
	var queue []*item
	for it := range in {
		queue = append(queue, it)
		for len(queue) > 2 {
			head := queue[0]
			queue = queue[1:]
			out <- head
		}
		for _, it := range queue {
			it.n = 1
		}
	}
}

// refused has a list of what could not be sent.
func refused(in <-chan *item, out chan<- *item) {
	var all []*item
	for it := range in {
		select {
		case out <- it:
		default:
			all = append(all, it)
		}
	}
	for _, it := range all {
		it.err = errors.New("full")
	}
}

// answered waits for each.
func answered(k int, out chan<- *item) (sum int) {
	var all []*item
	for i := range k {
		it := &item{n: i, done: make(chan struct{})}
		all = append(all, it)
		out <- it
	}
	for _, it := range all {
		<-it.done
		sum += it.n
	}
	return sum
}

// joined waits for all.
func joined(k int) (sum int) {
	work := make(chan *item)
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for it := range work {
				it.n *= 2
			}
		}()
	}
	var all []*item
	for i := range k {
		it := &item{n: i}
		all = append(all, it)
		work <- it
	}
	close(work)
	wg.Wait()
	for _, it := range all {
		sum += it.n
	}
	return sum
}

// cameBack has what it received in its list again.
func cameBack(k int, ch chan *item) {
	var all []*item
	for i := range k {
		it := &item{n: i}
		all = append(all, it)
		ch <- it
	}
	all = all[:0]
	for range k {
		all = append(all, <-ch)
	}
	for _, it := range all {
		it.n = 1
	}
}

// shared puts each item into one of two lists.
func shared(k int, out chan<- []*item) {
	var dead, kept []*item
	for i := range k {
		it := &item{n: i}
		if it.n < 5 {
			dead = append(dead, it)
		} else {
			kept = append(kept, it)
		}
	}
	out <- dead
	for _, it := range kept {
		it.n = 1
	}
}

// sharedOut does so with those of another list.
func sharedOut(all []*item, out chan<- []*item) {
	var dead, kept []*item
	for _, it := range all {
		if it.n < 5 {
			dead = append(dead, it)
		} else {
			kept = append(kept, it)
		}
	}
	out <- dead
	for _, it := range kept {
		it.n = 1
	}
}

// inBoth puts some into both.
func inBoth(k int, out chan<- []*item) {
	var dead, kept []*item
	for i := range k {
		it := &item{n: i}
		if it.n < 5 {
			dead = append(dead, it)
		}
		kept = append(kept, it)
	}
	out <- dead
	for _, it := range kept {
		it.n = 1 // want "assign to part of moved value: `it.n`"
	}
}

// oneInBoth puts one item into either, again and again.
func oneInBoth(k int, it *item, out chan<- []*item) {
	var dead, kept []*item
	for i := range k {
		if i < 5 {
			dead = append(dead, it)
		} else {
			kept = append(kept, it)
		}
	}
	out <- dead
	for _, it := range kept {
		it.n = 1 // want "assign to part of moved value: `it.n`"
	}
}

// taken is one element of another list, and is kept.
func taken(items []*item, out chan<- *item) {
	var keep []*item
	it := items[0]
	out <- it
	keep = append(keep, it)
	for _, k := range keep {
		k.n = 1 // want "assign to part of moved value: `k.n`"
	}
}
