package region

import (
	"slices"

	"github.com/sendmove/sendmove/analyzer/internal/persist"
	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// Age is st as it is seen one iteration of loop later: what the loop makes anew
// in every iteration becomes what an earlier iteration made, and moves inside
// the loop become earlier ones. header is the block that starts it.
func (m *Memory) Age(st State, loop sym.Blocks, header int) State {
	view := func(v place.View) place.View {
		return place.View{Place: m.Aged(v.Place, loop), Window: m.AgedWindow(v.Window, loop)}
	}
	mark := func(mk Mark) Mark {
		mk.View = view(mk.View)
		mk.Later = mk.Later || loop.Contains(m.SiteBlock(mk.Site))
		mk.Swept = m.Syms.Aged(mk.Swept, loop)
		mk.Conds = m.agedConds(mk.Conds, loop)
		return mk
	}
	age := func(v *Value) *Value {
		if v == nil {
			return nil
		}
		v = mapRefs(v, func(r Ref) (Ref, bool) {
			when, lost := m.agedWhen(r, loop)
			r.When = when
			r.View = view(r.View)
			r.Via = Cond{m.Syms.Aged(r.Via.X, loop), m.Syms.Aged(r.Via.C, loop)}
			if len(r.Marks) > 0 {
				marks := make([]Mark, len(r.Marks))
				for i, mk := range r.Marks {
					marks[i] = mark(mk)
					if m.Flagged(mk.Site) {
						marks[i].Conds = addCond(marks[i].Conds, lost...)
					}
				}
				r.Marks = sortMarks(marks)
			}
			return r, true
		})
		for i, l := range v.Leaves {
			if s := m.Syms.Aged(l.Sym, loop); s != l.Sym {
				leaves := slices.Clone(v.Leaves)
				for k := i; k < len(leaves); k++ {
					leaves[k].Sym = m.Syms.Aged(leaves[k].Sym, loop)
				}
				return &Value{leaves}
			}
		}
		return v
	}
	type mover struct {
		to place.ID
		v  *Value
	}
	var movers []mover
	out := st
	out.cells = m.cells.Update(st.cells, aging(loop), func(key uint32, v *Value) (*Value, bool) {
		p := place.ID(key)
		if o := m.At(m.ObjectOf(p)); o.Origin == place.Alias && m.Syms.Aged(sym.ID(o.Sub), loop) != sym.ID(o.Sub) {
			return nil, false
		}
		v = age(v)
		if q := m.Aged(p, loop); q != p {
			movers = append(movers, mover{q, v})
			return nil, false
		}
		return v, true
	})
	j := &joiner{Memory: m, block: header}
	for _, mv := range movers {
		if old, ok := out.cells.Get(uint32(mv.to)); ok {
			mv.v = j.value(uint32(mv.to), old, mv.v)
		}
		m.set(&out, mv.to, mv.v)
	}
	out.facts = m.agedFacts(st.facts, loop)
	for id := range m.events.Some(st.events, aging(loop)) {
		out.events = m.events.Delete(out.events, id)
	}
	for _, mk := range m.events.Some(st.events, aging(loop)) {
		m.mergeEvent(&out, mark(mk))
	}
	return out
}

// agedWhen are the conditions of r one iteration of loop later, and those that it loses.
// An iteration tells apart what it made, so that a condition on what it found stays that
// of the same memory; one on what a later iteration found does not. The marks of r keep
// it: where the reference may be to what another iteration made, they are on this one.
func (m *Memory) agedWhen(r Ref, loop sym.Blocks) (when, lost []Cond) {
	if len(r.When) == 0 {
		return nil, nil
	}
	if m.At(m.ObjectOf(r.Place)).Age == 0 {
		return m.agedConds(r.When, loop), nil
	}
	for _, c := range r.When {
		if m.Syms.Aged(c.X, loop) != c.X || m.Syms.Aged(c.C, loop) != c.C {
			lost = append(lost, c)
		} else {
			when = append(when, c)
		}
	}
	return when, m.agedConds(lost, loop)
}

// agedConds are conds one iteration of loop later.
func (m *Memory) agedConds(conds []Cond, loop sym.Blocks) []Cond {
	if len(conds) == 0 {
		return nil
	}
	out := make([]Cond, len(conds))
	for i, c := range conds {
		out[i] = Cond{m.Syms.Aged(c.X, loop), m.Syms.Aged(c.C, loop)}
	}
	slices.SortFunc(out, compareConds)
	return slices.Compact(out)
}

// agedFacts are facts one iteration of loop later. What is known of a scalar of
// an earlier iteration stays, unless its name is the older one.
func (m *Memory) agedFacts(facts persist.Map[known], loop sym.Blocks) persist.Map[known] {
	out := facts
	for x := range m.facts.Some(facts, aging(loop)) {
		if uint32(m.Syms.Aged(sym.ID(x), loop)) != x {
			out = m.facts.Delete(out, x)
		}
	}
	if persist.Same(out, facts) {
		return facts
	}
	for x, c := range m.facts.Some(facts, aging(loop)) {
		y := uint32(m.Syms.Aged(sym.ID(x), loop))
		if y == x {
			continue
		}
		_, old := facts.Get(y)
		if stays := old && m.Syms.Aged(sym.ID(y), loop) == sym.ID(y); !stays || y < x {
			out = m.facts.Set(out, y, c)
		}
	}
	return out
}

func (m *Memory) mergeEvent(st *State, mk Mark) {
	k := eventKey{mk.Site, mk.View}
	if id, ok := m.ids[k]; ok {
		if old, ok := st.events.Get(id); ok {
			mk = mergeMarks(old, mk, bothConds)
		}
	}
	m.event(st, mk)
}
