package moves

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/region"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// builtin applies a call of a predeclared function.
func (f *function) builtin(st *state, in ssa.CallInstruction, name string, args []*region.Value) {
	exprs := in.Common().Args
	touch := func(i int, how summary.Access) {
		f.access(st, args[i].AllRefs(), how, in, exprs[i])
	}
	var result *region.Value
	switch name {
	case "append":
		result = f.appendTo(st, in, args)
	case "copy":
		touch(0, summary.Write)
		f.pick(args[0].AllRefs())
		if movable.IsReference(exprs[1].Type()) {
			touch(1, summary.Read)
			dst, src := args[0].AllRefs(), args[1].AllRefs()
			f.noteCopy(dst, src)
			if !f.shift(st, in, dst, src, false) {
				f.copyElements(st, in, dst, src, exprs[1].Type())
			}
		}
	case "clear":
		touch(0, summary.Write)
		f.pick(args[0].AllRefs())
		for _, r := range args[0].AllRefs() {
			if len(args[0].AllRefs()) == 1 && r.Window == place.Whole {
				f.mem.ForgetElements(st, r.Place)
			}
		}
	case "delete":
		touch(0, summary.Write)
		for _, r := range f.elements(args[0].AllRefs(), f.mem.Only(args[1]).Sym) {
			f.mem.Renewed(st, r.Place)
			if f.mem.Single(r.Place) {
				f.mem.Forget(st, r.Place)
			}
		}
	case "len", "cap":
		how := summary.Header
		switch exprs[0].Type().Underlying().(type) {
		case *types.Map:
			how = summary.Read
		case *types.Chan:
			how = summary.None
		}
		touch(0, how)
		x := f.atom(in, 0)
		if name == "len" && how == summary.Header {
			x = f.length(f.mem.Only(args[0]), in)
		}
		result = f.mem.Scalar(x)
	case "min":
		for _, a := range args {
			f.mem.Syms.NoMore(f.atom(in, 0), f.mem.Only(a).Sym)
		}
		result = f.mem.Scalar(f.atom(in, 0))
	case "recover":
		if in.Value() == nil {
			break // deferred
		}
		result = f.mem.Content(in.Value().Type(), in, in.Block().Index)
		result = result.With(region.Leaf{Path: f.mem.Path(), Sym: f.mem.Syms.Atom(recovered{in}, 0, in.Block().Index), Nilable: true})
	case "print", "println":
		for i := range args {
			touch(i, summary.Header)
		}
	case "ssa:wrapnilchk":
		result = args[0]
	default:
		if v := in.Value(); v != nil {
			result = f.mem.Content(v.Type(), in, in.Block().Index)
		}
	}
	if v := in.Value(); v != nil {
		f.set(st, v, result)
	}
}

// recovered owns the scalar of what a call of recover returns.
type recovered struct{ by ssa.Instruction }

// panicked reports whether facts hold only after a panic. Below the strict level what
// happens then is not looked at: the panic may have come before the send, and most
// often has.
func (f *function) panicked(facts []sym.Fact) bool {
	return f.Level != Strict && slices.ContainsFunc(facts, func(x sym.Fact) bool {
		_, ok := f.mem.Syms.Owner(x.X).(recovered)
		return ok && !x.Eq && x.C == f.mem.Syms.Nil()
	})
}

// noteCopy records that src was copied into memory of the function.
func (f *function) noteCopy(dst, src []region.Ref) {
	for _, d := range dst {
		o := f.mem.ObjectOf(d.Place)
		if !f.mem.At(o).Made() {
			continue
		}
		for _, s := range src {
			if from := f.mem.ObjectOf(s.Place); !slices.Contains(f.copies[o], from) {
				f.copies[o] = append(f.copies[o], from)
			}
		}
	}
}

// shift copies src over dst, or, if behind is set, over what follows dst, where both
// are slices of one array, and reports whether they are. Of an array that may be one
// or the other each is taken to be meant; a move of an element of the other is missed.
func (f *function) shift(st *state, in ssa.CallInstruction, dst, src []region.Ref, behind bool) bool {
	elem := elemType(in.Common().Args[1].Type())
	if elem == nil || f.Types.Of(elem) == movable.Copy || len(dst) == 0 || len(dst) != len(src) {
		return false
	}
	for i, d := range dst {
		if d.Place != src[i].Place {
			return false
		}
	}
	leaves := f.mem.Leaves(elem)
	unknown := f.mem.Content(elem, in, in.Block().Index)
	all := true
	for i, d := range dst {
		to := f.mem.Bounds(d.Window).Lo
		if behind {
			to = f.mem.Bounds(d.Window).Hi
		}
		all = f.mem.Shift(st, d.Place, to, f.mem.Bounds(src[i].Window).Lo, leaves, unknown) && all
	}
	return all
}

// copyElements stores what may be in any element of src into any element of
// dst.
func (f *function) copyElements(st *state, in ssa.CallInstruction, dst, src []region.Ref, t types.Type) {
	elem := elemType(t)
	if elem == nil || f.Types.Of(elem) == movable.Copy {
		return
	}
	v := f.loadAll(st, f.elements(src, sym.Unknown), elem, in)
	if v != nil {
		f.mem.Store(st, f.elements(dst, sym.Unknown), elem, v, false)
	}
}

func elemType(t types.Type) types.Type {
	if s, ok := movable.Core(t).(*types.Slice); ok {
		return s.Elem()
	}
	return nil
}
