package moves

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/region"
)

// A goroutine that waits for a group of others and then says so, which is how one waits
// with a time-out,
//
//	go func() { wg.Wait(); close(done) }()
//
// hands back when it has said so, and not when it starts. That it says so is taken from
// its having a channel from which the function receives.

// noteAwaited records the variable by which the channel of a receive is reached.
func (f *function) noteAwaited(in ssa.Instruction) {
	note := func(ch ssa.Value) {
		if load, ok := content(ch); ok {
			f.awaited[variableOf(load.X)] = true
		}
	}
	switch in := in.(type) {
	case *ssa.UnOp:
		if in.Op == token.ARROW {
			note(in.X)
		}
	case *ssa.Select:
		for _, s := range in.States {
			if s.Send == nil {
				note(s.Chan)
			}
		}
	}
}

// promise notes that what in starts will have waited for refs when it says so. It says
// false if in starts nothing, or nothing of this kind: then that is taken to happen at
// once.
func (f *function) promise(in ssa.CallInstruction, refs []region.Ref) bool {
	taker := ssa.Instruction(in)
	if _, starts := in.(*ssa.Go); !starts {
		return false
	}
	if mc, ok := in.Common().Value.(*ssa.MakeClosure); ok {
		taker = mc
	}
	if !slices.ContainsFunc(refs, func(r region.Ref) bool { return movable.IsWaitGroup(f.mem.TypeOf(r.Place)) }) {
		return false
	}
	for v := range f.awaited {
		if slices.Contains(f.takers[v], taker) {
			f.promised[taker] = refs
			return true
		}
	}
	return false
}

// redeem hands back what was promised by one who has the channel that is received from.
func (f *function) redeem(st *state, by kin) {
	for _, taker := range by.takers {
		f.handBack(st, f.promised[taker])
	}
}
