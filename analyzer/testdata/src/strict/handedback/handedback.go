// Package handedback has functions that either send what they are given or
// return it.
package handedback

type parcel struct {
	label []byte
	with  *parcel
}

func newParcel() *parcel { return &parcel{label: []byte{1}} }

func look(p *parcel) bool { return p != nil && len(p.label) > 0 }

func try(out chan *parcel, p *parcel, now bool) *parcel {
	if now {
		out <- p
		return nil
	}
	return p
}

func always(out chan *parcel, p *parcel) *parcel {
	out <- p
	return p // want "use of moved value: `p`"
}

func used(out chan *parcel, p *parcel, now bool) {
	left := try(out, p, now)
	look(left)
}

func usedByItsName(out chan *parcel, p *parcel, now bool) {
	left := try(out, p, now)
	look(p) // want "moved value: `p`"
	_ = left
}

func sentOn(out chan *parcel, p *parcel, now bool) {
	p = try(out, p, now)
	out <- p
}

func sentOnTwice(out chan *parcel, p *parcel, now bool) {
	p = try(out, p, now)
	out <- p
	out <- p // want "use of moved value: `p`"
}

func attached(out chan *parcel, p, q *parcel, now bool) {
	q.with = try(out, p, now)
	out <- q
}

func attachedToSent(out chan *parcel, p, q *parcel, now bool) {
	out <- q
	q.with = try(out, p, now) // want "assign to part of moved value: `q.with`"
}

func usedInLoop(out chan *parcel, now bool) {
	left := try(out, newParcel(), now)
	for now {
		out <- left
		left = newParcel()
	}
}

func usedInLoopTwice(out chan *parcel, now bool) {
	left := try(out, newParcel(), now)
	for now {
		out <- left // want "use of moved value: `left`"
	}
}
