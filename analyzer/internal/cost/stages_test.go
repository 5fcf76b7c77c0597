package cost

import (
	"testing"

	"golang.org/x/tools/go/analysis"
)

// stages are the parts of the analysis. Each gets a package that was loaded and
// returns what is to be measured, after what comes before it was done.
var stages = []struct {
	name    string
	prepare func(pass *analysis.Pass) func() (visits int)
}{
	{"gate", func(pass *analysis.Pass) func() int {
		return func() int { return len(gateStage(pass)) }
	}},
	{"ssa", func(pass *analysis.Pass) func() int {
		keep := gateStage(pass)
		return func() int { ssaStage(pass, keep); return 0 }
	}},
	{"moves", func(pass *analysis.Pass) func() int {
		run := ssaStage(pass, gateStage(pass))
		return func() int { return run().Visits }
	}},
}

// samples are the programs that the stages are measured with: one of each shape,
// of a size that real functions and packages have.
var samples = map[string]int{
	"sends": 100, "uses": 100, "blocks": 30, "loops": 10, "nesting": 4, "fields": 100,
	"variables": 30, "chain": 100, "cluster": 30, "closures": 30, "functions": 100, "idle": 1000,
}

// BenchmarkStage measures the stages one by one.
func BenchmarkStage(b *testing.B) {
	for _, stage := range stages {
		for _, s := range shapes {
			b.Run(stage.name+"/"+s.name, func(b *testing.B) {
				run := stage.prepare(load(b, s.source(samples[s.name])))
				b.ReportAllocs()
				for b.Loop() {
					run()
				}
			})
		}
	}
}
