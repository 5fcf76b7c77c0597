package moves

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/region"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

func (f *function) send(st *state, in *ssa.Send) {
	s := f.site(in, 0, func(s *Site) { f.describe(s, Send, in.X) })
	s.on.join(f.kin(st, in.Chan))
	s.sendsOn(f.refs(st, in.Chan))
	f.passes(st, in.Chan)
	f.handOver(st, s, in.X, f.value(st, in.X), nil)
}

// selection is a select statement. Its sends move on the path on which they
// were chosen; until the branch tells, every mark has the choice as condition.
func (f *function) selection(st *state, in *ssa.Select) {
	path := f.mem.Path()
	index := f.atom(in, 0)
	f.selects[index] = in
	v := f.withOk(nil, in, 1).With(region.Leaf{Path: f.mem.Field(path, 0), Sym: index})
	result := 2
	for i, state := range in.States {
		if state.Dir == types.SendOnly {
			s := f.site(in, i, func(s *Site) {
				f.describe(s, Send, state.Send)
			})
			s.on.join(f.kin(st, state.Chan))
			s.sendsOn(f.refs(st, state.Chan))
			chosen := []region.Cond{{X: index, C: f.mem.Syms.Int(int64(i))}}
			payload := f.mem.Without(f.value(st, state.Send), f.whereNil(f.scalar(st, state.Chan)))
			f.handOver(st, s, state.Send, payload, chosen)
			continue
		}
		elem := movable.Core(state.Chan.Type()).(*types.Chan).Elem()
		owner := recvOwner{in, i, elem}
		f.from[owner] = f.kin(st, state.Chan)
		v = f.mem.Wrap(v, f.mem.Content(elem, owner, in.Block().Index), f.mem.Field(path, result))
		result++
	}
	f.set(st, in, v)
	f.answered(st, in)
}

// recvOwner owns what a receive case of a select receives.
type recvOwner struct {
	in    *ssa.Select
	index int
	elem  types.Type
}

func (f *function) describe(s *Site, kind Kind, payload ssa.Value) {
	s.Kind = kind
	s.Payload, s.received = payload.Type(), payload.Type()
	s.Pos, s.End = f.position(s.Instr, payload)
	if mi, ok := payload.(*ssa.MakeInterface); ok {
		s.Payload = mi.X.Type()
	}
	if e := f.expr(s.Instr, payload); e != nil {
		s.name = nameOf(e)
	}
}

// handOver moves the region of the payload, of which v is the value, at the
// site s.
func (f *function) handOver(st *state, s *Site, payload ssa.Value, v *region.Value, conds []region.Cond) {
	t := payload.Type()
	if f.Types.Of(t) != movable.Moved || v == nil {
		return
	}
	aggregate := !movable.IsReference(t)
	var direct []region.Ref
	var parts []region.Leaf
	for _, lt := range f.mem.Leaves(t) {
		l, _ := v.At(lt.Path())
		if f.Types.Of(lt.Type()) == movable.Shareable && !f.channel(lt.Type()) {
			f.remember(s, l.Refs)
			continue
		}
		direct = append(direct, l.Refs...)
		parts = append(parts, l)
	}
	f.resend(st, s, sent{refs: direct, same: f.mem.Only(v).Sym}, t, use{at: payload})
	if !aggregate {
		l := f.mem.Only(v)
		f.moveRegion(st, s, sent{direct, l.Sym, len(direct) > 1 || s.Level == Strict && l.Several()}, whole, conds)
		return
	}
	if s.Level != Strict {
		parts = []region.Leaf{{Refs: direct}}
	}
	for _, l := range parts {
		f.moveParts(st, s, sent{l.Refs, l.Sym, l.Several()}, t, conds)
	}
}

// moveParts moves what the parts of an aggregate of type t refer to.
func (f *function) moveParts(st *state, s *Site, payload sent, t types.Type, conds []region.Cond) {
	s.parts = true
	payload.several = payload.several && s.Level == Strict
	own, others := payload, payload
	own.refs, others.refs = nil, nil
	for _, r := range payload.refs {
		if f.cameWith(r, t) {
			own.refs = append(own.refs, r)
		} else {
			others.refs = append(others.refs, r)
		}
	}
	f.moveRegion(st, s, own, whole, conds)
	f.moveRegion(st, s, others, inAggregate, conds)
}

// cameWith reports whether r came to the function as a part of an aggregate of
// type t: the aggregate is handed on as it was received. One that the function
// put together may refer to what it works with besides.
func (f *function) cameWith(r region.Ref, t types.Type) bool {
	o := f.mem.At(f.mem.ObjectOf(r.Place))
	var from types.Type
	switch owner := o.Owner.(type) {
	case ssa.Value:
		from = owner.Type()
	case recvOwner:
		from = owner.elem
	}
	switch o.Origin {
	case place.Pointee:
		in := f.mem.At(f.mem.ObjectOf(o.Of))
		return in.Origin == place.Input && in.Type != nil && types.Identical(in.Type, t)
	case place.Foreign:
		if tup, ok := from.(*types.Tuple); ok {
			for v := range tup.Variables() {
				if types.Identical(v.Type(), t) {
					return true
				}
			}
			return false
		}
		return from != nil && types.Identical(from, t)
	}
	return false
}

func (f *function) channel(t types.Type) bool {
	_, ok := t.Underlying().(*types.Chan)
	return ok
}

// remember adds handles to the site's region: a wait on one of them hands the
// region back.
func (f *function) remember(s *Site, refs []region.Ref) {
	for _, r := range refs {
		if !slices.Contains(s.region, r.View) {
			s.region = append(s.region, r.View)
		}
	}
}

// held says how a payload holds the memory that is moved with it.
type held uint8

const (
	// whole memory is what the payload itself refers to.
	whole held = iota
	// inAggregate memory is referred to by a part of the payload.
	inAggregate
	// within memory was found to be contained by the callee that sent it.
	within
)

// moveRegion marks all memory that refs reach. Below the strict level it ends
// at memory that is only contained and was not made here: what a long-lived
// object refers to in its turn is too far from the send to be meant.
//
// A payload that may be any node of a list was one of them: other names of each
// are moved for sure at the strict level only.
func (f *function) moveRegion(st *state, s *Site, payload sent, how held, conds []region.Cond) {
	if f.exceeded() {
		return // a select may send a thousand times before the next look at the limits
	}
	if s.Level != Strict {
		conds = append(slices.Clone(conds), f.mem.Here(st)...)
		payload.refs = f.mem.Possible(st, payload.refs)
		payload.several = payload.several && len(payload.refs) > 1
	}
	if s.Level == Strict && payload.several && f.mem.HeldAlone(st, payload.refs, f.stays) {
		payload.several = false // what is not meant is garbage
	}
	refs := payload.refs
	unsure := s.Level != Strict && how == whole && chained(f.mem.Table, refs)
	type marked struct {
		region.Mark
		region.Found
		guard []region.Cond
		via   region.Cond
		anew  bool
	}
	var marks []marked
	var when, whenConds []region.Cond // of the last reference with conditions, and what they add up to
	conditions := func(r region.Ref) []region.Cond {
		if r.Via != (region.Cond{}) || len(r.When) == 0 || s.Level == Strict {
			return r.Conditions(conds, s.Level != Strict)
		}
		if !slices.Equal(r.When, when) {
			when, whenConds = r.When, r.Conditions(conds, true)
		}
		return whenConds
	}
	f.mem.ReachFrom(st, refs, payload.same, func(r region.Ref, found region.Found) bool {
		o := f.mem.At(f.mem.ObjectOf(r.Place))
		if o.Origin == place.Code || o.Origin == place.Deep {
			return false // Deep stands for too much to be meant
		}
		if s.Level != Strict && f.mem.IsSelf(r.Place) {
			return false
		}
		f.remember(s, []region.Ref{r})
		if f.mem.Root(f.mem.ObjectOf(r.Place)) != r.Place {
			t := f.mem.TypeOf(r.Place)
			if _, ok := underlying(t).(*types.Struct); ok && s.Level != Strict && f.shareable(t, s.Level) {
				return false // a part that guards itself
			}
		} else if !isClosure(o) && !holdsHandle(o) && f.shareable(o.Type, s.Level) {
			return false
		}
		mk := region.Mark{Site: s.number, View: r.View, Conds: conditions(r), Each: f.mem.OfEach(r), Unsure: unsure}
		if s.Level != Strict && (found.Contained || how != whole) && f.leadsToChannel(s, r.Place) {
			return false
		}
		variable := found.Contained && isVariable(o)
		if how == within || (found.Contained || how == inAggregate) && !o.Made() || variable {
			mk.Depth = region.Contained
		}
		if s.Level != Strict && f.Types.IsFailure(o.Type) {
			mk.Depth = region.Contained // may be read by all who have it
		}
		anew := s.Level == Strict && !slices.ContainsFunc(r.Marks, func(mk region.Mark) bool { return mk.Site == s.number })
		marks = append(marks, marked{mk, found, r.When, r.Via, anew})
		if s.Level != Strict && f.loan(s, o) {
			return false
		}
		return mk.Depth == region.Sent || variable || s.Level == Strict || f.Types.IsFailure(o.Type)
	})
	all := f.moving[:0]
	for _, mk := range marks {
		if !slices.Contains(s.moved, mk.View) {
			s.moved = append(s.moved, mk.View)
		}
		several, same := payload.several, payload.same
		switch {
		case mk.Contained && s.Level == Strict:
			// That what two places contain may be the same memory is a coincidence
			// of two paths; rustc knows that it is not.
			several, same = several || mk.Several, mk.Same
		case mk.Contained:
			several = false
		}
		own := payload.several && s.Level != Strict && slices.ContainsFunc(refs, func(r region.Ref) bool { return f.isCopy(r.Place, mk.View.Place) })
		all = append(all, region.Move{Mark: mk.Mark, Same: same, Several: several, Own: own, Window: mk.Window, Guard: mk.guard, Via: mk.via, Anew: mk.anew})
	}
	f.mem.Mark(st, all...)
	f.moving = all
}

// leadsToChannel reports whether the memory at p has the channel of s in it, or is on the
// way by which the sender comes to that: who receives there works for it, as the loop that
// runs what others post to its owner. A buffer that it has beside the channel is neither.
// That a request goes back to who has made it by its own channel, in an answer, is lost.
func (f *function) leadsToChannel(s *Site, p place.ID) bool {
	o := f.mem.ObjectOf(p)
	return f.mem.At(o).Origin != place.Global && slices.ContainsFunc(s.on.cells, func(cell place.ID) bool {
		for cell != p {
			at := f.mem.ObjectOf(cell)
			if at == o {
				_, in := f.mem.Below(cell, p)
				return in
			}
			if f.mem.At(at).Origin != place.Pointee {
				return false
			}
			cell = f.mem.At(at).Of
		}
		return false
	})
}

// stays reports whether the register o may be read in another block, and is not what a
// call is given.
func (f *function) stays(o *place.Object) bool {
	_, passed := o.Owner.(tempKey)
	return !passed && f.lives(o)
}

// loan reports whether o was received from the channel on which it is sent at s: a
// worker that goes back to the others when its work is done. What it was given and
// has made in between does not go with it, for whoever takes it next gives it
// other work. That it may hold on to what it had is lost.
func (f *function) loan(s *Site, o *place.Object) bool {
	if o.Origin != place.Foreign {
		return false
	}
	return slices.ContainsFunc(f.from[o.Owner].cells, func(p place.ID) bool { return slices.Contains(s.on.cells, p) })
}

// isCopy reports whether p was made as a copy of what is at of, or of what that was
// found in. A function that sends its argument or a copy of it knows which of them it
// may give away.
func (f *function) isCopy(p, of place.ID) bool {
	copied := f.copies[f.mem.ObjectOf(p)]
	for p != of {
		o := f.mem.ObjectOf(of)
		if slices.Contains(copied, o) {
			return true
		}
		if f.mem.At(o).Origin != place.Pointee {
			return false
		}
		of = f.mem.At(o).Of
	}
	return false
}

// sent is what moveRegion moves: references, and their common scalar.
type sent struct {
	refs []region.Ref
	same sym.ID
	// several says that one of refs is meant: they are of one reference.
	several bool
}

// chained reports whether one of refs is to memory that another's points to: the
// payload is one node of a list that a loop walks, and the others are not it.
func chained(t *place.Table, refs []region.Ref) bool {
	roots := map[place.Obj]bool{}
	for _, r := range refs {
		roots[t.ObjectOf(r.Place)] = true
	}
	for o := range roots {
		for x := t.At(o); x.Origin == place.Pointee; x = t.At(t.ObjectOf(x.Of)) {
			if roots[t.ObjectOf(x.Of)] {
				return true
			}
		}
	}
	return false
}

// holdsHandle reports whether o is a variable whose value is a channel, a
// function or an interface: memory that holds a handle, not one itself.
func holdsHandle(o *place.Object) bool {
	if _, ok := o.Owner.(*ssa.Alloc); !ok || o.Type == nil {
		return false
	}
	switch o.Type.Underlying().(type) {
	case *types.Chan, *types.Signature, *types.Interface:
		return true
	}
	return false
}

func isClosure(o *place.Object) bool {
	_, ok := o.Owner.(*ssa.MakeClosure)
	return ok
}

// isCallees reports whether a callee made o.
func isCallees(o *place.Object) bool {
	call, ok := o.Owner.(ssa.CallInstruction)
	if !ok || o.Origin != place.Fresh {
		return false
	}
	_, builtin := call.Common().Value.(*ssa.Builtin)
	return !builtin
}

// isVariable reports whether o is a variable of the function. When a sent
// closure has captured it, both may go on reading it.
func isVariable(o *place.Object) bool {
	a, ok := o.Owner.(*ssa.Alloc)
	if !ok {
		return false
	}
	switch a.Comment {
	case "complit", "new", "makeslice", "slicelit", "varargs":
		return false
	}
	return true
}

// returned marks memory that a callee made, moved and handed out. What it
// refers to besides was listed by the callee, and holds the handles by which an
// answer comes.
func (f *function) returned(st *state, s *Site, refs []region.Ref, contained bool, conds []region.Cond) {
	f.mem.Reach(st, refs, func(r region.Ref, _ region.Found) bool {
		f.remember(s, []region.Ref{r})
		return true
	})
	for _, r := range refs {
		mk := region.Mark{Site: s.number, View: r.View, Conds: conds}
		if contained {
			mk.Depth = region.Contained
		}
		f.mem.Mark(st, region.Move{Mark: mk})
	}
}

// resend is the use of sending what was sent already. Below the strict level it
// counts only if a receiver in the package writes to what it receives, which is
// known when all functions have been solved.
func (f *function) resend(st *state, s *Site, payload sent, t types.Type, u use) {
	refs := payload.refs
	f.fan(s, payload)
	var strict, later []region.Mark
	for _, r := range refs {
		for _, mk := range r.Marks {
			switch {
			case f.sites[mk.Site].Kind == Lent || mk.Behind:
			case f.sites[mk.Site].Instr == s.Instr && !mk.Later && len(mk.Conds) > 0:
				// another case of the same select
			case f.sites[mk.Site].Level == Strict:
				strict = append(strict, mk)
			case u.never || f.mem.Refuted(mk, u.given):
			case !mk.Unsure && mk.Depth == region.Sent:
				later = append(later, mk)
			}
		}
	}
	u.kind = Use
	if len(strict) > 0 {
		f.report(st, strict, s.Instr, u)
		return
	}
	if len(later) == 0 || !f.reporting || t == nil {
		return
	}
	out := f.finding(later, s.Instr, u)
	out.needsWriter = t
	if !u.pos.IsValid() {
		out.Pos, out.End, out.Name, out.Type = s.Pos, s.End, s.name, t
	}
	f.findings = append(f.findings, out)
}
