package moves

import (
	"golang.org/x/tools/go/ssa"
)

// findLive computes which registers each block leaves to those after it. A
// register that nothing reads any more holds nothing: what only it refers to,
// such as the slice that a range loop has walked, is garbage to the analysis.
func (f *function) findLive() {
	number := map[ssa.Value]int{}
	for _, b := range f.fn.Blocks {
		for _, in := range b.Instrs {
			if v, ok := in.(ssa.Value); ok && f.live[v] {
				number[v] = len(f.across)
				f.across = append(f.across, v)
			}
		}
	}
	words := (len(f.across) + 63) / 64
	in, made := make([][]uint64, len(f.succs)), make([][]uint64, len(f.succs))
	f.after = make([][]uint64, len(f.succs))
	for i, b := range f.fn.Blocks {
		in[i], made[i], f.after[i] = make([]uint64, words), make([]uint64, words), make([]uint64, words)
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
					f.after[b][w] |= in[s][w]
				}
			}
			for w := range words {
				if out := in[b][w] | f.after[b][w]&^made[b][w]; out != in[b][w] {
					in[b][w], changed = out, true
				}
			}
		}
	}
}

// reads lists the operands of in. What looks at the choice of a select may learn
// what it was about.
func reads(in ssa.Instruction) []*ssa.Value {
	ops := in.Operands(nil)
	for _, op := range ops {
		v := *op
		if e, ok := v.(*ssa.Extract); ok {
			v = e.Tuple
		}
		if sel, ok := v.(*ssa.Select); ok {
			ops = append(ops, sel.Operands(nil)...)
		}
	}
	return ops
}

// dropDead takes the registers out of st that no block after b reads.
func (f *function) dropDead(st *state, b int) {
	for n, v := range f.across {
		if f.after[b][n/64]&(1<<(n%64)) == 0 {
			f.mem.Drop(st, f.register(v))
		}
	}
}
