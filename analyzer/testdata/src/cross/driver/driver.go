// Package driver believes what package depot says.
package driver

import "cross/depot"

func shared(ch chan *depot.Label, l *depot.Label) {
	ch <- l
	l.Text = "fine"
}

func sharedGeneric(ch chan depot.Labels[*depot.Parcel], l depot.Labels[*depot.Parcel]) {
	ch <- l
	l.All[0] = nil
}

func notShared(ch chan *depot.Parcel, p *depot.Parcel) {
	ch <- p
	p.Weight = 1 // want "moved value: `p.Weight`"
}

func shipped(c depot.Carrier, p *depot.Parcel) {
	c.Ship(p)
	p.Weight = 1 // want "moved value: `p.Weight`"
}

func weighed(c depot.Carrier, p *depot.Parcel) int {
	n := c.Weigh(p)
	p.Weight = 1
	return n
}

// van sends what its interface says it only borrows.
type van struct{ out chan *depot.Parcel }

func (v *van) Ship(p *depot.Parcel)      { v.out <- p }
func (v *van) Weigh(p *depot.Parcel) int { v.out <- p; return 0 }
func (v *van) Stamp(p *depot.Parcel)     { v.out <- p }

var _ depot.Carrier = &van{}

func stamped(out chan *depot.Parcel, p, q *depot.Parcel) {
	var c depot.Carrier = &van{out}
	c.Weigh(q)
	q.Weight = 1
	c.Stamp(p)
	p.Weight = 1 // want "moved value: `p.Weight`"
}

func loaded(p, q *depot.Parcel) {
	depot.Load(p)
	q.Weight = 1
	p.Weight = 1 // want "moved value: `p.Weight`"
}

func posted(p *depot.Parcel, b depot.Box[*depot.Parcel], q *depot.Parcel) {
	depot.Post(p)
	p.Weight = 1 // want "moved value: `p.Weight`"
	b.Put(q)
	q.Weight = 1 // want "moved value: `q.Weight`"
}

func added(t *depot.Truck, p, q *depot.Parcel) {
	t.Show(q)
	q.Weight = 1
	t.Add(p)
	p.Weight = 1 // want "moved value: `p.Weight`"
}
