// Inspectonly is a vet tool that walks over the syntax of no package: all that
// it costs is what any vet tool costs.
package main

import (
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/analysis/unitchecker"
)

// fact makes the go command run the tool over the dependencies, too, as it does
// for any analyzer that learns from them.
type fact struct{}

func (*fact) AFact() {}

func main() {
	unitchecker.Main(&analysis.Analyzer{
		Name:      "inspectonly",
		Doc:       "inspectonly asks for the inspector and reports nothing",
		Requires:  []*analysis.Analyzer{inspect.Analyzer},
		FactTypes: []analysis.Fact{(*fact)(nil)},
		Run:       func(*analysis.Pass) (any, error) { return nil, nil },
	})
}
