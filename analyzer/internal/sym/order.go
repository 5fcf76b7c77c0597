package sym

import (
	"go/constant"
	"slices"
)

// What is one of several numbers is no less than the least of them, and where each
// iteration of a loop leaves a number as it is or greater, what an earlier one computed
// from it is no more than what it is now. So a scanner that sends b[start:i] goes on behind
// what it has sent, however it gets to its next i.

// rise says of a number that the header of a loop merges what it is when the iteration
// ends, by each way back.
type rise []ID

// maxLower bounds the numbers that one may be, and maxOrder the steps of one comparison.
// Beyond, nothing is known.
const (
	maxLower  = 8
	maxMerged = 16
	maxOrder  = 6
)

// OneOf records that the atom x is a in some cases. It must be told of all of them.
func (t *Table) OneOf(x, a ID) {
	if x == a || t.terms[x].kind != atom {
		return
	}
	if t.lower == nil {
		t.lower = map[ID][]ID{}
	}
	known := t.lower[x]
	switch {
	case slices.Contains(known, a) || slices.Contains(known, Unknown):
	case len(known) == maxLower:
		t.lower[x] = append(known, Unknown)
	default:
		t.lower[x] = append(known, a)
	}
}

// Merges records that the header of a loop merges the number a, of a way into it, with
// others to x.
func (t *Table) Merges(x, a ID) {
	if t.merged == nil {
		t.merged = map[ID][]ID{}
	}
	if known := t.merged[x]; a != x && len(known) < maxMerged && !slices.Contains(known, a) {
		t.merged[x] = append(known, a)
	}
}

// Loops records that the number x, which the header of a loop merges, is one of ends when
// an iteration ends, which the next one calls next. It says whether x rises.
func (t *Table) Loops(x ID, ends, next []ID) bool {
	for _, e := range ends {
		if !t.AtMost(x, e) {
			return false
		}
	}
	if len(ends) == 0 || slices.Contains(ends, Unknown) {
		return false
	}
	early := func(e ID) bool { // the end of a first iteration
		return slices.ContainsFunc(ends, func(end ID) bool {
			base, off := t.split(end)
			return base == x && slices.ContainsFunc(t.merged[x], func(start ID) bool { return start != e && t.Add(start, t.Const(off)) == e })
		})
	}
	entries := slices.DeleteFunc(slices.Clone(t.merged[x]), func(e ID) bool { return slices.Contains(next, e) || early(e) })
	if len(t.merged[x]) == maxMerged {
		entries = []ID{Unknown}
	}
	if t.rises == nil {
		t.rises = map[ID]rise{}
	}
	t.rises[x] = ends
	for _, e := range entries {
		t.OneOf(x, e)
	}
	return true
}

// Rises reports whether x is known to.
func (t *Table) Rises(x ID) bool {
	_, ok := t.rises[x]
	return ok
}

// atLeast reports whether a <= b follows from what b may be, or from how it rises.
func (t *Table) atLeast(a, b ID, steps int) bool {
	if steps == 0 {
		return false
	}
	baseA, offA := t.split(a)
	baseB, offB := t.split(b)
	if x, y := t.terms[baseA], t.terms[baseB]; x.kind == sum && y.kind == sum && offA.Kind() == constant.Int && offB.Kind() == constant.Int {
		for _, p := range [2][2]ID{{x.a, x.b}, {x.b, x.a}} {
			for _, q := range [2][2]ID{{y.a, y.b}, {y.b, y.a}} {
				if p[0] == q[0] && t.atMost(t.Add(p[1], t.Const(offA)), t.Add(q[1], t.Const(offB)), steps-1) {
					return true
				}
			}
		}
	}
	if t.terms[baseB].kind != atom || offB.Kind() != constant.Int || offA.Kind() != constant.Int {
		return false
	}
	off := t.Const(offB)
	if ends, ok := t.rises[baseB]; ok && t.Earlier != nil && t.terms[baseA].kind == atom && t.terms[baseA].aged {
		x := t.terms[baseA]
		now, known := t.atoms[atomKey{x.owner, x.sub, false, false}]
		if known && t.Earlier(int(t.blocks[baseA]), x.stale, int(t.blocks[baseB])) {
			then := t.Add(now, t.Const(offA))
			if !slices.ContainsFunc(ends, func(e ID) bool { return !t.atMost(then, t.Add(e, off), steps-1) }) {
				return true
			}
		}
	}
	least := t.lower[baseB]
	return len(least) > 0 && !slices.ContainsFunc(least, func(e ID) bool {
		return !t.first(e, least) && !t.atMost(a, t.Add(e, off), steps-1)
	})
}

// first reports whether e is what another one of nums was before it was known that a loop
// changes that.
func (t *Table) first(e ID, nums []ID) bool {
	return slices.ContainsFunc(nums, func(x ID) bool {
		base, off := t.split(x)
		return e != x && off.Kind() == constant.Int && slices.ContainsFunc(t.merged[base], func(start ID) bool {
			return t.Add(start, t.Const(off)) == e
		})
	})
}
