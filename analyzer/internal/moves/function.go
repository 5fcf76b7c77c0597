package moves

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/dataflow"
	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/region"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// state is the abstract memory at a program point.
type state = region.State

// function is the analysis of one function. It implements dataflow.Graph and
// dataflow.Problem.
type function struct {
	*Package
	fn     *ssa.Function
	mem    *region.Memory
	succs  [][]int
	loops  *dataflow.Loops
	inputs []ssa.Value // parameters, then captured variables
	// indices are the inputs that may be an index, by the scalar that they are.
	indices map[sym.ID]int

	registers map[any]place.ID

	sites   []*Site
	siteIDs map[siteKey]int32
	selects map[sym.ID]*ssa.Select // by the scalar of the chosen index
	live    map[ssa.Value]bool     // registers used outside their block
	spent   [][]spent              // by block, the registers that only it reads
	unspent []spent                // of these, the ones that the present block reads after the present instruction
	stale   [][]ssa.Value          // by block, the others that it drops at its start
	dead    [][]ssa.Value          // and at its end
	defers  []*ssa.Defer
	takers  map[ssa.Value][]ssa.Instruction    // by variable, the closures and calls that have its content
	outside map[*ssa.FreeVar][]ssa.Instruction // the same of captured variables, in the functions around
	awaited map[ssa.Value]bool                 // variables by which channels are received from
	// promised is what goroutines wait for before they say so, by the closure or call.
	promised map[ssa.Instruction][]region.Ref

	effects map[effectKey]summary.Effect
	waits   map[summary.Path]bool
	calls   []summary.Call
	called  map[ssa.Instruction]summary.Path // what the caller provides, by the call
	refills map[ssa.Instruction][]summary.Refill
	exits   map[*ssa.Return]exit

	passed    map[place.ID][]int                // callers' channels, by the blocks that send on them or receive
	forgotten map[place.ID]bool                 // callers' places that lost marks to which only callers have a way
	regrown   map[place.ID]bool                 // callers' places to which callees append
	perhaps   map[place.ID]bool                 // callers' places that stores have replaced, or others to which only callers have a way
	made      map[place.Key]summary.Code        // closures that callees return
	moving    []region.Move                     // space for moveRegion
	each      bool                              // whether paths call an index that a loop computes each element
	depth     int                               // of callbacks that are being applied
	block     int                               // that is being processed
	limit     int                               // of the work, see maxWork
	waited    map[*dataflow.Loop]map[int32]bool // sites whose receivers a loop waits for
	from      map[any]kin                       // the channel, by the owner of what was received
	copies    map[place.Obj][]place.Obj         // what was copied into memory of the function
	fanned    map[int32]bool                    // sites that send the same memory again and again
	sweeps    map[sym.ID]*dataflow.Loop         // over all elements, by their index
	picked    map[place.Key]bool                // arrays that are cut, or of which elements are overwritten
	deciding  map[*dataflow.Loop]*elementwise   // what these decide by the element, once asked for
	queues    map[*ssa.MakeChan]bool            // which of them are the function's own
	gone      map[int32]bool                    // sites that the present instruction has reported
	reporting bool
	findings  []*Finding
	exprs     map[ssa.Value][]*ssa.DebugRef
	selectors map[*ast.Ident]*ast.SelectorExpr
	brackets  map[token.Pos]*ast.IndexExpr
	lastCond  *region.Value // of the block being processed
}

type siteKey struct {
	instr ssa.Instruction
	index int
}

type effectKey struct {
	path   summary.Path
	access summary.Access
}

// exit is what one return statement leaves behind.
type exit struct {
	state   state
	results []*region.Value
}

func newFunction(p *Package, fn *ssa.Function) *function {
	f := &function{
		Package: p,
		fn:      fn,
		mem:     p.memory(),
		siteIDs: map[siteKey]int32{},
		selects: map[sym.ID]*ssa.Select{},
		live:    map[ssa.Value]bool{},
		takers:  map[ssa.Value][]ssa.Instruction{},
		outside: map[*ssa.FreeVar][]ssa.Instruction{},
		awaited: map[ssa.Value]bool{},

		registers: map[any]place.ID{},
		promised:  map[ssa.Instruction][]region.Ref{},

		effects: map[effectKey]summary.Effect{},
		waits:   map[summary.Path]bool{},
		called:  map[ssa.Instruction]summary.Path{},
		refills: map[ssa.Instruction][]summary.Refill{},
		exits:   map[*ssa.Return]exit{},
		indices: map[sym.ID]int{},

		passed:    map[place.ID][]int{},
		forgotten: map[place.ID]bool{},
		regrown:   map[place.ID]bool{},
		perhaps:   map[place.ID]bool{},
		made:      map[place.Key]summary.Code{},
		fanned:    map[int32]bool{},
		waited:    map[*dataflow.Loop]map[int32]bool{},
		from:      map[any]kin{},
		copies:    map[place.Obj][]place.Obj{},
		sweeps:    map[sym.ID]*dataflow.Loop{},
		picked:    map[place.Key]bool{},
		deciding:  map[*dataflow.Loop]*elementwise{},
		queues:    map[*ssa.MakeChan]bool{},
	}
	f.mem.Selves = p.Level == Strict || p.UsesRuntime
	f.mem.Ordered = p.Level != Strict
	f.mem.Syms.Earlier = f.earlier
	f.mem.Flagged = func(site int32) bool { return f.sites[site].Level != Strict }
	f.mem.Fixed = func(o *place.Object) bool { return isVariable(o) || isClosure(o) }
	f.mem.Filled = isCallees
	f.mem.Sweeping = f.sweeping
	f.mem.SiteBlock = func(site int32) int { return f.sites[site].block }
	f.mem.MovedAt = func(site int32, v place.View) bool { return f.movedAt(f.sites[site], v) }
	for _, x := range fn.Params {
		f.inputs = append(f.inputs, x)
	}
	for _, x := range fn.FreeVars {
		f.inputs = append(f.inputs, x)
	}
	f.succs = make([][]int, len(fn.Blocks))
	for i, b := range fn.Blocks {
		for _, s := range b.Succs {
			f.succs[i] = append(f.succs[i], s.Index)
		}
		for _, in := range b.Instrs {
			f.scan(b, in)
			if v, ok := in.(ssa.Value); ok {
				// Registers change most. With the first numbers they lie in a part of
				// the state of their own, so that a change of one copies little.
				f.register(v)
			}
		}
	}
	f.loops = dataflow.FindLoops(f)
	f.mem.Headed = func(block int) bool { return f.loops.Headed(block) != nil }
	f.findLive()
	f.findCounters()
	return f
}

// memory is empty memory for the next function, in the space of the last one's.
func (p *Package) memory() *region.Memory {
	if p.places == nil || p.places.Len() > maxKept {
		p.places = place.NewTable(sym.NewTable())
	} else {
		p.places.Reset()
	}
	return region.NewMemory(p.places, p.Types)
}

// maxKept is the number of places from which on space is given back: most
// functions are small, and emptying a large map is not free.
const maxKept = 4000

// scan notes what must be known of an instruction before the first round.
func (f *function) scan(b *ssa.BasicBlock, in ssa.Instruction) {
	if d, ok := in.(*ssa.Defer); ok {
		f.defers = append(f.defers, d)
	}
	f.noteTakers(in)
	f.noteAwaited(in)
	for _, op := range in.Operands(nil) {
		v, ok := (*op).(ssa.Instruction)
		_, isSelect := in.(*ssa.Select)
		if ok && (v.Block() != b || isSelect) {
			f.live[*op] = true
		}
		if a := local(*op); a != nil && a.Block() != b {
			f.live[a] = true
		}
	}
}

// Len is the number of blocks.
func (f *function) Len() int { return len(f.succs) }

// Succs lists the successors of a block.
func (f *function) Succs(b int) []int { return f.succs[b] }

// Join combines the states of two paths.
func (f *function) Join(a, b state, block int) state {
	if len(f.sites) > 0 {
		a, b = f.prune(a), f.prune(b)
	}
	return f.mem.Join(a, b, block)
}

func (f *function) prune(s state) state {
	return f.mem.Prune(s, f.holds, func(p place.ID) { f.forgotten[p] = true })
}

// holds reports whether the register o may still be read. Parameters are read
// where the function starts, into variables.
func (f *function) holds(o *place.Object) bool {
	p, ok := o.Owner.(*ssa.Parameter)
	if !ok {
		return true
	}
	return slices.ContainsFunc(*p.Referrers(), func(in ssa.Instruction) bool {
		_, debug := in.(*ssa.DebugRef)
		return !debug && in.Block().Index != 0
	})
}

// Equal compares states.
func (f *function) Equal(a, b state) bool { return f.mem.Equal(a, b) }

// Edge ages what an iteration of the loop made.
func (f *function) Edge(loop *dataflow.Loop, s state) state {
	f.mem.Turn(&s, loop, loop.Header, f.block)
	return f.mem.Age(s, loop, loop.Header)
}

// Limits of one function, beyond which it is reported as not analysed.
const (
	maxVisits = 40         // of one block
	maxPlaces = 200_000    // interned
	maxWork   = 40_000_000 // see region.Memory.Work
	// maxWorkAsked takes the place of maxWork where only other packages may ask what
	// a function does. One in a hundred exceeds it, and these would take most of the
	// time of all.
	maxWorkAsked = 15_000
)

// earlier reports whether what block makes and what is aged, or stale besides, is of an
// earlier iteration of the loop with the header: stale is also what a loop in another one
// has made before it started again.
func (f *function) earlier(block int, stale bool, header int) bool {
	own, of := f.loops.Innermost(block), f.loops.Headed(header)
	if own == nil || of == nil || !stale {
		return own == of && own != nil
	}
	around := f.loops.Around(header)
	return own != of && len(around) == 1 && of.Contains(own.Header) && len(f.loops.Around(own.Header)) == 2
}

// exceeded reports whether a limit was hit: what is known then is not all.
func (f *function) exceeded() bool {
	return f.mem.Len() > maxPlaces || f.mem.Work() > f.limit
}

// solve runs the analysis to its fixpoint, then reports, then summarises. It
// says false if a limit was hit.
func (f *function) solve() (*summary.Func, bool) {
	entry := state{}
	for i, x := range f.inputs {
		o := f.mem.Object(place.Key{Origin: place.Input, Sub: uint32(i)}, x.Type(), sym.NoBlock)
		v := f.mem.Load(&entry, place.View{Place: f.mem.Root(o)}, x.Type())
		if movable.IsScalar(x.Type()) {
			f.indices[f.mem.Only(v).Sym] = i
		}
		f.set(&entry, x, v)
	}
	sol := dataflow.Solve(f, f.loops, f, entry, maxVisits)
	f.visits += sol.Visits
	if sol.Done && f.looping() {
		f.calls = nil // which may name the elements of first iterations
		f.mem.Settle()
		sol = dataflow.Solve(f, f.loops, f, entry, maxVisits)
		f.visits += sol.Visits
	}
	if !sol.Done || f.exceeded() {
		return nil, false
	}
	if len(f.sites) > 0 {
		f.reportAll(sol.In)
	}
	if f.exceeded() {
		f.findings = nil
		return nil, false
	}
	f.reportEscapes()
	f.reportBroken()
	return f.summarise(), true
}

// reportAll goes through all blocks once more, for what is found where the states are those
// that enter them.
func (f *function) reportAll(in []*state) {
	f.reporting = true
	for _, b := range f.loops.Order {
		if in[b] != nil {
			f.Flow(b, *in[b])
		}
	}
}

// looping reports whether a second run, which knows from the start which scalars a loop
// changes, says more: there are loops, and something is moved. What a loop does to the
// first element is told apart from what it does to the others in the first run; of what
// the function only reads and writes both are true.
//
// What the body of a loop finds out of a move, such as that the loop waits for its
// receiver, counts where the loop is left in the second run, too.
func (f *function) looping() bool {
	return len(f.sites) > 0 && f.loops.Any()
}

// Flow is the transfer of one block.
func (f *function) Flow(b int, in state) []*state {
	st := in
	f.block = b
	if f.loops.Headed(b) != nil {
		st = f.mem.Enter(st, b)
	}
	block := f.fn.Blocks[b]
	if f.exceeded() {
		return nil
	}
	f.drop(&st, f.stale[b]...)
	spent := f.spent[b]
	for i, instr := range block.Instrs {
		f.unspent = spent
		for len(f.unspent) > 0 && f.unspent[0].after == i {
			f.unspent = f.unspent[1:]
		}
		if !f.step(&st, instr) || f.exceeded() {
			return nil
		}
		for ; len(spent) > 0 && spent[0].after == i; spent = spent[1:] {
			f.drop(&st, spent[0].value)
		}
	}
	f.drop(&st, f.dead[b]...)
	outs := make([]*state, len(f.succs[b]))
	last, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
	if !ok {
		for i := range outs {
			outs[i] = f.leave(&st, b, f.succs[b][i])
		}
		return outs
	}
	x := f.mem.Only(f.lastCond).Sym
	_, constant := last.Cond.(*ssa.Const)
	for i := range outs {
		if out := f.branch(st, x, i == 0, !constant); out != nil {
			outs[i] = f.leave(out, b, f.succs[b][i])
		}
	}
	return outs
}

// branch is st where the condition x is val. A constant in the source is the
// programmer's switch: both arms count. Where a variable has a known value, what
// was moved does not reach the other arm. It is nil where control does not get.
func (f *function) branch(st state, x sym.ID, val bool, variable bool) *state {
	if known, ok := f.mem.Syms.Truth(x); ok && variable && known != val {
		f.endAll(&st)
	}
	facts := f.mem.Syms.Facts(x, val)
	if f.panicked(facts) {
		return nil
	}
	f.mem.Assume(&st, facts)
	for _, fact := range facts {
		if sel := f.selects[fact.X]; sel != nil && fact.Eq {
			f.chosen(&st, sel, fact.C)
		}
	}
	return &st
}

// register is the place that holds the value of v.
func (f *function) register(v any) place.ID {
	if p, ok := f.registers[v]; ok {
		return p
	}
	p := f.mem.Root(f.mem.Object(place.Key{Origin: place.Register, Owner: v}, nil, sym.NoBlock))
	f.registers[v] = p
	return p
}

// set gives v its value. What an instruction was reported for does not go on in
// what it computes: that was looked up before.
func (f *function) set(st *state, v ssa.Value, val *region.Value) {
	if len(f.gone) > 0 {
		val = f.mem.Without(val, func(mk region.Mark) bool { return f.gone[mk.Site] })
	}
	f.mem.Put(st, f.register(v), val)
}

// value is what v is in st.
func (f *function) value(st *state, v ssa.Value) *region.Value {
	switch v := v.(type) {
	case *ssa.Const:
		return f.constant(v)
	case *ssa.Function:
		o := f.mem.Object(place.Key{Origin: place.Code, Owner: v}, v.Type(), sym.NoBlock)
		return f.mem.Pointer(place.View{Place: f.mem.Root(o)}, f.mem.Syms.Atom(v, 0, sym.NoBlock))
	case *ssa.Global:
		o := f.mem.Object(place.Key{Origin: place.Global, Owner: v}, v.Type().Underlying().(*types.Pointer).Elem(), sym.NoBlock)
		return f.mem.Pointer(place.View{Place: f.mem.Root(o)}, f.mem.Syms.Atom(v, 0, sym.NoBlock))
	case *ssa.Builtin:
		return nil
	}
	val, _ := f.mem.Known(st, f.register(v))
	return val
}

func (f *function) constant(c *ssa.Const) *region.Value {
	if c.Value == nil {
		return f.mem.Zero(c.Type())
	}
	switch c.Value.Kind() {
	case constant.Bool, constant.Int, constant.String:
		return f.mem.Scalar(f.mem.Syms.Const(c.Value))
	}
	return nil
}

// scalar is the symbolic value of v.
func (f *function) scalar(st *state, v ssa.Value) sym.ID {
	return f.mem.Only(f.value(st, v)).Sym
}

// refs lists what the reference v may refer to.
func (f *function) refs(st *state, v ssa.Value) []region.Ref {
	return f.value(st, v).AllRefs()
}

// atom is a fresh scalar for what instr computes.
func (f *function) atom(instr ssa.Instruction, sub int) sym.ID {
	return f.mem.Syms.Atom(instr, uint32(sub), instr.Block().Index)
}

// fresh is the object that instr makes.
func (f *function) fresh(instr ssa.Instruction, sub int, t types.Type) place.ID {
	o := f.mem.Object(place.Key{Origin: place.Fresh, Owner: instr, Sub: uint32(sub)}, t, instr.Block().Index)
	return f.mem.Root(o)
}

// site is the move site of instr; make fills it in the first time.
func (f *function) site(instr ssa.Instruction, index int, fill func(*Site)) *Site {
	k := siteKey{instr, index}
	if id, ok := f.siteIDs[k]; ok {
		return f.sites[id]
	}
	s := &Site{Instr: instr, Pos: instr.Pos(), Level: f.Level, number: int32(len(f.sites)), block: instr.Block().Index, index: index}
	fill(s)
	if s.End == token.NoPos {
		s.End = s.Pos
	}
	f.siteIDs[k] = s.number
	f.sites = append(f.sites, s)
	return s
}

// shareable reports whether sends at site leave objects of type t usable.
func (f *function) shareable(t types.Type, level Level) bool {
	if t == nil {
		return false
	}
	switch t.Underlying().(type) {
	case *types.Chan:
		return true
	case *types.Signature:
		return level != Strict
	case *types.Interface, *types.Slice, *types.Map:
		return f.Types.Of(t) == movable.Shareable
	}
	if f.Types.OfPointer(t) == movable.Shareable {
		return true
	}
	return level != Strict && f.Types.Guarded(t)
}
