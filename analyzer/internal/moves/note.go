package moves

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/region"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
)

// note records what callers must know of an access.
func (f *function) note(st *state, p place.ID, how summary.Access, instr ssa.Instruction, at ssa.Value) {
	if how <= summary.Header || f.mem.IsSelf(p) {
		return
	}
	if how >= summary.Write {
		f.noteReceiver(p)
	}
	if f.reporting || !f.mem.Callers(p) || how == summary.Read && f.mem.Constant(p) {
		return
	}
	f.each = true // what a loop does to v[i] it does to each element
	path, ok := f.path(p)
	f.each = false
	if !ok {
		return
	}
	f.noteGiven(st, summary.Effect{Path: path, Access: how, At: f.where(f.position(instr, at))})
}

// noteDeep records an access to all that refs reach, which may be more than this
// function knows of.
func (f *function) noteDeep(st *state, refs []region.Ref, e summary.Effect) {
	for _, r := range refs {
		p, ok := f.path(r.Place)
		if !ok || f.reporting || !f.mem.Callers(r.Place) {
			continue
		}
		e.Path = p + "^"
		f.noteGiven(st, e)
	}
}

// noteGiven records e, which happens where st is.
func (f *function) noteGiven(st *state, e summary.Effect) {
	k := effectKey{e.Path, e.Access}
	here := f.given(st)
	if old, ok := f.effects[k]; ok {
		e = old
		here = slices.DeleteFunc(slices.Clone(old.Given), func(g summary.Given) bool { return !slices.Contains(here, g) })
	}
	e.Given = here
	f.effects[k] = e
}

// noteReceiver records that memory which came out of a channel is written.
func (f *function) noteReceiver(p place.ID) {
	o := f.mem.At(f.mem.ObjectOf(p))
	for ; o.Origin == place.Pointee; o = f.mem.At(f.mem.ObjectOf(o.Of)) {
		if f.shareable(o.Type, Access) {
			return // the writer has what is needed for that
		}
	}
	if o.Origin != place.Foreign || f.shareable(o.Type, Access) {
		return
	}
	var t types.Type
	var at token.Pos
	switch in := o.Owner.(type) {
	case *ssa.UnOp:
		if at = in.Pos(); in.Op == token.ARROW {
			t = movable.Core(in.X.Type()).(*types.Chan).Elem()
		}
	case recvOwner:
		t, at = in.elem, in.in.States[in.index].Pos
	case *ssa.Call:
		t = fromRuntime(in)
	}
	if w := (writer{t, at}); t != nil && !slices.Contains(f.writers, w) {
		f.writers = append(f.writers, w)
	}
}
