package metamorphic

import (
	"bytes"
	"fmt"
	"go/importer"
	"go/parser"
	"go/printer"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/sendmove/sendmove/analyzer/internal/judge"
)

// testdata has the programs.
const testdata = "../../testdata/src"

// every is which of the programs are looked at in a short test.
const every = 6

// TestChanges compares what is reported before and after.
func TestChanges(t *testing.T) {
	imps := &imports{ImporterFrom: importer.ForCompiler(token.NewFileSet(), "source", nil).(types.ImporterFrom)}
	for _, level := range []string{"access", "strict"} {
		t.Run(level, func(t *testing.T) {
			restore, err := judge.Set(map[string]string{"level": level, "mpsc-level": level})
			defer restore()
			if err != nil {
				t.Fatal(err)
			}
			files, err := filepath.Glob(filepath.Join(testdata, level, "*", "*.go"))
			if err != nil || len(files) == 0 {
				t.Fatal(files, err)
			}
			changed := map[string]int{}
			for i, file := range files {
				if testing.Short() && i%every != 0 {
					continue
				}
				compare(t, imps, file, changed)
			}
			for _, c := range changes {
				t.Logf("%d files in which %s", changed[c.name], c.name)
				if changed[c.name] == 0 && !testing.Short() {
					t.Errorf("no file in which %s", c.name)
				}
			}
		})
	}
}

// compare applies all changes to one file, each by itself. A file that is not a
// package alone is left out.
func compare(t *testing.T, imps types.Importer, file string, changed map[string]int) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	src := string(data)
	before, err := judge.Findings(src, imps)
	if err != nil {
		return
	}
	want := lines(before)
	for _, c := range changes {
		fset, f, info, err := judge.Parse(src, imps)
		if err != nil {
			t.Fatal(err)
		}
		s := &source{file: f, pkg: info.Defs[firstName(info)].Pkg(), info: info}
		if !c.apply(s) {
			continue
		}
		var out bytes.Buffer
		if f.GoVersion != "" {
			fmt.Fprintf(&out, "//go:build %s\n\n", f.GoVersion)
		}
		if err := (&printer.Config{Mode: printer.SourcePos, Tabwidth: 8}).Fprint(&out, fset, f); err != nil {
			t.Fatal(err)
		}
		after, err := judge.Findings(out.String(), imps)
		if err != nil {
			if _, syntax := parser.ParseFile(token.NewFileSet(), "p.go", out.String(), 0); syntax != nil {
				t.Errorf("%s: %s: %v", file, c.name, err)
			}
			continue // a type that cannot be written, a variable that is not used
		}
		changed[c.name]++
		if got := lines(after); !slices.Equal(got, want) {
			t.Errorf("%s: %s:\n%s", strings.TrimPrefix(file, testdata), c.name, difference(want, got))
		}
	}
}

// lines are the lines of findings, sorted. The words differ where a send became a
// call.
func lines(findings []judge.Finding) []int {
	var out []int
	for _, f := range findings {
		out = append(out, f.Line+1)
	}
	slices.Sort(out)
	return out
}

// difference lists what only one of two sorted lists has.
func difference(want, got []int) string {
	var b strings.Builder
	for _, l := range want {
		if !slices.Contains(got, l) {
			fmt.Fprintln(&b, "\tno more", l)
		}
	}
	for _, l := range got {
		if !slices.Contains(want, l) {
			fmt.Fprintln(&b, "\tnew    ", l)
		}
	}
	return b.String()
}
