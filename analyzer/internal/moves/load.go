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

// load reads memory, and mentions what it finds there.
func (f *function) load(st *state, in *ssa.UnOp) {
	addr := f.refs(st, in.X)
	if kind, _, used := consumer(in); used {
		how := summary.Read
		if f.Types.Handle(in.Type()) {
			how = summary.Header
		}
		if kind != Assign {
			kind = Borrow
		}
		f.accessFrom(st, addr, how, in, use{at: in, kind: kind})
	}
	v := f.loadAll(st, addr, in.Type(), in)
	if fa, ok := in.X.(*ssa.FieldAddr); ok && len(addr) > 1 {
		if known, ok := f.mem.Assigned(st, f.scalar(st, fa.X), fa.Field); ok {
			v = known
		} else {
			// The field of one of the targets was moved, it is not known of which,
			// and not by this pointer; in an earlier iteration it may have been,
			// unless that was at another node of a list.
			walks := chained(f.mem.Table, addr)
			v = f.mem.Without(v, func(mk region.Mark) bool {
				return mk.Perhaps && (!mk.Later || walks) && f.sites[mk.Site].Level == Strict
			})
			f.mem.Assign(st, f.scalar(st, fa.X), fa.Field, addr, v)
		}
	}
	if v == nil {
		v = f.mem.Content(in.Type(), in, in.Block().Index)
	}
	if g, ok := in.X.(*ssa.Global); ok && isErrorType(in.Type()) && !f.isAssigned(g.Object()) {
		l := f.mem.Only(v)
		l.Sym = f.mem.Syms.Sentinel(g)
		v = v.With(l)
	}
	f.set(st, in, f.mention(st, in, f.mem.Present(v)))
}

func isErrorType(t types.Type) bool {
	return types.Identical(t, types.Universe.Lookup("error").Type())
}

func (f *function) mapLookup(st *state, in *ssa.Lookup) {
	t, ok := movable.Core(in.X.Type()).(*types.Map)
	if !ok {
		f.set(st, in, f.mem.Scalar(f.atom(in, 0))) // a byte of a string
		return
	}
	m := f.refs(st, in.X)
	f.access(st, m, summary.Read, in, in)
	v := f.loadAll(st, f.elements(m, f.scalar(st, in.Index)), t.Elem(), in)
	if !in.CommaOk {
		f.set(st, in, v)
		return
	}
	f.set(st, in, f.withOk(f.mem.Wrap(nil, v, f.mem.Field(f.mem.Path(), 0)), in, 1))
}

func (f *function) loadAll(st *state, refs []region.Ref, t types.Type, in ssa.Instruction) *region.Value {
	switch len(refs) {
	case 0:
		return nil
	case 1:
		return f.mem.Through(st, refs[0], t)
	}
	vals := make([]*region.Value, len(refs))
	for i, r := range refs {
		vals[i] = f.mem.Through(st, r, t)
	}
	f.mem.ReadTogether(vals, f.atom(in, 7))
	return f.mem.OneOf(vals, f.atom(in, 0))
}

// movedAt reports whether s moved the memory v, in any iteration. Another part of an
// array is not moved with a slice.
func (f *function) movedAt(s *Site, v place.View) bool {
	own := f.mem.ObjectOf(v.Place)
	key := f.mem.At(own).Key
	return slices.ContainsFunc(s.moved, func(m place.View) bool {
		o := f.mem.ObjectOf(m.Place)
		return f.mem.At(o).Key == key && f.mem.Root(o) == m.Place && (o != own || f.mem.Overlap(m, v, false))
	})
}

func (f *function) next(st *state, in *ssa.Next) {
	path := f.mem.Path()
	if in.IsString {
		f.set(st, in, f.withOk(nil, in, 0))
		return
	}
	m := f.refs(st, in.Iter)
	f.access(st, m, summary.Read, in, in.Iter)
	tup := in.Type().(*types.Tuple)
	v := f.withOk(nil, in, 0)
	if t := tup.At(1).Type(); movable.IsReference(t) || movable.IsScalar(t) {
		v = f.mem.Wrap(v, f.key(st, in, m, t), f.mem.Field(path, 1))
	}
	if t := tup.At(2).Type(); f.Types.Of(t) != movable.Copy {
		v = f.mem.Wrap(v, f.loadAll(st, f.elements(m, f.keyOf(tup, in)), t, in), f.mem.Field(path, 2))
	}
	f.set(st, in, v)
}

// keyOf is the scalar of the key that in yields.
func (f *function) keyOf(tup *types.Tuple, in *ssa.Next) sym.ID {
	if movable.IsScalar(tup.At(1).Type()) {
		return f.atom(in, 0) // as in its Content
	}
	return f.atom(in, 2)
}

// key is a key of the maps m.
func (f *function) key(st *state, in *ssa.Next, m []region.Ref, t types.Type) *region.Value {
	if f.Types.Of(t) == movable.Moved {
		if v := f.loadAll(st, f.keys(m), t, in); v != nil {
			return v
		}
	}
	return f.mem.Content(t, in, in.Block().Index)
}
