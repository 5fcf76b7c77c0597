// Package clerk implements an interface of another package without sending.
package clerk

import "cross/parcel"

type pile struct{ ps []string }

func (s *pile) Store(p *parcel.Parcel)      { s.ps = append(s.ps, p.Notes...) } // want Store:"reads"
func (s *pile) Offer(p *parcel.Parcel) bool { return len(p.Notes) == 0 }        // want Offer:"reads"

func newDepot() parcel.Depot { return &pile{} } // want newDepot:"r0=n0"

func fill(p *parcel.Parcel) {
	d := newDepot()
	d.Store(p)
	p.Notes = nil
}
