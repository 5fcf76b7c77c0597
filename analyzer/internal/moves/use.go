package moves

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

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
}

func (f *function) accessFrom(st *state, refs []region.Ref, how summary.Access, instr ssa.Instruction, u use) {
	if how == summary.None {
		return
	}
	for _, r := range refs {
		f.note(st, r.Place, how, instr, u.at)
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
			return u.within && mk.Perhaps
		}
		return u.never || f.mem.Refuted(mk, u.given) || f.seenGuarded(st, mk, u.at)
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

// seenGuarded reports whether the way that at takes to the memory of mk says that it
// guards itself. Where it was sent, as an interface, that was not known.
func (f *function) seenGuarded(st *state, mk region.Mark, at ssa.Value) bool {
	obj := f.mem.ObjectOf(mk.View.Place)
	if o := f.mem.At(obj); o.Type != nil && !types.IsInterface(o.Type) {
		return false
	}
	for at != nil {
		if p, ok := at.Type().Underlying().(*types.Pointer); ok && f.Types.Guarded(p.Elem()) &&
			slices.ContainsFunc(f.refs(st, at), func(r region.Ref) bool { return f.mem.ObjectOf(r.Place) == obj }) {
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
			if how == summary.Header && !f.mem.Covers(mk.View, r.View) {
				continue // the slice has more than what was moved
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
		if f.sites[mk.Site].Level == Strict {
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
	if mk.Unsure {
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
	switch in := o.Owner.(type) {
	case *ssa.UnOp:
		if in.Op == token.ARROW {
			t = movable.Core(in.X.Type()).(*types.Chan).Elem()
		}
	case recvOwner:
		t = in.elem
	case *ssa.Call:
		t = fromRuntime(in)
	}
	if t != nil && !f.written(t) {
		f.writers = append(f.writers, t)
	}
}

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
		case *ssa.Alloc, *ssa.FieldAddr, *ssa.IndexAddr:
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

// truncate is the use of keeping x[:0]: the array is there to be filled again.
func (f *function) truncate(st *state, refs []region.Ref, in *ssa.Slice) {
	if marks := f.reports(refs, summary.Write); len(marks) > 0 {
		f.report(st, marks, in, use{at: in, kind: Truncate})
	}
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
		for _, to := range l.To {
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

// report records a finding, and takes the moves that it names out of the
// state: what follows on this path is the same mistake.
func (f *function) report(st *state, marks []region.Mark, instr ssa.Instruction, u use) {
	if f.gone == nil {
		f.gone = map[int32]bool{}
	}
	gone := f.gone
	for _, mk := range marks {
		gone[mk.Site] = true
	}
	if f.reporting {
		f.findings = append(f.findings, f.finding(marks, instr, u))
	}
	f.mem.Unmark(st, func(mk region.Mark) bool { return gone[mk.Site] })
}

func (f *function) finding(marks []region.Mark, instr ssa.Instruction, u use) *Finding {
	out := &Finding{Fn: f.fn, Instr: instr, Usage: u.kind, Partial: u.deep, Callee: u.callee, Inner: u.inner}
	out.Pos, out.End = f.position(instr, u.at)
	e := f.expr(instr, u.at)
	if u.pos.IsValid() {
		out.Pos, out.End = u.pos, u.pos
		e = f.exprAt(u.pos)
	}
	if e != nil {
		out.Name = nameOf(e)
		out.Type = f.Info.TypeOf(e)
		out.Var = Root(f.Info, e)
	}
	later := map[int32]bool{}
	for _, mk := range marks {
		if old, ok := later[mk.Site]; !ok || old {
			later[mk.Site] = mk.Later
		}
	}
	for id, s := range f.sites {
		if l, ok := later[int32(id)]; ok {
			out.Moves = append(out.Moves, Reached{Site: s, Later: l, Name: s.name})
		}
	}
	return out
}

// exprAt is the widest place that starts at pos, in a closure of the function.
func (f *function) exprAt(pos token.Pos) (out ast.Expr) {
	if f.fn.Syntax() == nil {
		return nil
	}
	ast.Inspect(f.fn.Syntax(), func(n ast.Node) bool {
		if e, ok := n.(ast.Expr); ok && out == nil && e.Pos() == pos && nameOf(e) != "" && !f.isMethod(e) {
			out = e
		}
		return out == nil && n != nil && n.Pos() <= pos && pos < n.End()
	})
	return out
}

// isMethod reports whether e is a method of a value.
func (f *function) isMethod(e ast.Expr) bool {
	sel, ok := e.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	s := f.Info.Selections[sel]
	return s != nil && s.Kind() != types.FieldVal
}

// expr is the source expression of v as instr uses it, if the builder kept it.
func (f *function) expr(instr ssa.Instruction, v ssa.Value) ast.Expr {
	if v == nil {
		return nil
	}
	if f.exprs == nil {
		f.index()
	}
	if st, ok := instr.(*ssa.Store); ok && v == st.Addr {
		if e := f.stored(st); e != nil {
			return f.whole(e)
		}
	}
	if e := f.nearest(instr, f.exprs[v]); e != nil {
		return e
	}
	switch v := v.(type) {
	case *ssa.MakeInterface:
		return f.expr(instr, v.X)
	case *ssa.ChangeType:
		return f.expr(instr, v.X)
	case *ssa.ChangeInterface:
		return f.expr(instr, v.X)
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return f.expr(instr, v.X)
		}
	}
	return nil
}

// whole is the selector of which e is the last name, or e.
func (f *function) whole(e ast.Expr) ast.Expr {
	if id, ok := e.(*ast.Ident); ok && f.selectors[id] != nil {
		return f.selectors[id]
	}
	return e
}

// stored is the left-hand side of the assignment that st does: the builder
// notes it behind the store as what the stored value is called.
func (f *function) stored(st *ssa.Store) ast.Expr {
	instrs := st.Block().Instrs
	for _, in := range instrs[slices.Index(instrs, ssa.Instruction(st))+1:] {
		d, ok := in.(*ssa.DebugRef)
		if !ok {
			return nil
		}
		if d.X == st.Val && !d.IsAddr {
			return ast.Unparen(d.Expr)
		}
	}
	return nil
}

// index collects the debug references of each value, and for each field name
// the selector it stands in: an address is noted by its last name only.
func (f *function) index() {
	f.exprs = map[ssa.Value][]*ssa.DebugRef{}
	f.selectors = map[*ast.Ident]*ast.SelectorExpr{}
	for _, b := range f.fn.Blocks {
		for _, in := range b.Instrs {
			if d, ok := in.(*ssa.DebugRef); ok {
				f.exprs[d.X] = append(f.exprs[d.X], d)
			}
		}
	}
	if syntax := f.fn.Syntax(); syntax != nil {
		ast.Inspect(syntax, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				f.selectors[s.Sel] = s
			}
			return true
		})
	}
}

// nearest picks the mention that belongs to instr: in its block, the last one
// before it, else the first one at all; and of several at one place the widest.
func (f *function) nearest(instr ssa.Instruction, refs []*ssa.DebugRef) ast.Expr {
	var best ast.Expr
	for _, d := range refs {
		e := f.whole(ast.Unparen(d.Expr))
		inside := best != nil && e.Pos() <= best.Pos() && best.End() <= e.End()
		if best == nil || inside || d.Block() == instr.Block() && precedes(d, instr) {
			best = e
		}
	}
	return best
}

func precedes(a, b ssa.Instruction) bool {
	for _, in := range a.Block().Instrs {
		switch in {
		case a:
			return true
		case b:
			return false
		}
	}
	return false
}

// position is the source range of a use by instr of the value at.
func (f *function) position(instr ssa.Instruction, at ssa.Value) (pos, end token.Pos) {
	if e := f.expr(instr, at); e != nil {
		return e.Pos(), e.End()
	}
	if at != nil {
		if _, ok := at.(*ssa.MakeClosure); ok && at.Pos().IsValid() {
			return at.Pos(), at.Pos() + token.Pos(len("func"))
		}
	}
	if ret := returned(instr); ret != nil && ret.Pos().IsValid() {
		return ret.Pos(), ret.Pos() + token.Pos(len("return"))
	}
	if p := instr.Pos(); p.IsValid() {
		return p, p
	}
	if at != nil && at.Pos().IsValid() {
		return at.Pos(), at.Pos()
	}
	for _, op := range instr.Operands(nil) {
		if e := f.expr(instr, *op); e != nil {
			return e.Pos(), e.End()
		}
	}
	if refs := instrReferrers(instr); refs != nil {
		for _, r := range *refs {
			if r.Pos().IsValid() {
				return r.Pos(), r.Pos()
			}
		}
	}
	return f.fn.Pos(), f.fn.Pos()
}

// returned is the return statement that instr loads a named result for.
func returned(instr ssa.Instruction) *ssa.Return {
	if refs := instrReferrers(instr); refs != nil {
		for _, r := range *refs {
			if ret, ok := r.(*ssa.Return); ok {
				return ret
			}
		}
	}
	return nil
}

func instrReferrers(instr ssa.Instruction) *[]ssa.Instruction {
	if v, ok := instr.(ssa.Value); ok {
		return v.Referrers()
	}
	return nil
}

func (f *function) where(pos, end token.Pos) summary.Where {
	if !pos.IsValid() {
		return summary.Where{}
	}
	p := f.Fset.Position(pos)
	w := summary.Where{File: p.Filename, Line: p.Line, Col: p.Column, Pos: pos}
	if q := f.Fset.Position(end); q.Line == p.Line {
		w.EndCol = q.Column
	}
	return w
}

// nameOf is the text of a place, "" for what is not one.
func nameOf(e ast.Expr) string {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident, *ast.SelectorExpr, *ast.IndexExpr, *ast.StarExpr:
		return types.ExprString(e)
	case *ast.SliceExpr:
		return nameOf(e.X)
	case *ast.UnaryExpr:
		if e.Op == token.AND {
			return nameOf(e.X)
		}
	}
	return ""
}
