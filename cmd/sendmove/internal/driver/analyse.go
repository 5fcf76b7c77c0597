package driver

import (
	"fmt"
	"go/types"
	"reflect"
	"runtime/debug"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/facts"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/finding"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/unit"
)

// analyse checks the types of a package whose imports are done, and runs the analyzer if
// what it says is not known.
func (p *program) analyse(n *node) {
	p.Progress.Begin(n.PkgPath)
	defer p.Progress.Done()
	for _, e := range n.Errors {
		n.problems = append(n.problems, e)
	}
	n.failed = len(n.problems) > 0 || slices.ContainsFunc(n.imports, func(m *node) bool { return m.failed })
	if n.failed {
		return
	}
	if n.PkgPath == "unsafe" {
		n.types = types.Unsafe
		return
	}
	bodies := n.root || !n.standard() && !n.known
	u := p.check(n, bodies)
	if n.failed = len(n.problems) > 0; n.failed {
		return
	}
	n.types = u.Types
	p.checked.Store(n.types, n)
	n.err = p.describe(n, u) // what is known until then is good for importers
}

// describe makes the outline of a package, and what else is asked for at once.
func (p *program) describe(n *node, u *unit.Unit) error {
	if n.standard() && !n.root {
		return nil
	}
	n.outline = facts.New(n.types)
	if n.known {
		return n.outline.Decode(n.kept, n.itself)
	}
	if err := p.pass(p.Outline, n, u, n.outline, drop); err != nil {
		return err
	}
	p.keep(outlineEntry, n, n.outline)
	if !n.root && !p.Whole(n.outline.GetPackage) {
		return nil
	}
	var err error
	n.learn.Do(func() { err = p.whole(n, u) })
	return err
}

// whole analyses a package, and reports what is found if that is asked for.
func (p *program) whole(n *node, u *unit.Unit) error {
	a := p.FactsOnly
	var said []finding.Diagnostic
	report := drop
	if n.root {
		a = p.Analyzer
		report = func(d analysis.Diagnostic) { said = append(said, finding.Resolve(p.fset, d)) }
	}
	n.facts = facts.New(n.types)
	err := p.pass(a, n, u, n.facts, report)
	if err != nil {
		return err
	}
	p.keep(factsEntry, n, n.facts)
	if n.root {
		if n.findings, err = finding.Collect(n.PkgPath, said); err == nil {
			p.keepReport(n)
		}
	}
	return err
}

// known are the facts of a package among which one of a type is, if there is one. If the
// outline has none of that type, the package is analysed. It is checked once more for
// that: most packages are never asked, and their syntax is not worth its memory.
func (p *program) known(n *node, fact analysis.Fact) *facts.Set {
	if slices.ContainsFunc(p.Outline.FactTypes, func(f analysis.Fact) bool { return reflect.TypeOf(f) == reflect.TypeOf(fact) }) {
		return n.outline
	}
	n.learn.Do(func() {
		known := facts.New(n.types)
		n.facts = known
		data, ok := p.remembered(factsEntry, n)
		if !ok {
			u := p.check(n, true)
			own := facts.New(u.Types)
			err := p.pass(p.FactsOnly, n, u, own, drop)
			if err == nil {
				data, err = own.Encode()
			}
			if err != nil {
				n.late = err
				return
			}
			p.put(factsEntry, n, data)
		}
		n.late = known.Decode(data, n.itself)
	})
	return n.facts
}

// itself is the package if that is its path. Nothing is written down of others.
func (n *node) itself(path string) *types.Package {
	if path == n.types.Path() {
		return n.types
	}
	return nil
}

// drop is a report that nobody asks for.
func drop(analysis.Diagnostic) {}

// pass runs an analyzer over a package. A panic is an error.
func (p *program) pass(a *analysis.Analyzer, n *node, u *unit.Unit, own *facts.Set, report func(analysis.Diagnostic)) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v\n%s", r, debug.Stack())
		}
		if err != nil {
			err = fmt.Errorf("package %s: %s: %w", n.PkgPath, a.Name, err)
		}
	}()
	return u.Run(a, p.imported(), own, report)
}
