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

// access is a use of the memory that refs show.
func (f *function) access(st *state, refs []region.Ref, how summary.Access, instr ssa.Instruction, at ssa.Value) {
	f.accessFrom(st, refs, how, instr, use{at: at})
}

// use is what a report says of a use beyond its kind.
type use struct {
	at     ssa.Value // whose expression is reported; instr's own if nil
	callee string
	given  []region.Cond // what holds where the callee does it
	never  bool          // does not do it, but rustc would not look
	inner  summary.Where
	own    ssa.Instruction // whose moves do not count
	pos    token.Pos       // inside a closure of the function
	kind   Usage
	deep   bool
	// within says that what is used was only found in other memory: for a coincidence
	// of two paths it is not reported.
	within bool
	// through is the receiver of the method that does it, where an interface call may
	// reach others.
	through summary.Receiver
}

func (f *function) accessFrom(st *state, refs []region.Ref, how summary.Access, instr ssa.Instruction, u use) {
	if how == summary.None {
		return
	}
	if f.Level == Strict || !f.guardedBy(st, u.at, func(place.Obj) bool { return true }) {
		for _, r := range refs {
			f.note(st, r.Place, how, instr, u.at)
		}
	}
	if how >= summary.Write {
		f.noteRefill(refs, instr)
	}
	marks := append(f.reports(refs, how), f.enclosing(st, refs, how < summary.Write)...)
	marks = slices.DeleteFunc(marks, func(mk region.Mark) bool {
		if u.own != nil && f.sites[mk.Site].Instr == u.own {
			return true
		}
		if f.sites[mk.Site].Level == Strict {
			return u.within && mk.Perhaps || f.mem.Refuted(mk, u.given) // by an outcome: flags do not count
		}
		return u.never || f.sites[mk.Site].through.Excludes(u.through) || f.mem.Refuted(mk, u.given) || f.seenGuarded(st, mk, u.at)
	})
	marks = f.readShared(marks, how, instr, u)
	if len(marks) == 0 {
		return
	}
	if u.kind == Borrow {
		switch how {
		case summary.Write:
			u.kind = Assign
		case summary.Release:
			u.kind = Free
		}
	}
	f.report(st, marks, instr, u)
}

// seenGuarded reports whether the way that at takes to the memory of mk leads through
// something that guards itself and was sent as well. Where it was, as an interface, that
// was not known.
func (f *function) seenGuarded(st *state, mk region.Mark, at ssa.Value) bool {
	return f.guardedBy(st, at, func(o place.Obj) bool {
		return f.mem.ObjectOf(mk.View.Place) == o ||
			slices.ContainsFunc(f.sites[mk.Site].moved, func(v place.View) bool { return f.mem.ObjectOf(v.Place) == o })
	})
}

// guardedBy reports whether at leads through an object for which is says so, and of which
// only at tells that it guards itself.
func (f *function) guardedBy(st *state, at ssa.Value, is func(place.Obj) bool) bool {
	guards := func(r region.Ref) bool {
		o := f.mem.ObjectOf(r.Place)
		t := f.mem.At(o).Type
		return (t == nil || types.IsInterface(t)) && is(o)
	}
	for at != nil {
		if p, ok := at.Type().Underlying().(*types.Pointer); ok && f.Types.Guarded(p.Elem()) && slices.ContainsFunc(f.refs(st, at), guards) {
			return true
		}
		switch x := at.(type) {
		case *ssa.FieldAddr:
			at = x.X
		case *ssa.UnOp:
			at = x.X
		default:
			at = nil
		}
	}
	return false
}

// reports lists the marks on refs that make an access a use to report, without
// those of moves that the instruction has been reported for.
func (f *function) reports(refs []region.Ref, how summary.Access) []region.Mark {
	var marks []region.Mark
	for _, r := range refs {
		for _, mk := range r.Marks {
			if mk.Behind || how == summary.Header && !f.mem.Covers(mk.View, r.View) {
				continue // the slice has more than what was moved, or nothing of it
			}
			if how <= summary.Read && f.onlyRead(r) {
				continue
			}
			if f.reportable(mk, how) && !f.gone[mk.Site] {
				marks = append(marks, mk)
			}
		}
	}
	return marks
}

// onlyRead reports whether r is to a variable without references that closures
// read and do not write: sending one of them is as good as a copy.
func (f *function) onlyRead(r region.Ref) bool {
	o := f.mem.At(f.mem.ObjectOf(r.Place))
	a, ok := o.Owner.(*ssa.Alloc)
	return ok && isVariable(o) && f.Types.Of(o.Type) == movable.Copy && onlyCaptured(a, true)
}

// onlyCaptured reports whether nothing has the address of v but closures that do
// not write to it; own says that the function itself may.
func onlyCaptured(v ssa.Value, own bool) bool {
	for _, r := range *v.Referrers() {
		switch r := r.(type) {
		case *ssa.DebugRef, *ssa.UnOp:
		case *ssa.Store:
			if r.Val == v || !own {
				return false
			}
		case *ssa.MakeClosure:
			fn := r.Fn.(*ssa.Function)
			if i := slices.Index(r.Bindings, v); i < 0 || !onlyCaptured(fn.FreeVars[i], false) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// enclosing lists the marks of moves of the aggregates that refs are parts of;
// whole says that what is an aggregate itself counts.
func (f *function) enclosing(st *state, refs []region.Ref, whole bool) []region.Mark {
	var marks []region.Mark
	for _, r := range refs {
		for _, own := range f.mem.Enclosing(st, r, whole) {
			marks = append(marks, f.strict(own)...)
		}
	}
	return marks
}

// strict lists the marks on r of moves whose level is strict.
func (f *function) strict(r region.Ref) []region.Mark {
	var marks []region.Mark
	for _, mk := range r.Marks {
		if f.sites[mk.Site].Level == Strict && !mk.Behind {
			marks = append(marks, mk)
		}
	}
	return marks
}

// reportable is the level table of the contract.
func (f *function) reportable(mk region.Mark, how summary.Access) bool {
	level := f.sites[mk.Site].Level
	if f.sites[mk.Site].Kind == Lent {
		return false
	}
	if level == Strict {
		return true
	}
	if mk.Unsure && !f.swept(mk) {
		return false
	}
	switch how {
	case summary.Write, summary.Release:
		return true
	case summary.Read:
		return level >= Access && mk.Depth == region.Sent
	}
	return false
}

// truncate is the use of keeping x[:0]: the array is there to be filled again.
func (f *function) truncate(st *state, refs []region.Ref, in *ssa.Slice) {
	if marks := f.reports(refs, summary.Write); len(marks) > 0 {
		f.report(st, marks, in, use{at: in, kind: Truncate})
	}
}
