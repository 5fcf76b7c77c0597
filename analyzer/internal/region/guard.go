package region

import (
	"go/types"
	"slices"

	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// A reference has a target for a reason:
//
//	q := p
//	if own {
//		q = &T{}
//	}
//	ch <- q
//	if own {
//		p.n++
//	}
//
// q refers to what p does only where own is false, so that the send moves it only
// there. Ref.When says so. These conditions are necessary ones, on scalars, which do not
// change; where paths join, a target that both have keeps those that hold on both, and
// one that only one path has gets what the branches there say. Of alternatives of
// conditions those are kept that one branch leads to, see joiner.eithers; others are lost,
// so that moves are found where there are none. Sites at the strict level ask for none of
// this, as rustc does not look at flags.

// guarded reports whether a target of l has conditions.
func (l Leaf) guarded() bool {
	return slices.ContainsFunc(l.Refs, func(r Ref) bool { return len(r.When) > 0 })
}

// guarded is v, which is a and b joined, with the conditions of its targets.
func (j *joiner) guarded(v, a, b *Value) *Value {
	if v == nil {
		return nil
	}
	var leaves []Leaf
	for i, l := range v.Leaves {
		x, _ := a.At(l.Path)
		y, _ := b.At(l.Path)
		var refs []Ref
		for k, r := range l.Refs {
			when := r.When
			of, isA := target(x.Refs, r.Place)
			other, isB := target(y.Refs, r.Place)
			switch {
			case isA && isB:
				when = j.bothHold(of.When, other.When, true)
			case isA:
				when = j.holding(of.When, nil, true, true)
			case isB:
				when = j.holding(other.When, nil, true, false)
			}
			if equalConds(when, r.When) {
				continue
			}
			if refs == nil {
				refs = slices.Clone(l.Refs)
			}
			refs[k].When = when
		}
		if refs != nil {
			if leaves == nil {
				leaves = slices.Clone(v.Leaves)
			}
			leaves[i].Refs = refs
		}
	}
	if leaves == nil {
		return v
	}
	return &Value{leaves}
}

// target is the one of refs that is to memory at p, with what holds for all of them.
func target(refs []Ref, p place.ID) (out Ref, ok bool) {
	for _, r := range refs {
		switch {
		case r.Place != p:
		case !ok:
			out, ok = r, true
		default:
			out.When = common(out.When, r.When)
		}
	}
	return out, ok
}

// excluded reports whether a condition of r does not hold in st. What held in an earlier
// iteration says nothing here, nor below: it may have been another one.
func (m *Memory) excluded(st *State, r Ref) bool {
	return slices.ContainsFunc(r.When, func(c Cond) bool {
		if m.Syms.IsAged(c.X) {
			return false
		}
		k, ok := st.facts.Get(uint32(c.X))
		return m.never(c) || ok && m.Syms.Refutes(sym.Fact{X: c.X, C: sym.ID(k), Eq: true}, c.X, c.C) || m.differs(st, c)
	})
}

// differs reports whether st knows that c.X is not c.C.
func (m *Memory) differs(st *State, c Cond) bool {
	if m.Syms.IsConst(c.X) || c.C == m.Syms.Error() {
		return false
	}
	k, ok := st.facts.Get(uint32(m.Syms.Equal(c.X, c.C)))
	truth, isBool := m.Syms.Truth(sym.ID(k))
	return ok && isBool && !truth
}

// never reports whether c is that a constant is another one.
func (m *Memory) never(c Cond) bool {
	return m.Syms.IsConst(c.X) && m.Syms.Refutes(sym.Fact{X: c.X, C: c.X, Eq: true}, c.X, c.C)
}

// Possible lists those of refs of which no condition is known not to hold in st.
func (m *Memory) Possible(st *State, refs []Ref) []Ref {
	gone := func(r Ref) bool { return m.excluded(st, r) }
	if !slices.ContainsFunc(refs, gone) {
		return refs
	}
	return slices.DeleteFunc(slices.Clone(refs), gone)
}

// contradicts reports whether r is not to the memory of mk wherever that was moved.
func (m *Memory) contradicts(r Ref, mk *Mark) bool {
	return slices.ContainsFunc(r.When, func(c Cond) bool { return !m.Syms.IsAged(c.X) && m.clashes(c, mk.Conds) })
}

// divided reports whether r and what mv moves are two that one iteration of a loop has
// made for different reasons, each:
//
//	if x.old {
//		dead = append(dead, x)
//	} else {
//		kept = append(kept, x)
//	}
//
// What is in dead is in no case in kept, whichever iteration it is of.
func (m *Memory) divided(r Ref, mv *Move) bool {
	return m.ObjectOf(r.Place) == m.ObjectOf(mv.View.Place) && m.At(m.ObjectOf(r.Place)).Age > 0 &&
		slices.ContainsFunc(r.When, func(c Cond) bool { return m.clashes(c, mv.Guard) })
}

// byNeighbour reports whether r is to a node of a list only where that node has, or has
// not, another one beside it:
//
//	if n.next != nil {
//		n.next.prev = n.prev
//	} else {
//		l.tail = n.prev
//	}
//
// The last node has none, so that l.tail is not n any more. That n may have been another
// one is lost.
func (m *Memory) byNeighbour(r Ref) bool {
	return slices.ContainsFunc(r.When, func(c Cond) bool {
		if c.C != m.Syms.Nil() && c.C != m.Syms.Error() {
			return false
		}
		p, ok := m.Syms.Owner(c.X).(place.ID)
		if !ok || m.ObjectOf(p) != m.ObjectOf(r.Place) {
			return false
		}
		to, isPointer := m.TypeOf(p).(*types.Pointer)
		return isPointer && types.Identical(to.Elem(), m.TypeOf(r.Place))
	})
}

// correlated reports whether r is to the memory of mk wherever that was moved.
func (m *Memory) correlated(r Ref, mk *Mark) bool {
	return m.Flagged(mk.Site) && len(r.When) > 0 &&
		!slices.ContainsFunc(r.When, func(c Cond) bool { return m.Syms.IsAged(c.X) || !slices.Contains(mk.Conds, c) })
}

// where is r as it is reached on the way on which conds hold, without the marks that
// contradict them.
func (m *Memory) where(r Ref, conds []Cond) Ref {
	if len(conds) == 0 {
		return r
	}
	r.When = addCond(r.When, conds...)
	never := slices.ContainsFunc(r.When, m.never)
	gone := func(mk Mark) bool { return m.Flagged(mk.Site) && (never || m.contradicts(r, &mk)) }
	if slices.ContainsFunc(r.Marks, gone) {
		r.Marks = slices.DeleteFunc(slices.Clone(r.Marks), gone)
	}
	return r
}

// Guard is v where only conds lead to its targets.
func (m *Memory) Guard(v *Value, conds []Cond) *Value {
	if len(conds) == 0 {
		return v
	}
	return mapRefs(v, func(r Ref) (Ref, bool) { return m.where(r, conds), true })
}
