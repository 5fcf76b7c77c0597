package moves

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/region"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// target is one function that a call may reach, with what it is given.
type target struct {
	fn      *ssa.Function // nil for a function without SSA
	sum     *summary.Func
	inputs  []*region.Value
	exprs   []ssa.Value // of the inputs, nil where there is none
	closure ssa.Value   // the function value, nil for one that is named
}

func (t target) name() string { return t.sum.Name }

// inputOf is the number of the input that argument n of a call becomes: that of
// a method value has the receiver before it.
func (t target) inputOf(n int) int {
	if t.fn != nil && bound(t.fn) {
		n++
	}
	return n
}

// listed reports whether the summary is of the table, which does not say what a
// decoder puts into its argument.
func (t target) listed() bool {
	if t.fn == nil {
		return true
	}
	obj, ok := t.fn.Object().(*types.Func)
	return ok && summary.Std(obj.Origin()) == t.sum
}

// call applies a call. It says false if it never returns.
func (f *function) call(st *state, in ssa.CallInstruction, certain bool) bool {
	c := in.Common()
	args := make([]*region.Value, len(c.Args))
	for i, a := range c.Args {
		args[i] = f.value(st, a)
	}
	f.cutArguments(st, c.Args)
	return f.invoke(st, in, f.value(st, c.Value), args, certain)
}

// invoke calls what callee is with args.
func (f *function) invoke(st *state, in ssa.CallInstruction, callee *region.Value, args []*region.Value, certain bool) bool {
	c := in.Common()
	if b, ok := c.Value.(*ssa.Builtin); ok {
		f.builtin(st, in, b.Name(), args)
		return true
	}
	if m := method(c); m != nil {
		if recv, ok := isRuntime(m); ok && f.runtimeCall(st, in, recv, m.Name(), args) {
			return true
		}
	}
	if m := method(c); m != nil {
		switch m.FullName() {
		case "errors.Is", "errors.As":
			is := f.mem.Syms.Witness(f.mem.Only(args[0]).Sym, in, in.Block().Index)
			f.set(st, in.Value(), f.mem.Scalar(is))
			return true
		}
	}
	targets := f.targets(st, in, callee, args)
	result := in.Value()
	if len(targets) == 0 {
		f.mentionLent(st, in, nil, args)
		v := f.result(in)
		if result != nil {
			f.set(st, result, v)
		}
		f.filled(st, in, args)
		f.lend(st, in, callee, args, v)
		return true
	}
	f.mentionLent(st, in, targets, args)
	var v *region.Value
	returns := false
	for _, t := range targets {
		if t.sum.NoReturn {
			continue
		}
		returns = true
		v = f.mem.Either(v, f.apply(st, in, t, certain && len(targets) == 1), f.atom(in, 0))
	}
	if result != nil {
		f.set(st, result, v)
		_, isGo := in.(*ssa.Go)
		return returns || isGo
	}
	return returns || !isCall(in)
}

func isCall(in ssa.CallInstruction) bool {
	_, ok := in.(*ssa.Go)
	return !ok
}

// method is the called function or method as declared.
func method(c *ssa.CallCommon) *types.Func {
	if c.IsInvoke() {
		return c.Method
	}
	if fn := c.StaticCallee(); fn != nil {
		if obj, ok := fn.Object().(*types.Func); ok {
			return obj
		}
	}
	return nil
}

// lookup is the summary of fn, nil if nothing is known of it.
func (p *Package) lookup(fn *ssa.Function) *summary.Func {
	fn = origin(fn)
	if sum, ok := p.summaries[fn]; ok {
		return sum
	}
	obj, ok := fn.Object().(*types.Func)
	switch {
	case !ok:
		return nil
	case fn.Pkg == p.SSA:
		return p.Declared[obj.Origin()] // its body does not matter, or is not here
	}
	return p.stated(obj)
}

// maxDispatch bounds the implementations of an interface that are looked at one
// by one: the more there are, the less any one says of the call. Where there are
// more, and for an interface of another package such as io.Writer, they count
// only if all of them move. At the strict level one is enough.
const maxDispatch = 2

// targets lists the functions that a call may reach as far as they are known.
func (f *function) targets(st *state, in ssa.CallInstruction, callee *region.Value, args []*region.Value) []target {
	c := in.Common()
	if c.IsInvoke() {
		own := c.Method.Pkg() == f.SSA.Pkg
		impls := f.implementations(c)
		for _, m := range f.promoted[c.Method] {
			if sum := f.lookup(m); sum != nil && len(sum.Waits) > 0 {
				f.handBack(st, callee.AllRefs()) // a future that embeds how it waits
				if v := f.value(st, c.Value); v != nil {
					callee = v
				}
			}
		}
		inputs := append([]*region.Value{callee}, args...)
		exprs := append([]ssa.Value{c.Value}, c.Args...)
		var out []target
		stated := f.stated(c.Method)
		annotated := stated != nil && stated.Annotated()
		if stated != nil && len(stated.Moves)+len(stated.Borrows) == 0 {
			out = append(out, target{sum: stated, inputs: inputs, exprs: exprs})
		}
		var moving []target
		for _, m := range impls {
			sum := f.lookup(m)
			if sum != nil && annotated {
				sum = sum.Except(stated)
			}
			t := target{fn: m, sum: sum, inputs: append([]*region.Value{f.unboxed(st, in, callee, m)}, args...), exprs: exprs}
			switch {
			case sum == nil:
			case len(sum.Moves) > 0:
				moving = append(moving, t)
			case own && len(impls) <= maxDispatch:
				out = append(out, t)
			}
		}
		if len(moving) == len(impls) || own && (len(impls) <= maxDispatch || f.Level == Strict) {
			out = append(out, moving...)
		}
		// The last: implementations use what they are given first.
		if stated != nil && len(stated.Moves) > 0 && (annotated || len(moving) == len(impls)) {
			out = append(out, target{sum: stated, inputs: inputs, exprs: exprs})
		}
		return out
	}
	if fn := c.StaticCallee(); fn != nil {
		if mc, ok := c.Value.(*ssa.MakeClosure); ok {
			return f.code(fn, f.bindings(st, callee, mc), mc, args, c.Args)
		}
		return f.code(fn, nil, nil, args, c.Args)
	}
	var out []target
	f.noteCall(in, callee, args)
	for r := range callee.Refs {
		out = append(out, f.pointed(st, r, c.Value, args, c.Args)...)
	}
	if len(out) == 0 {
		fns := f.known[holderOf(c.Value)]
		for _, fn := range fns {
			out = append(out, f.code(fn, make([]*region.Value, len(fn.FreeVars)), nil, args, c.Args)...)
		}
		moves := func(t target) bool { return len(t.sum.Moves) > 0 }
		if len(fns) > maxDispatch && f.Level != Strict && (len(out) < len(fns) || slices.ContainsFunc(out, func(t target) bool { return !moves(t) })) {
			out = slices.DeleteFunc(out, moves)
		}
	}
	return out
}

// unboxed is the receiver that the method m gets out of the interface v.
func (f *function) unboxed(st *state, in ssa.Instruction, v *region.Value, m *ssa.Function) *region.Value {
	t := m.Signature.Recv().Type()
	if movable.IsReference(t) || f.Types.Of(t) != movable.Moved {
		return v
	}
	return f.loadAll(st, v.AllRefs(), t, in)
}

// pointed lists the function that a function value refers to by r, if it is
// known; value is the expression of the function value.
func (f *function) pointed(st *state, r region.Ref, value ssa.Value, args []*region.Value, exprs []ssa.Value) []target {
	o := f.mem.At(f.mem.ObjectOf(r.Place))
	switch owner := o.Owner.(type) {
	case *ssa.Function:
		if o.Origin == place.Code {
			return f.code(owner, nil, nil, args, exprs)
		}
	case *ssa.MakeClosure:
		captures := f.bindings(st, f.mem.Pointer(r.View, sym.Unknown), owner)
		if value == nil {
			value = owner
		}
		return f.code(owner.Fn.(*ssa.Function), captures, value, args, exprs)
	case ssa.CallInstruction:
		if c, ok := f.made[place.Key{Origin: o.Origin, Owner: o.Owner, Sub: o.Sub}]; ok {
			return []target{f.closureOf(st, c, r, owner, value, args, exprs)}
		}
	}
	return nil
}

// closureOf is the closure c, to which r refers, that the call by returned.
func (f *function) closureOf(st *state, c summary.Code, r region.Ref, by ssa.Instruction, value ssa.Value, args []*region.Value, exprs []ssa.Value) target {
	t := target{sum: c.Fn, closure: value}
	captures, from := make([]*region.Value, c.Captures), make([]ssa.Value, c.Captures)
	for i := range captures {
		captures[i] = f.loadAll(st, f.mem.Narrow([]region.Ref{r}, func(v place.View) place.View {
			return place.View{Place: f.mem.Field(v.Place, i)}
		}), anyReference, by)
		from[i] = value
	}
	if c.Bound {
		t.inputs, t.exprs = slices.Concat(captures, args), slices.Concat(from, exprs)
		return t
	}
	t.inputs, t.exprs = slices.Clone(args), slices.Clone(exprs)
	for len(t.inputs) < c.Params {
		t.inputs, t.exprs = append(t.inputs, nil), append(t.exprs, nil)
	}
	t.inputs, t.exprs = append(t.inputs, captures...), append(t.exprs, from...)
	return t
}

// bindings lists what the closure value captured, of which mc tells the types.
func (f *function) bindings(st *state, closure *region.Value, mc *ssa.MakeClosure) []*region.Value {
	refs := closure.AllRefs()
	out := make([]*region.Value, len(mc.Bindings))
	for i, b := range mc.Bindings {
		out[i] = f.loadAll(st, f.mem.Narrow(refs, func(v place.View) place.View {
			return place.View{Place: f.mem.Field(v.Place, i)}
		}), b.Type(), mc)
	}
	return out
}

// code is the target fn with its arguments and captures in the order of its
// summary's inputs.
func (f *function) code(fn *ssa.Function, captures []*region.Value, closure ssa.Value, args []*region.Value, exprs []ssa.Value) []target {
	sum := f.lookup(fn)
	if sum == nil {
		return nil
	}
	t := target{fn: fn, sum: sum, closure: closure}
	if bound(fn) {
		t.inputs = append(append(t.inputs, captures...), args...)
		t.exprs = append([]ssa.Value{closure}, exprs...)
		return []target{t}
	}
	t.inputs = append(t.inputs, args...)
	t.exprs = append(t.exprs, exprs...)
	for len(t.inputs) < len(fn.Params) { // a call in a summary may leave arguments open
		t.inputs = append(t.inputs, nil)
		t.exprs = append(t.exprs, nil)
	}
	t.inputs = append(t.inputs, captures...)
	for range captures {
		t.exprs = append(t.exprs, closure)
	}
	return []target{t}
}

// tempKey is a register that holds a value while a call is applied, so that
// marks reach it, and are taken from it, as from all that refers to memory.
type tempKey struct {
	in    ssa.Instruction
	what  temp
	n     int
	depth int // of callbacks
}

// temp is a kind of value that a call holds.
type temp uint8

const (
	input temp = iota
	linkTo
)

// apply does to st what the summary of t says, and returns the result.
func (f *function) apply(st *state, in ssa.CallInstruction, t target, certain bool) *region.Value {
	r := &resolver{function: f, st: st, in: in, target: t, level: f.depth}
	r.arrive()
	r.grow()
	// What a callee does after it has waited is done with its own again; that it
	// may touch the memory before is lost.
	for _, p := range t.sum.Waits {
		f.handBack(st, r.resolve(p))
		if cells := f.held(r.resolve(summary.Path(strings.TrimSuffix(string(p), "*")))); len(cells) > 0 {
			f.acknowledge(st, kin{cells: cells}, f.mem.TypeOf(cells[0]))
		}
	}
	touch := func(e summary.Effect, own ssa.Instruction) {
		given, possible := r.assumed(e.Given)
		refs := r.resolve(e.Path)
		base, within := strings.CutSuffix(string(e.Path), "^")
		if within {
			f.noteDeep(st, r.resolve(summary.Path(base)), e)
		}
		u := use{callee: t.name(), given: given, never: !possible, inner: e.At, within: within, at: r.argument(e.Path, refs), own: own}
		if f.inside(in, t, e.At) {
			u.pos, u.at = e.At.Pos, nil
		}
		f.accessFrom(st, refs, e.Access, in, u)
		if e.Access == summary.Write && t.listed() {
			f.fill(st, in, refs)
		}
	}
	last := func(e summary.Effect) bool {
		return e.Access == summary.Release && strings.HasSuffix(string(e.Path), "^")
	}
	for _, e := range t.sum.Effects {
		if !last(e) {
			touch(e, nil)
		}
	}
	for _, call := range t.sum.Calls {
		f.callBack(st, in, r, call)
	}
	// The links are looked up before the moves and stored after them, for they
	// may empty the place that was moved from.
	links := slices.DeleteFunc(slices.Clone(t.sum.Links), func(l summary.Link) bool { return !r.certain(l.Given) })
	linked := make([][]region.Ref, len(links))
	for i, l := range links {
		linked[i] = r.resolve(l.Cell)
		var refs []region.Ref
		for _, p := range l.To {
			refs = append(refs, r.resolve(p)...)
		}
		same := sym.Unknown
		if len(l.To) == 1 && l.Certain {
			same = r.sent(l.To[0], refs).same
		}
		f.mem.Put(st, f.register(tempKey{in, linkTo, i, f.depth}), f.mem.References(refs, same))
	}
	result := f.result(in)
	// New memory is filled first: a channel in it may be how the answer to the
	// send comes back.
	store := func(i int, l summary.Link) {
		reg := f.register(tempKey{in, linkTo, i, f.depth})
		v, _ := f.mem.Known(st, reg)
		f.mem.Drop(st, reg)
		if len(linked[i]) > 1 && slices.Contains(l.To, l.Cell+"*") {
			f.updateEach(st, linked[i], anyReference, v)
		} else {
			f.mem.Store(st, linked[i], anyReference, v, certain && l.Certain)
		}
		f.nameLinked(st, in, links, i, linked[i], result)
	}
	for i, l := range links {
		if l.Cell[0] == 'n' {
			store(i, l)
		}
	}
	for _, c := range t.sum.Copies {
		f.noteCopy(r.resolve(c.New), r.resolve(c.Of))
	}
	for _, c := range t.sum.Codes {
		if root, _, err := c.Path.Split(); err == nil {
			f.made[place.Key{Origin: place.Fresh, Owner: in, Sub: uint32(root.N)}] = c
		}
	}
	// A callee that sends a part of its input on one path and all of it on another
	// does not send the part again.
	input := func(mv summary.Move) summary.Root {
		root, _, _ := f.split(mv.Path)
		return root
	}
	for rest := t.sum.Moves; len(rest) > 0; {
		n := 1
		for n < len(rest) && input(rest[n]) == input(rest[0]) {
			n++
		}
		for _, mv := range rest[:n] {
			f.resendBy(st, in, t, mv, r)
		}
		for _, mv := range rest[:n] {
			f.moveBy(st, in, t, mv, r, result)
		}
		rest = rest[n:]
	}
	if s, ok := f.siteIDs[siteKey{in, 0}]; ok {
		f.fannedBy(t, s)
		for _, p := range t.sum.Carries {
			f.remember(f.sites[s], r.resolve(p))
		}
	}
	for i, l := range links {
		switch root, steps, _ := f.split(l.Cell); root.Kind {
		case 'a', 'g':
			store(i, l)
		case 'r':
			reg := f.register(tempKey{in, linkTo, i, f.depth})
			v, _ := f.mem.Known(st, reg)
			f.mem.Drop(st, reg)
			if part, ok := r.passed(l.To); ok && len(steps) == 0 {
				result = f.mem.Replace(result, f.resultPath(in, root.N), part)
				continue
			}
			result = f.link(in, result, root.N, steps, v)
		}
	}
	if s, ok := f.siteIDs[siteKey{in, 0}]; ok {
		for _, p := range t.sum.Keeps {
			for _, cell := range r.resolve(p) {
				f.mem.UnmarkCell(st, cell.Place, func(mk region.Mark) bool { return mk.Site == s })
			}
		}
	}
	// The release of all that is reached comes last: what a callee has emptied
	// before it gave an object to a pool does not go with it.
	// Where it sends as well, it does so on another path: it was looked at itself.
	for _, e := range t.sum.Effects {
		if last(e) {
			touch(e, in)
		}
	}
	r.leave()
	return result
}

// nameLinked gives what a callee has perhaps stored in the one place cell a scalar:
// that two places may refer to the same memory after a call is a coincidence of two
// paths, unless the callee says the same of both, or of its result. What go and defer
// call has none.
func (f *function) nameLinked(st *state, in ssa.CallInstruction, links []summary.Link, i int, cell []region.Ref, result *region.Value) {
	if len(cell) != 1 || !f.mem.Single(cell[0].Place) {
		return
	}
	l := f.mem.Cell(st, cell[0].Place, anyReference)
	if l.Sym != sym.Unknown {
		return
	}
	to := links[i]
	same := func(l summary.Link) bool {
		return slices.Equal(l.To, to.To) || slices.Equal(l.Targets(), to.Targets())
	}
	l.Sym = f.atom(in, linkedTo+slices.IndexFunc(links, same))
	for _, r := range links {
		if root, steps, _ := f.split(r.Cell); result != nil && root.Kind == 'r' && len(steps) == 0 && same(r) {
			if out, ok := result.At(f.resultPath(in, root.N)); ok {
				l.Sym = out.Sym
			}
		}
	}
	v, _ := f.mem.Known(st, cell[0].Place)
	f.mem.Put(st, cell[0].Place, v.With(l))
}

// linkedTo is where the numbers of the scalars that links give start.
const linkedTo = 2000

// anyReference is the type of what links store: one reference.
var anyReference types.Type = types.NewPointer(types.NewStruct(nil, nil))

// result is the value of the call before links say what it refers to: memory
// unknown to the caller.
func (f *function) result(in ssa.CallInstruction) *region.Value {
	if in.Value() == nil {
		return nil
	}
	return f.mem.Content(in.Value().Type(), in, in.Block().Index)
}

// resultPath is where result n is in the value of a call.
func (f *function) resultPath(in ssa.CallInstruction, n int) place.ID {
	if _, ok := in.Value().Type().(*types.Tuple); ok {
		return f.mem.Field(f.mem.Path(), n)
	}
	return f.mem.Path()
}

// link makes the leaf of a result refer to what v does.
func (f *function) link(in ssa.CallInstruction, result *region.Value, n int, steps []summary.Step, v *region.Value) *region.Value {
	if result == nil {
		return nil
	}
	path := f.resultPath(in, n)
	for _, s := range steps {
		switch s.Kind {
		case summary.Field:
			path = f.mem.Field(path, s.N)
		case summary.Elem, summary.Some, summary.ElemAt, summary.ElemKey, summary.ElemOf:
			path = f.mem.Project(path, place.IndexElem(sym.Unknown))
		}
	}
	for _, lt := range f.mem.Leaves(in.Value().Type()) {
		if lt.Path() == path {
			f.mem.Learn(v.AllRefs(), lt.Type())
		}
	}
	l, _ := result.At(path)
	l.Refs = v.AllRefs()
	l.Nilable = true
	return result.With(l)
}

// movedBy is the site of a move of a callee and what is moved there; nil if the
// move does not count.
func (f *function) movedBy(in ssa.CallInstruction, t target, mv summary.Move, r *resolver) (*Site, []region.Ref) {
	dispatched := in.Common().IsInvoke() && !mv.Declared
	if dispatched && (mv.Dispatched || mv.Contained && f.Level != Strict) {
		return nil, nil
	}
	if root, _, _ := f.split(mv.Path); dispatched && root.Kind == 'a' && root.N == 0 && in.Common().Method.Pkg() != f.SSA.Pkg {
		return nil, nil // a receiver behind another package's interface may be anything
	}
	if _, starts := in.(*ssa.Go); starts && f.Level != Strict && mv.Path.Depth() > 1 && (t.fn == nil || t.fn.Parent() == nil) {
		return nil, nil // a goroutine of its own sends what it finds, some day, in what it works on
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
		s.dispatched = dispatched || mv.Dispatched
		s.Pos, s.End = f.position(in, expr)
		if e := f.expr(in, expr); e != nil {
			s.name = nameOf(e)
		}
		if expr != nil {
			s.Payload = expr.Type()
		}
		s.received = f.passedOn(t, mv, refs, expr)
	})
	s.on.join(r.kinOf(mv.On))
	if mv.On != "" {
		s.sendsOn(r.resolve(mv.On + "*"))
	}
	return s, refs
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

// passedOn is the type of the reference that t sends: of its argument, or to the
// memory that it finds behind what it is given or has captured.
func (f *function) passedOn(t target, mv summary.Move, refs []region.Ref, expr ssa.Value) types.Type {
	if _, steps, err := mv.Path.Split(); err == nil && len(steps) == 1 && expr != nil && expr != t.closure {
		return expr.Type()
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

// runtimeCall applies a method of package mpsc that the analysis knows itself.
func (f *function) runtimeCall(st *state, in ssa.CallInstruction, recv, name string, args []*region.Value) bool {
	c := in.Common()
	if recv != "Sender" && recv != "SyncSender" || c.IsInvoke() {
		return false
	}
	switch name {
	case "Send", "TrySend", "SendContext":
	case "Close":
		if f.Runtime != Strict {
			return false
		}
		s := f.site(in, 0, func(s *Site) {
			f.describe(s, Closed, c.Args[0])
			s.Level = f.Runtime
		})
		for r := range args[0].Refs {
			f.mem.Mark(st, region.Move{Mark: region.Mark{Site: s.number, View: r.View}})
		}
		return true
	default:
		return false
	}
	result := f.result(in)
	payload := c.Args[len(c.Args)-1]
	s := f.site(in, 0, func(s *Site) {
		f.describe(s, RuntimeSend, payload)
		s.Level = f.Runtime
	})
	var conds []region.Cond
	if result != nil {
		conds = []region.Cond{{X: f.mem.Only(result).Sym, C: f.mem.Syms.Nil()}}
		f.set(st, in.Value(), result)
	}
	f.handOver(st, s, payload, args[len(args)-1], conds)
	return true
}

// deferCall keeps the function and the arguments, which are evaluated now.
func (f *function) deferCall(st *state, in *ssa.Defer) {
	c := in.Common()
	path := f.mem.Path()
	v := f.mem.Wrap(nil, f.value(st, c.Value), f.mem.Field(path, 0))
	for i, a := range c.Args {
		v = f.mem.Wrap(v, f.value(st, a), f.mem.Field(path, i+1))
	}
	f.mem.Put(st, f.register(in), v)
}

// runDefers runs the deferred calls that were reached, the last one first.
func (f *function) runDefers(st *state) bool {
	for i := len(f.defers) - 1; i >= 0; i-- {
		d := f.defers[i]
		v, ok := f.mem.Known(st, f.register(d))
		if !ok {
			continue
		}
		args := make([]*region.Value, len(d.Call.Args))
		for i := range args {
			args[i] = f.part(v, place.FieldElem(i+1))
		}
		if !f.invoke(st, d, f.part(v, place.FieldElem(0)), args, false) {
			return false
		}
	}
	return true
}
