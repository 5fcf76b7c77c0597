package region

import (
	"go/types"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/span"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// only is a loop of one block.
type only int

func (b only) Contains(block int) bool { return int(b) == block }
func (b only) Nested(int) bool         { return false }
func (b only) Span() span.Span         { return span.Of(int(b)) }

var (
	ptr   = types.NewPointer(types.Typ[types.Int])
	array = types.NewArray(ptr, 1<<40)
	pair  = types.NewStruct([]*types.Var{
		types.NewField(0, nil, "l", ptr, false),
		types.NewField(0, nil, "r", types.NewSlice(ptr), false),
		types.NewField(0, nil, "n", types.Typ[types.Int], false),
	}, nil)
)

// world is a memory with a few objects. Block 1 makes those with an odd number.
type world struct {
	*Memory
	objs    []place.Obj // of type pair or array in turn
	regs    []place.ID
	indices []sym.ID
}

func newWorld() world {
	t := place.NewTable(sym.NewTable())
	w := world{Memory: NewMemory(t, &movable.Types{}), indices: []sym.ID{sym.Unknown, t.Syms.Int(0), t.Syms.Int(1), t.Syms.Atom("i", 0, 1)}}
	w.SiteBlock = func(site int32) int { return int(site) }
	for i := range 4 {
		typ := []types.Type{pair, array}[i/2]
		w.objs = append(w.objs, t.Object(place.Key{Origin: place.Fresh, Owner: "new", Sub: uint32(i)}, typ, i%2))
	}
	w.objs = append(w.objs,
		t.Object(place.Key{Origin: place.Input}, pair, sym.NoBlock),
		t.Object(place.Key{Origin: place.Foreign, Owner: "call"}, array, 1))
	for i := range 3 {
		w.regs = append(w.regs, t.Root(t.Object(place.Key{Origin: place.Register, Owner: i}, nil, sym.NoBlock)))
	}
	return w
}

// cell is a place that holds a reference, and the type of that.
func (w world) cell(r *rand.Rand) (place.ID, types.Type) {
	o := w.objs[r.IntN(len(w.objs))]
	if w.At(o).Type == array {
		return w.Project(w.Root(o), place.IndexElem(w.indices[r.IntN(len(w.indices))])), ptr
	}
	if r.IntN(2) == 0 {
		return w.Field(w.Root(o), 0), ptr
	}
	return w.Field(w.Root(o), 1), types.NewSlice(ptr)
}

func (w world) view(r *rand.Rand) place.View {
	v := place.View{Place: w.Root(w.objs[r.IntN(len(w.objs))])}
	if r.IntN(3) == 0 {
		v.Window = w.Slice(place.Whole, w.indices[r.IntN(3)], w.indices[r.IntN(3)], r.IntN(2) == 0, false)
	}
	return v
}

func (w world) mark(r *rand.Rand) Mark {
	mk := Mark{Site: int32(r.IntN(3)), View: w.view(r), Depth: Depth(r.IntN(2)), Unsure: r.IntN(4) == 0}
	if r.IntN(3) == 0 {
		mk.Conds = []Cond{{w.Syms.Atom("c", uint32(r.IntN(2)), 0), w.Syms.Bool(true)}}
	}
	return mk
}

// run changes st as a few instructions would.
func (w world) run(r *rand.Rand, st *State) {
	for range r.IntN(8) {
		p, typ := w.cell(r)
		to := []Ref{{View: place.View{Place: p}}}
		switch r.IntN(8) {
		case 0:
			w.Store(st, to, typ, w.Nil(), true)
		case 1:
			w.Store(st, to, typ, w.Pointer(w.view(r), w.Syms.Atom("p", 0, r.IntN(2))), true)
		case 2:
			w.Store(st, to, typ, w.Load(st, place.View{Place: p}, typ), r.IntN(2) == 0)
		case 3:
			w.Put(st, w.regs[r.IntN(len(w.regs))], w.Load(st, place.View{Place: p}, typ))
		case 4:
			w.Put(st, w.regs[r.IntN(len(w.regs))], w.Scalar(w.Syms.Bool(r.IntN(2) == 0)))
		case 5:
			w.Assume(st, w.Syms.Facts(w.Syms.Atom("c", uint32(r.IntN(2)), 0), r.IntN(2) == 0))
		default:
			w.Mark(st, Move{Mark: w.mark(r)})
		}
	}
}

// states are some that may meet at a block: they ran apart from one start.
func (w world) states(r *rand.Rand, n int) []State {
	var start State
	w.run(r, &start)
	out := make([]State, n)
	for i := range out {
		out[i] = start
		w.run(r, &out[i])
		if r.IntN(3) == 0 {
			out[i] = w.Age(out[i], only(1), 1)
			w.run(r, &out[i])
		}
	}
	return out
}

// print lists what a state says.
func (w world) print(st State) (out []string) {
	w.Cells(&st, func(p place.ID, v *Value) {
		for _, l := range v.Leaves {
			for _, x := range l.Refs {
				s := w.String(p) + w.String(l.Path) + " -> " + w.String(x.Place)
				for _, c := range x.When {
					s += " when " + w.Syms.String(c.X) + "==" + w.Syms.String(c.C)
				}
				for _, mk := range x.Marks {
					s += " moved " + w.String(mk.View.Place)
				}
				out = append(out, s)
			}
		}
	})
	return out
}

func TestJoinLaws(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	const block = 5
	for i := range 3000 {
		w := newWorld()
		sts := w.states(r, 2)
		a, b := sts[0], sts[1]
		if !w.Equal(w.Join(a, a, block), a) {
			t.Fatalf("run %d: joined with itself, %q is %q", i, w.print(a), w.print(w.Join(a, a, block)))
		}
		ab, ba := w.Join(a, b, block), w.Join(b, a, block)
		for _, x := range sts {
			w.above(t, i, x, ab)
		}
		if !w.oneWindow(a) || !w.oneWindow(b) {
			continue
		}
		if !w.Equal(ab, ba) {
			t.Fatalf("run %d: %q and %q join to %q and %q", i, w.print(a), w.print(b), w.print(ab), w.print(ba))
		}
		for _, x := range sts {
			if again := w.Join(ab, x, block); !w.Equal(again, ab) {
				t.Fatalf("run %d: joined with %q again, %q is %q", i, w.print(x), w.print(ab), w.print(again))
			}
		}
	}
}

// oneWindow reports whether no reference in st shows one array through two
// windows. Which of them a join merges with another's depends on the order.
func (w world) oneWindow(st State) bool {
	ok := true
	w.Cells(&st, func(_ place.ID, v *Value) {
		for _, l := range v.Leaves {
			for i := 1; i < len(l.Refs); i++ {
				ok = ok && l.Refs[i-1].Place != l.Refs[i].Place
			}
		}
	})
	return ok
}

// above checks that st refers to all that x does, with the marks. The windows
// may differ, for a join can give both sides a common one.
func (w world) above(t *testing.T, run int, x, st State) {
	t.Helper()
	w.Cells(&x, func(p place.ID, v *Value) {
		upper, _ := w.Known(&st, p)
		for _, l := range v.Leaves {
			m, _ := upper.At(l.Path)
			for _, ref := range l.Refs {
				ok := slices.ContainsFunc(m.Refs, func(u Ref) bool {
					return u.Place == ref.Place && !slices.ContainsFunc(ref.Marks, func(mk Mark) bool {
						return !slices.ContainsFunc(u.Marks, func(n Mark) bool { return n.Site == mk.Site && n.Depth <= mk.Depth })
					})
				})
				if !ok {
					t.Fatalf("run %d: %s -> %s of %q is not in %q", run, w.String(p), w.String(ref.Place), w.print(x), w.print(st))
				}
			}
		}
	})
}

func TestAgeLaws(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 4))
	// What the scalars of the header stand for is new in every iteration. The
	// law is of everything else, so no block of the loop is given as header.
	const header = 7
	for i := range 3000 {
		w := newWorld()
		st := w.states(r, 1)[0]
		old := w.Age(st, only(1), header)
		for range place.Oldest {
			old = w.Age(old, only(1), header)
		}
		if again := w.Age(old, only(1), header); !w.Equal(again, old) {
			t.Fatalf("run %d: %q ages to %q and then to %q", i, w.print(st), w.print(old), w.print(again))
		}
		w.Cells(&old, func(p place.ID, v *Value) {
			if w.Aged(p, only(1)) != p {
				t.Fatalf("run %d: %s is still new", i, w.String(p))
			}
			for ref := range v.Refs {
				for _, mk := range ref.Marks {
					if w.SiteBlock(mk.Site) == 1 && !mk.Later {
						t.Fatalf("run %d: the move of %s is not an earlier one", i, w.String(ref.Place))
					}
				}
			}
		})
	}
}

// wide is a loop of one block that does not say which.
type wide struct{ only }

func (wide) Span() span.Span { return span.Of(0).Hull(span.Of(100)) }

// TestAgeLooksAtAll: what Age passes over is what it would leave as it is.
func TestAgeLooksAtAll(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 6))
	for i := range 3000 {
		w := newWorld()
		st := w.states(r, 1)[0]
		loop := only(r.IntN(2))
		if narrow, all := w.Age(st, loop, 7), w.Age(st, wide{loop}, 7); !w.Equal(narrow, all) {
			t.Fatalf("run %d: %q ages to %q, and is %q where all of it is looked at", i, w.print(st), w.print(narrow), w.print(all))
		}
	}
}

// TestStoreLoad: a load finds what was stored, alone where the place is one
// piece of memory, and among others where it may be another.
func TestStoreLoad(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 6))
	for i := range 3000 {
		w := newWorld()
		st := w.states(r, 1)[0]
		p, typ := w.cell(r)
		certain := r.IntN(3) > 0
		before := w.Load(&st, place.View{Place: p}, typ)
		v := w.Pointer(w.view(r), w.Syms.Atom("v", 0, 0))
		w.Store(&st, []Ref{{View: place.View{Place: p}}}, typ, v, certain)
		got := w.Load(&st, place.View{Place: p}, typ)
		want := v.AllRefs()
		if !certain || !w.Single(p) {
			want = w.Either(v, before, sym.Unknown).AllRefs()
		}
		for _, x := range want {
			if !slices.ContainsFunc(got.AllRefs(), func(y Ref) bool { return x.View == y.View }) {
				t.Fatalf("run %d: %s lacks %s", i, w.String(p), w.String(x.Place))
			}
		}
		if certain && w.Single(p) && len(w.siblings(place.View{Place: p})) == 0 && len(got.AllRefs()) != 1 {
			t.Fatalf("run %d: %s has more than was stored", i, w.String(p))
		}
	}
}

// TestAggregate: a struct that is stored and loaded comes back part by part.
func TestAggregate(t *testing.T) {
	w := newWorld()
	var st State
	left := w.Pointer(place.View{Place: w.Root(w.objs[2])}, w.Syms.Int(1))
	v := w.Wrap(nil, left, w.Field(w.Path(), 0))
	v = w.Wrap(v, w.Nil(), w.Field(w.Path(), 1))
	to := place.View{Place: w.Root(w.objs[0])}
	w.Store(&st, []Ref{{View: to}}, pair, v, true)
	if got := w.Load(&st, to, pair); !equalValues(got, v) {
		t.Errorf("stored %v, loaded %v", v, got)
	}
	if got := w.Part(w.Load(&st, to, pair), w.Field(w.Path(), 0)); !equalValues(got, left) {
		t.Errorf("field 0 is %v, want %v", got, left)
	}
	w.Store(&st, []Ref{{View: to}}, pair, w.Zero(pair), true)
	for ref := range w.Load(&st, to, pair).Refs {
		t.Errorf("zeroed, it refers to %s", w.String(ref.Place))
	}
}

func TestMarks(t *testing.T) {
	w := newWorld()
	var st State
	a, b := w.Root(w.objs[0]), w.Root(w.objs[1])
	arr := w.Root(w.objs[2])
	num := w.Syms.Int
	part := func(lo, hi int64) place.View {
		return place.View{Place: arr, Window: w.Slice(place.Whole, num(lo), num(hi), true, false)}
	}
	cond := Cond{w.Syms.Atom("sent", 0, 0), w.Syms.Bool(true)}
	hold := func(n int, v place.View) { w.Put(&st, w.regs[n], w.Pointer(v, sym.Unknown)) }
	marked := func(n int) bool {
		v, _ := w.Known(&st, w.regs[n])
		return v.Marked()
	}
	check := func(what string, want ...bool) {
		t.Helper()
		for n, m := range want {
			if marked(n) != m {
				t.Errorf("%s: register %d is marked %t", what, n, marked(n))
			}
		}
	}
	hold(0, place.View{Place: w.Field(a, 0)})
	hold(1, place.View{Place: w.Field(a, 1)})
	hold(2, place.View{Place: b})
	check("at the start", false, false, false)
	w.Mark(&st, Move{Mark: Mark{Site: 1, View: place.View{Place: w.Field(a, 0)}}})
	check("a field was moved", true, false, false)
	w.Mark(&st, Move{Mark: Mark{Site: 2, View: place.View{Place: a}, Conds: []Cond{cond}}})
	check("all of it was moved", true, true, false)
	yes := st
	w.Assume(&st, []sym.Fact{{X: cond.X, C: w.Syms.Bool(false), Eq: true}})
	check("it was not after all", true, false, false)
	st = yes
	w.Assume(&st, []sym.Fact{{X: cond.X, C: w.Syms.Bool(true), Eq: true}})
	check("it was", true, true, false)
	w.Unmark(&st, func(mk Mark) bool { return mk.Site == 1 })
	hold(1, place.View{Place: b})
	check("handed back and assigned", true, false, false)
	w.Unmark(&st, func(mk Mark) bool { return mk.Site == 2 })
	check("handed back", false, false, false)

	hold(0, part(0, 4))
	hold(1, part(4, 8))
	w.Mark(&st, Move{Mark: Mark{Site: 1, View: part(0, 4)}})
	check("a part was moved", true, false)

	// Only moves of memory that the caller knows are told to it.
	in := w.Root(w.objs[4])
	w.Mark(&st, Move{Mark: Mark{Site: 3, View: place.View{Place: in}}})
	var told []int32
	for mk := range w.Moved(&st) {
		told = append(told, mk.Site)
	}
	if !slices.Equal(told, []int32{3}) {
		t.Errorf("callers learn of %v", told)
	}
}

// TestJoinFlags: a move on one path gets as condition what a flag was there,
// so that a branch on the flag takes it away.
func TestJoinFlags(t *testing.T) {
	for _, flagged := range []bool{true, false} {
		w := newWorld()
		w.Flagged = func(int32) bool { return flagged }
		var sent, kept State
		v := place.View{Place: w.Root(w.objs[0])}
		flag := w.regs[1]
		w.Put(&kept, w.regs[0], w.Pointer(v, sym.Unknown))
		sent = kept
		w.Put(&kept, flag, w.Scalar(w.Syms.Bool(false)))
		w.Put(&sent, flag, w.Scalar(w.Syms.Bool(true)))
		w.Mark(&sent, Move{Mark: Mark{Site: 0, View: v}})
		st := w.Join(sent, kept, 3)
		x, _ := w.Known(&st, flag)
		for _, val := range []bool{true, false} {
			arm := st
			w.Assume(&arm, w.Syms.Facts(w.Only(x).Sym, val))
			if got, _ := w.Known(&arm, w.regs[0]); got.Marked() != (val || !flagged) {
				t.Errorf("flagged %t: where the flag is %t the value is marked %t", flagged, val, got.Marked())
			}
		}
	}
}

// TestReach lists what is moved with a value.
func TestReach(t *testing.T) {
	w := newWorld()
	var st State
	a, b, arr := w.Root(w.objs[0]), w.Root(w.objs[1]), w.Root(w.objs[2])
	store := func(p, to place.ID) {
		w.Store(&st, []Ref{{View: place.View{Place: p}}}, ptr, w.Pointer(place.View{Place: to}, sym.Unknown), true)
	}
	store(w.Field(a, 0), arr)
	store(w.Project(arr, place.IndexElem(w.Syms.Int(1))), a) // a ring
	var got []place.ID
	var contained []bool
	w.Reach(&st, []Ref{{View: place.View{Place: a}}}, func(r Ref, how Found) bool {
		got, contained = append(got, r.Place), append(contained, how.Contained)
		return true
	})
	if !slices.Equal(contained, []bool{false, true, true}) {
		t.Errorf("contained is %v, want that of all but the first", contained)
	}
	want := []place.ID{a, arr, a} // what contains itself is visited as both
	if !slices.Equal(got, want) || slices.Contains(got, b) {
		t.Errorf("reached %v, want %v", got, want)
	}
}
