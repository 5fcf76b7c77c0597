package cost

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/sendmove/sendmove/analyzer/internal/gate"
	"github.com/sendmove/sendmove/analyzer/internal/judge"
	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/moves"
	"github.com/sendmove/sendmove/analyzer/internal/ssabuild"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
)

// load type-checks src, which imports nothing, as a driver would.
func load(tb testing.TB, src string) *analysis.Pass {
	tb.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		tb.Fatal(err)
	}
	info := judge.NewInfo()
	files := []*ast.File{file}
	pkg, err := (&types.Config{}).Check("example.com/p", fset, files, info)
	if err != nil {
		tb.Fatal(err)
	}
	return &analysis.Pass{Fset: fset, Files: files, Pkg: pkg, TypesInfo: info}
}

// The stages of the analysis, as analyzer.run calls them.

func gateStage(pass *analysis.Pass) map[*ast.FuncDecl]bool {
	return gate.Functions(pass, &movable.Types{}, false, func(*types.Func) bool { return false })
}

func ssaStage(pass *analysis.Pass, keep map[*ast.FuncDecl]bool) func() moves.Result {
	pkg, fns := ssabuild.Build(pass, func(fd *ast.FuncDecl) bool { return keep[fd] })
	p := &moves.Package{
		Config: moves.Config{Level: moves.Access, Runtime: moves.Strict},
		SSA:    pkg, Fset: pass.Fset, Info: pass.TypesInfo, Files: pass.Files, Types: &movable.Types{},
		Imported: func(*types.Func) *summary.Func { return nil },
	}
	return func() moves.Result { return p.Run(fns) }
}

// analyse runs all stages.
func analyse(pass *analysis.Pass) moves.Result {
	keep := gateStage(pass)
	if len(keep) == 0 {
		return moves.Result{}
	}
	return ssaStage(pass, keep)()
}
