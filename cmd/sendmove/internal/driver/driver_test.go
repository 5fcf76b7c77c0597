package driver

import (
	"context"
	"errors"
	"go/types"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/txtar"
)

// source is a module that has three packages, of which two import the first one, which has a test.
const source = `
-- go.mod --
module example.com/m

go 1.26
-- low/low.go --
package low

func Marked() {}

func Plain() {}
-- low/low_test.go --
package low

func check() { Marked() }
-- high/high.go --
package high

import (
	"unicode"

	"example.com/m/low"
)

func F() {
	unicode.IsLetter('a')
	low.Marked()
	low.Plain()
}
-- other/other.go --
package other

import "example.com/m/low"

var V = low.Plain
`

// unpack writes the files of an archive into a new folder.
func unpack(t *testing.T, archive string) string {
	t.Helper()
	t.Setenv("GOFLAGS", "")
	t.Setenv("GOWORK", "off")
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		write(t, filepath.Join(dir, filepath.FromSlash(f.Name)), string(f.Data))
	}
	return dir
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o777), os.WriteFile(name, []byte(text), 0o666)); err != nil {
		t.Fatal(err)
	}
}

// marked says of a function that its name begins with Marked.
type marked struct{ Name string }

func (*marked) AFact()         {}
func (*marked) String() string { return "marked" }

// named says of a package that it has functions.
type named struct{ Count int }

func (*named) AFact()         {}
func (*named) String() string { return "named" }

// calls notes which analyzer looked at which package.
type calls struct {
	mu   sync.Mutex
	made map[string]int
}

func (c *calls) note(what, pkg string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.made[what+" "+pkg]++
}

// take returns the calls since the last time, sorted.
func (c *calls) take() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	out := slices.Sorted(maps.Keys(c.made))
	c.made = map[string]int{}
	return strings.Join(out, "\n")
}

// newRun is a run of an analyzer that reports calls of marked functions of other
// packages.
func newRun(t *testing.T, dir string, patterns ...string) (*Run, *calls) {
	t.Helper()
	c := &calls{made: map[string]int{}}
	facts := func(pass *analysis.Pass) {
		for _, obj := range pass.TypesInfo.Defs {
			if f, ok := obj.(*types.Func); ok && strings.HasPrefix(f.Name(), "Marked") {
				pass.ExportObjectFact(f, &marked{f.Name()})
			}
		}
	}
	factTypes := []analysis.Fact{(*marked)(nil), (*named)(nil)}
	store, err := OpenStore(filepath.Join(t.TempDir(), "store"))
	if err != nil {
		t.Fatal(err)
	}
	return &Run{
		Dir: dir, Patterns: patterns, Stderr: &strings.Builder{}, Store: store, Identity: []byte("1"),
		Outline: &analysis.Analyzer{Name: "calls", FactTypes: factTypes[1:], Run: func(pass *analysis.Pass) (any, error) {
			c.note("outline", pass.Pkg.Path())
			pass.ExportPackageFact(&named{len(pass.Pkg.Scope().Names())})
			return nil, nil
		}},
		FactsOnly: &analysis.Analyzer{Name: "calls", FactTypes: factTypes, Run: func(pass *analysis.Pass) (any, error) {
			c.note("facts", pass.Pkg.Path())
			facts(pass)
			return nil, nil
		}},
		Analyzer: &analysis.Analyzer{Name: "calls", FactTypes: factTypes, Run: func(pass *analysis.Pass) (any, error) {
			c.note("reports", pass.Pkg.Path())
			facts(pass)
			for _, p := range pass.Pkg.Imports() {
				if p.Path() == "example.com/m/low" && !pass.ImportPackageFact(p, &named{}) {
					t.Errorf("%s: nothing is known of package %s", pass.Pkg.Path(), p.Path())
				}
			}
			for id, obj := range pass.TypesInfo.Uses {
				if m := new(marked); obj.Pkg() != nil && obj.Pkg() != pass.Pkg && pass.ImportObjectFact(obj, m) {
					pass.Report(analysis.Diagnostic{Pos: id.Pos(), End: id.End(), Message: "call of " + m.Name})
				}
			}
			return nil, nil
		}},
		Whole: func(func(analysis.Fact) bool) bool { return false },
	}, c
}

// do runs r and returns the findings, each as file:line: message.
func do(t *testing.T, r *Run) []string {
	t.Helper()
	result, err := r.Do(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range result.Findings {
		rel, err := filepath.Rel(r.Dir, f.Span.File)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, filepath.ToSlash(rel)+": "+f.Message)
	}
	return out
}

func equal(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s:\n%s\nwant\n%s", what, got, want)
	}
}

// TestAsked: packages that are asked for are analysed, with their tests if they have any;
// of those that they import the outline is made, and more only if somebody asks for it.
// Nothing of that is done for the standard library.
func TestAsked(t *testing.T) {
	dir := unpack(t, source)
	r, c := newRun(t, dir, "./other")
	equal(t, "found", strings.Join(do(t, r), "\n"), "")
	equal(t, "done for other, which asks for a function without a fact", c.take(),
		"facts example.com/m/low\noutline example.com/m/low\noutline example.com/m/other\nreports example.com/m/other")

	r, c = newRun(t, dir, "./low")
	equal(t, "found", strings.Join(do(t, r), "\n"), "")
	equal(t, "done for low and its tests", c.take(), "outline example.com/m/low\nreports example.com/m/low")

	r, c = newRun(t, dir, "./high")
	r.Whole = func(outline func(analysis.Fact) bool) bool { return outline(&named{}) }
	equal(t, "found", strings.Join(do(t, r), "\n"), "high/high.go: call of Marked")
	equal(t, "done for high", c.take(),
		"facts example.com/m/low\noutline example.com/m/high\noutline example.com/m/low\nreports example.com/m/high")
}

// TestStore: what was found is found again without an analysis, until the package or one
// that it imports changes, or the analyzer does.
func TestStore(t *testing.T) {
	dir := unpack(t, source)
	r, c := newRun(t, dir, "./...")
	const want = "high/high.go: call of Marked"
	equal(t, "found", strings.Join(do(t, r), "\n"), want)
	if c.take() == "" {
		t.Error("nothing was analysed")
	}
	equal(t, "found again", strings.Join(do(t, r), "\n"), want)
	equal(t, "done again", c.take(), "")

	r.Afresh = true
	equal(t, "found afresh", strings.Join(do(t, r), "\n"), want)
	if !strings.Contains(c.take(), "reports example.com/m/high") {
		t.Error("afresh, but not analysed")
	}
	r.Afresh = false

	high := filepath.Join(dir, "high", "high.go")
	text, err := os.ReadFile(high)
	if err != nil {
		t.Fatal(err)
	}
	write(t, high, string(text)+"\nvar X = low.Marked\n")
	equal(t, "found in what has changed", strings.Join(do(t, r), "\n"), want+"\n"+want)
	equal(t, "done for what has changed, with facts from the store", c.take(), "outline example.com/m/high\nreports example.com/m/high")

	write(t, filepath.Join(dir, "low", "low.go"), "package low\n\nfunc Marked() {}\n\nfunc Plain() { println() }\n")
	equal(t, "found when an import has changed", strings.Join(do(t, r), "\n"), want+"\n"+want)
	equal(t, "done when an import has changed", c.take(), strings.Join([]string{
		"facts example.com/m/low", "outline example.com/m/high", "outline example.com/m/low", "outline example.com/m/other",
		"reports example.com/m/high", "reports example.com/m/low", "reports example.com/m/other"}, "\n"))

	r.Identity = []byte("2")
	do(t, r)
	if !strings.Contains(c.take(), "reports example.com/m/high") {
		t.Error("another analyzer has not analysed")
	}
}

// TestOverlay: what replaces a file is analysed, and kept under its own key.
func TestOverlay(t *testing.T) {
	dir := unpack(t, source)
	other := filepath.Join(dir, "replacement")
	write(t, other, "package high\n")
	const list = "overlay.json" // relative to the folder of the go command, as names in it
	write(t, filepath.Join(dir, list), `{"Replace": {"high/high.go": "`+filepath.ToSlash(other)+`"}}`)
	r, _ := newRun(t, dir, "./high")
	equal(t, "found", strings.Join(do(t, r), "\n"), "high/high.go: call of Marked")
	r.Overlay, r.BuildFlags = list, []string{"-overlay=" + list}
	equal(t, "found in the replacement", strings.Join(do(t, r), "\n"), "")

	write(t, filepath.Join(dir, list), "{")
	if _, err := r.Do(t.Context()); err == nil || !strings.Contains(err.Error(), "-overlay: "+list) {
		t.Errorf("a broken overlay: %v", err)
	}
}

// TestFailed: an analyzer that fails on a package, in whatever way, does not keep others
// from being analysed, and nothing is kept of it.
func TestFailed(t *testing.T) {
	for _, fail := range []struct {
		how  func() error
		want string
	}{
		{func() error { return errors.New("no SSA form") }, "package example.com/m/low: calls: no SSA form"},
		{func() error { panic("index out of range") }, "package example.com/m/low: calls: panic: index out of range"},
	} {
		dir := unpack(t, strings.ReplaceAll(source, "low.Plain()", "low.Marked()"))
		r, _ := newRun(t, dir, "./low", "./high")
		whole := r.Analyzer.Run
		r.Analyzer.Run = func(pass *analysis.Pass) (any, error) {
			if pass.Pkg.Path() == "example.com/m/low" {
				return nil, fail.how()
			}
			return whole(pass)
		}
		for range 2 {
			result, err := r.Do(t.Context())
			if err == nil || !strings.Contains(err.Error(), fail.want) {
				t.Errorf("error %v, want %q", err, fail.want)
			}
			if n := len(result.Findings); n != 2 {
				t.Errorf("%d findings in the other package, want 2", n)
			}
		}
	}
}

// TestBroken: what is wrong with packages is said once for each, with names below the
// folder, and the others are analysed.
func TestBroken(t *testing.T) {
	dir := unpack(t, source+`
-- bad/bad.go --
package bad

func F() int { return missing }
-- bad/bad_test.go --
package bad
-- user/user.go --
package user

import "example.com/m/bad"

var X = bad.F()
-- syntax/syntax.go --
package syntax

func {
-- absent/absent.go --
package absent

import _ "example.com/nowhere"
-- many/many.go --
package many

var _ = a + b + c + d + e + f + g + h + i + j + k + l
`)
	r, _ := newRun(t, dir, "./...")
	var stderr strings.Builder
	r.Stderr = &stderr
	result, err := r.Do(t.Context())
	if err != nil {
		t.Error(err)
	}
	if !result.Broken || len(result.Findings) != 1 {
		t.Errorf("broken: %t, %d findings, want 1", result.Broken, len(result.Findings))
	}
	for _, want := range []string{
		"# example.com/m/bad\n" + filepath.Join("bad", "bad.go") + ":3:23: undefined: missing\n",
		filepath.Join("syntax", "syntax.go") + ":3:6: ",
		filepath.Join("absent", "absent.go") + ":3:8: ",
		"undefined: j\ntoo many errors\n",
	} {
		if n := strings.Count(stderr.String(), want); n != 1 {
			t.Errorf("%q is said %d times in\n%s", want, n, &stderr)
		}
	}
	if strings.Contains(stderr.String(), "user") {
		t.Errorf("a package that imports a broken one is said to be broken:\n%s", &stderr)
	}
}

// TestInterrupted: a run that is cancelled says so.
func TestInterrupted(t *testing.T) {
	r, _ := newRun(t, unpack(t, source), "./high")
	ctx, cancel := context.WithCancel(t.Context())
	whole := r.Analyzer.Run
	r.Analyzer.Run = func(pass *analysis.Pass) (any, error) {
		cancel()
		return whole(pass)
	}
	if _, err := r.Do(ctx); !errors.Is(err, errInterrupted) {
		t.Errorf("error %v, want %v", err, errInterrupted)
	}
	if _, err := r.Do(ctx); !errors.Is(err, errInterrupted) {
		t.Errorf("error %v, want %v", err, errInterrupted)
	}
}

// TestNoPackages: patterns that name nothing are an error that names them.
func TestNoPackages(t *testing.T) {
	var stderr strings.Builder
	r, _ := newRun(t, unpack(t, source), "./nowhere")
	r.Stderr = &stderr
	result, err := r.Do(t.Context())
	if err == nil && !result.Broken {
		t.Error("no error")
	}
	if err == nil && !strings.Contains(stderr.String(), "nowhere") {
		t.Errorf("said %q", &stderr)
	}
}
