package cost

import (
	"fmt"
	"testing"
)

// BenchmarkGrowth runs the analysis over programs that are large in one way. The
// program under integration/vetbench draws the result and fits the slopes.
func BenchmarkGrowth(b *testing.B) {
	for _, s := range shapes {
		for n := 10; n <= s.most; n *= 10 {
			for _, n := range []int{n, 3 * n} {
				if n > s.most {
					break
				}
				b.Run(fmt.Sprintf("%s/%d", s.name, n), func(b *testing.B) {
					pass := load(b, s.source(n))
					skipped := 0
					for b.Loop() {
						skipped = len(analyse(pass).Skipped)
					}
					b.ReportMetric(float64(skipped), "skipped")
				})
			}
		}
	}
}
