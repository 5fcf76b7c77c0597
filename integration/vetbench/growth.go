package main

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"math"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/plot/plotter"
)

// curve is how the cost of one shape of program grows.
type curve struct {
	name    string
	points  plotter.XYs // size, milliseconds
	skipped int         // the least size that hit a limit, 0 if none did
}

// growth is the second form of the command.
func growth(args []string) error {
	flags := flag.NewFlagSet("vetbench growth", flag.ExitOnError)
	picture := flags.String("o", "growth.svg", "the `file` of the picture")
	only := flags.String("shapes", "", "a regular `expression` for the shapes to measure")
	from := flags.String("from", "", "a `file` with the output of an earlier run of the benchmarks")
	if err := flags.Parse(args); err != nil {
		return err
	}
	text, err := os.ReadFile(*from)
	if *from == "" {
		text, err = benchmarks(*only)
	}
	if err != nil {
		return err
	}
	curves, err := parse(text)
	if err != nil {
		return err
	}
	fmt.Printf("%s\n\n| shape | sizes | CPU, ms | slope |\n|---|---|---|---|\n", machine())
	for _, c := range curves {
		first, last := c.points[0], c.points[len(c.points)-1]
		note := ""
		if c.skipped > 0 {
			note = fmt.Sprintf(" (given up from %d on)", c.skipped)
		}
		fmt.Printf("| %s | %.0f to %.0f%s | %.2g to %.0f | %.2f |\n", c.name, first.X, last.X, note, first.Y, last.Y, c.slope())
	}
	return drawCurves(curves, *picture)
}

// benchmarks runs those of the analysis, in the module that this one replaces.
func benchmarks(only string) ([]byte, error) {
	dir, err := output("go", "list", "-m", "-f", "{{.Dir}}", "github.com/sendmove/sendmove")
	if err != nil {
		return nil, err
	}
	cmd := exec.Command("go", "test", "-run", "^$", "-bench", "Growth/"+only, "-benchtime", "3x", "-timeout", "60m", "./analyzer/internal/cost")
	cmd.Dir, cmd.Stderr = dir, os.Stderr
	return cmd.Output()
}

// parse reads the lines of go test -bench.
func parse(text []byte) ([]*curve, error) {
	var out []*curve
	lines := bufio.NewScanner(bytes.NewReader(text))
	for lines.Scan() {
		rest, ok := strings.CutPrefix(lines.Text(), "BenchmarkGrowth/")
		if !ok {
			continue
		}
		words := strings.Fields(rest)
		name, size, ok := strings.Cut(words[0], "/")
		size, _, _ = strings.Cut(size, "-")
		n, err := strconv.Atoi(size)
		if err != nil || !ok {
			return nil, fmt.Errorf("not a benchmark of growth: %q", lines.Text())
		}
		if len(out) == 0 || out[len(out)-1].name != name {
			out = append(out, &curve{name: name})
		}
		c := out[len(out)-1]
		for i := 2; i+1 < len(words); i += 2 {
			x, err := strconv.ParseFloat(words[i], 64)
			if err != nil {
				return nil, err
			}
			switch words[i+1] {
			case "cpu-ns":
				c.points = append(c.points, plotter.XY{X: float64(n), Y: x / 1e6})
			case "skipped":
				if x > 0 && c.skipped == 0 {
					c.skipped = n
				}
			}
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("no benchmark was run")
	}
	return out, lines.Err()
}

// slope is the exponent of the power of the size that fits the upper half of the
// sizes best that were analysed to the end: below, what each run costs hides the
// growth.
func (c *curve) slope() float64 {
	points := c.points
	if i := slices.IndexFunc(points, func(p plotter.XY) bool { return c.skipped > 0 && p.X >= float64(c.skipped) }); i >= 0 {
		points = points[:i]
	}
	var xs, ys []float64
	for _, p := range points[len(points)/2:] {
		xs, ys = append(xs, math.Log(p.X)), append(ys, math.Log(p.Y))
	}
	_, slope := stat.LinearRegression(xs, ys, nil, false)
	return slope
}
