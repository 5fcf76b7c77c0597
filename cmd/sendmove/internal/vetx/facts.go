package vetx

import (
	"fmt"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/facts"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/unit"
)

// Facts analyses a unit for the sake of its facts, and writes its file. The analyzer
// must require no other one. What is wrong it leaves to unitchecker to say: then there
// is no file.
//
// unitchecker finds out which packages facts can be of by a walk over all that the
// imports' types refer to; here it is those that were heard of when the imports were read.
func Facts(config *unitchecker.Config, a *analysis.Analyzer) error {
	facts.Register(a)
	u := &unit.Unit{
		Path: config.ImportPath, Module: config.Module, OtherFiles: config.NonGoFiles, IgnoredFiles: config.IgnoredFiles,
		Fset: token.NewFileSet(),
	}
	if u.Module == nil && config.ModulePath != "" {
		u.Module = &analysis.Module{Path: config.ModulePath, Version: config.ModuleVersion, GoVersion: config.GoVersion}
	}
	for _, name := range config.GoFiles {
		if err := u.Parse(name); err != nil {
			return err
		}
	}
	imports := newImporter(config, u.Fset)
	if err := u.Check(imports.config()); err != nil {
		return err
	}
	known := facts.New(u.Types)
	for _, p := range u.Types.Imports() {
		if err := known.Decode(imports.facts[p.Path()], func(path string) *types.Package { return imports.pkgs[path] }); err != nil {
			return fmt.Errorf("the facts of %s: %w", p.Path(), err)
		}
	}
	if err := u.Run(a, unit.Imported{Object: known.Get}, known, func(analysis.Diagnostic) {}); err != nil {
		return err
	}
	data, err := known.Encode()
	if err != nil {
		return err
	}
	return write(config, u.Fset, u.Types, data)
}
