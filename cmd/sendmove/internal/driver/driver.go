// Package driver analyses packages and all that they import in one process. The go
// command says which these are; they are parsed and type-checked once, dependencies
// first, and what is said of a function is there for all that import it. What was found
// is kept, and found again while neither the package nor what it imports has changed.
package driver

import (
	"context"
	"errors"
	"go/token"
	"go/types"
	"io"
	"runtime"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/facts"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/finding"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/progress"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/unit"
)

// A Run describes one analysis.
type Run struct {
	Dir        string   // in which the go command runs
	BuildFlags []string // flags of the go command, such as "-tags=integration"
	Patterns   []string // packages; none means the one in the current directory
	Overlay    string   // file with replacements for source files; may be empty

	// Analyzer requires no other one. FactsOnly is the same for packages whose reports
	// nobody asks for, and Outline makes some of its facts, for little. Those that it
	// does not make of a package are made when they are asked for first.
	Analyzer, FactsOnly, Outline *analysis.Analyzer
	// Whole reports whether a package with that outline should be analysed at once, for
	// it will be asked for.
	Whole func(outline func(analysis.Fact) bool) bool

	Parallel int            // packages at a time; 0: one for each processor
	Store    *Store         // may be nil
	Identity []byte         // of the analyzer and its flags, for the store
	Afresh   bool           // analyse also what the store knows
	Stderr   io.Writer      // for what is wrong with packages
	Progress *progress.Line // may be nil
}

// A Result is what was found.
type Result struct {
	Findings []finding.Finding
	Dirs     map[string]bool // the folders of the packages that the patterns name
	Broken   bool            // there are packages with errors, which Run.Stderr tells of
}

var errInterrupted = errors.New("interrupted")

// Do analyses the packages. When some cannot be, the result has the findings of the
// others. It is never nil.
func (r *Run) Do(ctx context.Context) (*Result, error) {
	facts.Register(r.Analyzer)
	p := &program{Run: r, fset: token.NewFileSet()}
	var err error
	if p.files, err = readOverlay(r.Dir, r.Overlay); err != nil {
		return &Result{}, err
	}
	if p.graph, err = r.list(ctx); err != nil {
		if ctx.Err() != nil {
			err = errInterrupted
		}
		return &Result{}, err
	}
	if r.Store != nil {
		p.identify()
		p.remember()
	}
	order := p.needed()
	r.Progress.Total(len(order))
	done := make(chan struct{})
	go func() {
		defer close(done)
		p.run(ctx, order)
	}()
	select {
	case <-ctx.Done():
		return &Result{}, errInterrupted // what still runs ends with the process
	case <-done:
	}
	if r.Store != nil {
		r.Store.trim()
	}
	return p.result()
}

// result collects what was found.
func (p *program) result() (*Result, error) {
	out := &Result{Dirs: make(map[string]bool)}
	log := newMessages(p.Stderr, p.Dir)
	var errs []error
	for _, n := range p.order {
		log.write(n.PkgPath, n.problems)
		if n.named {
			out.Dirs[n.Dir] = true
		}
		out.Findings = append(out.Findings, n.findings...)
		errs = append(errs, n.err, n.late)
	}
	out.Findings = finding.Sort(out.Findings)
	out.Broken = log.wrote
	return out, errors.Join(errs...)
}

// program is the state of one analysis.
type program struct {
	*Run
	*graph
	fset    *token.FileSet
	files   overlay
	checked sync.Map // *node by *types.Package
}

// run analyses packages, each after those that it imports.
func (p *program) run(ctx context.Context, order []*node) {
	if len(order) == 0 {
		return
	}
	workers := p.Parallel
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	importers := make(map[*node][]*node)
	waiting := make(map[*node]int)
	ready := make(chan *node, len(order))
	for _, n := range order {
		waiting[n] = len(n.imports)
		for _, m := range n.imports {
			importers[m] = append(importers[m], n)
		}
		if len(n.imports) == 0 {
			ready <- n
		}
	}
	var mu sync.Mutex
	left := len(order)
	finish := func(n *node) {
		mu.Lock()
		defer mu.Unlock()
		for _, m := range importers[n] {
			if waiting[m]--; waiting[m] == 0 {
				ready <- m
			}
		}
		if left--; left == 0 {
			close(ready)
		}
	}
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for n := range ready {
				if ctx.Err() == nil {
					p.analyse(n)
				}
				finish(n)
			}
		})
	}
	wg.Wait()
}

// imported is what is known of other packages, all of which are done.
func (p *program) imported() unit.Imported {
	return unit.Imported{
		Object: func(obj types.Object, fact analysis.Fact) bool {
			n := p.node(obj.Pkg())
			return n != nil && p.known(n, fact).Get(obj, fact)
		},
		Package: func(pkg *types.Package, fact analysis.Fact) bool {
			n := p.node(pkg)
			return n != nil && p.known(n, fact).GetPackage(fact)
		},
	}
}

// node is the package with these types, nil if there is nothing to be known of it.
func (p *program) node(pkg *types.Package) *node {
	n, _ := p.checked.Load(pkg)
	if n, ok := n.(*node); ok && n.outline != nil {
		return n
	}
	return nil
}
