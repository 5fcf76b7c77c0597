package main

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"
)

// machine says in a line where and when this was measured.
func machine() string {
	cpu := "unknown processor"
	if data, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		for line := range strings.Lines(string(data)) {
			if name, ok := strings.CutPrefix(line, "model name"); ok {
				cpu = strings.TrimSpace(strings.TrimLeft(name, "\t :"))
				break
			}
		}
	}
	return fmt.Sprintf("%s, %s/%s, %d cores, %s", time.Now().Format(time.DateOnly), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), cpu)
}

// table prints the runs in Markdown. The ratios are those of the first tool to
// each, within one round; the median of them is what counts.
func table(load workload, tools []tool, runs [][]run, warm bool) string {
	var b strings.Builder
	state := "cold"
	if warm {
		state = "warm"
	}
	fmt.Fprintf(&b, "\n%s, %s, medians of %d rounds:\n\n", load.name, state, len(runs[0]))
	fmt.Fprintf(&b, "| tool | wall, s | CPU, s | peak, MiB | %s: wall | CPU | peak |\n|---|---|---|---|---|---|---|\n", tools[0].name)
	for i, t := range tools {
		wall := median(runs[i], func(r run) float64 { return r.wall.Seconds() })
		cpu := median(runs[i], func(r run) float64 { return r.cpu.Seconds() })
		peak := median(runs[i], func(r run) float64 { return float64(r.peak) / (1 << 20) })
		fmt.Fprintf(&b, "| %s | %.1f | %.1f | %.0f |", t.name, wall, cpu, peak)
		for _, of := range []func(run) float64{
			func(r run) float64 { return r.wall.Seconds() },
			func(r run) float64 { return r.cpu.Seconds() },
			func(r run) float64 { return float64(r.peak) },
		} {
			if i == 0 {
				b.WriteString(" 1 |")
				continue
			}
			ratios := make([]float64, len(runs[0]))
			for k := range ratios {
				ratios[k] = of(runs[0][k]) / of(runs[i][k])
			}
			fmt.Fprintf(&b, " %.2f |", median(ratios, func(x float64) float64 { return x }))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func median[T any](xs []T, of func(T) float64) float64 {
	vals := make([]float64, len(xs))
	for i, x := range xs {
		vals[i] = of(x)
	}
	slices.Sort(vals)
	if n := len(vals); n%2 == 0 {
		return (vals[n/2-1] + vals[n/2]) / 2
	}
	return vals[len(vals)/2]
}
