package moves

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
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
		f.addCall(f.givenCall(fn, f.loops.Inside(in.Block().Index), args))
		f.called[in] = fn
	}
}

// addCall adds a call, or widens the one of the same function.
func (f *function) addCall(call summary.Call) {
	for i, old := range f.calls {
		if old.Fn != call.Fn || len(old.Args) != len(call.Args) {
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
			f.apply(st, in, t, false)
			if call.Many {
				f.apply(st, in, t, false)
			}
			f.refilled(in, r, call, t)
		}
	}
}

// handOn records a call by a callee of what the function's own caller gave it.
func (f *function) handOn(in ssa.CallInstruction, fn region.Ref, call summary.Call, args []*region.Value) {
	if f.reporting || !f.mem.Callers(fn.Place) {
		return
	}
	if p, ok := f.path(fn.Place); ok {
		given := f.givenCall(p, call.Many || f.loops.Inside(in.Block().Index), args)
		given.Refills = call.Refills
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

// holderOf is the field or the package-level variable from which a function
// value is loaded, nil if it is neither.
func holderOf(v ssa.Value) any {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return nil
	}
	return cellOf(load.X)
}

// cellOf is the field or the package-level variable that addr is the address
// of.
func cellOf(addr ssa.Value) any {
	switch a := addr.(type) {
	case *ssa.Global:
		return a
	case *ssa.FieldAddr:
		t := movable.Core(a.X.Type()).(*types.Pointer).Elem()
		if s, ok := t.Underlying().(*types.Struct); ok {
			return s.Field(a.Field).Origin()
		}
	}
	return nil
}

// findKnown collects for each field and package-level variable of function type
// which functions the package stores in it. One unknown store, and nothing is
// known.
func (p *Package) findKnown(fns []*ssa.Function) {
	p.known = map[any][]*ssa.Function{}
	unknown := map[any]bool{}
	for _, fn := range fns {
		for _, b := range fn.Blocks {
			for _, in := range b.Instrs {
				st, ok := in.(*ssa.Store)
				if !ok {
					continue
				}
				if _, ok := st.Val.Type().Underlying().(*types.Signature); !ok {
					continue
				}
				cell := cellOf(st.Addr)
				if cell == nil {
					continue
				}
				switch v := st.Val.(type) {
				case *ssa.Function:
					p.known[cell] = append(p.known[cell], v)
				case *ssa.MakeClosure:
					p.known[cell] = append(p.known[cell], v.Fn.(*ssa.Function))
				case *ssa.Const:
				default:
					unknown[cell] = true
				}
			}
		}
	}
	for cell := range unknown {
		delete(p.known, cell)
	}
}
