// Package delayed sends when a time has come.
package delayed

import (
	"context"
	"time"
)

type parcel struct {
	n     int
	timer *time.Timer
}

type carrier struct {
	out chan *parcel
	cur *parcel
}

func (c *carrier) put(p *parcel) { c.out <- p }

func (c *carrier) again(p *parcel) {
	time.AfterFunc(time.Second, func() { c.put(p) })
}

func resent(c *carrier, p *parcel) {
	c.again(p)
	p.n++ // want `borrow of moved value: .p.n.`
}

func inTime(c *carrier, p *parcel) {
	p.n++
	c.again(p)
}

func afterwards(f func()) { time.AfterFunc(time.Second, f) }

func handedOn(c *carrier, p *parcel) {
	afterwards(func() { c.put(p) })
	p.n++ // want `borrow of moved value: .p.n.`
}

func renewed(c *carrier, p *parcel) {
	afterwards(func() { c.put(p) })
	p = &parcel{}
	p.n++
}

func eachOnce(c *carrier, ps []*parcel) {
	for _, p := range ps {
		p.n++
		time.AfterFunc(time.Second, func() { c.out <- p })
	}
}

func oneAgain(c *carrier, p *parcel) {
	for range 3 {
		p.n++ // want `borrow of moved value: .p.n.`
		time.AfterFunc(time.Second, func() { c.out <- p })
	}
}

func cancelled(ctx context.Context, c *carrier, p *parcel) {
	context.AfterFunc(ctx, func() { c.out <- p })
	p.n++ // want `borrow of moved value: .p.n.`
}

// Who keeps the timer may have stopped it.
func stoppable(ctx context.Context, c *carrier, p *parcel) {
	stop := context.AfterFunc(ctx, func() { c.out <- p })
	if stop() {
		p.n++
	}
}

func watched(c *carrier, p *parcel) {
	p.timer = time.AfterFunc(time.Second, func() { c.out <- p })
	p.n++
}

// What is there when the time has come is sent, not what is there now.
func (c *carrier) flush() { c.out <- c.cur }

func (c *carrier) arm() {
	time.AfterFunc(time.Second, c.flush)
	c.cur.n++
	time.AfterFunc(time.Second, func() { c.out <- c.cur })
	c.cur.n++
}

func (p *parcel) timedOut() { p.n = 0 }

func expiring(p *parcel) {
	time.AfterFunc(time.Second, p.timedOut)
	p.n++
}
