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
	has := func(on *Value, mk Mark) (Mark, bool) {
		for r := range on.Refs {
			if i, ok := slices.BinarySearchFunc(r.Marks, mk, compareMarks); ok {
				return r.Marks[i], true
			}
		}
		return Mark{}, false
	}
	return mapRefs(v, func(r Ref) (Ref, bool) {
		if len(r.Marks) == 0 {
			return r, true
		}
		marks := slices.Clone(r.Marks)
		for i, mk := range marks {
			x, inA := has(a, mk)
			y, inB := has(b, mk)
			switch {
			case inA && inB && x.Unsure != y.Unsure && j.Flagged(mk.Site):
				// Only the sure one is ever reported.
				marks[i].Conds = j.lone(sure(x, y), y.Unsure).Conds
			case inA && inB:
				marks[i].Conds = j.conds(x, y)
			case inA:
				marks[i].Conds = j.lone(x, true).Conds
			case inB:
				marks[i].Conds = j.lone(y, false).Conds
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

// lone is a mark of one path only: what flags held there is necessary for it.
func (j *joiner) lone(mk Mark, isA bool) Mark {
	conds := mk.Conds
	for _, flags := range [][]flag{j.flags, j.starts} {
		for _, f := range flags {
			x := f.a
			if !isA {
				x = f.b
			}
			if c, ok := j.holds(mk, f.merged, x); ok {
				conds = addCond(conds, c)
			}
		}
	}
	mk.Conds = conds
	return mk
}

// holds finds a condition on merged, which is x on the path of mk.
func (j *joiner) holds(mk Mark, merged, x sym.ID) (Cond, bool) {
	if j.Syms.IsConst(x) && j.Flagged(mk.Site) {
		return Cond{merged, x}, true
	}
	for _, c := range mk.Conds {
		if c.X == x {
			return Cond{merged, c.C}, true
		}
	}
	return Cond{}, false
}

// conds are the conditions that hold for a move that happened on both paths.
func (j *joiner) conds(a, b Mark) []Cond {
	out := bothConds(a, b)
	for _, c := range a.Conds {
		for _, d := range b.Conds {
			if e, ok := j.latest(c, d); ok {
				out = addCond(out, e)
			}
		}
	}
	for _, flags := range [][]flag{j.flags, j.starts} {
		for _, f := range flags {
			x, okA := j.holds(a, f.merged, f.a)
			y, okB := j.holds(b, f.merged, f.b)
			if okA && okB && x == y {
				out = addCond(out, x)
			}
		}
	}
	return out
}

// maxConds bounds the conditions of one mark.
const maxConds = 6

func addCond(conds []Cond, c Cond) []Cond {
	if len(conds) >= maxConds || slices.Contains(conds, c) {
		return conds
	}
	conds = append(slices.Clip(conds), c)
	slices.SortFunc(conds, compareConds)
	return conds
}

func compareConds(a, b Cond) int {
	return cmp.Or(cmp.Compare(a.X, b.X), cmp.Compare(a.C, b.C))
}
