// Package judge runs the analyzer over one file of source. It serves the tests
// that compare what the analyzer says of generated programs with what others say
// of them.
package judge

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/sendmove/sendmove/analyzer"
)

// Finding is a report, by lines that are counted from zero.
type Finding struct {
	Line    int
	Message string
	Related []Related
}

// Related is what a report mentions besides.
type Related struct {
	Line    int
	Message string
}

// Set sets flags of the analyzer and returns a function that sets them back. The
// flags are global: all judges of a process have the same ones.
func Set(flags map[string]string) (restore func(), err error) {
	fs := &analyzer.Analyzer.Flags
	old := map[string]string{}
	restore = func() {
		for name, value := range old {
			_ = fs.Set(name, value)
		}
	}
	for name, value := range flags {
		f := fs.Lookup(name)
		if f == nil {
			return restore, fmt.Errorf("no flag %s", name)
		}
		old[name] = f.Value.String()
		if err := fs.Set(name, value); err != nil {
			return restore, err
		}
	}
	return restore, nil
}

// Findings is what the analyzer says of a package of one file. The importer is
// asked for types only: no facts of other packages are known.
func Findings(src string, importer types.Importer) ([]Finding, error) {
	pkg, err := load(src, importer)
	if err != nil {
		return nil, err
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{analyzer.Analyzer}, []*packages.Package{pkg}, &checker.Options{Sequential: true})
	if err != nil {
		return nil, err
	}
	line := func(p token.Pos) int { return pkg.Fset.Position(p).Line - 1 }
	var out []Finding
	for _, act := range graph.Roots {
		if act.Err != nil {
			return nil, act.Err
		}
		for _, d := range act.Diagnostics {
			f := Finding{Line: line(d.Pos), Message: d.Message}
			for _, r := range d.Related {
				f.Related = append(f.Related, Related{line(r.Pos), r.Message})
			}
			out = append(out, f)
		}
	}
	return out, nil
}

// Parse is a file of source, type-checked.
func Parse(src string, importer types.Importer) (*token.FileSet, *ast.File, *types.Info, error) {
	pkg, err := load(src, importer)
	if err != nil {
		return nil, nil, nil, err
	}
	return pkg.Fset, pkg.Syntax[0], pkg.TypesInfo, nil
}

// NewInfo is what a driver asks of the type checker.
func NewInfo() *types.Info {
	return &types.Info{
		Types:        map[ast.Expr]types.TypeAndValue{},
		Instances:    map[*ast.Ident]types.Instance{},
		Defs:         map[*ast.Ident]types.Object{},
		Uses:         map[*ast.Ident]types.Object{},
		Implicits:    map[ast.Node]types.Object{},
		Selections:   map[*ast.SelectorExpr]*types.Selection{},
		Scopes:       map[ast.Node]*types.Scope{},
		FileVersions: map[*ast.File]string{},
	}
}

func load(src string, importer types.Importer) (*packages.Package, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", src, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	info := NewInfo()
	conf := types.Config{Sizes: types.SizesFor("gc", "amd64"), Importer: importer}
	pkg, err := conf.Check("p", fset, []*ast.File{file}, info)
	if err != nil {
		return nil, err
	}
	return &packages.Package{
		ID: "p", Name: "p", PkgPath: "p", Fset: fset, Syntax: []*ast.File{file}, CompiledGoFiles: []string{"p.go"},
		Types: pkg, TypesInfo: info, TypesSizes: conf.Sizes, Module: &packages.Module{Path: "example.com/p"},
		Imports: map[string]*packages.Package{},
	}, nil
}
