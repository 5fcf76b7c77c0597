package moves

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/region"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
)

// An interface call reaches one method where the function has made the receiver: the
// fake of a test is not the connection that it stands for. Where a callee makes the
// call, its summary says by Through which receiver it needs.

// dynamic lists the types of what refs refer to, each without its pointer. It says
// false unless all of it was made where its type could be seen. Types that are neither
// structs nor maps are not seen.
func (f *function) dynamic(refs []region.Ref) ([]*types.Named, bool) {
	var out []*types.Named
	for _, r := range refs {
		if o := f.mem.At(f.mem.ObjectOf(r.Place)); o.Origin != place.Fresh {
			return nil, false
		}
		t := f.mem.TypeOf(r.Place)
		if t == nil {
			return nil, false
		}
		named, ok := types.Unalias(t).(*types.Named)
		if !ok || types.IsInterface(named) {
			return nil, false
		}
		if !slices.Contains(out, named) {
			out = append(out, named)
		}
	}
	return out, len(out) > 0
}

// reached lists what a call of the interface method m on v reaches. It says false
// unless that is known; what a method that is promoted is a method of is a part of v,
// and not known.
func (f *function) reached(v *region.Value, m *types.Func) ([]*ssa.Function, bool) {
	ts, ok := f.dynamic(v.AllRefs())
	if !ok {
		return nil, false
	}
	var out []*ssa.Function
	for _, t := range ts {
		sel := f.SSA.Prog.MethodSets.MethodSet(types.NewPointer(t)).Lookup(m.Pkg(), m.Name())
		if sel == nil || len(sel.Index()) > 1 {
			return nil, false
		}
		fn := member(f.SSA.Prog, sel.Obj().(*types.Func).Origin())
		if fn == nil {
			return nil, false
		}
		out = append(out, fn)
	}
	return out, true
}

// receives reports whether the receiver that mv needs is there, and whether the caller
// knows.
func (r *resolver) receives(mv summary.Move) (is, known bool) {
	if mv.Through.Path == "" {
		return false, false
	}
	ts, ok := r.dynamic(r.resolve(mv.Through.Path))
	if !ok {
		return false, false
	}
	return slices.ContainsFunc(ts, func(t *types.Named) bool { return mv.Through.Type == nameOfType(t) }), true
}

// receiver is what callers must check for a move of t at in: the receiver of in if that
// is the interface call, else that of the callee's move mv.
func (r *resolver) receiver(t target, mv summary.Move) summary.Receiver {
	var out summary.Receiver
	var refs []region.Ref
	switch {
	case mv.Dispatched && mv.Through.Path == "":
	case mv.Dispatched:
		out.Type, refs = mv.Through.Type, r.resolve(mv.Through.Path)
	case t.fn != nil && t.fn.Signature.Recv() != nil:
		recv := t.fn.Signature.Recv().Type()
		if p, ok := types.Unalias(recv).(*types.Pointer); ok {
			recv = p.Elem()
		}
		named, ok := types.Unalias(recv).(*types.Named)
		if !ok {
			return out
		}
		out.Type, refs = nameOfType(named), t.inputs[0].AllRefs()
	}
	for _, ref := range refs {
		p, ok := r.path(ref.Place)
		p = p.Elements()
		if !ok || out.Path != "" && out.Path != p {
			return summary.Receiver{}
		}
		out.Path = p
	}
	return out
}

// nameOfType is the name of t that summaries use.
func nameOfType(t *types.Named) string {
	if t.Obj().Pkg() == nil {
		return t.Obj().Name()
	}
	return t.Obj().Pkg().Path() + "." + t.Obj().Name()
}
