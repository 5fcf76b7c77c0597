package moves

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/place"
)

// A channel that only the function itself receives from is a queue of its own: a test
// that looks at what a callback has sent, a search by breadth. What it receives is what it
// sent; until then it must leave that alone, for the queue would hold something else. A
// callee of another package, whose body is not in view, may receive.

// queued reports whether s sends on queues of the function's own only.
func (f *function) queued(s *Site) bool {
	return len(s.channels) > 0 && !s.elsewhere && !slices.ContainsFunc(s.channels, func(p place.ID) bool {
		mc, ok := f.mem.At(f.mem.ObjectOf(p)).Owner.(*ssa.MakeChan)
		return !ok || mc.Parent() != f.fn || !f.ownQueue(mc)
	})
}

// ownQueue reports whether the function receives from mc, and nobody else does. One that
// is stored other than in a variable somebody else may receive from.
func (f *function) ownQueue(mc *ssa.MakeChan) bool {
	own, ok := f.queues[mc]
	if !ok {
		q := queue{fn: f.fn, seen: map[ssa.Value]bool{}}
		own = q.holds(mc) && q.received
		f.queues[mc] = own
	}
	return own
}

// queue looks for who receives from a channel that fn makes.
type queue struct {
	fn       *ssa.Function
	received bool // by fn
	seen     map[ssa.Value]bool
}

// holds reports whether nobody but fn receives by the reference v.
func (q *queue) holds(v ssa.Value) bool {
	return !slices.ContainsFunc(*v.Referrers(), func(in ssa.Instruction) bool { return !q.allows(in, v) })
}

func (q *queue) allows(in ssa.Instruction, v ssa.Value) bool {
	switch in := in.(type) {
	case *ssa.DebugRef, *ssa.BinOp:
		return true
	case *ssa.Send:
		return in.X != v
	case *ssa.UnOp:
		return in.Op == token.ARROW && q.receives(in)
	case *ssa.Select:
		return !slices.ContainsFunc(in.States, func(s *ssa.SelectState) bool {
			return s.Send == v || s.Chan == v && s.Dir == types.RecvOnly && !q.receives(in)
		})
	case *ssa.ChangeType:
		ch, ok := in.Type().Underlying().(*types.Chan)
		return ok && (ch.Dir() == types.SendOnly || q.holds(in))
	case *ssa.Store:
		_, variable := in.Addr.(*ssa.Alloc)
		return variable && q.variable(in.Addr)
	case ssa.CallInstruction:
		return q.callee(in.Common(), v)
	}
	return false
}

// callee reports whether a function that is given v does not receive.
func (q *queue) callee(c *ssa.CallCommon, v ssa.Value) bool {
	if _, builtin := c.Value.(*ssa.Builtin); builtin {
		return true
	}
	fn := c.StaticCallee()
	if fn == nil {
		return false
	}
	if fn = origin(fn); len(fn.Blocks) == 0 || fn == q.fn {
		return false
	}
	for i, a := range c.Args {
		if a == v && !q.param(fn.Params[i]) {
			return false
		}
	}
	return true
}

// param reports whether the function of p does not receive from it.
func (q *queue) param(p *ssa.Parameter) bool {
	if q.seen[p] {
		return true
	}
	q.seen[p] = true
	return q.holds(p)
}

// receives notes that in does, and reports whether it is of fn.
func (q *queue) receives(in ssa.Instruction) bool {
	q.received = q.received || in.Parent() == q.fn
	return in.Parent() == q.fn
}

// variable reports whether nobody but fn receives by what the variable at addr holds.
func (q *queue) variable(addr ssa.Value) bool {
	if q.seen[addr] {
		return true
	}
	q.seen[addr] = true
	return !slices.ContainsFunc(*addr.Referrers(), func(in ssa.Instruction) bool {
		switch in := in.(type) {
		case *ssa.DebugRef:
			return false
		case *ssa.Store:
			return in.Val == addr
		case *ssa.UnOp:
			return !q.holds(in)
		case *ssa.MakeClosure:
			i := slices.Index(in.Bindings, addr)
			return i < 0 || !q.variable(in.Fn.(*ssa.Function).FreeVars[i])
		}
		return true
	})
}
