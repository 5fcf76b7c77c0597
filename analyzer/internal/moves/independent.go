package moves

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/dataflow"
)

// What a loop over all elements does under a condition it may do with the element that
// the condition is of. Others depend on no element: a flag of the user's, or what is
// drawn at random. An element depends on what another iteration has left behind, such
// as the index, on what is received, and on what was assigned where such a condition
// decides. A call that is given nothing of the kind may still count its calls; that this
// says something of the element is lost.

// maxDeciding bounds the blocks of a loop whose conditions are looked at. In a larger
// one each may depend on the element.
const maxDeciding = 300

// elementwise is what may depend on the element of an iteration of a loop.
type elementwise struct {
	*function
	loop   *dataflow.Loop
	blocks []int // of the loop
	values map[ssa.Value]bool
	cells  map[any]bool // that are assigned to
}

// anyElement reports whether every iteration of l that is begun may come to block: all
// conditions on the way that depend on the element lead there, whatever they are.
func (f *function) anyElement(l *dataflow.Loop, block int) bool {
	e, ok := f.deciding[l]
	if !ok {
		e = f.dependent(l)
		f.deciding[l] = e
	}
	return e.comes(block)
}

func (f *function) dependent(l *dataflow.Loop) *elementwise {
	e := &elementwise{function: f, loop: l, values: map[ssa.Value]bool{}, cells: map[any]bool{}}
	for b := range f.succs {
		if l.Contains(b) {
			e.blocks = append(e.blocks, b)
		}
	}
	for again := len(e.blocks) <= maxDeciding; again; {
		again = false
		for _, b := range e.blocks {
			for _, in := range f.fn.Blocks[b].Instrs {
				again = e.add(in) || again
			}
		}
	}
	return e
}

// add notes what in makes dependent, and reports whether that is new.
func (e *elementwise) add(in ssa.Instruction) bool {
	switch in := in.(type) {
	case *ssa.Store:
		return e.assign(in, in.Addr, in.Val)
	case *ssa.MapUpdate:
		return e.assign(in, in.Map, in.Value)
	case ssa.Value:
		if e.values[in] || !e.depends(in) {
			return false
		}
		e.values[in] = true
		return true
	}
	return false
}

// assign notes that in gives what is at addr the value v. Only a variable that each
// iteration makes anew does not depend on others by that.
func (e *elementwise) assign(in ssa.Instruction, addr, v ssa.Value) bool {
	c := heldAt(addr)
	if e.cells[c] || e.inner(c) && !e.values[v] && e.comes(in.Block().Index) {
		return false
	}
	e.cells[c] = true
	return true
}

// inner reports whether the cell c is a variable of one iteration.
func (e *elementwise) inner(c any) bool {
	a, ok := c.(*ssa.Alloc)
	return ok && e.loop.Contains(a.Block().Index)
}

// depends reports whether the value of in may depend on the element.
func (e *elementwise) depends(v ssa.Value) bool {
	in := v.(ssa.Instruction)
	switch v := v.(type) {
	case *ssa.Alloc:
		return false
	case *ssa.Next:
		if !e.loop.Contains(v.Iter.(ssa.Instruction).Block().Index) {
			return true
		}
	case *ssa.Lookup:
		if e.cells[someElement{}] {
			return true
		}
	case *ssa.Phi:
		for _, p := range v.Block().Preds {
			if !e.comes(p.Index) {
				return true
			}
		}
	case *ssa.Select:
		for _, s := range v.States {
			if s.Dir == types.RecvOnly {
				return true
			}
		}
	case *ssa.UnOp:
		if v.Op == token.ARROW {
			return true
		}
	}
	return slices.ContainsFunc(in.Operands(nil), func(op *ssa.Value) bool {
		if *op == nil {
			return false
		}
		c := heldAt(*op)
		a, variable := c.(*ssa.Alloc)
		shared := variable && !e.inner(a) && !onlyCaptured(a, true) // somebody else may assign to it
		return shared || e.values[*op] || e.cells[c]
	})
}

// someElement is the cell that stands for the elements of all arrays and maps.
type someElement struct{}

// heldAt is what addr is the address of, as far as it matters here: a variable, a field
// of whatever struct, or an element of whatever array or map.
func heldAt(addr ssa.Value) any {
	if c := cellOf(addr); c != nil {
		return c
	}
	_, isMap := addr.Type().Underlying().(*types.Map)
	if _, ok := addr.(*ssa.IndexAddr); ok || isMap {
		return someElement{}
	}
	return addr
}

// comes reports whether every iteration that is begun may come to block.
func (e *elementwise) comes(block int) bool {
	missing := map[int]bool{}
	misses := func(b int) bool {
		return b != block && (b == e.loop.Header || !e.loop.Contains(b) || missing[b])
	}
	for again := true; again; {
		again = false
		for _, b := range e.blocks {
			if b == block || misses(b) {
				continue
			}
			n := 0
			for _, s := range e.succs[b] {
				if misses(s) {
					n++
				}
			}
			if n == len(e.succs[b]) || n > 0 && !e.free(b) {
				missing[b], again = true, true
			}
		}
	}
	for _, s := range e.succs[e.loop.Header] {
		if e.loop.Contains(s) && misses(s) {
			return false
		}
	}
	return true
}

// free reports whether the branch at the end of the block b does not depend on the
// element.
func (e *elementwise) free(b int) bool {
	instrs := e.fn.Blocks[b].Instrs
	in, ok := instrs[len(instrs)-1].(*ssa.If)
	return ok && len(e.blocks) <= maxDeciding && !e.values[in.Cond]
}
