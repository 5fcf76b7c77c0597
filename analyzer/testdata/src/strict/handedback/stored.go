package handedback

// What is stored was not sent: else it would be nil. That stays known where other
// values join.
func storedThenReplaced(out chan *parcel, p *parcel, now bool) {
	p.with = try(out, newParcel(), now)
	for {
		if q := p.with; q != nil {
			look(q)
		}
		p = newParcel()
	}
}

func storedThenSent(out chan *parcel, p *parcel, now bool) {
	p.with = try(out, newParcel(), now)
	for {
		out <- p.with // want "use of moved value: `p.with`"
		if now {
			p = newParcel()
		}
	}
}

func storedOnOnePath(out chan *parcel, now, well bool) {
	p, q := newParcel(), newParcel()
	if well {
		p.with = try(out, q, now)
	}
	look(p.with)
	look(q) // want "borrow of moved value: `q`"
}
