package driver

import (
	"errors"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/unit"
)

// check parses a package whose imports are done and checks its types, without function
// bodies unless they are asked for: of the standard library nothing but its types matters,
// and neither does of a package whose outline is known. What is wrong are problems of n.
func (p *program) check(n *node, bodies bool) *unit.Unit {
	u := &unit.Unit{
		Path: n.PkgPath, Module: module(n), OtherFiles: n.OtherFiles, IgnoredFiles: n.IgnoredFiles, Fset: p.fset,
	}
	for _, name := range n.CompiledGoFiles {
		f, err := p.files.parse(p.fset, name, bodies)
		if err != nil {
			n.problems = append(n.problems, err)
		}
		u.Files = append(u.Files, f)
	}
	if len(n.problems) > 0 {
		return u
	}
	conf := &types.Config{
		Importer:         importer{n, p},
		Sizes:            n.TypesSizes,
		IgnoreFuncBodies: !bodies,
		Error:            func(err error) { n.problems = append(n.problems, err) },
	}
	if u.Module != nil && u.Module.GoVersion != "" {
		conf.GoVersion = "go" + u.Module.GoVersion
	}
	if bodies {
		_ = u.Check(conf) // the errors are n.problems
	} else {
		u.Types, _ = conf.Check(n.PkgPath, p.fset, u.Files, nil)
	}
	return u
}

// module is what an analyzer is told of the module of a package.
func module(n *node) *analysis.Module {
	if n.Module == nil {
		return nil
	}
	return &analysis.Module{Path: n.Module.Path, Version: n.Module.Version, GoVersion: n.Module.GoVersion}
}

// importer finds the types of what a package imports.
type importer struct {
	of *node
	p  *program
}

// Import makes importer a types.Importer.
func (i importer) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	if m := i.p.graph.nodes[i.of.Imports[path]]; m != nil && m.types != nil {
		return m.types, nil
	}
	return nil, errors.New("the go command has not listed it")
}
