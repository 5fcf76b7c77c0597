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

// maxLower bounds the numbers that one may be, maxOrder the steps of one comparison and
// maxCompared the numbers that it looks at. Beyond, nothing is known.
const (
	maxLower    = 8
	maxMerged   = 16
	maxCompared = 100
	maxOrder    = 6
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

// NoMore records that the atom x is no more than a.
func (t *Table) NoMore(x, a ID) {
	if known := t.upper[x]; a == Unknown || len(known) == maxLower || slices.Contains(known, a) {
		return
	}
	if t.upper == nil {
		t.upper = map[ID][]ID{}
	}
	t.upper[x] = append(t.upper[x], a)
}

// Unbound forgets what NoMore has recorded.
func (t *Table) Unbound() { clear(t.upper) }

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
	if t.compared++; steps == 0 || t.compared > maxCompared {
		return false
	}
	baseA, offA := t.split(a)
	baseB, offB := t.split(b)
	for _, u := range t.upper[baseA] {
		if t.atMost(t.Add(u, t.Const(offA)), b, steps-1) {
			return true
		}
	}
	if x, y := t.terms[baseA], t.terms[baseB]; x.kind == sum && y.kind == sum && offA.Kind() == constant.Int && offB.Kind() == constant.Int {
		for _, p := range [2][2]ID{{x.a, x.b}, {x.b, x.a}} {
			for _, q := range [2][2]ID{{y.a, y.b}, {y.b, y.a}} {
				if p[0] == q[0] && t.atMost(t.Add(p[1], t.Const(offA)), t.Add(q[1], t.Const(offB)), steps-1) {
					return true
				}
			}
		}
	}
	// A sum is taken to be of numbers that are not negative, as lengths are. That one may
	// be is lost, in favour of silence.
	if y := t.terms[baseB]; y.kind == sum && offB.Kind() == constant.Int {
		for _, q := range [2]ID{y.a, y.b} {
			if t.atMost(a, t.Add(q, t.Const(offB)), steps-1) {
				return true
			}
		}
	}
	if t.terms[baseB].kind != atom || offB.Kind() != constant.Int || offA.Kind() != constant.Int {
		return false
	}
	off := t.Const(offB)
	if ends, ok := t.rises[baseB]; ok && t.IsAged(baseA) {
		if now := t.then(baseA, int(t.blocks[baseB])); now != Unknown {
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

// then is x, of an earlier iteration of the loop with the header, as that called it;
// Unknown if it is not known to be all of one.
func (t *Table) then(x ID, header int) ID {
	switch n := t.terms[x]; {
	case n.kind == sum:
		return t.Add(t.then(n.a, header), t.then(n.b, header))
	case n.kind == atom && t.blocks[x] == NoBlock:
		return x
	case n.kind == atom && n.aged && t.Earlier != nil && t.Earlier(int(t.blocks[x]), n.stale, header):
		return t.atoms[atomKey{n.owner, n.sub, false, false}]
	}
	return Unknown
}

// Onward reports whether x is a number by which a loop counts upwards, in this run of it or
// in another one, from what a loop around it counts: it does not come to the same ones
// again.
func (t *Table) Onward(x ID) bool {
	base, _ := t.split(x)
	n := t.terms[base]
	if n.kind != atom {
		return false
	}
	now, ok := t.atoms[atomKey{n.owner, n.sub, false, false}]
	least := t.lower[now]
	return ok && t.Rises(now) && len(least) > 0 && !slices.ContainsFunc(least, func(e ID) bool {
		start, _ := t.split(e)
		return !t.first(e, least) && !t.Rises(start)
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
