package analyzer

import (
	_ "embed" // doc.go is the manual
	"go/ast"
	"go/types"
	"path/filepath"
	"strings"

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
	if !standard(pass) {
		export(pass, res.Summaries)
	}
	words := report.Writer{Fset: pass.Fset, Pkg: pass.Pkg}
	ignores := report.FindIgnores(pass.Fset, pass.Files)
	for _, f := range res.Findings {
		if d := words.Diagnostic(f); !ignores.Has(d, f.Sends()) {
			pass.Report(d)
		}
	}
	return nil, nil
}

// standard reports whether the package is of the standard library. What callers
// need to know of it is in the embedded table: it exports no facts.
func standard(pass *analysis.Pass) bool {
	path := pass.Pkg.Path()
	if first, _, _ := strings.Cut(path, "/"); strings.Contains(first, ".") || len(pass.Files) == 0 {
		return false
	}
	if m := pass.Module; m != nil && m.Path != "" && m.Path != "std" && m.Path != "cmd" {
		return false
	}
	dir := filepath.ToSlash(filepath.Dir(pass.Fset.File(pass.Files[0].FileStart).Name()))
	return strings.HasSuffix(dir, "/src/"+path) && !strings.Contains(dir, "/testdata/")
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
