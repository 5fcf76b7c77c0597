package acknowledged

// The channel that a helper is given belongs to what it belongs to here.

type station struct {
	work chan *parcelOf
	done chan bool
}

type parcelOf struct{ n int }

func dispatch(ch chan *parcelOf, p *parcelOf) { ch <- p }

func (s *station) answered(p *parcelOf) {
	dispatch(s.work, p)
	<-s.done
	p.n++
}

func (s *station) early(p *parcelOf) {
	dispatch(s.work, p)
	p.n++ // want "borrow of moved value: `p.n`"
	<-s.done
}

func (s *station) elsewhere(other chan *parcelOf, p *parcelOf) {
	dispatch(other, p)
	<-s.done
	p.n++ // want "borrow of moved value: `p.n`"
}
