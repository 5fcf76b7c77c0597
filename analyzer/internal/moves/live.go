package moves

import (
	"math/bits"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/place"
)

// findLive computes which registers neither a block nor one after it reads any
// more, when it starts and when it ends. A
// register that nothing reads any more holds nothing: what only it refers to,
// such as the slice that a range loop has walked, is garbage to the analysis.
func (f *function) findLive() {
	number := map[ssa.Value]int{}
	var across []ssa.Value // registers that are read in another block, numbered
	for _, b := range f.fn.Blocks {
		for _, in := range b.Instrs {
			if v, ok := in.(ssa.Value); ok && f.live[v] {
				number[v] = len(across)
				across = append(across, v)
			}
		}
	}
	f.spent = make([][]spent, len(f.succs))
	for i, b := range f.fn.Blocks {
		f.spent[i] = f.findSpent(b)
	}
	f.stale, f.dead = make([][]ssa.Value, len(f.succs)), make([][]ssa.Value, len(f.succs))
	if len(across) == 0 {
		return
	}
	words := (len(across) + 63) / 64
	in, made := make([][]uint64, len(f.succs)), make([][]uint64, len(f.succs))
	after := make([][]uint64, len(f.succs))
	for i, b := range f.fn.Blocks {
		in[i], made[i], after[i] = make([]uint64, words), make([]uint64, words), make([]uint64, words)
		for _, instr := range b.Instrs {
			if _, debug := instr.(*ssa.DebugRef); debug {
				continue
			}
			for _, op := range reads(instr) {
				if n, ok := number[*op]; ok && made[i][n/64]&(1<<(n%64)) == 0 {
					in[i][n/64] |= 1 << (n % 64)
				}
			}
			if v, ok := instr.(ssa.Value); ok {
				if n, ok := number[v]; ok {
					made[i][n/64] |= 1 << (n % 64)
				}
			}
		}
	}
	for changed := true; changed; {
		changed = false
		for k := len(f.loops.Order) - 1; k >= 0; k-- {
			b := f.loops.Order[k]
			for _, s := range f.succs[b] {
				for w := range words {
					after[b][w] |= in[s][w]
				}
			}
			for w := range words {
				if out := in[b][w] | after[b][w]&^made[b][w]; out != in[b][w] {
					in[b][w], changed = out, true
				}
			}
		}
	}
	arrive := make([][]uint64, len(f.succs)) // what comes from the blocks before
	for b := range f.succs {
		arrive[b] = make([]uint64, words)
	}
	for b := range f.succs {
		for _, s := range f.succs[b] {
			for w := range words {
				arrive[s][w] |= after[b][w]
			}
		}
	}
	for b := range f.succs {
		for w := range words {
			stale := arrive[b][w] &^ in[b][w]
			dead := (arrive[b][w] | made[b][w]) &^ (stale | after[b][w])
			for ; stale != 0; stale &= stale - 1 {
				f.stale[b] = append(f.stale[b], across[w*64+bits.TrailingZeros64(stale)])
			}
			for ; dead != 0; dead &= dead - 1 {
				f.dead[b] = append(f.dead[b], across[w*64+bits.TrailingZeros64(dead)])
			}
		}
	}
}

// spent is a register that is not read any more after instruction number after of
// its block.
type spent struct {
	after int
	value ssa.Value
}

// findSpent lists for b the registers that only it reads. Whoever reads a value
// may also look at what the value was made of; and what becomes an argument of a
// variadic call is looked at by the call.
func (f *function) findSpent(b *ssa.BasicBlock) []spent {
	last := map[ssa.Value]int{}
	note := func(v ssa.Value, i int) {
		if in, ok := v.(ssa.Instruction); ok && in.Block() == b && !f.live[v] {
			last[v] = i
		}
	}
	var ops, inner []*ssa.Value
	for i, instr := range b.Instrs {
		if v, ok := instr.(ssa.Value); ok {
			note(v, i)
		}
		if _, debug := instr.(*ssa.DebugRef); debug {
			continue
		}
		until := i
		if store, ok := instr.(*ssa.Store); ok {
			if _, element := store.Addr.(*ssa.IndexAddr); element {
				until = len(b.Instrs) - 1
			}
		}
		ops = instr.Operands(ops[:0])
		for _, op := range ops {
			note(*op, until)
			if a := local(*op); a != nil {
				note(a, until)
			}
			if made, ok := (*op).(ssa.Instruction); ok && made.Block() == b {
				inner = made.Operands(inner[:0])
				for _, op := range inner {
					note(*op, until)
				}
			}
		}
	}
	out := make([]spent, 0, len(last))
	for _, instr := range b.Instrs {
		if v, ok := instr.(ssa.Value); ok && !f.live[v] {
			out = append(out, spent{last[v], v})
		}
	}
	slices.SortStableFunc(out, func(a, b spent) int { return a.after - b.after })
	return out
}

// reads lists the operands of in. What looks at the choice of a select may learn
// what it was about.
func reads(in ssa.Instruction) []*ssa.Value {
	ops := in.Operands(nil)
	for _, op := range ops {
		v := *op
		if a := local(v); a != nil && v != a {
			v := ssa.Value(a)
			ops = append(ops, &v)
		}
		if e, ok := v.(*ssa.Extract); ok {
			v = e.Tuple
		}
		if sel, ok := v.(*ssa.Select); ok {
			ops = append(ops, sel.Operands(nil)...)
		}
	}
	return ops
}

// local is the local variable that v is the address of, or of a part of; nil if that may
// be elsewhere, too.
func local(v ssa.Value) *ssa.Alloc {
	for {
		switch a := v.(type) {
		case *ssa.Alloc:
			if a.Heap {
				return nil
			}
			return a
		case *ssa.FieldAddr:
			v = a.X
		case *ssa.IndexAddr:
			v = a.X
		default:
			return nil
		}
	}
}

// drop takes registers out of st, and local variables with the register of their
// address: nothing else has that.
func (f *function) drop(st *state, dead ...ssa.Value) {
	for _, v := range dead {
		f.mem.Drop(st, f.register(v))
		if a, ok := v.(*ssa.Alloc); ok && !a.Heap {
			if o, ok := f.mem.Lookup(place.Key{Origin: place.Fresh, Owner: ssa.Instruction(a)}); ok {
				f.mem.DropAll(st, f.mem.Root(o))
			}
		}
	}
}
