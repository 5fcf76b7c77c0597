package region

import (
	"cmp"
	"slices"

	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// flag is a place that tells the paths into a block apart.
type flag struct{ merged, a, b sym.ID }

// maxFlags bounds the places whose values become conditions of moves.
const maxFlags = 32

// conditioned is v with the conditions of its marks worked out from both paths.
func (j *joiner) conditioned(v, a, b *Value) *Value {
	has := func(on *Value, mk Mark) (Mark, []Cond, bool) {
		for r := range on.Refs {
			if i, ok := slices.BinarySearchFunc(r.Marks, mk, compareMarks); ok {
				return r.Marks[i], r.When, true
			}
		}
		return Mark{}, nil, false
	}
	return mapRefs(v, func(r Ref) (Ref, bool) {
		if len(r.Marks) == 0 {
			return r, true
		}
		marks := slices.Clone(r.Marks)
		for i, mk := range marks {
			x, whenA, inA := has(a, mk)
			y, whenB, inB := has(b, mk)
			switch {
			case inA && inB && x.Unsure != y.Unsure && j.Flagged(mk.Site):
				// Only the sure one is ever reported.
				marks[i].Conds = j.lone(sure(x, y), nil, y.Unsure).Conds
			case inA && inB:
				marks[i].Conds = addCond(j.conds(x, y), j.merging(x, y, whenA, whenB)...)
			case inA:
				marks[i].Conds = j.lone(x, whenA, true).Conds
			case inB:
				marks[i].Conds = j.lone(y, whenB, false).Conds
			}
		}
		r.Marks = marks
		return r, true
	})
}

// sure is the one of x and y that is.
func sure(x, y Mark) Mark {
	if x.Unsure {
		return y
	}
	return x
}

// apart yields what tells the two paths apart: places and windows that differ, and
// what a branch has taught.
func (j *joiner) apart(yield func(flag) bool) {
	for _, flags := range [][]flag{j.flags, j.starts, j.taught} {
		for _, f := range flags {
			if !yield(f) {
				return
			}
		}
	}
}

// lone is a mark of one path only: what flags held there is necessary for it. It is on a
// reference that has its target only where when holds.
func (j *joiner) lone(mk Mark, when []Cond, isA bool) Mark {
	mk.Conds = j.holding(mk.Conds, when, j.Flagged(mk.Site), isA)
	return mk
}

// holding are conds, of one path, and what flags held there, where when held as well.
func (j *joiner) holding(conds, when []Cond, flagged, isA bool) []Cond {
	out := growing{conds: conds}
	for f := range j.apart {
		if c, ok := j.holdsWhere(conds, when, flagged, f, isA); ok {
			out.add(c)
		}
	}
	return out.sorted()
}

// holdsWhere is what holds of the flag f on the path of conds, where when holds as well.
func (j *joiner) holdsWhere(conds, when []Cond, flagged bool, f flag, isA bool) (Cond, bool) {
	c, ok := j.holds(conds, flagged, f.merged, f.on(isA))
	if !ok && flagged {
		return j.holds(when, true, f.merged, f.on(isA))
	}
	return c, ok
}

// merging are conditions on what the paths merge for a move that happened on both, and is
// on references that have their target only where whenA holds, or whenB.
func (j *joiner) merging(a, b Mark, whenA, whenB []Cond) (out []Cond) {
	if len(whenA)+len(whenB) == 0 {
		return nil
	}
	flagged := j.Flagged(a.Site)
	for f := range j.apart {
		x, okA := j.holdsWhere(a.Conds, whenA, flagged, f, true)
		y, okB := j.holdsWhere(b.Conds, whenB, flagged, f, false)
		if okA && okB && x == y {
			out = append(out, x)
		}
	}
	return out
}

// on is what the scalar was on one of the paths.
func (f flag) on(isA bool) sym.ID {
	if isA {
		return f.a
	}
	return f.b
}

// plain is the condition x == c, said of what x compares, so that all who ask for the
// same say it in one way.
func (m *Memory) plain(x, c sym.ID) Cond {
	x, c = m.Syms.Plain(x, c)
	return Cond{x, c}
}

// holds finds a condition on merged, which is x on the path of conds.
func (j *joiner) holds(conds []Cond, flagged bool, merged, x sym.ID) (Cond, bool) {
	if j.Syms.IsConst(x) && flagged {
		return j.plain(merged, x), true
	}
	for _, c := range conds {
		if c.X == x {
			return Cond{merged, c.C}, true
		}
	}
	return Cond{}, false
}

// conds are the conditions that hold for a move that happened on both paths.
func (j *joiner) conds(a, b Mark) []Cond {
	return j.bothHold(a.Conds, b.Conds, j.Flagged(a.Site))
}

// bothHold are the conditions that hold on both paths, where a do on one and b on the
// other.
func (j *joiner) bothHold(a, b []Cond, flagged bool) []Cond {
	out := growing{conds: common(a, b)}
	for _, c := range a {
		for _, d := range b {
			if e, ok := j.latest(c, d); ok {
				out.add(e)
			}
		}
	}
	for _, c := range a {
		if flagged && j.b.knows(c) {
			out.add(c)
		}
	}
	for _, c := range b {
		if flagged && j.a.knows(c) {
			out.add(c)
		}
	}
	for f := range j.apart {
		x, okA := j.holds(a, flagged, f.merged, f.a)
		if !okA {
			continue
		}
		if y, okB := j.holds(b, flagged, f.merged, f.b); okB && x == y {
			out.add(x)
		}
	}
	return out.sorted()
}

// knows reports whether c is known to hold in st.
func (st *State) knows(c Cond) bool {
	k, ok := st.facts.Get(uint32(c.X))
	return ok && sym.ID(k) == c.C
}

// maxConds bounds the conditions of one mark.
const maxConds = 8

func addCond(conds []Cond, more ...Cond) []Cond {
	out := growing{conds: conds}
	for _, c := range more {
		out.add(c)
	}
	return out.sorted()
}

// growing are conditions of others to which some are added.
type growing struct {
	conds []Cond
	own   bool
}

// add adds c if there is room for it.
func (g *growing) add(c Cond) {
	if len(g.conds) >= maxConds || slices.Contains(g.conds, c) {
		return
	}
	if !g.own {
		g.conds, g.own = append(make([]Cond, 0, len(g.conds)+2), g.conds...), true
	}
	g.conds = append(g.conds, c)
}

func (g *growing) sorted() []Cond {
	if g.own {
		slices.SortFunc(g.conds, compareConds)
	}
	return g.conds
}

// common are the conditions that a and b share.
func common(a, b []Cond) []Cond {
	if equalConds(a, b) {
		return a
	}
	var out []Cond
	for _, c := range a {
		if slices.Contains(b, c) {
			out = append(out, c)
		}
	}
	return out
}

func equalConds(a, b []Cond) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0] || slices.Equal(a, b))
}

func compareConds(a, b Cond) int {
	return cmp.Or(cmp.Compare(a.X, b.X), cmp.Compare(a.C, b.C))
}
