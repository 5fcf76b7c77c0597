package region

import (
	"github.com/sendmove/sendmove/analyzer/internal/persist"
	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/span"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// Flags by which a change of a state passes over what it cannot concern.
const (
	refers   uint8 = 1 << iota // has targets
	marked                     // a move reached it
	stranded                   // so, and it is in memory, not in a register
	start                      // is in a register or in a package-level variable
	leading                    // leads to what a strict site moved, see Memory.lead
)

// The spans of a cell or an event: the blocks that make what it is about, the memory
// that it refers to, and the scalars on which it depends.
const (
	makers = iota
	targets
	scalars
)

// near and alike bring the numbers of places and of scalars into the range of a span.
// A few neighbours count as one.
func near(p place.ID) span.Span { return span.Of(int(p) / 4) }
func alike(x sym.ID) span.Span  { return span.Of(int(x) / 4) }

// cellTraits are those of the content v of a place.
func (m *Memory) cellTraits(key uint32, v *Value) persist.Traits {
	p := place.ID(key)
	var t persist.Traits
	ifMarked := marked | stranded
	switch m.At(m.ObjectOf(p)).Origin {
	case place.Register:
		t.Flags, ifMarked = start, marked
	case place.Global:
		t.Flags = start
	case place.Alias:
		ifMarked = marked
	}
	made := m.Makers(p)
	if v != nil {
		m.look(v)
		for i := range v.Leaves {
			l := &v.Leaves[i]
			made = made.Hull(m.Syms.Makers(l.Sym))
			if l.Sym != sym.Unknown {
				t.Spans[scalars] = t.Spans[scalars].Hull(alike(l.Sym))
			}
			for j := range l.Refs {
				r := &l.Refs[j]
				if t.Flags |= refers; r.Within != 0 {
					t.Flags |= leading
				}
				t.Spans[targets] = t.Spans[targets].Hull(near(r.Place))
				made = made.Hull(m.viewMakers(r.View)).Hull(m.condMakers(r.Via)).Hull(m.condsMakers(r.When))
				t.Spans[scalars] = t.Spans[scalars].Hull(needs(r.When))
				for k := range r.Marks {
					t.Flags |= ifMarked
					made = made.Hull(m.markMakers(&r.Marks[k]))
					t.Spans[scalars] = t.Spans[scalars].Hull(needs(r.Marks[k].Conds))
				}
			}
		}
	}
	t.Spans[makers] = made
	return t
}

// eventTraits are those of the move of callers' memory mk.
func (m *Memory) eventTraits(_ uint32, mk Mark) persist.Traits {
	return persist.Traits{Flags: marked, Spans: [persist.Spans]span.Span{makers: m.markMakers(&mk), scalars: needs(mk.Conds)}}
}

// factTraits are those of what is known of the scalar x.
func (m *Memory) factTraits(x uint32, _ known) persist.Traits {
	return persist.Traits{Spans: [persist.Spans]span.Span{makers: m.Syms.Makers(sym.ID(x))}}
}

func (m *Memory) viewMakers(v place.View) span.Span {
	return m.Makers(v.Place).Hull(m.WindowMakers(v.Window))
}

func (m *Memory) condMakers(c Cond) span.Span {
	return m.Syms.Makers(c.X).Hull(m.Syms.Makers(c.C))
}

func (m *Memory) condsMakers(conds []Cond) (s span.Span) {
	for _, c := range conds {
		s = s.Hull(m.condMakers(c))
	}
	return s
}

// markMakers are the blocks of the site of mk, and those that make what it is about.
func (m *Memory) markMakers(mk *Mark) span.Span {
	return m.viewMakers(mk.View).Hull(span.Of(m.SiteBlock(mk.Site))).Hull(m.Syms.Makers(mk.Swept)).Hull(m.condsMakers(mk.Conds))
}

// needs are the scalars of conds.
func needs(conds []Cond) (s span.Span) {
	for _, c := range conds {
		s = s.Hull(alike(c.X))
	}
	return s
}

// concerns asks for what has one of flags.
func concerns(flags uint8) persist.Traits { return persist.Traits{Flags: flags} }

// about asks for what has one of flags and may refer to places of one of the objects.
func (m *Memory) about(flags uint8, objects ...place.Obj) persist.Traits {
	t := concerns(flags)
	for _, o := range objects {
		t.Spans[targets] = t.Spans[targets].Hull(near(m.Root(o))).Hull(near(m.Last(o)))
	}
	return t
}

// needing asks for what has one of flags and depends on one of the scalars.
func needing(flags uint8, xs ...sym.ID) persist.Traits {
	t := concerns(flags)
	for _, x := range xs {
		t.Spans[scalars] = t.Spans[scalars].Hull(alike(x))
	}
	return t
}

// aging asks for what changes when loop goes round.
func aging(loop sym.Blocks) persist.Traits {
	return persist.Traits{Spans: [persist.Spans]span.Span{makers: loop.Span()}}
}
