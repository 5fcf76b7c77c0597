package moves

import (
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

// when finds a result that tells the returns with the move from those without.
func (f *function) when(by map[*ssa.Return]region.Mark, returns []*ssa.Return) summary.Cond {
	results := f.fn.Signature.Results()
	for n := range results.Len() {
		for _, c := range []string{"nil", "true", "false", "error"} {
			if f.tells(by, returns, c, func(e exit) *region.Value { return e.results[n] }) {
				return summary.Cond{Result: n, Const: c}
			}
		}
	}
	return summary.Cond{}
}

// after finds a flag of the callers that does so: the function sets it where it sends.
// At the strict level only the one that says how the body of a loop over an iterator
// was left counts, which is no flag of the program.
func (f *function) after(by map[*ssa.Return]region.Mark, returns []*ssa.Return, joined *state, strict bool) summary.Given {
	if strict && !isBody(f.fn) {
		return summary.Given{}
	}
	var out summary.Given
	f.mem.Cells(joined, func(p place.ID, _ *region.Value) {
		o := f.mem.At(f.mem.ObjectOf(p)).Origin
		if t := f.mem.TypeOf(p); out.Path != "" || o == place.Register || o == place.Input || !f.mem.Callers(p) || t == nil || !movable.IsScalar(t) {
			return
		}
		path, ok := f.path(p)
		if _, written := f.effects[effectKey{path, summary.Write}]; !ok || !written || strict && !isJump(f.fn, path) {
			return
		}
		at := func(e exit) *region.Value {
			return &region.Value{Leaves: []region.Leaf{f.mem.Cell(&e.state, p, f.mem.TypeOf(p))}}
		}
		consts := []string{"true", "false"}
		for r := range by {
			if n, ok := f.mem.Syms.Number(at(f.exits[r]).Leaves[0].Sym); ok {
				consts = append(consts, strconv.FormatInt(n, 10))
			}
		}
		slices.Sort(consts)
		for _, c := range slices.Compact(consts) {
			if f.tells(by, returns, c, at) {
				out = summary.Given{Path: path, Const: c}
			}
		}
	})
	return out
}

// isJump reports whether p, in fn, is the variable by which the body of a loop over an
// iterator says how it was left: go/ssa makes one for each such loop.
func isJump(fn *ssa.Function, p summary.Path) bool {
	root, _, err := p.Split()
	if err != nil || root.Kind != 'a' || fn == nil {
		return false
	}
	n := root.N - len(fn.Params)
	return 0 <= n && n < len(fn.FreeVars) && strings.HasPrefix(fn.FreeVars[n].Name(), "jump$")
}

// tells reports whether the content of an exit equals c wherever the move happened, and
// something else somewhere else.
func (f *function) tells(by map[*ssa.Return]region.Mark, returns []*ssa.Return, c string, content func(exit) *region.Value) bool {
	want := f.named(c)
	apart := false
	for _, r := range returns {
		v := content(f.exits[r])
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
