package vetx

import (
	"encoding/gob"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"
)

// Facts analyses a unit for the sake of its facts, and writes its file. The analyzer
// must require no other one. What is wrong it leaves to unitchecker to say: then there
// is no file.
func Facts(unit *unitchecker.Config, a *analysis.Analyzer) error {
	for _, f := range a.FactTypes {
		gob.Register(f)
	}
	fset := token.NewFileSet()
	files := make([]*ast.File, len(unit.GoFiles))
	for i, name := range unit.GoFiles {
		var err error
		if files[i], err = parser.ParseFile(fset, name, nil, parser.ParseComments|parser.SkipObjectResolution); err != nil {
			return err
		}
	}
	imports := newImporter(unit, fset)
	conf := imports.config()
	info := &types.Info{
		Types:        make(map[ast.Expr]types.TypeAndValue),
		Defs:         make(map[*ast.Ident]types.Object),
		Uses:         make(map[*ast.Ident]types.Object),
		Implicits:    make(map[ast.Node]types.Object),
		Instances:    make(map[*ast.Ident]types.Instance),
		Scopes:       make(map[ast.Node]*types.Scope),
		Selections:   make(map[*ast.SelectorExpr]*types.Selection),
		FileVersions: make(map[*ast.File]string),
	}
	pkg, err := conf.Check(unit.ImportPath, fset, files, info)
	if err != nil {
		return err
	}
	facts, err := decode(pkg, imports)
	if err != nil {
		return err
	}
	module := unit.Module
	if module == nil && unit.ModulePath != "" {
		module = &analysis.Module{Path: unit.ModulePath, Version: unit.ModuleVersion, GoVersion: unit.GoVersion}
	}
	_, err = a.Run(&analysis.Pass{
		Analyzer:          a,
		Fset:              fset,
		Files:             files,
		OtherFiles:        unit.NonGoFiles,
		IgnoredFiles:      unit.IgnoredFiles,
		Pkg:               pkg,
		TypesInfo:         info,
		TypesSizes:        conf.Sizes,
		ResultOf:          map[*analysis.Analyzer]any{},
		Report:            func(analysis.Diagnostic) {},
		ReadFile:          os.ReadFile,
		Module:            module,
		ImportObjectFact:  facts.get,
		ExportObjectFact:  facts.set,
		ImportPackageFact: func(*types.Package, analysis.Fact) bool { return false },
	})
	if err != nil {
		return err
	}
	data, err := facts.encode()
	if err != nil {
		return err
	}
	return write(unit, fset, pkg, data)
}
