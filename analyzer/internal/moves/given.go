package moves

import (
	"cmp"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/region"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// A clean-up that looks at a flag, in a deferred closure above all, touches the
// value only where the flag says that it was not sent. Below the strict level the
// summary of an effect says what must hold of the inputs for it.

// given lists the conditions of st that callers can check: those on what the
// inputs were when the function started.
func (f *function) given(st *state) []summary.Given { return f.checkable(f.mem.Here(st)) }

// givenAll lists those that hold for a move at all returns.
func (f *function) givenAll(by map[*ssa.Return]region.Mark, returns []*ssa.Return) []summary.Given {
	var out []summary.Given
	first := true
	for _, r := range returns {
		mk, ok := by[r]
		if !ok {
			continue
		}
		here := f.checkable(mk.Conds)
		if first {
			out, first = here, false
			continue
		}
		out = slices.DeleteFunc(out, func(g summary.Given) bool { return !slices.Contains(here, g) })
	}
	return out
}

// checkable is conds as callers can check them.
func (f *function) checkable(conds []region.Cond) []summary.Given {
	var out []summary.Given
	for _, c := range conds {
		p, ok := f.mem.Syms.Owner(c.X).(place.ID)
		if !ok || !f.mem.Callers(p) || !f.mem.Syms.IsFlag(c.C) {
			continue
		}
		if path, ok := f.path(p); ok {
			out = append(out, summary.Given{Path: path, Const: f.nameOfConst(c.C)})
		}
	}
	slices.SortFunc(out, func(a, b summary.Given) int { return cmp.Compare(a.Path, b.Path) })
	return out
}

// nameOfConst is the inverse of named.
func (f *function) nameOfConst(c sym.ID) string {
	if val, ok := f.mem.Syms.Truth(c); ok {
		return map[bool]string{true: "true", false: "false"}[val]
	}
	if c == f.mem.Syms.Nil() {
		return "nil"
	}
	return "error"
}

// assumed is what the conditions of a callee's effect say of the caller's
// scalars. It says false if one does not hold.
func (r *resolver) assumed(given []summary.Given) (out []region.Cond, possible bool) {
	return r.assume(given, r.flag)
}

// assume does so for conditions on the scalars that of finds.
func (r *resolver) assume(given []summary.Given, of func(summary.Given) sym.ID) (out []region.Cond, possible bool) {
	for _, g := range given {
		x := of(g)
		c := r.named(g.Const)
		switch {
		case x == sym.Unknown || x == c:
		case r.mem.Syms.IsConst(x):
			return nil, false
		default:
			out = append(out, region.Cond{X: x, C: c})
		}
	}
	return out, true
}

// guards are the conditions of a target in the caller's scalars.
func (r *resolver) guards(given []summary.Given) (out []region.Cond) {
	for _, g := range given {
		if x, c := r.flag(g), r.named(g.Const); x != sym.Unknown && x != c {
			out = append(out, region.Cond{X: x, C: c})
		}
	}
	return out
}

// certain reports whether given is known to hold in the caller.
func (r *resolver) certain(given []summary.Given) bool {
	return !slices.ContainsFunc(given, func(g summary.Given) bool { return r.flag(g) != r.named(g.Const) })
}

// start notes what the conditions on inputs are about, before the callee writes to it.
func (r *resolver) start() {
	note := func(given []summary.Given) {
		for _, g := range given {
			if _, ok := r.before[g]; ok || g.Path[0] == 'r' {
				continue
			}
			if r.before == nil {
				r.before = map[summary.Given]sym.ID{}
			}
			r.before[g] = r.now(g)
		}
	}
	for _, e := range r.sum.Effects {
		note(e.Given)
	}
	for _, m := range r.sum.Moves {
		note(m.Given)
	}
	for _, l := range r.sum.Links {
		note(l.Given)
		for _, t := range l.To {
			note(t.Given)
		}
	}
}

// flag is the scalar that g is about when the call starts, or of a result.
func (r *resolver) flag(g summary.Given) sym.ID {
	if x, ok := r.before[g]; ok {
		return x
	}
	return r.now(g)
}

// now is the scalar that g is about.
func (r *resolver) now(g summary.Given) sym.ID {
	root, steps, err := r.split(g.Path)
	if err != nil {
		return sym.Unknown
	}
	if root.Kind == 'r' {
		in, isCall := r.in.(ssa.CallInstruction)
		if !isCall || r.result == nil || len(steps) > 0 {
			return sym.Unknown
		}
		out, _ := r.result.At(r.resultPath(in, root.N))
		return out.Sym
	}
	if root.Kind == 'a' && len(steps) == 0 {
		v, _ := r.mem.Known(r.st, r.input(root.N))
		return r.mem.Only(v).Sym
	}
	refs := r.resolve(g.Path)
	if len(refs) != 1 {
		return sym.Unknown
	}
	var t types.Type = types.Typ[types.Bool]
	if g.Const == "nil" || g.Const == "error" {
		t = anyReference
	}
	return r.mem.Only(r.mem.Load(r.st, refs[0].View, t)).Sym
}
