// Package parcel has interfaces and what implements them.
package parcel

type Parcel struct{ Notes []string }

// Depot is implemented here by what sends only.
type Depot interface {
	Store(p *Parcel)      // want Store:"moves a1\\*"
	Offer(p *Parcel) bool // want Offer:"moves a1\\* when r0==true"
}

// Counter is implemented by one that sends and one that does not.
type Counter interface{ Count(p *Parcel) }

type shelf struct{ in chan *Parcel }

func NewShelf() *shelf { return &shelf{in: make(chan *Parcel, 1)} }

func (s *shelf) Store(p *Parcel) { s.in <- p } // want Store:"moves a1\\*"
func (s *shelf) Count(p *Parcel) { s.in <- p } // want Count:"moves a1\\*"

func (s *shelf) Offer(p *Parcel) bool { // want Offer:"moves a1\\* on a0\\*.0 when r0==true"
	select {
	case s.in <- p:
		return true
	default:
		return false
	}
}

type Scales struct{ n int }

func (s *Scales) Count(p *Parcel) { s.n += len(p.Notes) } // want Count:"reads a1\\*"

// Sorter returns what sends its argument.
func Sorter(out chan *Parcel) func(*Parcel) { // want Sorter:"n0 does \\{moves a0\\*"
	return func(p *Parcel) { out <- p }
}

// Reader returns what only reads it.
func Reader(n *int) func(*Parcel) {
	return func(p *Parcel) { *n += len(p.Notes) }
}
