package region

import (
	"slices"

	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// A slice reaches more of its array than it shows: append writes behind its end, up
// to its capacity.
//
//	head, tail := b[:n], b[n:]
//	ch <- tail
//	head = append(head, 0) // overwrites what was sent
//
// So the move of what is behind a slice marks it as well, with a mark at which only
// append looks.

// behind reports whether what v shows ends before moved starts, and may be extended
// to there.
func (m *Memory) behind(v, moved place.View) bool {
	if v.Window == place.Whole || m.ObjectOf(v.Place) != m.ObjectOf(moved.Place) {
		return false
	}
	b := m.Bounds(v.Window)
	return !b.Capped && m.Syms.AtMost(b.Hi, m.startIn(v.Place, moved))
}

// extends reports whether v, which was sliced out of what ended before moved starts,
// ends behind that.
func (m *Memory) extends(v, moved place.View) bool {
	i := m.startIn(v.Place, moved)
	return m.Syms.AtMost(m.Syms.Add(i, m.Syms.Int(1)), m.Bounds(v.Window).Hi)
}

// startIn is the index at which v starts in the array p, sym.Unknown if it is not in p.
func (m *Memory) startIn(p place.ID, v place.View) sym.ID {
	if v.Place == p {
		return m.Bounds(v.Window).Lo
	}
	for q := v.Place; m.Parent(q) != place.None; q = m.Parent(q) {
		if m.Parent(q) == p && m.Elem(q).IsIndex {
			return m.Elem(q).Index
		}
	}
	return sym.Unknown
}

// Shown is r without the marks of what is behind it.
func (m *Memory) Shown(r Ref) Ref {
	behind := func(mk Mark) bool { return mk.Behind }
	if slices.ContainsFunc(r.Marks, behind) {
		r.Marks = slices.DeleteFunc(slices.Clone(r.Marks), behind)
	}
	return r
}

// Behind are references to what append writes behind the slices refs where it adds n
// elements, with the marks of moves of it. One that starts further behind may not be
// reached.
func (m *Memory) Behind(refs []Ref, n sym.ID) []Ref {
	var out []Ref
	for _, r := range refs {
		b := m.Bounds(r.Window)
		to := Ref{View: place.View{Place: r.Place, Window: m.Window(place.Bounds{Lo: b.Hi, Hi: m.Syms.Add(b.Hi, n)})}, Via: r.Via, When: r.When}
		for _, mk := range r.Marks {
			if !mk.Behind || !m.Overlap(to.View, mk.View, false) {
				continue
			}
			mk.Behind = false
			mk.Unsure = mk.Unsure || m.startIn(r.Place, mk.View) != b.Hi
			to.Marks = append(to.Marks, mk)
		}
		if len(to.Marks) > 0 {
			out = append(out, to)
		}
	}
	return sortRefs(out)
}
