package analyzer_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/sendmove/sendmove/analyzer"
)

// setLevel sets the level of plain channels for one test.
func setLevel(t *testing.T, level string) {
	t.Helper()
	flags := &analyzer.Analyzer.Flags
	old := flags.Lookup("level").Value.String()
	if err := flags.Set("level", level); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := flags.Set("level", old); err != nil {
			t.Error(err)
		}
	})
}

// TestThemes runs one package a theme, each near miss beside what it is near.
func TestThemes(t *testing.T) {
	for _, test := range []struct{ level, dir string }{
		{"writes", "writes"},
		{"access", "access"},
		{"access", "cross"},
		{"strict", "strict"},
	} {
		dirs, err := filepath.Glob(filepath.Join("testdata", "src", test.dir, "*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, dir := range dirs {
			path := test.dir + "/" + filepath.Base(dir)
			t.Run(path, func(t *testing.T) {
				setLevel(t, test.level)
				newLoader(t).check(path)
			})
		}
	}
}

// TestLevels runs one program at each level. Its comments list the levels at
// which their line is reported.
func TestLevels(t *testing.T) {
	for _, level := range []string{"writes", "access", "strict"} {
		t.Run(level, func(t *testing.T) {
			setLevel(t, level)
			l := newLoader(t)
			u := l.load("levels")
			var got, want []int
			for _, d := range u.found {
				got = append(got, l.fset.Position(d.Pos).Line)
			}
			for _, group := range u.files[0].Comments {
				for _, c := range group.List {
					if slices.Contains(strings.Fields(c.Text), level) && group.Pos() > u.files[0].Name.Pos() {
						want = append(want, l.fset.Position(c.Pos()).Line)
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
