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

// store is the store of v at addr, in all of it if all is set.
func (f *function) store(st *state, in *ssa.Store, addr []region.Ref, v *region.Value, all bool) {
	t := in.Val.Type()
	if load, ok := in.Val.(*ssa.UnOp); ok && load.Op == token.MUL && !movable.IsReference(t) {
		f.noteCopy(addr, f.refs(st, load.X))
	}
	switch {
	case len(addr) > 1 && isUpdate(in):
		f.updateEach(st, addr, t, v)
	case all:
		f.mem.StoreInAll(st, addr, t, v)
	default:
		f.mem.Store(st, addr, t, v, true)
	}
	f.storeElements(st, in, addr)
	if _, ok := in.Addr.(*ssa.IndexAddr); ok {
		f.pick(addr)
	}
}

// storeElements gives the elements of copied arrays that are known by number to the
// copy: the value of an array has one for all of them.
func (f *function) storeElements(st *state, in *ssa.Store, addr []region.Ref) {
	load, ok := in.Val.(*ssa.UnOp)
	if !ok || movable.IsReference(in.Val.Type()) || f.Types.Of(in.Val.Type()) == movable.Copy || len(addr) != 1 {
		return
	}
	from := f.refs(st, load.X)
	if len(from) != 1 || from[0].Place == addr[0].Place {
		return
	}
	copied := map[place.ID]*region.Value{}
	f.mem.Inside(st, from[0].Place, func(p place.ID, v *region.Value) {
		if path, ok := f.mem.Below(p, from[0].Place); ok && f.numbered(path) {
			copied[f.mem.Rebase(path, addr[0].Place)] = v
		}
	})
	for p, v := range copied {
		f.mem.Put(st, p, v)
	}
}

// numbered reports whether path leads through elements that are known by number.
func (f *function) numbered(path place.ID) bool {
	indices := slices.DeleteFunc(slices.Clone(f.mem.Table.Path(path)), func(e place.Elem) bool { return !e.IsIndex })
	return len(indices) > 0 && !slices.ContainsFunc(indices, func(e place.Elem) bool { return !f.mem.Syms.IsConst(e.Index) })
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
