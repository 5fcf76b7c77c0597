// Package moves finds uses of memory after it was sent.
//
// It is a forward dataflow over the places of a function, run bottom-up over
// the call graph: each function is solved once its callees are summarised, and
// what its own callers must know becomes its summary.
package moves

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
)

// Level says which later uses of moved memory are reported.
type Level uint8

const (
	// Writes reports only what changes moved memory.
	Writes Level = iota
	// Access also reports what reads it.
	Access
	// Strict reports every mention, as rustc's E0382 does.
	Strict
)

var levels = [...]string{"writes", "access", "strict"}

// String is the name of l.
func (l Level) String() string { return levels[l] }

// Set parses a name; it makes *Level a flag.Value.
func (l *Level) Set(s string) error {
	for i, name := range levels {
		if s == name {
			*l = Level(i)
			return nil
		}
	}
	return fmt.Errorf("want one of writes, access, strict")
}

// Config is what the user chose.
type Config struct {
	Level   Level // for plain channels
	Runtime Level // for the senders of package mpsc
}

// Package is one package under analysis.
type Package struct {
	Config
	SSA   *ssa.Package
	Fset  *token.FileSet
	Info  *types.Info
	Files []*ast.File
	Types *movable.Types
	// UsesRuntime says that the package may send by package mpsc.
	UsesRuntime bool
	// Imported is the summary of a function of another package, nil if nothing
	// is known of it.
	Imported func(*types.Func) *summary.Func
	// Exports reports whether somebody else asks for the summary of a function;
	// if it is nil, somebody asks for all.
	Exports func(*types.Func) bool
	// FactsOnly says that nobody asks for findings.
	FactsOnly bool
	// Effects bounds the effects of one summary, maxEffects if it is 0.
	Effects int
	// Declared is what annotations of the package say of its functions and methods.
	Declared map[*types.Func]*summary.Func

	summaries map[*ssa.Function]*summary.Func
	calls     map[*ssa.Function][]*ssa.Function // what callees has found
	impls     map[*types.Func][]*ssa.Function
	promoted  map[*types.Func][]*ssa.Function // implementations by an embedded field
	converted map[types.Type]bool
	writers   []writer
	channels  *channels
	globals   map[string]*ssa.Global
	assigned  map[types.Object]bool   // variables that statements assign, once asked for
	known     map[any][]*ssa.Function // what fields and variables may hold
	skipped   []*ssa.Function
	paths     map[summary.Path]splitPath
	visits    int
	places    *place.Table // of the function that is being solved
}

// Result is what the analysis of a package found.
type Result struct {
	Findings  []*Finding
	Summaries map[*ssa.Function]*summary.Func
	// Methods are the summaries of interface methods, as far as they are known.
	Methods map[*types.Func]*summary.Func
	// Skipped functions hit a limit and were not analysed.
	Skipped []*ssa.Function
	// Visits counts the blocks that were processed: what the analysis costs, but
	// for the size of the states.
	Visits int
}

// Run analyses fns, which must have been built. In which order the files of the package
// were given does not matter: where rounds end before all is settled, it would.
func (p *Package) Run(fns []*ssa.Function) Result {
	fns = p.inOrder(fns)
	p.summaries = map[*ssa.Function]*summary.Func{}
	p.calls = map[*ssa.Function][]*ssa.Function{}
	p.skipped, p.visits = nil, 0
	p.writers, p.channels = nil, nil
	p.impls = map[*types.Func][]*ssa.Function{}
	p.promoted = map[*types.Func][]*ssa.Function{}
	p.findConversions(fns)
	p.findGlobals(fns)
	p.findKnown(fns)
	d := newDemand(p, p.clusters(fns))
	d.run()
	slices.SortFunc(p.skipped, func(a, b *ssa.Function) int { return cmp.Compare(a.Pos(), b.Pos()) })
	return Result{Findings: p.settle(d.found), Summaries: p.summaries, Methods: p.methods(), Skipped: p.skipped, Visits: p.visits}
}

// inOrder is fns by the names of their files and where they stand there.
func (p *Package) inOrder(fns []*ssa.Function) []*ssa.Function {
	type at struct {
		file   string
		offset int
	}
	where := make(map[*ssa.Function]at, len(fns))
	for _, fn := range fns {
		if f := p.Fset.File(fn.Pos()); f != nil {
			where[fn] = at{f.Name(), f.Offset(fn.Pos())}
		}
	}
	return slices.SortedStableFunc(slices.Values(fns), func(a, b *ssa.Function) int {
		return cmp.Or(cmp.Compare(where[a].file, where[b].file), cmp.Compare(where[a].offset, where[b].offset))
	})
}

// maxRounds bounds the rounds over a cluster of functions that call each
// other. Summaries only grow, but links may take long; what is found by then
// is used.
const (
	maxRounds      = 6
	maxRoundsLarge = 1
	largeCluster   = 16 // functions
)

// solveCluster solves functions that call each other until their summaries
// stay the same, and returns what was found when each was solved last. A round
// solves again only those that call what has changed since: what they would
// find is the same else. One that exceeds limit, or another of the limits of a
// function, is not tried again: the summaries of its callees only grow.
func (p *Package) solveCluster(fns []*ssa.Function, limit int) []*Finding {
	rounds := maxRounds
	if len(fns) > largeCluster {
		rounds = maxRoundsLarge
	}
	states := make(map[*ssa.Function]*standing, len(fns))
	for _, fn := range fns {
		states[fn] = &standing{}
	}
	clock := 0
	for round, again := 0, true; again && round <= rounds; round++ {
		again = false
		for _, fn := range fns {
			s := states[fn]
			if s.exceeded || round > 0 && !slices.ContainsFunc(p.callees(fn), func(c *ssa.Function) bool {
				return states[c] != nil && states[c].changed >= s.solved
			}) {
				continue
			}
			f := newFunction(p, fn)
			f.limit = limit
			sum, ok := f.solve()
			if !ok {
				sum = &summary.Func{}
			}
			if d := p.declared(fn); d != nil {
				sum = sum.Declare(d)
			}
			clock++
			s.solved, s.exceeded, s.found = clock, !ok, f.findings
			if !p.summaries[fn].Equal(sum) {
				s.changed, again = clock, true
			}
			p.summaries[fn] = sum
		}
	}
	var found []*Finding
	for _, fn := range fns {
		if states[fn].exceeded && limit == maxWork {
			p.skipped = append(p.skipped, fn)
		}
		found = append(found, states[fn].found...)
	}
	return found
}

// standing is how far a function of a cluster is.
type standing struct {
	solved   int // when it was solved last
	changed  int // which of its solutions changed its summary last
	exceeded bool
	found    []*Finding
}

// settle drops what needs a receiver that writes and has none in sight, what only fakes
// of a test do to the code under test, and what was found more than once at a place.
func (p *Package) settle(found []*Finding) []*Finding {
	found = slices.DeleteFunc(slices.Clone(found), p.byFake)
	type key struct {
		pos  token.Pos
		name string
	}
	seen := map[key]bool{}
	said := map[*Site]bool{}
	dropped := func(f *Finding) bool {
		return (f.needsWriter != nil || f.yields) && !slices.ContainsFunc(f.Moves, func(m Reached) bool { return p.written(m, f.needsWriter) })
	}
	for _, f := range found {
		if !f.yields && !dropped(f) {
			for _, m := range f.Moves {
				said[m.Site] = true
			}
		}
	}
	var out []*Finding
	for _, f := range found {
		if dropped(f) || f.yields && slices.ContainsFunc(f.Moves, func(m Reached) bool { return said[m.Site] }) {
			continue
		}
		if f.yields {
			for _, m := range f.Moves {
				said[m.Site] = true
			}
		}
		k := key{f.Pos, f.Name}
		if seen[k] {
			continue
		}
		seen[k] = true
		out = append(out, f)
	}
	return out
}

// byFake reports whether all moves of f, which is not in a test, are sends of tests: what
// is not a test calls them by interfaces and function values only, and is judged without.
func (p *Package) byFake(f *Finding) bool {
	return len(f.Moves) > 0 && !p.inTest(f.Pos) && !slices.ContainsFunc(f.Moves, func(m Reached) bool { return !p.inTest(m.sent()) })
}

func (p *Package) inTest(pos token.Pos) bool {
	file := p.Fset.File(pos)
	return file != nil && strings.HasSuffix(file.Name(), "_test.go")
}

// alike reports whether a and b are one type, or references to instances of one
// generic type: who sends may be generic where the receiver is not.
func alike(a, b types.Type) bool {
	for {
		p, ok := types.Unalias(a).(*types.Pointer)
		q, ok2 := types.Unalias(b).(*types.Pointer)
		if !ok || !ok2 {
			break
		}
		a, b = p.Elem(), q.Elem()
	}
	n, ok := types.Unalias(a).(*types.Named)
	m, ok2 := types.Unalias(b).(*types.Named)
	if ok && ok2 && n.TypeArgs().Len() > 0 {
		return n.Origin() == m.Origin()
	}
	return types.Identical(a, b)
}

// ofParameter reports whether t is a type parameter, or made of references to one.
func ofParameter(t types.Type) bool {
	switch t := types.Unalias(t).(type) {
	case *types.TypeParam:
		return true
	case *types.Pointer:
		return ofParameter(t.Elem())
	case *types.Slice:
		return ofParameter(t.Elem())
	case *types.Map:
		return ofParameter(t.Key()) || ofParameter(t.Elem())
	case *types.Named:
		return slices.ContainsFunc(slices.Collect(t.TypeArgs().Types()), ofParameter)
	}
	return false
}

// A writer is a receiver that writes to what it receives, as a t, at At. That is not
// valid where the channel is none of the language.
type writer struct {
	t  types.Type
	at token.Pos
}

// written reports whether a receiver in the package writes to what it receives from a
// channel of m, as what that carries, or as an interface with methods that it has. What
// that carries is the type unless if it is not known.
func (p *Package) written(m Reached, unless types.Type) bool {
	t := cmp.Or(p.carried(m), unless)
	if t == nil {
		return false
	}
	return slices.ContainsFunc(p.writers, func(w writer) bool {
		i, ok := w.t.Underlying().(*types.Interface)
		if !alike(w.t, t) && !(ok && i.NumMethods() > 0 && types.Implements(t, i)) {
			return false
		}
		return !w.at.IsValid() || p.meeting().meet(m.sent(), w.at)
	})
}

// carried is the type of what goes through the channel of m: a call may send as a part
// of something what it was given. It is nil if it is not known.
func (p *Package) carried(m Reached) types.Type {
	if s := p.meeting().sendAt(m.sent()); s != nil {
		if ch, ok := p.Info.TypeOf(s.Chan).Underlying().(*types.Chan); ok && !ofParameter(ch.Elem()) {
			return ch.Elem()
		}
	}
	return m.received
}

// sent is where the send is, in the callee if that sends; not valid if it is in another
// package.
func (s *Site) sent() token.Pos {
	if s.Kind == Send {
		return s.Pos
	}
	return s.Inner.Pos
}
