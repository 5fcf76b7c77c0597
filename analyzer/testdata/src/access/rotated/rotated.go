// Package rotated has a batch that is filled and one that goes out, and callees that
// make the first one the second one, on some of their paths.
package rotated

import "time"

type item struct {
	n  int
	at *time.Time
}

type batch struct{ items []*item }

func (b *batch) empty() bool { return len(b.items) == 0 }

func (b *batch) take() *batch {
	if len(b.items) < 2 {
		return nil
	}
	part := &batch{items: []*item{b.items[0]}}
	b.items = b.items[1:]
	return part
}

type producer struct {
	out      chan *batch
	filling  *batch
	flushing *batch
	locked   bool
}

func (p *producer) rotate() bool {
	if p.flushing != nil || p.filling.empty() {
		return true
	}
	if !p.locked {
		p.flushing = p.filling
		p.filling = &batch{}
		return true
	}
	part := p.filling.take()
	if part == nil {
		return false
	}
	p.flushing = part
	return true
}

func (p *producer) drain() {
	for !p.filling.empty() || p.flushing != nil {
		if p.flushing == nil && !p.rotate() {
			return
		}
		p.out <- p.flushing
		p.flushing = nil
	}
}

// forget leaves the batch that goes out where it is filled.
func (p *producer) forget() {
	if !p.locked {
		p.flushing = p.filling
	}
}

func (p *producer) drainTwice() {
	p.forget()
	p.out <- p.flushing
	p.filling.items = nil // want "assign to part of moved value: `p\\.filling\\.items`"
}

// both stores one batch in both places.
func (p *producer) both(b *batch) {
	if p.locked {
		p.flushing = b
		p.filling = b
	}
}

func (p *producer) drainBoth(b *batch) {
	p.both(b)
	p.out <- p.flushing
	p.filling.items = nil // want "assign to part of moved value: `p\\.filling\\.items`"
}

func parse(k int) (out []*item) {
	for i := range k {
		now := time.Now()
		out = append(out, &item{i, &now})
	}
	return out
}

func look(i *item) time.Time { return *i.at }

// rest sends what is left when time is up. What each item refers to is its own.
func rest(out chan *item, counts chan int, stop chan bool) {
	for k := range counts {
		items := parse(k)
		for i, it := range items {
			look(it)
			select {
			case out <- it:
			case <-stop:
				for _, it = range items[i:] {
					look(it)
					out <- it
				}
				return
			}
		}
	}
}

func again(out chan *item, k int) {
	items := parse(k)
	for _, it := range items {
		out <- it
		look(it) // want "borrow of moved value: `it`"
	}
}

func (b *batch) head() []*item {
	if len(b.items) == 0 {
		b.items = append(b.items, &item{})
	}
	return b.items
}

// dropped does not take what head returns.
func dropped(b *batch, out chan []*item) {
	go b.head()
	out <- b.items
}

func droppedLater(b *batch, out chan []*item) {
	defer b.head() // want "borrow of moved value: `b`"
	out <- b.items
}

// restAfterRetry goes back to the same item, whose index the inner loop leaves as it is.
func restAfterRetry(out chan *item, counts chan int, tick chan bool) {
	for k := range counts {
		items := parse(k)
		for i, it := range items {
			look(it)
		again:
			select {
			case out <- it:
			case <-tick:
				if k > 2 {
					for _, it = range items[i:] {
						look(it)
						out <- it
					}
					return
				}
				goto again
			}
		}
	}
}
