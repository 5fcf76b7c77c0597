package driver

import (
	"context"
	"go/types"
	"maps"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/packages"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/facts"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/finding"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/unit"
)

// A node is a package in the graph of imports. A package with tests is in it more than
// once: as it is, and with the files of its tests.
type node struct {
	*packages.Package
	imports []*node
	named   bool // by the patterns
	root    bool // its reports are asked for, and not known yet
	key     key

	types    *types.Package
	outline  *facts.Set // nil if nothing is to be known of the package
	kept     []byte     // the outline that the store has, if known is set
	known    bool
	facts    *facts.Set // all, once they are asked for
	learn    sync.Once  // makes them
	findings []finding.Finding
	failed   bool    // it, or what it imports
	problems []error // what is wrong with its source
	err      error   // what is wrong with its analysis
	late     error   // and with one that was asked for by importers
}

// graph is what the patterns name, and what it imports.
type graph struct {
	order []*node // each after its imports
	nodes map[*packages.Package]*node
}

const mode = packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles | packages.NeedImports |
	packages.NeedDeps | packages.NeedTypesSizes | packages.NeedModule | packages.NeedForTest

// list asks the go command for the packages.
func (r *Run) list(ctx context.Context) (*graph, error) {
	named, err := packages.Load(&packages.Config{
		Context: ctx, Mode: mode, Dir: r.Dir, BuildFlags: r.BuildFlags, Tests: true,
	}, r.Patterns...)
	if err != nil {
		return nil, err
	}
	nodes := make(map[*packages.Package]*node)
	g := &graph{nodes: nodes}
	packages.Visit(named, nil, func(p *packages.Package) {
		if isTestMain(p) {
			return
		}
		n := &node{Package: p}
		for _, path := range slices.Sorted(maps.Keys(p.Imports)) {
			if m := nodes[p.Imports[path]]; m != nil && !slices.Contains(n.imports, m) {
				n.imports = append(n.imports, m)
			}
		}
		nodes[p] = n
		g.order = append(g.order, n)
	})
	tested := make(map[string]bool) // packages that are there with the files of their tests
	for _, p := range named {
		if p.ForTest != "" && p.PkgPath == p.ForTest {
			tested[p.PkgPath] = true
		}
	}
	for _, p := range named {
		if n := nodes[p]; n != nil {
			n.named = true
			n.root = p.ForTest != "" || !tested[p.PkgPath]
		}
	}
	return g, nil
}

// isTestMain reports whether p is the main package that the go command makes of tests.
func isTestMain(p *packages.Package) bool {
	return p.Name == "main" && p.ForTest == "" && strings.HasSuffix(p.ID, ".test") && p.ID == p.PkgPath
}

// needed are the packages whose reports are asked for, and those that they import.
func (g *graph) needed() []*node {
	need := make(map[*node]bool)
	for _, n := range slices.Backward(g.order) {
		if n.root || need[n] {
			need[n] = true
			for _, m := range n.imports {
				need[m] = true
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(g.order), func(n *node) bool { return !need[n] })
}

// standard reports whether n is a package of the standard library.
func (n *node) standard() bool {
	module := ""
	if n.Module != nil {
		module = n.Module.Path
	}
	return unit.Standard(n.PkgPath, module, n.Dir)
}
