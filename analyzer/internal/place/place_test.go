package place

import (
	"go/types"
	"math/rand/v2"
	"testing"

	"github.com/sendmove/sendmove/analyzer/internal/span"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// only is a loop of one block.
type only int

func (b only) Contains(block int) bool { return int(b) == block }
func (b only) Nested(int) bool         { return false }
func (b only) Span() span.Span         { return span.Of(int(b)) }

// world is a table with a few objects and indices. Block 1 makes the object
// and the index that have an odd number.
type world struct {
	*Table
	objs    []Obj
	indices []sym.ID
}

func newWorld() world {
	t := NewTable(sym.NewTable())
	w := world{Table: t, indices: []sym.ID{sym.Unknown, t.Syms.Int(0), t.Syms.Int(1), t.Syms.Int(5)}}
	for i := range 4 {
		w.objs = append(w.objs, t.Object(Key{Origin: Fresh, Owner: "new", Sub: uint32(i)}, nil, i%2))
		x := t.Syms.Atom("i", uint32(i), i%2)
		w.indices = append(w.indices, x, t.Syms.Add(x, t.Syms.Int(1)))
	}
	in := t.Object(Key{Origin: Input}, nil, sym.NoBlock)
	w.objs = append(w.objs, in, t.PointeeOf(t.Field(t.Root(in), 1), types.Typ[types.Int]))
	w.objs = append(w.objs, t.PointeeOf(t.Field(t.Root(w.objs[1]), 1), types.Typ[types.Int]))
	return w
}

func (w world) elem(r *rand.Rand) Elem {
	if r.IntN(2) == 0 {
		return FieldElem(r.IntN(3))
	}
	return IndexElem(w.indices[r.IntN(len(w.indices))])
}

func (w world) place(r *rand.Rand) ID {
	p := w.Root(w.objs[r.IntN(len(w.objs))])
	for range r.IntN(4) {
		p = w.Project(p, w.elem(r))
	}
	return p
}

func (w world) window(r *rand.Rand) Window {
	win := Whole
	for range r.IntN(3) {
		lo, hi := w.indices[r.IntN(len(w.indices))], w.indices[r.IntN(len(w.indices))]
		win = w.Slice(win, lo, hi, r.IntN(2) == 0, r.IntN(4) == 0)
	}
	return win
}

// TestProject checks that a place is told by its object and its path.
func TestProject(t *testing.T) {
	w, r := newWorld(), rand.New(rand.NewPCG(1, 1))
	for range 2000 {
		p, base := w.place(r), w.place(r)
		q := w.Root(w.ObjectOf(p))
		for _, e := range w.Path(p) {
			q = w.Project(q, e)
		}
		if p != q {
			t.Fatalf("the path of %s leads to %s", w.String(p), w.String(q))
		}
		moved := w.Rebase(p, base)
		rel, ok := w.Below(moved, base)
		if !ok || w.ObjectOf(moved) != w.ObjectOf(base) || len(w.Path(rel)) != len(w.Path(p)) || w.Rebase(rel, base) != moved {
			t.Fatalf("%s on %s is %s, which is %s below", w.String(p), w.String(base), w.String(moved), w.String(rel))
		}
		if w.Rebase(p, w.Root(w.ObjectOf(p))) != p {
			t.Fatalf("%s rebased on its own root", w.String(p))
		}
		if _, ok := w.Below(p, base); ok != w.prefix(base, p) {
			t.Fatalf("whether %s is below %s", w.String(p), w.String(base))
		}
	}
}

func (w world) prefix(p, q ID) bool {
	for ; q != None; q = w.Parent(q) {
		if p == q {
			return true
		}
	}
	return false
}

// TestLongPath checks that paths and chains of pointees end.
func TestLongPath(t *testing.T) {
	tab := NewTable(sym.NewTable())
	p := tab.Root(tab.Object(Key{Origin: Input}, nil, sym.NoBlock))
	for range 3 * maxPath {
		p = tab.Field(p, 0)
	}
	if n := len(tab.Path(p)); n > maxPath {
		t.Errorf("a path of %d projections", n)
	}
	n := tab.Len()
	for range 3 * maxPointees {
		p = tab.Root(tab.PointeeOf(p, nil))
	}
	if o := tab.At(tab.ObjectOf(p)); o.Origin != Deep || tab.Single(p) || tab.Len()-n > 2*maxPointees {
		t.Errorf("at the end of the chain is %s", tab.String(p))
	}
}

func TestOverlapLaws(t *testing.T) {
	w, r := newWorld(), rand.New(rand.NewPCG(2, 2))
	for range 20000 {
		a, b := View{w.place(r), w.window(r)}, View{w.place(r), w.window(r)}
		if w.Overlap(a, b, false) != w.Overlap(b, a, false) {
			t.Fatalf("%s %v and %s %v overlap one way", w.String(a.Place), w.Bounds(a.Window), w.String(b.Place), w.Bounds(b.Window))
		}
		if w.Overlap(a, b, true) && !w.Overlap(a, b, false) {
			t.Fatalf("%s and %s surely overlap and do not", w.String(a.Place), w.String(b.Place))
		}
		whole := View{Place: a.Place}
		if !w.Overlap(whole, whole, true) || !w.Overlap(whole, View{Place: w.Root(w.ObjectOf(a.Place))}, true) {
			t.Fatalf("%s does not overlap itself", w.String(a.Place))
		}
	}
}

func TestOverlap(t *testing.T) {
	w := newWorld()
	s := w.Syms
	root := w.Root(w.objs[0])
	n, i := s.Atom("n", 0, sym.NoBlock), s.Atom("j", 0, sym.NoBlock)
	num := s.Int
	at := func(x sym.ID) View { return View{Place: w.Project(root, IndexElem(x))} }
	cut := func(lo, hi sym.ID) View { return View{root, w.Slice(Whole, lo, hi, true, false)} }
	from := func(lo sym.ID) View { return View{root, w.Slice(Whole, lo, sym.Unknown, false, false)} }
	for _, test := range []struct {
		name       string
		a, b       View
		want, sure bool
	}{
		{"object", View{Place: root}, View{Place: w.Root(w.objs[1])}, false, false},
		{"field", View{Place: w.Field(root, 0)}, View{Place: w.Field(root, 1)}, false, false},
		{"prefix", View{Place: root}, View{Place: w.Field(root, 1)}, true, true},
		{"constants", at(num(0)), at(num(1)), false, false},
		{"offsets", at(n), at(s.Add(n, num(1))), false, false},
		{"other index", at(n), at(i), true, false},
		{"same index", at(n), at(n), true, true},
		{"each index", at(sym.Unknown), at(n), true, true},
		{"some index", at(n), at(sym.Unknown), true, false},
		{"halves", cut(num(0), n), from(n), false, false},
		{"constant parts", cut(num(0), num(4)), cut(num(4), num(8)), false, false},
		{"parts", cut(num(0), num(5)), cut(num(4), num(8)), true, true},
		{"popped", cut(num(0), s.Sub(n, num(1))), at(s.Sub(n, num(1))), false, false},
		{"kept", cut(num(0), n), at(s.Sub(n, num(1))), true, true},
		{"shifted", from(num(1)), at(num(0)), false, false},
		{"not shifted", from(num(1)), at(num(1)), true, true},
	} {
		if got := w.Overlap(test.a, test.b, false); got != test.want {
			t.Errorf("%s: overlap is %t", test.name, got)
		}
		if got := w.Overlap(test.a, test.b, true); got != test.sure {
			t.Errorf("%s: sure overlap is %t", test.name, got)
		}
	}
}

// TestSlice checks windows of windows with numbers for bounds.
func TestSlice(t *testing.T) {
	tab := NewTable(sym.NewTable())
	num := tab.Syms.Int
	w := tab.Slice(Whole, num(2), num(9), true, false)
	v := tab.Slice(w, num(3), sym.Unknown, false, false)
	if got, want := tab.Bounds(v), (Bounds{Lo: num(5), Hi: num(9)}); got != want {
		t.Errorf("[2:9][3:] is %v, want %v", got, want)
	}
	if got := tab.Length(v); got != num(4) {
		t.Errorf("its length is %s", tab.Syms.String(got))
	}
	if tab.Slice(Whole, num(0), sym.Unknown, false, false) != Whole {
		t.Error("[:] is not the whole")
	}
	root := tab.Root(tab.Object(Key{Origin: Fresh}, nil, 0))
	if tab.Element(root, v, num(1)) != tab.Project(root, IndexElem(num(6))) {
		t.Error("[2:9][3:][1] is not [6]")
	}
	for _, capped := range []bool{false, true} {
		if _, shared := tab.Tail(tab.Slice(w, num(0), num(1), true, capped)); shared == capped {
			t.Errorf("capped %t: append writes to the array %t", capped, shared)
		}
	}
}

// TestAged checks that places stop ageing when they are the oldest, and that
// only what the loop makes ages.
func TestAged(t *testing.T) {
	w, r := newWorld(), rand.New(rand.NewPCG(3, 3))
	loop := only(1)
	for range 5000 {
		p, win := w.place(r), w.window(r)
		old := w.Aged(p, loop)
		oldest := old
		for range Oldest {
			oldest = w.Aged(oldest, loop)
		}
		if w.Aged(oldest, loop) != oldest {
			t.Fatalf("%s ages to %s and then to %s", w.String(p), w.String(oldest), w.String(w.Aged(oldest, loop)))
		}
		if aged := w.AgedWindow(win, loop); w.AgedWindow(aged, loop) != aged {
			t.Fatalf("a window ages twice: %v", w.Bounds(win))
		}
		if w.Aged(p, only(7)) != p {
			t.Fatalf("%s ages in a loop that does not make it", w.String(p))
		}
		if w.Parent(p) != None && w.Parent(old) != w.Aged(w.Parent(p), loop) {
			t.Fatalf("the parent of %s", w.String(old))
		}
		if oldest != p && w.Single(oldest) {
			t.Fatalf("%s is one piece of memory", w.String(oldest))
		}
	}
	if w.Aged(w.Root(w.objs[0]), loop) != w.Root(w.objs[0]) || w.Aged(w.Root(w.objs[1]), loop) == w.Root(w.objs[1]) {
		t.Error("the wrong object aged")
	}
	if pointee := w.Root(w.objs[len(w.objs)-1]); w.Aged(pointee, loop) == pointee {
		t.Error("a pointee stayed when its owner aged")
	}
}
