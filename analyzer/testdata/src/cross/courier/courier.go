// Package courier calls interfaces of another package.
package courier

import "cross/parcel"

func toDepot(d parcel.Depot, p *parcel.Parcel) {
	d.Store(p)
	p.Notes = nil // want "moved value: `p"
}

func toOneOfSeveral(c parcel.Counter, p *parcel.Parcel) {
	c.Count(p)
	p.Notes = nil
}

func offered(d parcel.Depot, p *parcel.Parcel) {
	if d.Offer(p) {
		p.Notes = nil // want "moved value: `p"
	}
}

func refused(d parcel.Depot, p *parcel.Parcel) {
	if !d.Offer(p) {
		p.Notes = nil
	}
}

func sorted(out chan *parcel.Parcel, p *parcel.Parcel) {
	sort := parcel.Sorter(out)
	sort(p)
	p.Notes = nil // want "moved value: `p"
}

func read(n *int, p *parcel.Parcel) {
	read := parcel.Reader(n)
	read(p)
	p.Notes = nil
}
