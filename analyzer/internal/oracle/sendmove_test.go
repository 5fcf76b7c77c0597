package oracle

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"sort"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/sendmove/sendmove/analyzer"
)

// sendmove judges programs as one package.
func sendmove(programs []*Program) ([]verdict, error) {
	src := &text{}
	src.raw(goPrelude)
	var spans []span
	for i, p := range programs {
		from := len(src.lines)
		p.golang(src, fmt.Sprintf("f%d", i))
		spans = append(spans, span{from, len(src.lines)})
	}
	pkg, err := load(src.String())
	if err != nil {
		return nil, err
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{analyzer.Analyzer}, []*packages.Package{pkg}, &checker.Options{Sequential: true})
	if err != nil {
		return nil, err
	}
	verdicts := make([]verdict, len(programs))
	for _, act := range graph.Roots {
		if act.Err != nil {
			return nil, act.Err
		}
		for _, d := range act.Diagnostics {
			line := pkg.Fset.Position(d.Pos).Line - 1
			at := sort.Search(len(spans), func(i int) bool { return spans[i].to > line })
			if at == len(spans) || spans[at].from > line {
				return nil, fmt.Errorf("the part that all programs share is reported: %s: %s", pkg.Fset.Position(d.Pos), d.Message)
			}
			f := finding{use: src.stmts[line], text: d.Message}
			for _, r := range d.Related {
				if l := pkg.Fset.Position(r.Pos).Line - 1; movedHere(r.Message) && spans[at].from <= l && l < spans[at].to {
					f.moves = append(f.moves, src.stmts[l])
				}
			}
			verdicts[at].rejected = true
			verdicts[at].errors = append(verdicts[at].errors, f)
		}
	}
	return verdicts, nil
}

// load type-checks a file as a package.
func load(src string) (*packages.Package, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", src, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	info := &types.Info{
		Types:        map[ast.Expr]types.TypeAndValue{},
		Instances:    map[*ast.Ident]types.Instance{},
		Defs:         map[*ast.Ident]types.Object{},
		Uses:         map[*ast.Ident]types.Object{},
		Implicits:    map[ast.Node]types.Object{},
		Selections:   map[*ast.SelectorExpr]*types.Selection{},
		Scopes:       map[ast.Node]*types.Scope{},
		FileVersions: map[*ast.File]string{},
	}
	conf := types.Config{Sizes: types.SizesFor("gc", "amd64")}
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
