package moves

import (
	"cmp"
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/region"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

func (f *function) ret(st *state, in *ssa.Return) {
	e := exit{state: *st}
	for _, r := range in.Results {
		e.results = append(e.results, f.value(st, r))
	}
	f.exits[in] = e
}

// Limits of one summary. What is beyond them is lost, so that uses in callers
// are missed.
const (
	maxEffects = 32
	maxLinks   = 24
	maxDerefs  = 3
)

// summarise says what callers must know of the function.
func (f *function) summarise() *summary.Func {
	sum := &summary.Func{Name: displayName(f.fn), NoReturn: len(f.exits) == 0 && len(f.fn.Blocks) > 0}
	for _, e := range f.effects {
		sum.Effects = append(sum.Effects, e)
	}
	slices.SortFunc(sum.Effects, func(a, b summary.Effect) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Access, b.Access))
	})
	sum.Effects = shallowest(sum.Effects, cmp.Or(f.Effects, maxEffects))
	sum.Calls = f.refilledCalls()
	for p := range f.waits {
		sum.Waits = append(sum.Waits, p)
	}
	slices.Sort(sum.Waits)
	if len(f.exits) == 0 {
		return sum
	}
	returns := make([]*ssa.Return, 0, len(f.exits))
	for r := range f.exits {
		returns = append(returns, r)
	}
	slices.SortFunc(returns, func(a, b *ssa.Return) int { return a.Block().Index - b.Block().Index })
	w := &exporter{function: f, fresh: map[place.ID]int{}}
	joined := f.exits[returns[0]].state
	for _, r := range returns[1:] {
		joined = f.mem.Join(joined, f.exits[r].state, len(f.succs))
	}
	w.findCut(returns, &joined)
	w.results(returns, &joined)
	w.cells(&joined)
	w.contents(&joined)
	sum.Links = w.links
	if len(sum.Links) > maxLinks {
		sum.Links = sum.Links[:maxLinks]
	}
	sum.Codes = w.codes()
	sum.Copies = w.copied()
	sum.Moves = f.exportMoves(returns, &joined, w)
	sum.Carries = f.carried()
	sum.Keeps = w.kept(&joined, sum.Moves)
	return sum
}

// shallowest are at most n of effects, in their order: those closest to the inputs.
func shallowest(effects []summary.Effect, n int) []summary.Effect {
	if len(effects) <= n {
		return effects
	}
	var depths []int
	for _, e := range effects {
		depths = append(depths, e.Path.Depth())
	}
	slices.Sort(depths)
	last := depths[n-1]
	below, _ := slices.BinarySearch(depths, last)
	room := n - below // for those that are as deep as the last
	return slices.DeleteFunc(effects, func(e summary.Effect) bool {
		d := e.Path.Depth()
		if d == last {
			room--
		}
		return d > last || d == last && room < 0
	})
}

// displayName is how reports call fn.
func displayName(fn *ssa.Function) string {
	if fn.Parent() != nil {
		return "closure"
	}
	return summary.NameOf(fn.Name(), fn.Signature.Recv())
}

// path is the name of p for callers.
func (f *function) path(p place.ID) (summary.Path, bool) {
	return f.pathFrom(p, nil)
}

// pathFrom names p, with numbers for the memory that fresh has.
func (f *function) pathFrom(p place.ID, fresh func(place.ID) (int, bool)) (summary.Path, bool) {
	var b strings.Builder
	if !f.writePath(&b, p, fresh) {
		return "", false
	}
	s := summary.Path(b.String())
	most := maxDerefs
	if f.captured(p) {
		most++ // one leads from the variable to its content
	}
	return s, s.Depth() <= most
}

// captured reports whether the way to p starts at a captured variable.
func (f *function) captured(p place.ID) bool {
	o := f.mem.At(f.mem.ObjectOf(p))
	for o.Origin == place.Pointee || o.Origin == place.Deep {
		o = f.mem.At(f.mem.ObjectOf(o.Of))
	}
	return o.Origin == place.Input && int(o.Sub) >= len(f.fn.Params)
}

func (f *function) writePath(b *strings.Builder, p place.ID, fresh func(place.ID) (int, bool)) bool {
	obj := f.mem.ObjectOf(p)
	o := *f.mem.At(obj)
	switch o.Origin {
	case place.Input:
		b.WriteString("a" + strconv.Itoa(int(o.Sub)))
	case place.Global:
		name := globalName(o.Owner.(*ssa.Global))
		if name == "" {
			return false
		}
		b.WriteString("g" + strconv.Quote(name))
	case place.Pointee, place.Deep:
		if !f.writePath(b, o.Of, fresh) {
			return false
		}
		b.WriteByte('*')
	case place.Fresh, place.Foreign:
		if fresh == nil {
			return false
		}
		n, ok := fresh(f.mem.Root(obj))
		if !ok {
			return false
		}
		b.WriteString("n" + strconv.Itoa(n))
	default:
		return false
	}
	for _, e := range f.mem.Table.Path(p) {
		switch {
		case !e.IsIndex:
			b.WriteString("." + place.FieldName(int(e.Field)))
		case f.mem.Syms.IsConst(e.Index):
			b.WriteString("[" + constantKey(f.mem.Syms.Value(e.Index)) + "]")
		case e.Index == sym.Unknown || e.Index == f.mem.Appended() || f.mem.Syms.IsAged(e.Index) || f.each && f.mem.Syms.MadeIn(e.Index, f.loops.Inside):
			b.WriteString("[]")
		default:
			if n, ok := f.indices[e.Index]; ok {
				fmt.Fprintf(b, "[a%d]", n)
				continue
			}
			b.WriteString("[?]")
		}
	}
	return true
}

// constantKey is a constant index in a path.
func constantKey(c constant.Value) string {
	if c == nil {
		return "?"
	}
	switch c.Kind() {
	case constant.String:
		return strconv.Quote(constant.StringVal(c))
	case constant.Int:
		if n, exact := constant.Int64Val(c); exact && 0 <= n && n < 1<<31 {
			return strconv.FormatInt(n, 10)
		}
	}
	return "?"
}

// exporter writes links of a summary.
type exporter struct {
	*function
	fresh map[place.ID]int
	order []place.ID
	links []summary.Link
	cut   sym.ID // where slices start of which it is not known where, if it is one place
}

// maxFresh bounds the new memory that one summary tells apart.
const maxFresh = 16

func (w *exporter) number(root place.ID) (int, bool) {
	if n, ok := w.fresh[root]; ok {
		return n, true
	}
	if len(w.order) >= maxFresh {
		return 0, false
	}
	n := len(w.order)
	w.fresh[root] = n
	w.order = append(w.order, root)
	return n, true
}

// targets names what refs refer to for the link of a cell of the kind cell.
func (w *exporter) targets(cell byte, refs []region.Ref) []summary.Path {
	var out []summary.Path
	for _, r := range refs {
		number := w.number
		if w.mem.IsSelf(r.Place) && cell == 'r' {
			number = nil // what callers make of it does as well
		}
		p, ok := w.pathFrom(r.Place, number)
		if ok {
			p += w.tail(r.Window) + w.head(r.Window)
		}
		if ok && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	slices.Sort(out)
	return out
}

// tail is the step that drops what is before the window.
func (w *exporter) tail(win place.Window) summary.Path {
	lo := w.mem.Bounds(win).Lo
	if lo == w.mem.Syms.Int(0) {
		return ""
	}
	if n, err := strconv.Atoi(w.mem.Syms.String(lo)); err == nil && w.mem.Syms.IsConst(lo) && n >= 0 {
		return summary.Path(fmt.Sprintf("[%d:]", n))
	}
	return "[?:]"
}

// head is the step that drops what is behind the window: it ends where others
// start.
func (w *exporter) head(win place.Window) summary.Path {
	if b := w.mem.Bounds(win); w.cut != sym.Unknown && b.Hi == w.cut && b.Lo == w.mem.Syms.Int(0) {
		return "[:?]"
	}
	return ""
}

// findCut finds the one place where slices that callers get start, as far as its
// number is not known.
func (w *exporter) findCut(returns []*ssa.Return, st *state) {
	several := false
	note := func(refs func(func(region.Ref) bool)) {
		for r := range refs {
			lo := w.mem.Bounds(r.Window).Lo
			if w.tail(r.Window) != "[?:]" || lo == w.cut {
				continue
			}
			several = several || w.cut != sym.Unknown
			w.cut = lo
		}
	}
	for _, r := range returns {
		for _, v := range w.exits[r].results {
			note(v.Refs)
		}
	}
	w.mem.Cells(st, func(p place.ID, v *region.Value) {
		if w.mem.Callers(p) {
			note(v.Refs)
		}
	})
	if several {
		w.cut = sym.Unknown
	}
}

// results links the results of all returns to what they refer to.
func (w *exporter) results(returns []*ssa.Return, joined *state) {
	type cell struct {
		path place.ID
		n    int
	}
	var order []cell
	refs := map[cell][]region.Ref{}
	given := map[cell]bool{} // to the caller, out of a container
	for _, r := range returns {
		takenOut := w.takenOut(r, joined)
		for n, v := range w.exits[r].results {
			if v == nil {
				continue
			}
			for _, l := range v.Leaves {
				if w.shared(n, l.Path) {
					continue
				}
				c := cell{l.Path, n}
				if _, ok := refs[c]; !ok {
					order = append(order, c)
				}
				for _, ref := range l.Refs {
					if takenOut(ref.View, n) {
						given[c] = true
						continue
					}
					refs[c] = append(refs[c], ref)
				}
			}
		}
	}
	slices.SortFunc(order, func(a, b cell) int { return cmp.Or(cmp.Compare(a.n, b.n), cmp.Compare(a.path, b.path)) })
	for _, c := range order {
		to := w.targets('r', refs[c])
		if len(to) == 0 && given[c] {
			continue // unknown memory, which the result is if nothing is said
		}
		if len(to) == 0 && (!w.isReference(c.n) || len(refs[c]) > 0 && w.mem.IsSelf(refs[c][0].Place)) {
			continue
		}
		var b strings.Builder
		fmt.Fprintf(&b, "r%d", c.n)
		w.writeSteps(&b, c.path)
		w.links = append(w.links, summary.Link{Cell: summary.Path(b.String()), To: to, Certain: true})
	}
}

// shared reports whether a leaf of result n is made for sharing, such as an
// error, so that callers need not know where it comes from. A channel they do:
// a receive from it may be the answer to a send.
func (w *exporter) shared(n int, path place.ID) bool {
	for _, lt := range w.mem.Leaves(w.fn.Signature.Results().At(n).Type()) {
		if lt.Path() == path {
			return w.Types.Of(lt.Type()) == movable.Shareable && !w.channel(lt.Type())
		}
	}
	return false
}

func (w *exporter) isReference(n int) bool {
	t := w.fn.Signature.Results().At(n).Type()
	_, basic := t.Underlying().(*types.Basic)
	return !basic
}

// writeSteps writes the projections of a bare path.
func (w *exporter) writeSteps(b *strings.Builder, path place.ID) {
	for _, e := range w.mem.Table.Path(path) {
		if e.IsIndex {
			b.WriteString("[]")
		} else {
			b.WriteString("." + place.FieldName(int(e.Field)))
		}
	}
}

// cells links the callers' memory that the function changed.
func (w *exporter) cells(st *state) {
	w.mem.Cells(st, func(p place.ID, v *region.Value) {
		o := w.mem.At(w.mem.ObjectOf(p))
		if o.Origin == place.Register || !w.mem.Callers(p) || o.Origin == place.Input {
			return
		}
		l, ok := v.At(w.mem.Path())
		if !ok && len(v.Leaves) > 0 {
			return
		}
		own, hasOwn := w.mem.InitialTarget(p)
		if hasOwn && len(l.Refs) == 1 && l.Refs[0].View == own && !w.regrown[p] {
			return
		}
		if !hasOwn && len(l.Refs) == 0 && !l.Nilable {
			return // a scalar
		}
		cell, ok := w.path(p)
		if !ok {
			return
		}
		certain := w.mem.Single(p)
		var refs []region.Ref
		for _, r := range l.Refs {
			if hasOwn && r.View == own && !w.regrown[p] {
				certain = false
				continue
			}
			refs = append(refs, r)
		}
		w.links = append(w.links, summary.Link{Cell: cell, To: w.targets('a', refs), Certain: certain})
	})
}

// contents links what the new memory in the summary refers to; that may bring
// in more of it.
func (w *exporter) contents(st *state) {
	for i := 0; i < len(w.order); i++ {
		root := w.order[i]
		w.mem.Inside(st, root, func(p place.ID, v *region.Value) {
			l, ok := v.At(w.mem.Path())
			if !ok || len(l.Refs) == 0 || w.mem.IsSelf(l.Refs[0].Place) {
				return
			}
			own, hasOwn := w.mem.InitialTarget(p)
			if hasOwn && len(l.Refs) == 1 && l.Refs[0].View == own {
				return
			}
			cell, ok := w.pathFrom(p, w.number)
			if !ok {
				return
			}
			w.links = append(w.links, summary.Link{Cell: cell, To: w.targets('n', l.Refs), Certain: w.mem.Single(p)})
		})
	}
}

// codes lists the closures among the new memory that send something, or call what
// may. Those that they return in their turn are lost.
func (w *exporter) codes() []summary.Code {
	var out []summary.Code
	for n, root := range w.order {
		mc, ok := w.mem.At(w.mem.ObjectOf(root)).Owner.(*ssa.MakeClosure)
		if !ok {
			continue
		}
		fn := mc.Fn.(*ssa.Function)
		sum := w.lookup(fn)
		if sum == nil || len(sum.Moves)+len(sum.Calls) == 0 || bound(fn) && !movable.IsReference(fn.FreeVars[0].Type()) {
			continue
		}
		plain := *sum
		plain.Codes = nil
		out = append(out, summary.Code{
			Path: summary.Path("n" + strconv.Itoa(n)), Fn: &plain,
			Params: len(fn.Params), Captures: len(fn.FreeVars), Bound: bound(fn),
		})
	}
	return out
}

// copied lists the new memory that was copied from what callers know, where the
// results may be the one or the other.
func (w *exporter) copied() []summary.Copy {
	var out []summary.Copy
	for n, root := range w.order {
		for _, of := range w.copies[w.mem.ObjectOf(root)] {
			p, ok := w.path(w.mem.Root(of))
			if ok && slices.ContainsFunc(w.links, func(l summary.Link) bool { return l.Cell[0] == 'r' && slices.Contains(l.To, p) }) {
				out = append(out, summary.Copy{New: summary.Path("n" + strconv.Itoa(n)), Of: p})
			}
		}
	}
	return out
}

// exportMoves lists the moves that callers must learn of: of their own memory,
// and of what the function returns.
func (f *function) exportMoves(returns []*ssa.Return, joined *state, w *exporter) []summary.Move {
	type key struct {
		path      summary.Path
		contained bool
	}
	moved := map[key]map[*ssa.Return]region.Mark{}
	single := map[key]bool{} // moved by a send that is not one of several
	add := func(r *ssa.Return, mk region.Mark) {
		if f.sites[mk.Site].Kind == Lent {
			return
		}
		p, ok := w.pathFrom(mk.View.Place, func(root place.ID) (int, bool) {
			n, ok := w.fresh[root]
			return n, ok
		})
		if !ok {
			return
		}
		k := key{p, mk.Depth == region.Contained}
		if moved[k] == nil {
			moved[k] = map[*ssa.Return]region.Mark{}
		}
		moved[k][r] = mk
		single[k] = single[k] || !f.fanned[mk.Site]
	}
	for _, r := range returns {
		e := f.exits[r]
		takenOut := f.takenOut(r, joined)
		for mk := range f.mem.Moved(&e.state) {
			if !takenOut(mk.View, noResult) {
				add(r, mk)
			}
		}
		f.mem.Cells(&e.state, func(p place.ID, v *region.Value) {
			if o := f.mem.At(f.mem.ObjectOf(p)).Origin; o == place.Register || o == place.Input || !f.mem.Callers(p) {
				return
			}
			for ref := range v.Refs {
				for _, mk := range ref.Marks {
					if !f.mem.Callers(mk.View.Place) {
						add(r, mk)
					}
				}
			}
		})
		for _, v := range e.results {
			f.mem.Reach(&e.state, v.AllRefs(), func(ref region.Ref, _ region.Found) bool {
				for _, mk := range ref.Marks {
					if !f.mem.Callers(mk.View.Place) {
						add(r, mk)
					}
				}
				return true
			})
		}
	}
	var out []summary.Move
	for k, by := range moved {
		mk := firstOf(by, returns)
		s := f.sites[mk.Site]
		m := summary.Move{Path: k.path, Contained: k.contained, Part: !k.contained && s.parts && k.path.OfPart(), Shared: !single[k], Runtime: s.Kind == RuntimeSend || s.Level != f.Level, Dispatched: s.dispatched, Param: s.name}
		m.At, m.Input = f.where(s.Pos, s.End), f.inputAt(k.path)
		if s.Callee != "" && s.Inner.Line > 0 && !s.Declared {
			m.At = s.Inner
		}
		m.When = f.when(by, returns)
		if s.Level != Strict {
			m.Given = f.givenAll(by, returns)
		}
		for _, cell := range s.on.cells {
			if on, ok := f.path(cell); ok && f.mem.Callers(cell) && (m.On == "" || on < m.On) {
				m.On = on
			}
		}
		for _, ch := range s.channels {
			p, ok := f.path(ch)
			if on, isPointee := strings.CutSuffix(string(p), "*"); ok && isPointee && m.On == "" {
				m.On = summary.Path(on) // the input, or a variable that was captured
			}
		}
		out = append(out, m)
	}
	slices.SortFunc(out, func(a, b summary.Move) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(strconv.FormatBool(a.Contained), strconv.FormatBool(b.Contained)))
	})
	return out
}

// inputAt is where the parameter that a path starts at is declared.
func (f *function) inputAt(p summary.Path) summary.Where {
	root, _, err := p.Split()
	if err != nil || root.Kind != 'a' || root.N >= len(f.fn.Params) {
		return summary.Where{}
	}
	v := f.fn.Params[root.N]
	return f.where(v.Pos(), v.Pos()+token.Pos(len(v.Name())))
}

// kept lists the places that refer to what was moved on some path, and to nothing
// moved at the end of any.
func (w *exporter) kept(st *state, moves []summary.Move) []summary.Path {
	var out []summary.Path
	w.mem.Cells(st, func(p place.ID, v *region.Value) {
		if o := w.mem.At(w.mem.ObjectOf(p)); o.Origin == place.Register || o.Origin == place.Input || !w.mem.Callers(p) {
			return
		}
		if w.forgotten[p] {
			return
		}
		if v.Marked() {
			return
		}
		isMoved := func(r region.Ref) bool {
			to, ok := w.path(r.Place)
			return ok && slices.ContainsFunc(moves, func(m summary.Move) bool { return m.Path == to })
		}
		if !slices.ContainsFunc(v.AllRefs(), isMoved) {
			return
		}
		if cell, ok := w.path(p); ok && !slices.Contains(out, cell) {
			out = append(out, cell)
		}
	})
	slices.Sort(out)
	return out
}

// carried lists the handles that callers know and that went with a move.
func (f *function) carried() []summary.Path {
	var out []summary.Path
	for _, s := range f.sites {
		for _, v := range s.region {
			o := f.mem.At(f.mem.ObjectOf(v.Place))
			if o.Type == nil || !f.channel(o.Type) || !f.mem.Callers(v.Place) {
				continue
			}
			if p, ok := f.path(v.Place); ok && !slices.Contains(out, p) {
				out = append(out, p)
			}
		}
	}
	slices.Sort(out)
	return out
}

func firstOf(by map[*ssa.Return]region.Mark, returns []*ssa.Return) region.Mark {
	for _, r := range returns {
		if mk, ok := by[r]; ok {
			return mk
		}
	}
	return region.Mark{}
}

// when finds a result that tells the returns with the move from those without.
func (f *function) when(by map[*ssa.Return]region.Mark, returns []*ssa.Return) summary.Cond {
	results := f.fn.Signature.Results()
	for n := range results.Len() {
		for _, c := range []string{"nil", "true", "false", "error"} {
			if f.tells(by, returns, n, c) {
				return summary.Cond{Result: n, Const: c}
			}
		}
	}
	return summary.Cond{}
}

// tells reports whether result n equals c wherever the move happened, and something
// else somewhere else.
func (f *function) tells(by map[*ssa.Return]region.Mark, returns []*ssa.Return, n int, c string) bool {
	want := f.named(c)
	apart := false
	for _, r := range returns {
		v := f.exits[r].results[n]
		if v == nil || len(v.Leaves) != 1 {
			return false
		}
		x := v.Leaves[0].Sym
		if f.mem.Syms.IsError(x) {
			x = f.mem.Syms.Error()
		}
		mk, isMoved := by[r]
		switch {
		case !isMoved:
			apart = apart || x != sym.Unknown && x != want
		case x == sym.Unknown:
			return false
		case x == want:
			apart = apart || c != "nil" // callers see the same flag
		case implied(f.mem.Syms, mk, x, want):
			apart = true
		default:
			return false
		}
	}
	return apart
}

// implied reports whether the conditions of mk say that x is want.
func implied(syms *sym.Table, mk region.Mark, x, want sym.ID) bool {
	for _, c := range mk.Conds {
		if c.X == x && c.C == want {
			return true
		}
		for _, truth := range []bool{true, false} {
			if want != syms.Bool(truth) {
				continue
			}
			for _, fact := range syms.Facts(x, !truth) {
				if syms.Refutes(fact, c.X, c.C) {
					return true
				}
			}
		}
	}
	return false
}
