package region

import (
	"slices"

	"github.com/sendmove/sendmove/analyzer/internal/place"
)

// A move marks the references to what was moved, wherever they are: also those in
// other memory. Where paths join, such memory may have two names of which one is
// from the path without the move:
//
//	if c {
//		ch <- p.next
//	} else {
//		q = p
//	}
//	q.n++
//
// For this the references to the memory that holds a marked one, and those that
// lead there, know the site of the move. A join keeps the reference of each path as
// it was; one that does not know the site is from a path on which the move did not
// happen. Only the strict level asks for that: below it what is contained counts
// for little.

// Sites is a set of move sites. Some have one number, so that a set may seem to have
// a site which it has not: a move counts as one of this path then.
type Sites uint32

// sitesOf is the set of one site.
func sitesOf(site int32) Sites { return 1 << (uint32(site) % 32) }

// elsewhere reports whether the move at site, of what the memory of r leads to,
// happened on another path than the one that r is from.
func (m *Memory) elsewhere(r Ref, site int32) bool {
	return !m.Flagged(site) && m.leads(m.ObjectOf(r.Place)) && r.Within&sitesOf(site) == 0
}

// ledBy is v, which the memory that r refers to holds, as it is reached by r: what r does
// not know of did not happen on the path that it is from, however far it leads.
func (m *Memory) ledBy(r Ref, v *Value) *Value {
	all := true
	for x := range v.Refs {
		all = all && x.Within&^r.Within == 0
	}
	if all || !m.leads(m.ObjectOf(r.Place)) {
		return v
	}
	return mapRefs(v, func(x Ref) (Ref, bool) {
		x.Within &= r.Within
		return x, true
	})
}

// leads reports whether references to o know what was moved that o leads to.
// Those to variables do not: there is one, the same on all paths. Neither do those
// to closures, or to what the package has.
func (m *Memory) leads(o place.Obj) bool {
	switch x := m.At(o); x.Origin {
	case place.Pointee, place.Foreign:
		return true
	case place.Fresh:
		return !m.Fixed(x)
	}
	return false
}

// withHolder is holders and the object that p is in, if references to it lead to
// what p holds.
func (m *Memory) withHolder(holders []place.Obj, p place.ID) []place.Obj {
	if o := m.ObjectOf(p); m.leads(o) && !slices.Contains(holders, o) {
		return append(holders, o)
	}
	return holders
}

// lead tells all references that lead to one of holders of sites.
func (m *Memory) lead(st *State, sites Sites, holders []place.Obj) {
	for len(holders) > 0 {
		var next []place.Obj
		st.cells = m.cells.Update(st.cells, m.about(refers, holders...), func(key uint32, v *Value) (*Value, bool) {
			m.look(v)
			return mapRefs(v, func(r Ref) (Ref, bool) {
				if !slices.Contains(holders, m.ObjectOf(r.Place)) {
					return r, true
				}
				if r.Within|sites != r.Within {
					r.Within |= sites
					next = m.withHolder(next, place.ID(key))
				}
				return r, true
			}), true
		})
		holders = next
	}
}

// sitesIn are the strict sites that moved what p holds, or what that leads to.
func (m *Memory) sitesIn(st *State, p place.ID) (sites Sites) {
	leads := m.leads(m.ObjectOf(p))
	m.Inside(st, p, func(_ place.ID, v *Value) {
		for r := range v.Refs {
			if leads {
				sites |= r.Within
			}
			sites |= m.strictSites(r)
		}
	})
	return sites
}

// strictSites are the strict sites of the marks of r.
func (m *Memory) strictSites(r Ref) (sites Sites) {
	for _, mk := range r.Marks {
		if !m.Flagged(mk.Site) {
			sites |= sitesOf(mk.Site)
		}
	}
	return sites
}

// leadStored does so for v, which is stored in what refs show.
func (m *Memory) leadStored(st *State, refs []Ref, v *Value) {
	var sites Sites
	for r := range v.Refs {
		sites |= r.Within
		for _, mk := range r.Marks {
			if !m.Flagged(mk.Site) {
				sites |= sitesOf(mk.Site)
			}
		}
	}
	if sites == 0 {
		return
	}
	var holders []place.Obj
	for _, r := range refs {
		holders = m.withHolder(holders, r.Place)
	}
	m.lead(st, sites, holders)
}

// unlead takes those of sites from what references know of which no mark is left where
// they lead: on this path they did not move anything there.
func (m *Memory) unlead(st *State, sites Sites) {
	if sites == 0 {
		return
	}
	type edge struct{ from, to place.Obj }
	var edges []edge
	behind := map[place.Obj]Sites{}
	m.cells.Some(st.cells, concerns(marked|leading))(func(key uint32, v *Value) bool {
		if v == nil {
			return true
		}
		m.look(v)
		from := m.ObjectOf(place.ID(key))
		for r := range v.Refs {
			if s := m.strictSites(r) & sites; s != 0 {
				behind[from] |= s
			}
			if r.Within&sites != 0 {
				edges = append(edges, edge{from, m.ObjectOf(r.Place)})
			}
		}
		return true
	})
	for changed := len(behind) > 0; changed; {
		changed = false
		for _, e := range edges {
			if s := behind[e.from] | behind[e.to]; m.leads(e.from) && s != behind[e.from] {
				behind[e.from], changed = s, true
			}
		}
	}
	st.cells = m.cells.Update(st.cells, concerns(leading), func(_ uint32, v *Value) (*Value, bool) {
		return mapRefs(v, func(r Ref) (Ref, bool) {
			r.Within &^= sites &^ behind[m.ObjectOf(r.Place)]
			return r, true
		}), true
	})
}
