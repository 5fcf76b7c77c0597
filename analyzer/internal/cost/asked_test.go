package cost

import (
	"go/ast"
	"go/types"
	"strings"
	"testing"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/moves"
	"github.com/sendmove/sendmove/analyzer/internal/ssabuild"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
)

// asked is a package of which others may ask what Close does, which calls a
// function with n loops, and what Reset does, which is short. If one sends, the
// function is also called where something is moved.
func asked(n int, sends bool) string {
	var b strings.Builder
	b.WriteString(header + "func Reset(j *job) { j.n = 0 }\n\nfunc Close(j *job) { work(j) }\n\nfunc work(j *job) {\n")
	repeat(&b, n, "\tfor k := j; k != nil; k = k.next {\n\t\tk.n = %d\n\t\tk.data = append(k.data, 1)\n\t}\n")
	b.WriteString("}\n")
	if sends {
		b.WriteString("\nfunc send(ch chan *job, j *job) {\n\tch <- j\n\twork(j)\n}\n")
	}
	return b.String()
}

// TestAsked: what only other packages may ask is answered where that is cheap, and
// what a finding depends on is always looked at.
func TestAsked(t *testing.T) {
	const short, long = 1, 60
	for _, test := range []struct {
		name      string
		loops     int
		sends     bool
		factsOnly bool
		known     bool // what Close does
		findings  int
	}{
		{"short", short, false, false, true, 0},
		{"long", long, false, false, false, 0},
		{"long, of a dependency", long, true, true, false, 0},
		{"long, in view of a send", long, true, false, true, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			pass := load(t, asked(test.loops, test.sends))
			pkg, fns := ssabuild.Build(pass, func(*ast.FuncDecl) bool { return true })
			res := (&moves.Package{
				Config: moves.Config{Level: moves.Access, Runtime: moves.Strict},
				SSA:    pkg, Fset: pass.Fset, Info: pass.TypesInfo, Files: pass.Files, Types: &movable.Types{},
				Imported:  func(*types.Func) *summary.Func { return nil },
				Exports:   func(f *types.Func) bool { return f.Exported() },
				FactsOnly: test.factsOnly,
			}).Run(fns)
			said := map[string]bool{}
			for fn, sum := range res.Summaries {
				said[fn.Name()] = !sum.Empty()
			}
			if !said["Reset"] {
				t.Error("what Reset does is not known")
			}
			if said["Close"] != test.known {
				t.Errorf("that it is known what Close does is %t", said["Close"])
			}
			if len(res.Findings) != test.findings {
				t.Errorf("%d findings", len(res.Findings))
			}
			if len(res.Skipped) > 0 {
				t.Errorf("%v is reported as too large, though nothing is moved in it", res.Skipped)
			}
		})
	}
}
