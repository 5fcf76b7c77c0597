package analyzer

import (
	_ "embed" // doc.go is the manual

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
)

//go:embed doc.go
var doc string

// Analyzer reports later uses of a value that was sent on a channel.
var Analyzer = &analysis.Analyzer{
	Name:     "sendmove",
	Doc:      "report uses of a value after it was sent on a channel",
	Requires: []*analysis.Analyzer{inspect.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) { return nil, nil }
