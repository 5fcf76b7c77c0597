package analyzer_test

import (
	"bytes"
	"flag"
	"fmt"
	"go/ast"
	"go/format"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/sendmove/sendmove/analyzer"
)

var update = flag.Bool("update", false, "write what the fixes make of the programs in testdata/src/fixes")

// TestFixes compares what the first fixes make of a program with what it should
// be.
func TestFixes(t *testing.T) {
	analysistest.Run(lenient{t}, analysistest.TestData(), analyzer.Analyzer, "fixes/...")
	overlay, _ := analyse(t, "fixes/...", nil).apply(t, 0)
	if len(overlay) == 0 {
		t.Error("no fixes")
	}
	for name, src := range overlay {
		got, err := format.Source(src)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		golden := name + ".golden"
		if *update {
			if err := os.WriteFile(golden, got, 0o666); err != nil {
				t.Error(err)
			}
			continue
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Error(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s: the fixes make\n%s\nRun this test with -update, and look at the difference.", name, got)
		}
	}
}

// TestFixesHold applies the fixes of all test packages, the first one of each
// finding and then the second: what comes out compiles, and does not have the
// finding any more.
func TestFixesHold(t *testing.T) {
	if testing.Short() {
		t.Skip("analyses all test packages several times")
	}
	for _, test := range []struct{ level, pattern string }{
		{"writes", "writes/..."},
		{"access", "access/..."},
		{"access", "cross/..."},
		{"access", "fixes/..."},
		{"strict", "strict/..."},
	} {
		t.Run(test.pattern, func(t *testing.T) {
			setLevel(t, test.level)
			before := analyse(t, test.pattern, nil)
			for nth := range 2 {
				overlay, fixed := before.apply(t, nth)
				if len(fixed) == 0 {
					continue
				}
				t.Logf("fix %d: %d applied", nth, len(fixed))
				after := analyse(t, test.pattern, overlay)
				for _, f := range fixed {
					if slices.Contains(after.findings, f) {
						t.Errorf("%s is still there after fix %d", f, nth)
					}
				}
			}
		})
	}
}

// outcome is what the analysis of test packages says.
type outcome struct {
	fset     *token.FileSet
	reports  []report
	findings []string // each once
}

type report struct {
	analysis.Diagnostic
	finding string
}

// analyse analyses test packages, of which some files are replaced.
func analyse(t *testing.T, pattern string, overlay map[string][]byte) *outcome {
	t.Helper()
	dir := analysistest.TestData()
	pkgs, err := packages.Load(&packages.Config{
		Mode:    packages.LoadAllSyntax,
		Dir:     dir,
		Env:     append(os.Environ(), "GOPATH="+dir, "GO111MODULE=off", "GOPROXY=off", "GOWORK=off"),
		Overlay: overlay,
	}, pattern)
	if err != nil {
		t.Fatal(err)
	}
	out := &outcome{}
	for _, p := range pkgs {
		for _, e := range p.Errors {
			t.Errorf("%s: %v", p.PkgPath, e)
		}
		out.fset = p.Fset
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{analyzer.Analyzer}, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	for act := range graph.All() {
		if !act.IsRoot || act.Analyzer != analyzer.Analyzer {
			continue
		}
		for _, d := range act.Diagnostics {
			title, _, _ := strings.Cut(d.Message, " (moved")
			f := fmt.Sprintf("%s.%s: %s", act.Package.PkgPath, functionAt(act.Package, d.Pos), title)
			out.reports = append(out.reports, report{d, f})
			out.findings = append(out.findings, f)
		}
	}
	slices.SortFunc(out.reports, func(a, b report) int { return int(a.Pos - b.Pos) })
	return out
}

func functionAt(p *packages.Package, pos token.Pos) string {
	for _, f := range p.Syntax {
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Pos() <= pos && pos < fn.End() {
				if fn.Recv != nil {
					return types.ExprString(fn.Recv.List[0].Type) + "." + fn.Name.Name
				}
				return fn.Name.Name
			}
		}
	}
	return ""
}

// apply applies the nth fix of each finding that has one and does not meet
// another, and says which findings are to be gone: not those that a function has
// several times, since one of them may stay.
func (o *outcome) apply(t *testing.T, nth int) (overlay map[string][]byte, fixed []string) {
	t.Helper()
	edits := map[string][]analysis.TextEdit{}
	for _, r := range o.reports {
		if nth >= len(r.SuggestedFixes) {
			continue
		}
		all := r.SuggestedFixes[nth].TextEdits
		if len(all) == 0 {
			t.Errorf("%s: a fix without edits", r.finding)
			continue
		}
		name := o.fset.Position(r.Pos).Filename
		if slices.ContainsFunc(all, func(e analysis.TextEdit) bool { return clashes(edits[name], e) }) {
			continue
		}
		for _, e := range all {
			if !slices.ContainsFunc(edits[name], func(old analysis.TextEdit) bool { return same(old, e) }) {
				edits[name] = append(edits[name], e)
			}
		}
		if count(o.findings, r.finding) == 1 {
			fixed = append(fixed, r.finding)
		}
	}
	overlay = map[string][]byte{}
	for name, all := range edits {
		src, err := os.ReadFile(filepath.Clean(name))
		if err != nil {
			t.Fatal(err)
		}
		slices.SortStableFunc(all, func(a, b analysis.TextEdit) int { return int(b.Pos - a.Pos) })
		for _, e := range all {
			from, to := o.fset.Position(e.Pos).Offset, o.fset.Position(max(e.Pos, e.End)).Offset
			src = slices.Concat(src[:from:from], e.NewText, src[to:])
		}
		overlay[name] = src
	}
	return overlay, fixed
}

func count(list []string, s string) int {
	n := 0
	for _, x := range list {
		if x == s {
			n++
		}
	}
	return n
}

func same(a, b analysis.TextEdit) bool {
	return a.Pos == b.Pos && max(a.Pos, a.End) == max(b.Pos, b.End) && bytes.Equal(a.NewText, b.NewText)
}

// clashes reports whether e changes what an edit of the list changes otherwise.
func clashes(list []analysis.TextEdit, e analysis.TextEdit) bool {
	return slices.ContainsFunc(list, func(old analysis.TextEdit) bool {
		return !same(old, e) && old.Pos <= max(e.Pos, e.End) && e.Pos <= max(old.Pos, old.End)
	})
}
