package moves

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/region"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
)

// mention is the strict level's use: v is read out of memory by in.
func (f *function) mention(st *state, in *ssa.UnOp, v *region.Value) *region.Value {
	f.set(st, in, v)
	kind, whole, used := consumer(in)
	if !used {
		return v
	}
	if whole {
		f.noteWhole(v.AllRefs(), in)
	}
	var marks []region.Mark
	for r := range v.Refs {
		for _, mk := range f.strict(r) {
			// What is only looked into is checked where the part is known.
			if whole || f.mem.Covers(mk.View, r.View) {
				marks = append(marks, mk)
			}
		}
	}
	partial := len(marks) > 0 && f.mem.Partly(v, func(r region.Ref) bool { return len(f.strict(r)) > 0 })
	if len(marks) == 0 && whole && !f.followed(in) {
		f.mem.ReachValue(st, v, func(r region.Ref, how region.Found) bool {
			if how.Contained {
				marks = append(marks, slices.DeleteFunc(f.strict(r), func(mk region.Mark) bool { return mk.Perhaps })...)
			}
			return len(marks) == 0
		})
		partial = len(marks) > 0
	}
	if len(marks) == 0 {
		return v
	}
	f.report(st, marks, in, use{at: in, kind: kind, deep: partial})
	return f.value(st, in)
}

// mentionLent is the strict level's use of a variable by a call that is given its
// address: all parts of it must be there, but those to which each callee is known
// to give a new value.
func (f *function) mentionLent(st *state, in ssa.CallInstruction, targets []target, args []*region.Value) {
	if !f.mem.Selves {
		return
	}
	for i, arg := range in.Common().Args {
		switch arg.(type) {
		case *ssa.Alloc, *ssa.FreeVar, *ssa.FieldAddr, *ssa.IndexAddr:
		default:
			continue // a reference that was read, and mentioned there
		}
		var marks []region.Mark
		f.mem.ReachValue(st, args[i], func(r region.Ref, how region.Found) bool {
			if how.Contained {
				marks = append(marks, slices.DeleteFunc(f.strict(r), func(mk region.Mark) bool { return mk.Perhaps })...)
			}
			return len(marks) == 0
		})
		if len(marks) == 0 || len(targets) > 0 && !slices.ContainsFunc(targets, func(t target) bool { return !f.renews(st, in, t) }) {
			continue
		}
		v := f.loadAll(st, args[i].AllRefs(), arg.Type().Underlying().(*types.Pointer).Elem(), in)
		partial := f.mem.Partly(v, func(r region.Ref) bool { return len(f.strict(r)) > 0 })
		f.report(st, marks, in, use{at: arg, kind: Borrow, deep: partial})
	}
}

// renews reports whether t gives new values to places that hold what was moved.
func (f *function) renews(st *state, in ssa.CallInstruction, t target) bool {
	r := &resolver{function: f, st: st, in: in, target: t, level: f.depth}
	r.arrive()
	defer r.leave()
	return slices.ContainsFunc(t.sum.Links, func(l summary.Link) bool {
		return l.Certain && l.Cell[0] == 'a' && slices.ContainsFunc(r.resolve(l.Cell), func(cell region.Ref) bool {
			v, ok := f.mem.Known(st, cell.Place)
			return ok && v.Marked()
		})
	})
}

// followed reports whether what becomes of the pointer or function in, of which
// only what it leads to was moved, is seen where that is used: a callee puts
// something new there, or a function value is only given another name.
func (f *function) followed(in *ssa.UnOp) bool {
	var harmless func(ssa.Instruction) bool
	switch in.Type().Underlying().(type) {
	case *types.Pointer:
		harmless = func(r ssa.Instruction) bool {
			call, ok := r.(ssa.CallInstruction)
			return ok && f.storesIn(call.Common(), in)
		}
	case *types.Signature:
		harmless = func(r ssa.Instruction) bool {
			st, ok := r.(*ssa.Store)
			if !ok {
				return false
			}
			_, local := st.Addr.(*ssa.Alloc)
			return local
		}
	default:
		return false
	}
	return !slices.ContainsFunc(*in.Referrers(), func(r ssa.Instruction) bool {
		_, debug := r.(*ssa.DebugRef)
		return !debug && !harmless(r)
	})
}

// storesIn reports whether the callee of c surely stores references in what the
// argument v refers to.
func (f *function) storesIn(c *ssa.CallCommon, v ssa.Value) bool {
	fn := c.StaticCallee()
	if fn == nil {
		return false
	}
	sum := f.lookup(fn)
	return sum != nil && slices.ContainsFunc(sum.Links, func(l summary.Link) bool {
		root, _, _ := f.split(l.Cell)
		return l.Certain && root.Kind == 'a' && root.N < len(c.Args) && c.Args[root.N] == v
	})
}

// consumer says what becomes of a loaded value: the kind of use, whether the
// value goes on as a whole rather than only being looked into, and whether
// anything happens to it at all.
func consumer(v ssa.Value) (kind Usage, whole, used bool) {
	refs := v.Referrers()
	if refs == nil {
		return Borrow, false, false
	}
	for _, r := range *refs {
		switch r := r.(type) {
		case *ssa.DebugRef:
			continue
		case *ssa.FieldAddr, *ssa.IndexAddr:
			if k := addressed(r.(ssa.Value)); k > kind {
				kind = k
			}
		case *ssa.Lookup, *ssa.Range, *ssa.Slice, *ssa.BinOp, *ssa.UnOp, *ssa.Field, *ssa.Index:
		case *ssa.MapUpdate:
			if r.Map == v {
				kind = max(kind, Assign)
			} else {
				kind, whole = max(kind, Use), true
			}
		case *ssa.Store:
			if r.Addr == v {
				break // what it refers to is assigned anew
			}
			kind, whole = max(kind, Use), true
		case *ssa.Send, *ssa.Select, *ssa.Return:
			kind, whole = max(kind, Use), true
		case ssa.CallInstruction:
			if b, ok := r.Common().Value.(*ssa.Builtin); ok {
				switch b.Name() {
				case "append", "copy", "clear", "delete":
					if r.Common().Args[0] == v {
						kind = max(kind, Assign)
					}
				}
				break
			}
			whole = whole || r.Common().Value != v
		default:
			whole = true
		}
		used = true
	}
	return kind, whole, used
}

// addressed says what is done through an address: Assign if something is
// stored there.
func addressed(v ssa.Value) Usage {
	for _, r := range *v.Referrers() {
		switch r := r.(type) {
		case *ssa.Store:
			if r.Addr == v {
				return Assign
			}
		case *ssa.FieldAddr:
			if addressed(r) == Assign {
				return Assign
			}
		case *ssa.IndexAddr:
			if r.X == v && addressed(r) == Assign {
				return Assign
			}
		}
	}
	return Borrow
}

// capture is the strict level's use of making a closure that looks at what was
// moved. As in Rust since 2021 a closure captures the places that it names, not
// the variables that they start at.
func (f *function) capture(st *state, in *ssa.MakeClosure) {
	fn := in.Fn.(*ssa.Function)
	sum := f.summaries[fn]
	if sum == nil || bound(fn) {
		return
	}
	inputs := make([]*region.Value, len(fn.Params), len(fn.Params)+len(in.Bindings))
	for _, b := range in.Bindings {
		inputs = append(inputs, f.value(st, b))
	}
	r := &resolver{function: f, st: st, in: in, target: target{fn: fn, sum: sum, inputs: inputs}, level: f.depth}
	r.arrive()
	defer r.leave()
	seen := map[int]bool{}
	for _, p := range named(sum) {
		root, _, err := f.split(p)
		n := root.N - len(fn.Params)
		if err != nil || root.Kind != 'a' || n < 0 || seen[n] {
			continue
		}
		var marks []region.Mark
		refs := r.resolve(p)
		for _, ref := range refs {
			if !f.onlyRead(ref) {
				marks = append(marks, f.strict(ref)...)
			}
		}
		if strings.HasSuffix(string(p), "^") { // what is only found within must have been moved for sure
			marks = slices.DeleteFunc(marks, func(mk region.Mark) bool { return mk.Perhaps })
		}
		if marks = append(marks, f.enclosing(st, refs, true)...); len(marks) > 0 {
			seen[n] = true
			f.report(st, marks, in, use{at: in, kind: Capture, callee: fn.FreeVars[n].Name()})
		}
	}
}

// named lists the paths that a function does something with.
func named(sum *summary.Func) []summary.Path {
	var out []summary.Path
	for _, e := range sum.Effects {
		out = append(out, e.Path)
	}
	for _, m := range sum.Moves {
		out = append(out, m.Path)
	}
	for _, l := range sum.Links {
		for _, to := range l.Paths() {
			if string(l.Cell) != strings.TrimSuffix(string(to), "*") {
				out = append(out, to)
			}
		}
	}
	return out
}

// noteWhole records that a closure hands on as a whole what its captured
// variables hold: at the strict level all parts of it must still be there.
func (f *function) noteWhole(refs []region.Ref, instr ssa.Instruction) {
	if !f.mem.Selves || f.reporting {
		return
	}
	for _, r := range refs {
		p, ok := f.path(r.Place)
		root, _, _ := f.split(p)
		if !ok || root.Kind != 'a' || root.N < len(f.fn.Params) {
			continue
		}
		e := summary.Effect{Path: p + "^", Access: summary.Header, At: f.where(f.position(instr, nil))}
		f.effects[effectKey{e.Path, e.Access}] = e
	}
}
