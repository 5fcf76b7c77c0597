package analyzer

import (
	_ "embed" // doc.go is the manual
	"go/ast"
	"go/types"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/sendmove/sendmove/analyzer/internal/annotation"
	"github.com/sendmove/sendmove/analyzer/internal/atomics"
	"github.com/sendmove/sendmove/analyzer/internal/gate"
	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/moves"
	"github.com/sendmove/sendmove/analyzer/internal/report"
	"github.com/sendmove/sendmove/analyzer/internal/ssabuild"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
)

//go:embed doc.go
var manual string

// doc is the text of the manual: a title, and what go doc shows after it.
func doc() string {
	text, _, _ := strings.Cut(manual, "\npackage ")
	text = strings.ReplaceAll(strings.TrimPrefix(text, "// "), "\n// ", "\n")
	text = strings.ReplaceAll(text, "\n//", "\n")
	return strings.TrimPrefix(text, "Package analyzer ")
}

// Analyzer reports later uses of a value that was sent on a channel.
var Analyzer = variant(func(pass *analysis.Pass) { run(pass, false) }, (*summary.Fact)(nil))

// FactsOnly is Analyzer for packages of which nobody asks for the reports: it says the
// same facts of them, and leaves out what only reports need. The flags are Analyzer's.
var FactsOnly = variant(func(pass *analysis.Pass) { run(pass, true) }, (*summary.Fact)(nil))

// Outline says of a package what can be told without a look into its functions, and
// whether any of them moves something. A driver that runs it over all packages can put
// off FactsOnly for those of which it says that they are still, until somebody asks for
// a fact that Outline does not make.
var Outline = variant(outline)

// variant is the analyzer that runs f, which has no result and does not fail. Beside the
// facts that an outline has it uses those given.
func variant(f func(*analysis.Pass), facts ...analysis.Fact) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name: "sendmove",
		Doc:  doc(),
		URL:  "https://pkg.go.dev/github.com/sendmove/sendmove/analyzer",
		Run: func(pass *analysis.Pass) (any, error) {
			f(pass)
			return nil, nil
		},
		FactTypes: append(facts, (*annotation.IsShared)(nil), (*atomics.IsAtomic)(nil), (*summary.Still)(nil)),
	}
}

// Moves reports whether a package with that outline may have functions that move
// something. All that call one of them ask what it does.
func Moves(outline func(analysis.Fact) bool) bool { return !outline(&summary.Still{}) }

var config = moves.Config{Level: moves.Access, Runtime: moves.Strict}

// flags are those that say what else is reported, and what is known from outside.
var flags struct {
	skipped, unused, stats bool
	declared               annotation.Declarations
}

func init() {
	Analyzer.Flags.Var(&config.Level, "level", "what to report for plain channels: writes, access or strict")
	Analyzer.Flags.Var(&config.Runtime, "mpsc-level", "the same for the senders of runtime/mpsc")
	Analyzer.Flags.BoolVar(&flags.skipped, "skipped", false, "also report functions that are too large to be analysed")
	Analyzer.Flags.BoolVar(&flags.unused, "unused-ignores", false, "also report comments that suppress nothing")
	Analyzer.Flags.BoolVar(&flags.stats, "stats", false, "say what was analysed, and how long it took")
	Analyzer.Flags.Var(&flags.declared, "declare", "`lines` of annotations for code that has none, as in sendmove.yml")
}

func run(pass *analysis.Pass, factsOnly bool) {
	if pass.Pkg.Path() == movable.RuntimePath {
		return // its sends are known to the analysis itself
	}
	stats := newStats()
	defer stats.report(pass)
	k := learn(pass)
	declare(pass, k.said)
	report.Annotations(pass, k.said.Problems)
	exports := exports(pass)
	if factsOnly && !exports {
		return
	}
	keep := gate.Functions(pass, k.types, exports, k.moves)
	stats.count("functions", declared(pass.Files))
	stats.count("kept", len(keep))
	stats.stage("gate")
	if len(keep) == 0 {
		report.All(pass, k.types, nil, flags.unused)
		return // no send and no moving callee: nothing can be moved here
	}
	pkg, fns := ssabuild.Build(pass, func(fd *ast.FuncDecl) bool { return keep[fd] })
	stats.count("built", len(fns))
	stats.stage("ssa")
	p := &moves.Package{
		Config: config, SSA: pkg, Fset: pass.Fset, Info: pass.TypesInfo, Files: pass.Files, Types: k.types,
		Imported: k.imported, Declared: k.said.Funcs,
		UsesRuntime: imports(pass.Pkg, movable.RuntimePath),
		Exports:     func(f *types.Func) bool { return exports && f.Exported() },
		FactsOnly:   factsOnly,
	}
	res := p.Run(fns)
	stats.count("skipped", len(res.Skipped))
	stats.stage("moves")
	export(pass, res)
	report.All(pass, k.types, res.Findings, flags.unused)
	if flags.skipped {
		report.Skipped(pass, res.Skipped)
	}
	stats.stage("report")
}

// outline is run without what takes an analysis.
func outline(pass *analysis.Pass) {
	k := learn(pass)
	for name := range k.said.Types {
		pass.ExportObjectFact(name, &annotation.IsShared{})
	}
	if pass.Pkg.Path() == movable.RuntimePath || !exports(pass) || !gate.Moves(pass, k.types, k.moves) {
		pass.ExportPackageFact(&summary.Still{})
	}
}

// knowledge is what is known of types and functions before those of the package are
// looked into.
type knowledge struct {
	types    *movable.Types
	said     *annotation.Set
	imported func(*types.Func) *summary.Func
	// moves reports whether something else than its body says of a function that it moves
	// something.
	moves func(*types.Func) bool
}

// learn finds out what is known.
func learn(pass *analysis.Pass) *knowledge {
	k := &knowledge{types: &movable.Types{}}
	if !standard(pass) {
		k.types.Atomic = atomics.Fields(pass)
	}
	k.said = annotation.Read(pass, k.types, &flags.declared)
	known := summaries(pass)
	k.imported = flags.declared.Imported(k.types, known)
	still := still(pass)
	unlessStill := flags.declared.Imported(k.types, func(f *types.Func) *summary.Func {
		if still(f.Pkg()) {
			return nil
		}
		return known(f)
	})
	k.moves = func(f *types.Func) bool {
		sum := k.said.Funcs[f]
		if sum == nil {
			sum = unlessStill(f)
		}
		return sum != nil && sum.Sends()
	}
	return k
}

// still looks up of which packages it is known that none of their functions moves
// anything.
func still(pass *analysis.Pass) func(*types.Package) bool {
	known := map[*types.Package]bool{nil: false, pass.Pkg: false}
	return func(p *types.Package) bool {
		is, ok := known[p]
		if !ok {
			is = pass.ImportPackageFact(p, &summary.Still{})
			known[p] = is
		}
		return is
	}
}

// exports reports whether other packages ask for facts of this one.
func exports(pass *analysis.Pass) bool { return !standard(pass) && pass.Pkg.Name() != "main" }

// standard reports whether the package is of the standard library.
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

// imports reports whether pkg imports the package path, directly or not.
func imports(pkg *types.Package, path string) bool {
	seen := map[*types.Package]bool{}
	var reach func(*types.Package) bool
	reach = func(p *types.Package) bool {
		if p.Path() == path {
			return true
		}
		if seen[p] {
			return false
		}
		seen[p] = true
		return slices.ContainsFunc(p.Imports(), reach)
	}
	return reach(pkg)
}

// summaries looks up what is known of functions of other packages.
func summaries(pass *analysis.Pass) func(*types.Func) *summary.Func {
	known := map[*types.Func]*summary.Func{}
	return func(f *types.Func) *summary.Func {
		sum, ok := known[f]
		if ok {
			return sum
		}
		if sum = summary.Std(f); sum == nil && f.Pkg() != nil && f.Pkg() != pass.Pkg {
			fact := &summary.Fact{}
			if pass.ImportObjectFact(f, fact) {
				sum = fact.Func()
			}
		}
		known[f] = sum
		return sum
	}
}

// declare makes what the annotations say facts. Of a function that is analysed
// its summary takes the place of this one.
func declare(pass *analysis.Pass, said *annotation.Set) {
	for name := range said.Types {
		pass.ExportObjectFact(name, &annotation.IsShared{})
	}
	for f, sum := range said.Funcs {
		pass.ExportObjectFact(f, summary.NewFact(sum))
	}
}

// export makes the summaries that callers in other packages need facts. The
// standard library's are in the embedded table.
func export(pass *analysis.Pass, res moves.Result) {
	if standard(pass) {
		return
	}
	for m, sum := range res.Methods {
		pass.ExportObjectFact(m, summary.NewFact(sum))
	}
	for fn, sum := range res.Summaries {
		if obj, ok := fn.Object().(*types.Func); ok && obj.Pkg() == pass.Pkg && !sum.Empty() {
			pass.ExportObjectFact(obj, summary.NewFact(sum))
		}
	}
}
