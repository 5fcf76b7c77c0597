package analyzer

import (
	_ "embed" // doc.go is the manual
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/gate"
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
	if pass.Pkg.Path() == movable.RuntimePath {
		return nil, nil // its sends are known to the analysis itself
	}
	ts := &movable.Types{}
	imported := imports(pass)
	keep := gate.Functions(pass, ts, func(f *types.Func) bool {
		sum := imported(f)
		return sum != nil && len(sum.Moves) > 0
	})
	if keep == nil {
		return nil, nil
	}
	pkg, fns := ssabuild.Build(pass, func(fd *ast.FuncDecl) bool { return keep[fd] })
	p := &moves.Package{
		Config: config, SSA: pkg, Fset: pass.Fset, Info: pass.TypesInfo, Types: ts, Imported: imported,
	}
	res := p.Run(fns)
	export(pass, res.Summaries)
	for _, f := range res.Findings {
		pass.Report(report.Diagnostic(pass.Fset, f))
	}
	return nil, nil
}

// imports looks up the summaries of functions of other packages.
func imports(pass *analysis.Pass) func(*types.Func) *summary.Func {
	known := map[*types.Func]*summary.Func{}
	return func(f *types.Func) *summary.Func {
		sum, ok := known[f]
		if ok {
			return sum
		}
		if sum = summary.Std(f); sum == nil && f.Pkg() != nil && f.Pkg() != pass.Pkg {
			fact := &summary.Func{}
			if pass.ImportObjectFact(f, fact) {
				sum = fact
			}
		}
		known[f] = sum
		return sum
	}
}

// export makes the summaries that callers in other packages need facts.
func export(pass *analysis.Pass, sums map[*ssa.Function]*summary.Func) {
	for fn, sum := range sums {
		if obj, ok := fn.Object().(*types.Func); ok && obj.Pkg() == pass.Pkg && !sum.Empty() {
			pass.ExportObjectFact(obj, sum)
		}
	}
}
