package moves

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// Most loops change nothing but a variable by which they count: that of a for clause, or
// the one that a range loop has. That it is not the same in all iterations need not be
// found out by a run of its own.

// findCounters says of each loop which variables it counts by.
func (f *function) findCounters() {
	for _, b := range f.fn.Blocks {
		for _, in := range b.Instrs {
			v := counter(in)
			if v == nil {
				continue
			}
			for _, header := range f.loops.Order {
				if l := f.loops.Headed(header); l != nil && l.Contains(b.Index) && !l.Contains(v.Block().Index) {
					f.mem.Count(header, f.fresh(v, 0, v.Type().Underlying().(*types.Pointer).Elem()))
				}
			}
		}
	}
}

// counter is the number to which in adds something, or from which it takes it away.
func counter(in ssa.Instruction) *ssa.Alloc {
	store, ok := in.(*ssa.Store)
	if !ok {
		return nil
	}
	v, ok := store.Addr.(*ssa.Alloc)
	if !ok || v.Heap {
		return nil
	}
	if t, ok := store.Val.Type().Underlying().(*types.Basic); !ok || t.Info()&types.IsInteger == 0 {
		return nil
	}
	sum, ok := store.Val.(*ssa.BinOp)
	if !ok || sum.Op != token.ADD && sum.Op != token.SUB {
		return nil
	}
	old, ok := sum.X.(*ssa.UnOp)
	if _, steady := sum.Y.(*ssa.Const); !ok || !steady || old.Op != token.MUL || old.X != v {
		return nil
	}
	return v
}
