package moves

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/region"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// noteCall records that the function calls what its caller gave it.
func (f *function) noteCall(in ssa.CallInstruction, callee *region.Value, args []*region.Value) {
	if f.reporting {
		return
	}
	for r := range callee.Refs {
		if !f.mem.Callers(r.Place) {
			continue
		}
		fn, ok := f.path(r.Place)
		if !ok {
			continue
		}
		many := f.loops.Inside(in.Block().Index)
		// By what it returns a callback may decide what becomes of an element.
		f.each = many && in.Common().Signature().Results().Len() == 0
		f.addCall(f.givenCall(fn, many, args))
		f.each = false
		f.called[in] = fn
	}
}

// addCall adds a call, or widens the one of the same function.
func (f *function) addCall(call summary.Call) {
	for i, old := range f.calls {
		if old.Fn != call.Fn || len(old.Args) != len(call.Args) || old.Later != call.Later {
			continue
		}
		old.Many = old.Many || call.Many
		old.Args = slices.Clone(old.Args)
		for k, paths := range call.Args {
			all := slices.Concat(old.Args[k], paths)
			slices.Sort(all)
			old.Args[k] = slices.Compact(all)
		}
		for _, r := range call.Refills {
			if !slices.ContainsFunc(old.Refills, r.Same) {
				old.Refills = append(slices.Clip(old.Refills), r)
			}
		}
		f.calls[i] = old
		return
	}
	f.calls = append(f.calls, call)
}

// callBack applies a call that the callee makes of a function that it was
// given, where that function is known here.
func (f *function) callBack(st *state, in ssa.CallInstruction, r *resolver, call summary.Call) {
	if f.depth > 0 {
		return // a callback that calls back: once is enough
	}
	if call.Later && used(in.Value()) {
		return
	}
	f.depth++
	defer func() { f.depth-- }()
	args := make([]*region.Value, len(call.Args))
	for i, paths := range call.Args {
		if v, ok := r.passed(paths); ok {
			args[i] = v
			continue
		}
		var refs []region.Ref
		for _, p := range paths {
			refs = append(refs, r.resolve(p)...)
		}
		args[i] = f.mem.References(refs, sym.Unknown)
	}
	for _, ref := range r.resolve(call.Fn) {
		f.handOn(in, ref, call, args)
		for _, t := range f.pointed(st, ref, nil, args, make([]ssa.Value, len(args))) {
			if call.Later {
				t = calledLater(t)
			}
			// That the body of a loop may not run at all is lost, and with it what
			// it would have renewed.
			certain := t.fn != nil && isBody(t.fn)
			if call.Many {
				f.apply(st, in, calledAgain(t), certain)
			}
			f.apply(st, in, t, certain)
			f.refilled(in, r, call, t)
			f.sifted(st, in, r, call, t)
		}
	}
}

// sifted takes what t has moved, where it says so by a boolean result, from the places from
// which the callee may remove it for that: of functions in the table it is known whether
// they do, all others are taken to do so, but for loops over iterators.
func (f *function) sifted(st *state, in ssa.CallInstruction, r *resolver, call summary.Call, t target) {
	site, moved := f.siteIDs[siteKey{in, 0}]
	if !moved || call.Keeping == "" && (r.listed() || t.fn != nil && isBody(t.fn)) {
		return
	}
	stays := func(mv summary.Move) bool {
		n, ofInput := mv.Path.Input()
		return !ofInput || n >= len(call.Args) || mv.When.Const != "true" && mv.When.Const != "false" || mv.When.Const == call.Keeping
	}
	if slices.ContainsFunc(t.sum.Moves, stays) {
		return
	}
	here := func(mk region.Mark) bool { return mk.Site == site }
	for _, p := range slices.Concat(call.Args...) {
		for _, cell := range r.resolve(summary.Path(strings.TrimSuffix(string(p), "*"))) {
			f.mem.UnmarkCell(st, cell.Place, here)
		}
		f.mem.UnmarkBelow(st, r.resolve(p), here)
	}
}

// iterated is an iterator of which nothing is known but that it is given the body of a
// range loop: it calls that again and again. What it passes is memory of its own.
func iterated(c *ssa.CallCommon, args []*region.Value) []target {
	for i, a := range c.Args {
		mc, ok := a.(*ssa.MakeClosure)
		if !ok || !isBody(mc.Fn.(*ssa.Function)) {
			continue
		}
		call := summary.Call{Fn: summary.Path("a" + strconv.Itoa(i) + "*"), Many: true}
		call.Args = make([][]summary.Path, len(mc.Fn.(*ssa.Function).Params))
		return []target{{sum: &summary.Func{Name: "range", Calls: []summary.Call{call}}, inputs: args, exprs: c.Args}}
	}
	return nil
}

// isBody reports whether fn is the body of a loop over an iterator.
func isBody(fn *ssa.Function) bool { return fn.Synthetic == "range-over-func yield" }

// calledAgain is t as it is when it is called once more afterwards. An iterator does
// not call the body of a range loop again that has left the loop.
func calledAgain(t target) target {
	if t.fn == nil || !isBody(t.fn) {
		return t
	}
	sum := *t.sum
	sum.Moves = slices.DeleteFunc(slices.Clone(sum.Moves), func(mv summary.Move) bool {
		return mv.When == summary.Cond{Result: 0, Const: "false"}
	})
	t.sum = &sum
	return t
}

// calledLater is t as far as is known now what it will do once the caller has gone on. It
// sends what it was made with, and is awaited by nobody; what it finds there then may be
// something else.
func calledLater(t target) target {
	sum := &summary.Func{Name: t.sum.Name, Moves: slices.Clone(t.sum.Moves)}
	sum.Moves = slices.DeleteFunc(sum.Moves, func(mv summary.Move) bool {
		n, ofInput := mv.Path.Input()
		given := 1
		if t.fn != nil && !bound(t.fn) && n >= len(t.fn.Params) {
			given = 2 // what it has captured are variables
		}
		return !ofInput || mv.Contained || mv.Path.Depth() > given
	})
	t.sum = sum
	return t
}

// used reports whether the program does something with v.
func used(v *ssa.Call) bool {
	return v != nil && slices.ContainsFunc(*v.Referrers(), func(in ssa.Instruction) bool {
		_, debug := in.(*ssa.DebugRef)
		return !debug
	})
}

// handOn records a call by a callee of what the function's own caller gave it.
func (f *function) handOn(in ssa.CallInstruction, fn region.Ref, call summary.Call, args []*region.Value) {
	if f.reporting || !f.mem.Callers(fn.Place) {
		return
	}
	if p, ok := f.path(fn.Place); ok {
		given := f.givenCall(p, call.Many || f.loops.Inside(in.Block().Index), args)
		given.Refills, given.Later = call.Refills, call.Later
		f.addCall(given)
	}
}

// givenCall is the call of fn with args, as callers know them.
func (f *function) givenCall(fn summary.Path, many bool, args []*region.Value) summary.Call {
	call := summary.Call{Fn: fn, Many: many}
	for _, a := range args {
		var paths []summary.Path
		for x := range a.Refs {
			if p, ok := f.path(x.Place); ok && !slices.Contains(paths, p) {
				paths = append(paths, p)
			}
		}
		slices.Sort(paths)
		call.Args = append(call.Args, paths)
	}
	return call
}
