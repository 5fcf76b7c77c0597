package cost

import (
	"fmt"
	"syscall"
	"testing"
	"time"
)

// BenchmarkGrowth runs the analysis over programs that are large in one way. The
// program under integration/vetbench draws the result and fits the slopes. It
// goes by the metric cpu-ns, for a busy machine stretches the time that passes.
func BenchmarkGrowth(b *testing.B) {
	for _, s := range shapes {
		for ten := s.least; ten <= s.most; ten *= 10 {
			for _, n := range []int{ten, 3 * ten} {
				if n > s.most {
					break
				}
				b.Run(fmt.Sprintf("%s/%d", s.name, n), func(b *testing.B) {
					pass := load(b, s.source(n))
					skipped := 0
					before := cpu(b)
					for b.Loop() {
						skipped = len(analyse(pass).Skipped)
					}
					b.ReportMetric(float64(cpu(b)-before)/float64(b.N), "cpu-ns")
					b.ReportMetric(float64(skipped), "skipped")
				})
			}
		}
	}
}

// cpu is the processor time that the process has used.
func cpu(tb testing.TB) time.Duration {
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
}
