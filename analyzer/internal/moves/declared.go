package moves

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/region"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
)

// declared is what an annotation of the package says of fn, nil if there is
// none.
func (p *Package) declared(fn *ssa.Function) *summary.Func {
	if obj, ok := fn.Object().(*types.Func); ok {
		return p.Declared[obj.Origin()]
	}
	return nil
}

// stated is what is known of m without its body, or those that implement it: by
// an annotation, a fact, or the table of the standard library.
func (p *Package) stated(m *types.Func) *summary.Func {
	if sum := p.Declared[m.Origin()]; sum != nil {
		return sum
	}
	if sum := runtimeContract(m.Origin()); sum != nil {
		return sum
	}
	return p.Imported(m.Origin())
}

// handOverInput moves an input of a call as a send of it would.
func (f *function) handOverInput(st *state, s *Site, mv summary.Move, r *resolver) {
	root, _, _ := f.split(mv.Path)
	v, ok := f.mem.Known(st, r.input(root.N))
	if !ok {
		return
	}
	if expr := r.expr(mv.Path); expr != nil {
		f.handOver(st, s, expr, v, nil)
		return
	}
	// A function that calls back has no expression for what it passes.
	f.moveRegion(st, s, sent{v.AllRefs(), f.mem.Only(v).Sym, len(v.AllRefs()) > 1}, whole, []region.Cond(nil))
}

// reportBroken finds sends of a parameter that an annotation says is borrowed,
// after which the function does nothing that could wait for the receiver. Where
// it does something the annotation is believed: that is what it is for.
func (f *function) reportBroken() {
	d := f.declared(f.fn)
	if d == nil || len(d.Borrows) == 0 {
		return
	}
	for _, s := range f.sites {
		if in, ok := s.Instr.(*ssa.Send); !ok || f.waitsAfter(in) {
			continue
		}
		for _, b := range d.Borrows {
			root, _, _ := f.split(b.Path)
			if !slices.ContainsFunc(s.moved, func(v place.View) bool { return f.isOf(v, root.N) }) {
				continue
			}
			param := f.inputs[root.N]
			f.findings = append(f.findings, &Finding{
				Fn: f.fn, Instr: s.Instr, Pos: s.Pos, End: s.End, Name: param.Name(),
				Promise: b.At, Moves: []Reached{{Site: s, Name: s.name}}, Var: f.paramVar(root.N), Type: param.Type(),
			})
		}
	}
}

// isOf reports whether v is memory that input n refers to itself.
func (f *function) isOf(v place.View, n int) bool {
	p, ok := f.path(v.Place)
	if !ok {
		return false
	}
	root, _, err := f.split(p)
	return err == nil && root.Kind == 'a' && root.N == n && p.Depth() == 1
}

// waitsAfter reports whether what the function may do after the send in could
// wait for another goroutine: receive, send something else, or call what is not
// known to return at once.
func (f *function) waitsAfter(in ssa.Instruction) bool {
	waits := func(x ssa.Instruction) bool { return x != in && f.mayWait(x) }
	block := in.Block()
	if slices.ContainsFunc(block.Instrs[slices.Index(block.Instrs, in)+1:], waits) {
		return true
	}
	seen := make([]bool, len(f.fn.Blocks))
	next := slices.Clone(block.Succs)
	for len(next) > 0 {
		b := next[0]
		if next = next[1:]; seen[b.Index] {
			continue
		}
		seen[b.Index] = true
		if slices.ContainsFunc(b.Instrs, waits) {
			return true
		}
		next = append(next, b.Succs...)
	}
	return false
}

func (f *function) mayWait(in ssa.Instruction) bool {
	switch in := in.(type) {
	case *ssa.UnOp:
		return in.Op == token.ARROW
	case *ssa.Select, *ssa.Send:
		return true
	case *ssa.Call:
		return !returnsAtOnce(&in.Call)
	case *ssa.RunDefers:
		return slices.ContainsFunc(f.defers, func(d *ssa.Defer) bool { return !returnsAtOnce(&d.Call) })
	}
	return false
}

// returnsAtOnce knows the calls that often follow a send.
func returnsAtOnce(c *ssa.CallCommon) bool {
	if _, ok := c.Value.(*ssa.Builtin); ok {
		return true
	}
	if m := method(c); m != nil && m.Pkg() != nil && m.Pkg().Path() == "sync" {
		switch m.Name() {
		case "Unlock", "RUnlock", "Done":
			return true
		}
	}
	return false
}
