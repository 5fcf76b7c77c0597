package moves

import (
	"cmp"
	"fmt"
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
func (w *exporter) targets(cell byte, refs []region.Ref) []summary.Target {
	var out []summary.Target
	for _, r := range refs {
		p, ok := w.targetOf(cell, r)
		if ok && !slices.ContainsFunc(out, func(t summary.Target) bool { return t.Path == p }) {
			out = append(out, summary.Target{Path: p})
		}
	}
	slices.SortFunc(out, compareTargets)
	return out
}

func compareTargets(a, b summary.Target) int { return cmp.Compare(a.Path, b.Path) }

// targetOf names what r refers to.
func (w *exporter) targetOf(cell byte, r region.Ref) (summary.Path, bool) {
	number := w.number
	if w.mem.IsSelf(r.Place) && cell == 'r' {
		number = nil // what callers make of it does as well
	}
	p, ok := w.pathFrom(r.Place, number)
	if ok {
		p += w.tail(r.Window) + w.head(cell, r.Window)
	}
	return p, ok
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

// head is the step that drops what is behind the window: it ends where others start,
// or has a known number of elements. What a callee leaves in memory is there to grow
// again, as is what has no elements: that some are cut off is lost.
func (w *exporter) head(cell byte, win place.Window) summary.Path {
	b, syms := w.mem.Bounds(win), w.mem.Syms
	if w.cut != sym.Unknown && b.Hi == w.cut && b.Lo == syms.Int(0) {
		return "[:?]"
	}
	n := syms.Sub(b.Hi, b.Lo)
	if cell != 'r' || n == sym.Unknown || !syms.IsConst(n) || !syms.IsConst(b.Lo) || n == syms.Int(0) {
		return ""
	}
	if b.Capped {
		return summary.Path(fmt.Sprintf("[:%[1]s:%[1]s]", syms.String(n)))
	}
	return summary.Path(fmt.Sprintf("[:%s]", syms.String(n)))
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
	at := map[cell]map[*ssa.Return][]region.Ref{}
	given := map[cell]bool{}  // to the caller, out of a container
	others := map[cell]bool{} // that are not always what the caller refers to it by
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
				if at[c] == nil {
					at[c] = map[*ssa.Return][]region.Ref{}
					order = append(order, c)
				}
				at[c][r] = l.Refs
				others[c] = others[c] || !w.isInitial(l)
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
		same := len(to) == 1 && !others[c] && !given[c]
		w.guard('r', to, at[c], returns)
		w.links = append(w.links, summary.Link{Cell: summary.Path(b.String()), To: to, Certain: true, Same: same})
	}
}

// isInitial reports whether l is a reference that some place held when the function
// started, as it was, or a part of that slice which the link tells.
func (w *exporter) isInitial(l region.Leaf) bool {
	p, ok := w.mem.Syms.Owner(l.Sym).(place.ID)
	if !ok || len(l.Refs) != 1 {
		return false
	}
	own, ok := w.mem.InitialTarget(p)
	v := l.Refs[0].View
	return ok && own.Place == v.Place && (w.mem.Bounds(v.Window).Hi == sym.Unknown || w.head('r', v.Window) != "")
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
func (w *exporter) cells(returns []*ssa.Return, st *state) {
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
		certain := w.replaces(p)
		var refs []region.Ref
		for _, r := range l.Refs {
			if hasOwn && r.View == own && !w.regrown[p] {
				certain = false
				continue
			}
			refs = append(refs, r)
		}
		link := summary.Link{Cell: cell, To: w.targets('a', refs), Certain: certain}
		w.guardCell(&link, p, returns)
		w.links = append(w.links, link)
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

// codes lists the closures among the new memory that send something, wait for it, or
// call what may. Those that they return in their turn are lost.
func (w *exporter) codes() []summary.Code {
	var out []summary.Code
	for n, root := range w.order {
		mc, ok := w.mem.At(w.mem.ObjectOf(root)).Owner.(*ssa.MakeClosure)
		if !ok {
			continue
		}
		fn := mc.Fn.(*ssa.Function)
		sum := w.lookup(fn)
		if sum == nil || len(sum.Moves)+len(sum.Calls)+len(sum.Waits) == 0 || bound(fn) && !movable.IsReference(fn.FreeVars[0].Type()) {
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
			if ok && slices.ContainsFunc(w.links, func(l summary.Link) bool { return l.Cell[0] == 'r' && slices.Contains(l.Paths(), p) }) {
				out = append(out, summary.Copy{New: summary.Path("n" + strconv.Itoa(n)), Of: p})
			}
		}
	}
	return out
}
