package analyzer

import (
	"fmt"
	"go/ast"
	"strings"
	"time"

	"golang.org/x/tools/go/analysis"
)

// stats measures one package: how many functions each stage was given, and how
// long it took.
type stats struct {
	start  time.Time
	fields []string
}

func newStats() *stats { return &stats{start: time.Now()} }

// stage ends a stage: the next one begins.
func (s *stats) stage(name string) {
	now := time.Now()
	s.fields = append(s.fields, fmt.Sprintf("%s=%s", name, now.Sub(s.start).Round(time.Microsecond)))
	s.start = now
}

func (s *stats) count(name string, n int) {
	s.fields = append(s.fields, fmt.Sprintf("%s=%d", name, n))
}

// report is a diagnostic of the package, since a vet tool has no other output
// that the go command keeps. Its times are those of the run that did the work.
func (s *stats) report(pass *analysis.Pass) {
	if !flags.stats || len(pass.Files) == 0 {
		return
	}
	pass.Report(analysis.Diagnostic{
		Pos: pass.Files[0].Name.Pos(), End: pass.Files[0].Name.End(), Category: "stats",
		Message: "stats: " + strings.Join(s.fields, " "),
	})
}

// declared is the number of functions and methods with a body.
func declared(files []*ast.File) int {
	n := 0
	for _, f := range files {
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Body != nil {
				n++
			}
		}
	}
	return n
}
