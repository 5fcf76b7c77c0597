package region

import (
	"slices"

	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// maxHere bounds the conditions that a move takes from where it happens.
const maxHere = 4

// Here are conditions that hold in st, which a move that happens there needs.
func (m *Memory) Here(st *State) []Cond {
	var out, refs []Cond
	for x, k := range st.facts.All {
		if len(out) == maxHere {
			break
		}
		c := sym.ID(k)
		if _, isBool := m.Syms.Truth(c); isBool {
			out = append(out, Cond{sym.ID(x), c})
		} else {
			refs = append(refs, Cond{sym.ID(x), c})
		}
	}
	out = append(out, refs...)
	return out[:min(len(out), maxHere)]
}

// Refuted reports whether mk needs what the conditions exclude.
func (m *Memory) Refuted(mk Mark, given []Cond) bool {
	return slices.ContainsFunc(given, func(c Cond) bool { return m.clashes(c, mk.Conds) })
}

// clashes reports whether one of conds cannot hold where c does.
func (m *Memory) clashes(c Cond, conds []Cond) bool {
	fact := sym.Fact{X: c.X, C: c.C, Eq: true}
	return slices.ContainsFunc(conds, func(d Cond) bool { return m.Syms.Refutes(fact, d.X, d.C) })
}

// Assume refines st by the facts of a branch. It says false if they
// contradict the state.
func (m *Memory) Assume(st *State, facts []sym.Fact) {
	if len(facts) == 0 {
		return
	}
	facts = m.learn(st, facts)
	for _, f := range facts {
		if f.Eq && f.C == m.Syms.Nil() && !m.Syms.IsConst(f.X) {
			m.absent(st, f.X)
		}
	}
	xs := make([]sym.ID, len(facts))
	for i, f := range facts {
		xs[i] = f.X
		xs = append(xs, m.Syms.Operands(f.X)...)
	}
	refuted := func(mk Mark) bool {
		for _, c := range mk.Conds {
			for _, f := range facts {
				if m.Syms.Refutes(f, c.X, c.C) {
					return true
				}
			}
		}
		return false
	}
	m.UnmarkNeeding(st, xs, refuted)
	m.exclude(st, xs)
}

// learn puts facts into st, and lists them with what follows from them.
func (m *Memory) learn(st *State, facts []sym.Fact) []sym.Fact {
	for i := 0; i < len(facts); i++ {
		f := facts[i]
		switch {
		case m.Syms.IsConst(f.X):
		case f.Eq && (f.C == m.Syms.Nil() || m.Syms.IsConst(f.C)):
			st.facts = m.facts.Set(st.facts, uint32(f.X), known(f.C))
		case !f.Eq && f.C == m.Syms.Nil():
			st.facts = m.facts.Set(st.facts, uint32(f.X), known(m.Syms.Error()))
		}
		for _, x := range m.Syms.EithersOf(f.X) {
			facts = append(slices.Clip(facts), m.follows(st, x)...)
		}
	}
	return facts
}

// exclude takes the marks from references that the values of the scalars xs exclude.
// The references stay: at the strict level flags do not count.
func (m *Memory) exclude(st *State, xs []sym.ID) {
	now := *st
	st.cells = m.cells.Update(st.cells, needing(marked, xs...), func(_ uint32, v *Value) (*Value, bool) {
		return mapRefs(v, func(r Ref) (Ref, bool) {
			flagged := func(mk Mark) bool { return m.Flagged(mk.Site) }
			if len(r.When) > 0 && slices.ContainsFunc(r.Marks, flagged) && m.excluded(&now, r) {
				r.Marks = slices.DeleteFunc(slices.Clone(r.Marks), flagged)
			}
			return r, true
		}), true
	})
}

// absent takes the targets from references that are known to be nil: those with
// the scalar x.
func (m *Memory) absent(st *State, x sym.ID) {
	st.cells = m.cells.Update(st.cells, needing(refers, x), func(_ uint32, v *Value) (*Value, bool) {
		if v == nil || len(v.Leaves) != 1 || v.Leaves[0].Sym != x || len(v.Leaves[0].Refs) == 0 {
			return v, true
		}
		l := v.Leaves[0]
		l.Refs, l.Nilable = nil, true
		return &Value{[]Leaf{l}}, true
	})
}
