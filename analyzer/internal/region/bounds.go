package region

import (
	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// Slices of one array whose bounds differ on the paths into a block get one window.
// A move that happened on one path only knows by a condition where the window starts
// on that path:
//
//	if c {
//		v = v[1:]
//		ch <- v[0]
//	}
//	v[0].n++
//
// The element that the merged slice shows first is the one that was moved, wherever
// the move happened.

// startsAt notes that the window merged starts where that of the array p starts in a
// on the one path and in b on the other. If a path has several windows of p, no
// condition tells them apart.
func (j *joiner) startsAt(merged sym.ID, p place.ID, a, b Leaf) {
	x, okA := j.startOf(p, a)
	y, okB := j.startOf(p, b)
	if okA && okB && x != y && len(j.starts) < maxFlags {
		j.starts = append(j.starts, flag{merged, x, y})
	}
}

// startOf is where the only window of p in l starts.
func (j *joiner) startOf(p place.ID, l Leaf) (lo sym.ID, ok bool) {
	for _, r := range l.Refs {
		if r.Place != p {
			continue
		}
		if x := j.Bounds(r.Window).Lo; !ok || x == lo {
			lo, ok = x, true
		} else {
			return sym.Unknown, false
		}
	}
	return lo, ok
}

// agree reports whether the element v is the element w wherever mk happened.
func (m *Memory) agree(v, w place.ID, mk Mark) bool {
	if len(mk.Conds) == 0 {
		return false
	}
	where := func(x sym.ID) sym.ID {
		for _, c := range mk.Conds {
			x = m.Syms.Where(x, c.X, c.C)
		}
		return x
	}
	x, y := m.Reindexed(v, where), m.Reindexed(w, where)
	return (x != v || y != w) && m.Overlap(place.View{Place: x}, place.View{Place: y}, true)
}
