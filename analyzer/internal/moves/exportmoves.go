package moves

import (
	"cmp"
	"go/token"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/region"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
)

// exportMoves lists the moves that callers must learn of: of their own memory,
// and of what the function returns.
func (f *function) exportMoves(returns []*ssa.Return, joined *state, w *exporter) []summary.Move {
	type key struct {
		path      summary.Path
		contained bool
	}
	moved := map[key]map[*ssa.Return]region.Mark{}
	single := map[key]bool{} // moved by a send that is not one of several
	sites := map[key][]*Site{}
	add := func(r *ssa.Return, mk region.Mark) {
		if f.sites[mk.Site].Kind == Lent || mk.Behind {
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
		if s := f.sites[mk.Site]; !slices.Contains(sites[k], s) {
			sites[k] = append(sites[k], s)
		}
	}
	for _, r := range returns {
		e := f.exits[r]
		takenOut, left := f.takenOut(r, joined), &reached{function: f, st: &e.state}
		for mk := range f.mem.Moved(&e.state) {
			// One of several elements, taken out of what still has the others, has no
			// name: that a caller kept it is lost.
			if !(takenOut(mk.View, noResult) && left.has(f.holder(mk.View.Place))) {
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
		m := summary.Move{Path: k.path, Contained: k.contained, Part: !k.contained && s.parts && k.path.OfPart(), Shared: !single[k], Runtime: s.Kind == RuntimeSend || s.Level != f.Level, Dispatched: s.dispatched, Through: s.through, Param: s.name}
		m.At, m.Input = f.where(s.Pos, s.End), f.inputAt(k.path)
		if s.Callee != "" && s.Inner.Line > 0 && !s.Declared {
			m.At = s.Inner
		}
		m.When, m.After = f.when(by, returns), f.after(by, returns, joined, s.Level == Strict)
		if s.Level != Strict {
			m.Given = f.givenAll(by, returns)
		}
		m.On = f.on(s)
		m.Others = len(s.channels) != 1 || slices.ContainsFunc(sites[k], func(o *Site) bool { return f.on(o) != m.On })
		out = append(out, m)
	}
	slices.SortFunc(out, func(a, b summary.Move) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(strconv.FormatBool(a.Contained), strconv.FormatBool(b.Contained)))
	})
	return out
}

// on is the place that holds the channel on which s sends, "" if callers know none.
func (f *function) on(s *Site) summary.Path {
	var out summary.Path
	for _, cell := range s.on.cells {
		if on, ok := f.path(cell); ok && f.mem.Callers(cell) && (out == "" || on < out) {
			out = on
		}
	}
	for _, ch := range s.channels {
		p, ok := f.path(ch)
		if on, isPointee := strings.CutSuffix(string(p), "*"); ok && isPointee && out == "" {
			out = summary.Path(on) // the input, or a variable that was captured
		}
	}
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

// carried lists the handles that went with a move: those that callers know, and those that
// are new to them and named in the links.
func (w *exporter) carried() []summary.Path {
	var out []summary.Path
	add := func(p summary.Path) {
		if !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	for _, s := range w.sites {
		for _, v := range s.region {
			o := w.mem.At(w.mem.ObjectOf(v.Place))
			if o.Type == nil || !w.channel(o.Type) {
				continue
			}
			if w.mem.Callers(v.Place) {
				if p, ok := w.path(v.Place); ok {
					add(p)
				}
				continue
			}
			for n, root := range w.order {
				if w.mem.Alike(root, v.Place) {
					add(summary.Path("n" + strconv.Itoa(n)))
				}
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
