package moves

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/region"
)

// store is the store of v at addr.
func (f *function) store(st *state, in *ssa.Store, addr []region.Ref, v *region.Value) {
	t := in.Val.Type()
	if load, ok := in.Val.(*ssa.UnOp); ok && load.Op == token.MUL && !movable.IsReference(t) {
		f.noteCopy(addr, f.refs(st, load.X))
	}
	if len(addr) > 1 && isUpdate(in) {
		f.updateEach(st, addr, t, v)
	} else {
		f.mem.Store(st, addr, t, v, true)
	}
	f.storeElements(st, in, addr)
}

// storeElements gives the elements of a copied array that are known by number to the
// copy: the value of an array has one for all of them.
func (f *function) storeElements(st *state, in *ssa.Store, addr []region.Ref) {
	array, ok := in.Val.Type().Underlying().(*types.Array)
	load, isLoad := in.Val.(*ssa.UnOp)
	if !ok || !isLoad || len(addr) != 1 || f.Types.Of(array.Elem()) == movable.Copy {
		return
	}
	from := f.refs(st, load.X)
	if len(from) != 1 || from[0].Place == addr[0].Place {
		return
	}
	for _, k := range f.mem.Kids(from[0].Place) {
		e := f.mem.Elem(k)
		if !e.IsIndex || !f.mem.Syms.IsConst(e.Index) {
			continue
		}
		v := f.mem.Load(st, place.View{Place: k}, array.Elem())
		to := region.Ref{View: place.View{Place: f.mem.Project(addr[0].Place, e)}}
		f.mem.Store(st, []region.Ref{to}, array.Elem(), v, true)
	}
}

// updateEach stores v, which was made of what one of addr held, there again: what one
// of them held does not get into the others.
func (f *function) updateEach(st *state, addr []region.Ref, t types.Type, v *region.Value) {
	held := make([][]region.Ref, len(addr))
	for i, r := range addr {
		held[i] = f.mem.Through(st, r, t).AllRefs()
	}
	holds := func(i int, r region.Ref) bool {
		return slices.ContainsFunc(held[i], func(h region.Ref) bool { return h.Place == r.Place })
	}
	for i, r := range addr {
		own := f.mem.Keep(v, func(r region.Ref) bool {
			if holds(i, r) {
				return true
			}
			for j := range addr {
				if j != i && holds(j, r) {
					return false
				}
			}
			return true
		})
		f.mem.Store(st, []region.Ref{r}, t, own, false)
	}
}

// isUpdate reports whether in stores what a field held, perhaps cut or with something
// appended, in the same field again.
func isUpdate(in *ssa.Store) bool {
	field, ok := in.Addr.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	for v := in.Val; ; {
		switch x := v.(type) {
		case *ssa.Slice:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		case *ssa.Call:
			b, ok := x.Call.Value.(*ssa.Builtin)
			if !ok || b.Name() != "append" {
				return false
			}
			v = x.Call.Args[0]
		case *ssa.UnOp:
			return x.Op == token.MUL && x.Block() == in.Block() && sameAddress(x.X, field)
		default:
			return false
		}
	}
}

// sameAddress reports whether a and b are written the same way. That what they start
// from may have been assigned to in between is lost.
func sameAddress(a, b ssa.Value) bool {
	if a == b {
		return true
	}
	switch a := a.(type) {
	case *ssa.UnOp:
		b, ok := b.(*ssa.UnOp)
		return ok && a.Op == token.MUL && b.Op == token.MUL && sameAddress(a.X, b.X)
	case *ssa.FieldAddr:
		b, ok := b.(*ssa.FieldAddr)
		return ok && a.Field == b.Field && sameAddress(a.X, b.X)
	}
	return false
}
