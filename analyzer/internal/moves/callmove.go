package moves

import (
	"go/types"
	"slices"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/region"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// movedBy is the site of a move of a callee and what is moved there; nil if the
// move does not count.
func (f *function) movedBy(in ssa.CallInstruction, t target, mv summary.Move, r *resolver) (*Site, []region.Ref) {
	dispatched := in.Common().IsInvoke() && !mv.Declared && !t.exact
	isType, known := r.receives(mv)
	if known && !isType {
		return nil, nil
	}
	inherited := mv.Dispatched && !known
	if dispatched && (inherited || mv.Contained && f.Level != Strict) {
		return nil, nil
	}
	if root, _, _ := f.split(mv.Path); dispatched && root.Kind == 'a' && root.N == 0 && in.Common().Method.Pkg() != f.SSA.Pkg {
		return nil, nil // a receiver behind another package's interface may be anything
	}
	if _, starts := in.(*ssa.Go); starts && f.Level != Strict && mv.Path.Depth() > 1 && (t.fn == nil || t.fn.Parent() == nil) {
		return nil, nil // a goroutine of its own sends what it finds, some day, in what it works on
	}
	if mv.On != "" && !mv.Others && r.givesNil(mv.On) {
		return nil, nil
	}
	refs := r.resolve(mv.Path)
	if len(refs) == 0 && !mv.Whole() {
		return nil, nil
	}
	expr := r.expr(mv.Path)
	s := f.site(in, 0, func(s *Site) {
		s.Kind = Call
		if _, ok := in.(*ssa.Go); ok {
			s.Kind = Go
		}
		if mv.Runtime {
			s.Level = f.Runtime
		}
		s.Callee, s.Inner, s.Declared, s.Input = t.name(), mv.At, mv.Declared, mv.Input
		if s.dispatched = dispatched || inherited; s.dispatched {
			s.through = r.receiver(t, mv)
		}
		s.Pos, s.End = f.position(in, expr)
		if e := f.expr(in, expr); e != nil {
			s.name = nameOf(e)
		}
		if expr != nil {
			s.Payload = expr.Type()
		}
		if s.received = r.aggregate(mv); s.received == nil {
			s.received = f.passedOn(t, mv, refs, expr)
		}
	})
	if s.through.Path != "" && s.through != r.receiver(t, mv) {
		s.through = summary.Receiver{} // several methods move
	}
	s.on.join(r.kinOf(mv.On))
	if mv.On != "" {
		s.sendsOn(r.resolve(mv.On + "*"))
	}
	s.elsewhere = s.elsewhere || mv.On == "" || mv.Others
	return s, refs
}

// givesNil reports whether the callee is given nil for p: on a nil channel nothing is
// sent.
func (r *resolver) givesNil(p summary.Path) bool {
	root, steps, err := r.split(p)
	return err == nil && root.Kind == 'a' && len(steps) == 0 && r.now(summary.Given{Path: p}) == r.mem.Syms.Nil()
}

// resendBy is the use that a move of a callee is if its memory was moved before.
func (f *function) resendBy(st *state, in ssa.CallInstruction, t target, mv summary.Move, r *resolver) {
	s, refs := f.movedBy(in, t, mv, r)
	if root, _, _ := f.split(mv.Path); s == nil || s.Payload == nil || mv.Whole() || mv.Contained || root.Kind == 'n' {
		return
	}
	given, possible := r.assumed(mv.Given)
	u := use{at: r.expr(mv.Path), callee: t.name(), inner: mv.At, given: given, never: !possible}
	if f.inside(in, t, mv.At) {
		u.pos, u.at = mv.At.Pos, nil
	}
	f.resend(st, s, r.sent(mv.Path, refs), s.received, u)
}

// moveBy applies one move of a callee.
func (f *function) moveBy(st *state, in ssa.CallInstruction, t target, mv summary.Move, r *resolver, result *region.Value) {
	s, refs := f.movedBy(in, t, mv, r)
	if s == nil {
		return
	}
	if mv.Whole() {
		f.handOverInput(st, s, mv, r)
		return
	}
	var conds []region.Cond
	if mv.When.Const != "" && result != nil {
		conds = f.outcome(s, in, mv, result)
	}
	if _, starts := in.(*ssa.Go); mv.After.Path != "" && !starts && (s.Level != Strict || isJump(t.fn, mv.After.Path)) {
		after, possible := r.assume([]summary.Given{mv.After}, r.now)
		if !possible {
			return
		}
		conds = append(slices.Clone(conds), after...)
	}
	if s.Level != Strict {
		given, possible := r.assumed(mv.Given)
		if !possible {
			return
		}
		conds = append(slices.Clone(conds), given...)
	}
	if root, _, _ := f.split(mv.Path); root.Kind == 'n' {
		f.returned(st, s, refs, mv.Contained, conds)
		return
	}
	how := whole
	if mv.Contained {
		how = within
	}
	payload := r.sent(mv.Path, refs)
	if whole := r.aggregate(mv); whole != nil {
		f.moveParts(st, s, payload, whole, conds)
		return
	}
	f.moveRegion(st, s, payload, how, conds)
}

// passedOn is the type of the reference that t sends, if it sends one: of its argument,
// or to the memory that it finds behind what it is given or has captured.
func (f *function) passedOn(t target, mv summary.Move, refs []region.Ref, expr ssa.Value) types.Type {
	if _, steps, err := mv.Path.Split(); err == nil && len(steps) == 1 && expr != nil && expr != t.closure {
		return expr.Type()
	}
	if expr != nil && expr != t.closure {
		if ref := f.referenceIn(expr.Type(), mv.Path); ref != nil {
			return ref
		}
	}
	if len(refs) == 0 {
		return nil
	}
	switch to := f.mem.TypeOf(refs[0].Place); u := underlying(to).(type) {
	case *types.Struct:
		return types.NewPointer(to)
	case *types.Array:
		return types.NewSlice(u.Elem())
	case *types.Map, *types.Interface:
		return to
	}
	return nil
}

// referenceIn is the type of the reference that p follows last, where p starts at an
// input of type t and leads through fields. It is nil where types do not tell.
func (f *function) referenceIn(t types.Type, p summary.Path) types.Type {
	_, steps, err := f.split(p)
	if err != nil {
		return nil
	}
	for i, s := range steps {
		switch u := underlying(t).(type) {
		case *types.Struct:
			if s.Kind != summary.Field || s.N < 0 || s.N >= u.NumFields() {
				return nil
			}
			t = u.Field(s.N).Type()
		case *types.Pointer:
			if s.Kind != summary.Deref {
				return nil
			}
			if i == len(steps)-1 {
				return t
			}
			t = u.Elem()
		default:
			if s.Kind == summary.Deref && i == len(steps)-1 && movable.IsReference(t) {
				return t
			}
			return nil
		}
	}
	return nil
}

func underlying(t types.Type) types.Type {
	if t == nil {
		return nil
	}
	return t.Underlying()
}

// outcome is the condition of a move that depends on a result. At the strict
// level only a result that hands the value back or says that it did counts;
// rustc does not look at flags.
func (f *function) outcome(s *Site, in ssa.CallInstruction, mv summary.Move, result *region.Value) []region.Cond {
	path, typ := f.mem.Path(), in.Value().Type()
	if tup, ok := typ.(*types.Tuple); ok {
		if mv.When.Result >= tup.Len() {
			return nil
		}
		path, typ = f.mem.Field(path, mv.When.Result), tup.At(mv.When.Result).Type()
	}
	if s.Level == Strict && !movable.IsReference(typ) {
		return nil
	}
	l, ok := result.At(path)
	if !ok {
		return nil
	}
	return []region.Cond{{X: l.Sym, C: f.named(mv.When.Const)}}
}

func (f *function) named(c string) sym.ID {
	switch c {
	case "true", "false":
		return f.mem.Syms.Bool(c == "true")
	case "error":
		return f.mem.Syms.Error()
	}
	if n, err := strconv.ParseInt(c, 10, 64); err == nil {
		return f.mem.Syms.Int(n)
	}
	return f.mem.Syms.Nil()
}

// inside reports whether what t does at w is shown there rather than at the call:
// t is a literal of this function that runs at another time than where the call
// stands, and w is in it.
func (f *function) inside(in ssa.CallInstruction, t target, w summary.Where) bool {
	if t.fn == nil || t.fn.Parent() != f.fn || !w.Pos.IsValid() {
		return false
	}
	if lit := t.fn.Syntax(); lit == nil || w.Pos < lit.Pos() || lit.End() < w.Pos {
		return false
	}
	_, isCall := in.(*ssa.Call)
	return !isCall || in.Common().Value != t.closure
}
