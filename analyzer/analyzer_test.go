package analyzer_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/sendmove/sendmove/analyzer"
)

// setLevel sets the level of plain channels for one test.
func setLevel(t *testing.T, level string) {
	t.Helper()
	setFlag(t, "level", level)
}

// setFlag sets a flag for one test.
func setFlag(t *testing.T, name, value string) {
	t.Helper()
	flags := &analyzer.Analyzer.Flags
	old := flags.Lookup(name).Value.String()
	if err := flags.Set(name, value); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := flags.Set(name, old); err != nil {
			t.Error(err)
		}
	})
}

// TestDeclared declares what another package would say by annotations.
func TestDeclared(t *testing.T) {
	setFlag(t, "declare", `
		share outside/bus.Config
		moves outside/bus.Bus.Publish e
		moves outside/bus.Queue.Put v; borrows outside/bus.Keep e
		moves outside/bus.Bus.Publish f
		moves outside/bus.Gone e
		share outside/bus.Lost`)
	analysistest.Run(lenient{t}, analysistest.TestData(), analyzer.Analyzer, "outside/...")
}

func TestDeclareErrors(t *testing.T) {
	for text, want := range map[string]string{
		"keeps a.B c":         "want share, moves or borrows",
		"share B":             "want a name with the path of its package",
		"share example.com/a": "want a name with the path of its package",
		"moves a.B":           "want the names of parameters",
		"share a.B c":         "want nothing after the type",
	} {
		if err := analyzer.Analyzer.Flags.Set("declare", text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want an error with %q", text, err, want)
		}
	}
}

// TestUnused also reports comments that suppress nothing.
func TestUnused(t *testing.T) {
	setFlag(t, "unused-ignores", "true")
	analysistest.Run(lenient{t}, analysistest.TestData(), analyzer.Analyzer, "unused")
}

// lenient passes on what package analysistest complains of, but for facts that
// nobody expects: most functions have one, and few are the theme.
type lenient struct{ *testing.T }

func (t lenient) Errorf(format string, args ...any) {
	t.Helper()
	if s := fmt.Sprintf(format, args...); !strings.Contains(s, ": unexpected fact: ") {
		t.Error(s)
	}
}

// TestThemes runs one package a theme, each near miss beside what it is near.
func TestThemes(t *testing.T) {
	for _, test := range []struct{ level, pattern string }{
		{"writes", "writes/..."},
		{"access", "access/..."},
		{"access", "cross/..."},
		{"strict", "strict/..."},
	} {
		t.Run(test.pattern, func(t *testing.T) {
			setLevel(t, test.level)
			analysistest.Run(lenient{t}, analysistest.TestData(), analyzer.Analyzer, test.pattern)
		})
	}
}

// silent hears no complaints.
type silent struct{}

func (silent) Errorf(string, ...any) {}

// TestLevels runs one program at each level. Its comments list the levels at
// which their line is reported.
func TestLevels(t *testing.T) {
	for _, level := range []string{"writes", "access", "strict"} {
		t.Run(level, func(t *testing.T) {
			setLevel(t, level)
			res := analysistest.Run(silent{}, analysistest.TestData(), analyzer.Analyzer, "levels")
			if len(res) != 1 {
				t.Fatalf("%d packages, want 1", len(res))
			}
			pass := res[0].Pass
			line := pass.Fset.Position
			var got, want []int
			for _, d := range res[0].Diagnostics {
				got = append(got, line(d.Pos).Line)
			}
			file := pass.Files[0]
			for _, group := range file.Comments {
				for _, c := range group.List {
					if c.Pos() > file.Name.Pos() && slices.Contains(strings.Fields(c.Text), level) {
						want = append(want, line(c.Pos()).Line)
					}
				}
			}
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("reported lines %v, want %v", got, want)
			}
		})
	}
}
