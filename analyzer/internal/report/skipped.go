package report

import (
	"fmt"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
)

// Skipped reports functions that the analysis gave up on. What they do with what
// they send is not known, so that their silence says nothing.
func Skipped(pass *analysis.Pass, fns []*ssa.Function) {
	for _, fn := range fns {
		name := fn.Name()
		if fn.Parent() != nil {
			name = "a closure in " + fn.Parent().Name()
		}
		pass.Report(analysis.Diagnostic{
			Pos: fn.Pos(), Category: Limit,
			Message: fmt.Sprintf("not analysed: %s is beyond the limits of sendmove", name),
		})
	}
}
