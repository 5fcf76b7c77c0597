package analyzer

import (
	_ "embed" // doc.go is the manual
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/moves"
	"github.com/sendmove/sendmove/analyzer/internal/report"
	"github.com/sendmove/sendmove/analyzer/internal/ssabuild"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
)

//go:embed doc.go
var doc string

// Analyzer reports later uses of a value that was sent on a channel.
var Analyzer = &analysis.Analyzer{
	Name:      "sendmove",
	Doc:       "report uses of a value after it was sent on a channel",
	Requires:  []*analysis.Analyzer{inspect.Analyzer},
	Run:       run,
	FactTypes: []analysis.Fact{(*summary.Func)(nil)},
}

var config = moves.Config{Level: moves.Access, Runtime: moves.Strict}

type levelFlag struct{ *moves.Level }

func (l levelFlag) String() string {
	if l.Level == nil {
		return ""
	}
	return l.Level.String()
}

func init() {
	Analyzer.Flags.Var(levelFlag{&config.Level}, "level", "what to report for plain channels: writes, access or strict")
	Analyzer.Flags.Var(levelFlag{&config.Runtime}, "mpsc-level", "the same for the senders of runtime/mpsc")
}

func run(pass *analysis.Pass) (any, error) {
	if pass.Pkg.Path() == movable.RuntimePath || isStd(pass) {
		return nil, nil
	}
	pkg, fns := ssabuild.Build(pass, func(*ast.FuncDecl) bool { return true })
	p := &moves.Package{
		Config:   config,
		SSA:      pkg,
		Fset:     pass.Fset,
		Info:     pass.TypesInfo,
		Types:    &movable.Types{},
		Imported: func(f *types.Func) *summary.Func {
			if sum := summary.Std(f); sum != nil {
				return sum
			}
			var sum summary.Func
			if pass.ImportObjectFact(f, &sum) {
				return &sum
			}
			return nil
		},
	}
	res := p.Run(fns)
	for fn, sum := range res.Summaries {
		if obj, ok := fn.Object().(*types.Func); ok && obj.Pkg() == pass.Pkg && !sum.Empty() {
			pass.ExportObjectFact(obj, sum)
		}
	}
	for _, f := range res.Findings {
		pass.Report(report.Diagnostic(pass.Fset, f))
	}
	return nil, nil
}

func isStd(pass *analysis.Pass) bool { return false }
