package place

import (
	"github.com/sendmove/sendmove/analyzer/internal/span"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// Window says which elements of an array a slice shows.
type Window uint32

// Whole is the window of all elements.
const Whole Window = 0

// Bounds are the elements Lo <= i < Hi. An unknown Hi is the array's end; the
// bounds of Whole are 0 and unknown.
type Bounds struct {
	Lo, Hi sym.ID
	// Capped windows end with their capacity, so that append copies.
	Capped bool
	// Filled windows were cut to nothing and show what was appended since, which is
	// in the element Appended.
	Filled bool
}

// appended owns the index of what was appended since a slice was cut to nothing, it
// is not known where.
type appended struct{}

// Appended is that index. Other elements may be the same ones.
func (t *Table) Appended() sym.ID { return t.Syms.Atom(appended{}, 0, sym.NoBlock) }

// Window interns b.
func (t *Table) Window(b Bounds) Window {
	if b == t.windows[Whole] {
		return Whole
	}
	if w, ok := t.winIDs[b]; ok {
		return w
	}
	w := Window(len(t.windows))
	t.windows = append(t.windows, b)
	t.winIDs[b] = w
	return w
}

// Bounds are the bounds of w.
func (t *Table) Bounds(w Window) Bounds { return t.windows[w] }

// Slice is the window of w[lo:hi]. hasHi says that an upper bound was written,
// capped that a maximum equal to it was.
func (t *Table) Slice(w Window, lo, hi sym.ID, hasHi, capped bool) Window {
	b := t.Bounds(w)
	out := Bounds{Lo: t.Syms.Add(b.Lo, lo), Hi: b.Hi, Capped: capped || b.Capped && !hasHi, Filled: b.Filled}
	if hasHi {
		out.Hi = t.Syms.Add(b.Lo, hi)
	}
	return t.Window(out)
}

// OfPart is w for the part with index i, where w shows whichever part of an array.
func (t *Table) OfPart(w Window, i sym.ID) Window {
	if w == Whole {
		return w
	}
	b := t.windows[w]
	b.Lo, b.Hi = t.Syms.OfPart(b.Lo, i), t.Syms.OfPart(b.Hi, i)
	return t.Window(b)
}

// Length is the scalar len of w, Unknown if it cannot be told.
func (t *Table) Length(w Window) sym.ID {
	b := t.Bounds(w)
	return t.Syms.Sub(b.Hi, b.Lo)
}

// Tail is the window that append on w writes to and beyond: all from w's start,
// for the analysis does not follow lengths. It is empty (false) where append
// must copy.
func (t *Table) Tail(w Window) (Window, bool) {
	b := t.Bounds(w)
	return t.Window(Bounds{Lo: b.Lo, Filled: b.Filled}), !b.Capped
}

// Element is the place of w[i] in the array p.
func (t *Table) Element(p ID, w Window, i sym.ID) ID {
	if w == Whole {
		return t.Project(p, IndexElem(i)) // a map's keys need not be numbers
	}
	return t.Project(p, IndexElem(t.Syms.Add(t.Bounds(w).Lo, i)))
}

// WindowMakers are the blocks that make the bounds of w.
func (t *Table) WindowMakers(w Window) span.Span {
	b := t.windows[w]
	return t.Syms.Makers(b.Lo).Hull(t.Syms.Makers(b.Hi))
}

// AgedWindow is w as it is called one iteration of loop later.
func (t *Table) AgedWindow(w Window, loop sym.Blocks) Window {
	if w == Whole {
		return w
	}
	b := t.windows[w]
	b.Lo, b.Hi = t.Syms.Aged(b.Lo, loop), t.Syms.Aged(b.Hi, loop)
	return t.Window(b)
}

// View is memory seen through a window: the array at Place and a slice of it,
// or a place that was reached through that slice.
type View struct {
	Place  ID
	Window Window
}

// Overlap reports whether a and b may share memory: one is a prefix of the
// other, and no index, field or window tells them apart. Where indices are not
// known to differ they count as equal; sure asks for the contrary, that they
// are known to agree. An unknown index of a means each element, and agrees; one
// of b means some element, and agrees with each only.
func (t *Table) Overlap(a, b View, sure bool) bool {
	if t.nodes[a.Place].obj != t.nodes[b.Place].obj {
		return false
	}
	pa, pb := t.Path(a.Place), t.Path(b.Place)
	for i := range min(len(pa), len(pb)) {
		if t.elemsDistinct(pa[i], pb[i], sure) {
			return false
		}
	}
	switch {
	case len(pa) == len(pb):
		return !t.windowsDistinct(a.Window, b.Window) &&
			!t.popped(pa, b.Window) && !t.popped(pb, a.Window)
	case len(pa) < len(pb):
		return !t.outside(pb[len(pa)], a.Window) && !t.popped(pa, b.Window)
	default:
		return !t.outside(pa[len(pb)], b.Window) && !t.popped(pb, a.Window)
	}
}

// Covers reports whether a is more than a part of b: not a place inside of it,
// and not a window that ends before b's, which has all that follows.
func (t *Table) Covers(a, b View) bool {
	if t.nodes[a.Place].depth > t.nodes[b.Place].depth {
		return false
	}
	if a.Place != b.Place || a.Window == Whole {
		return true
	}
	return b.Window != Whole && (t.windows[a.Window].Hi == sym.Unknown || t.windows[b.Window].Hi != sym.Unknown)
}

func (t *Table) elemsDistinct(a, b Elem, sure bool) bool {
	if a.IsIndex != b.IsIndex {
		return false
	}
	if !a.IsIndex {
		return a.Field != b.Field
	}
	if t.Syms.Distinct(a.Index, b.Index) {
		return true
	}
	again := func(x sym.ID) bool { return t.Syms.IsAged(x) && !t.Syms.Onward(x) }
	return sure && a.Index != b.Index && a.Index != sym.Unknown && !again(a.Index) && !again(b.Index)
}

// Outside reports whether an element with index i is surely not in w.
func (t *Table) Outside(i sym.ID, w Window) bool { return t.outside(IndexElem(i), w) }

// outside reports whether the element e is surely not in w.
func (t *Table) outside(e Elem, w Window) bool {
	if w == Whole || !e.IsIndex {
		return false
	}
	b := t.windows[w]
	s := t.Syms
	return s.AtMost(b.Hi, e.Index) || s.AtMost(s.Add(e.Index, s.Int(1)), b.Lo) ||
		s.Older(e.Index, b.Lo) || s.Older(e.Index, b.Hi) ||
		s.Older(b.Lo, e.Index)
}

// popped reports whether the last index of path was cut off by w, the window
// through which the other place was reached.
func (t *Table) popped(path []Elem, w Window) bool {
	if w == Whole || len(path) == 0 {
		return false
	}
	return t.outside(path[len(path)-1], w)
}

// windowsDistinct reports whether two windows of one array surely have no
// element in common. A window whose start is the older value of the other's
// was sliced off in an earlier iteration.
func (t *Table) windowsDistinct(v, w Window) bool {
	if v == Whole || w == Whole {
		return false
	}
	a, b, s := t.windows[v], t.windows[w], t.Syms
	return s.AtMost(a.Hi, b.Lo) || s.AtMost(b.Hi, a.Lo) || s.OtherPart(a.Lo, b.Lo) || s.Older(a.Lo, b.Lo) || s.Older(b.Lo, a.Lo)
}
