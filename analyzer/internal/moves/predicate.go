package moves

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/region"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// What a function returns, and that it returns at all, says something of its inputs:
//
//	func failed(err error) bool { return err != nil }
//
//	func require(err error) {
//		if err != nil {
//			panic(err)
//		}
//	}
//
// Callers take the result for the condition, and know after the call what holds.

// predicates lists what the boolean results tell. Of several conditions that do so one
// is told.
func (f *function) predicates(returns []*ssa.Return) []summary.Predicate {
	var out []summary.Predicate
	results := f.fn.Signature.Results()
	for n := range results.Len() {
		if b, ok := results.At(n).Type().Underlying().(*types.Basic); !ok || b.Info()&types.IsBoolean == 0 {
			continue
		}
		if p, ok := f.predicate(n, returns); ok {
			out = append(out, p)
		}
	}
	return out
}

func (f *function) predicate(n int, returns []*ssa.Return) (summary.Predicate, bool) {
	out := summary.Predicate{Result: n}
	holds := map[bool][]summary.Given{} // at all returns of true, and of false
	seen := map[bool]bool{}
	for _, r := range returns {
		e := f.exits[r]
		x := f.mem.Only(e.results[n]).Sym
		truths := []bool{true, false}
		if val, ok := f.mem.Syms.Truth(x); ok {
			truths = []bool{val}
		} else if x == sym.Unknown {
			return out, false
		}
		for _, val := range truths {
			given := f.given(&e.state)
			if len(truths) > 1 {
				given = append(given, f.checkable(conditionsOf(f.mem.Syms, f.mem.Syms.Facts(x, val)))...)
			}
			if seen[val] {
				given = slices.DeleteFunc(given, func(g summary.Given) bool { return !slices.Contains(holds[val], g) })
			}
			seen[val], holds[val] = true, given
		}
	}
	if seen[true] != seen[false] {
		out.Always = f.nameOfConst(f.mem.Syms.Bool(seen[true]))
		return out, true
	}
	for _, g := range holds[true] {
		if slices.Contains(holds[false], negated(g)) {
			out.Given = g
			return out, true
		}
	}
	return out, false
}

// conditionsOf are those of facts that say what a scalar is, or that it is not nil.
func conditionsOf(syms *sym.Table, facts []sym.Fact) []region.Cond {
	var out []region.Cond
	for _, f := range facts {
		switch {
		case f.Eq:
			out = append(out, region.Cond{X: f.X, C: f.C})
		case f.C == syms.Nil():
			out = append(out, region.Cond{X: f.X, C: syms.Error()})
		}
	}
	return out
}

// negated is what holds where g does not.
func negated(g summary.Given) summary.Given {
	g.Const = map[string]string{"nil": "error", "error": "nil", "true": "false", "false": "true"}[g.Const]
	return g
}

// tell puts what the boolean results tell into result.
func (r *resolver) tell(in ssa.CallInstruction, result *region.Value) *region.Value {
	if result == nil {
		return nil
	}
	for _, p := range r.sum.Predicates {
		if x := r.told(p); x != sym.Unknown {
			result = result.With(region.Leaf{Path: r.resultPath(in, p.Result), Sym: x})
		}
	}
	return result
}

// told is the scalar of the result that p is about, sym.Unknown if the caller cannot say
// it.
func (r *resolver) told(p summary.Predicate) sym.ID {
	syms := r.mem.Syms
	if p.Always != "" {
		return r.named(p.Always)
	}
	x := r.flag(p.Given)
	switch p.Given.Const {
	case "nil":
		return syms.Equal(x, syms.Nil())
	case "error":
		return syms.Not(syms.Equal(x, syms.Nil()))
	case "false":
		return syms.Not(x)
	}
	return x
}

// ensured are the facts that hold once the callee has returned.
func (r *resolver) ensured() []sym.Fact {
	var out []sym.Fact
	for _, g := range r.sum.Ensures {
		x := r.flag(g)
		if x == sym.Unknown || r.mem.Syms.IsConst(x) {
			continue
		}
		if g.Const == "error" {
			out = append(out, sym.Fact{X: x, C: r.mem.Syms.Nil()})
			continue
		}
		out = append(out, sym.Fact{X: x, C: r.named(g.Const), Eq: true})
	}
	return out
}

// endsTest reports whether m ends the goroutine as FailNow and SkipNow of package testing
// do: libraries of assertions call it by interfaces of their own.
func endsTest(m *types.Func) bool {
	sig := m.Signature()
	return (m.Name() == "FailNow" || m.Name() == "SkipNow") && sig.Params().Len() == 0 && sig.Results().Len() == 0 &&
		types.IsInterface(sig.Recv().Type())
}
