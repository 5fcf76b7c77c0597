package region

import "github.com/sendmove/sendmove/analyzer/internal/sym"

// A branch with several conditions has several ways to one of its ends:
//
//	q := p
//	if keep && !last {
//		q = clone(p)
//	}
//	ch <- q
//
// q is p where keep is false, and where last is true. Where these paths meet neither of
// it is known any more, but that one of both holds is: the scalar !keep || last is true,
// and false on the path on which q is the clone. So it is a flag as others are, and what
// is learned of keep and last later decides it.

// Bounds of the flags that one path knows alone: of those that are looked at, and of those
// of which alternatives are made.
const (
	maxAlone  = 8
	maxEither = 2
)

// factOfOne joins what only one path knows of the scalar x: that it is c. Of alternatives
// the other may know enough.
func (j *joiner) factOfOne(x, c sym.ID, isA bool) (known, bool) {
	other, side := &j.b, 0
	if !isA {
		other, side = &j.a, 1
	}
	if truth, ok := j.decided(other, x); ok {
		d := j.Syms.Bool(truth)
		switch {
		case c == d:
			return known(c), true
		case isA:
			j.teach(flag{x, c, d})
		default:
			j.teach(flag{x, d, c})
		}
		return known(c), false
	}
	if _, isBool := j.Syms.Truth(c); isBool && len(j.alone[side]) < maxAlone {
		j.alone[side] = append(j.alone[side], Cond{x, c})
	}
	return known(c), false
}

// eithers are alternatives of which one holds where the paths meet: what one flag is on
// one of them, or what another is on the other.
func (j *joiner) eithers() []sym.ID {
	f, ok := j.fork()
	if !ok || j.Headed(j.block) {
		return nil
	}
	var out []sym.ID
	for side, conds := range j.alone {
		here := j.literal(Cond{f.merged, f.on(side == 1)})
		for _, c := range conds {
			if j.Syms.Among(c.X, f.merged) {
				continue
			}
			if x := j.Syms.Either(here, j.literal(c)); x != sym.Unknown && !j.Syms.IsConst(x) {
				out = append(out, x)
			}
		}
	}
	if len(out) > maxEither {
		return nil
	}
	return out
}

// fork is the flag that tells the paths apart, if there is only one.
func (j *joiner) fork() (out flag, one bool) {
	for _, f := range j.taught {
		if _, isBool := j.Syms.Truth(f.a); isBool {
			if one {
				return flag{}, false
			}
			out, one = f, true
		}
	}
	return out, one
}

// literal is the scalar that is true where c, a condition on a flag, holds.
func (m *Memory) literal(c Cond) sym.ID {
	if truth, ok := m.Syms.Truth(c.C); ok && !truth {
		return m.Syms.Not(c.X)
	}
	return c.X
}

// decided is what st knows of the alternatives x by what it knows of each.
func (m *Memory) decided(st *State, x sym.ID) (truth, ok bool) {
	a, b, ok := m.Syms.Alternatives(x)
	if !ok {
		return false, false
	}
	p, okA := m.truth(st, a)
	q, okB := m.truth(st, b)
	return p || q, okA && okB || p || q
}

// truth is what st knows of the flag x, or of what x negates.
func (m *Memory) truth(st *State, x sym.ID) (truth, ok bool) {
	if c, found := st.facts.Get(uint32(x)); found {
		return m.Syms.Truth(sym.ID(c))
	}
	if c, found := st.facts.Get(uint32(m.Syms.Not(x))); found {
		truth, ok = m.Syms.Truth(sym.ID(c))
		return ok && !truth, ok
	}
	return m.decided(st, x)
}

// follows lists what st knows of the alternatives x, or of one of them, without saying it.
func (m *Memory) follows(st *State, x sym.ID) []sym.Fact {
	said, _ := st.facts.Get(uint32(x))
	if truth, ok := m.decided(st, x); ok {
		if c := m.Syms.Bool(truth); sym.ID(said) != c {
			return []sym.Fact{{X: x, C: c, Eq: true}}
		}
		return nil
	}
	if holds, ok := m.Syms.Truth(sym.ID(said)); !ok || !holds {
		return nil
	}
	a, b, _ := m.Syms.Alternatives(x)
	if _, ok := m.truth(st, a); !ok {
		a, b = b, a
	}
	if _, ok := m.truth(st, a); !ok {
		return nil
	}
	return m.Syms.Facts(b, true)
}
