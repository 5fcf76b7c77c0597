package moves

import (
	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/region"
)

// call applies a call. It says false if it never returns.
func (f *function) call(st *state, in ssa.CallInstruction, certain bool) bool {
	c := in.Common()
	args := make([]*region.Value, len(c.Args))
	for i, a := range c.Args {
		args[i] = f.value(st, a)
	}
	f.cutArguments(st, c.Args)
	return f.invoke(st, in, f.value(st, c.Value), args, certain)
}

// invoke calls what callee is with args.
func (f *function) invoke(st *state, in ssa.CallInstruction, callee *region.Value, args []*region.Value, certain bool) bool {
	c := in.Common()
	if b, ok := c.Value.(*ssa.Builtin); ok {
		f.builtin(st, in, b.Name(), args)
		return true
	}
	if m := method(c); m != nil {
		if recv, ok := isRuntime(m); ok && f.runtimeCall(st, in, recv, m.Name(), args) {
			return true
		}
	}
	if m := method(c); m != nil {
		switch m.FullName() {
		case "errors.Is", "errors.As":
			is := f.mem.Syms.Witness(f.mem.Only(args[0]).Sym, in, in.Block().Index)
			f.set(st, in.Value(), f.mem.Scalar(is))
			return true
		}
	}
	if _, isCall := in.(*ssa.Call); isCall && c.IsInvoke() && endsTest(c.Method) {
		return false
	}
	targets := f.targets(st, in, callee, args)
	if len(targets) == 0 {
		targets = iterated(c, args)
	}
	result := in.Value()
	if len(targets) == 0 {
		f.mentionLent(st, in, nil, args)
		v := f.result(in)
		if result != nil {
			f.set(st, result, v)
		}
		f.filled(st, in, args)
		f.lend(st, in, callee, args, v)
		return true
	}
	f.mentionLent(st, in, targets, args)
	var v *region.Value
	returns := false
	for _, t := range targets {
		if t.sum.NoReturn {
			continue
		}
		returns = true
		v = f.mem.Either(v, f.apply(st, in, t, certain && len(targets) == 1), f.atom(in, 0))
	}
	if result != nil {
		f.set(st, result, v)
		_, isGo := in.(*ssa.Go)
		return returns || isGo
	}
	return returns || !isCall(in)
}

func isCall(in ssa.CallInstruction) bool {
	_, ok := in.(*ssa.Go)
	return !ok
}
