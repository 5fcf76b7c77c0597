package hostile

import (
	"flag"
	"fmt"
	"go/build"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/sendmove/sendmove/analyzer"
)

var runs = flag.Int("runs", 0, "how often TestDeterminism analyses more of the standard library")

// TestDeterminism analyses our test packages and some of the standard library again
// and again: with one processor, two and eight, several runs at the same time, and
// with the files of each package in other orders. What is reported and in which order,
// and the bytes of the facts, must be the same; where the order of the files is another
// one, the order of the reports may be. A long run:
//
//	go test ./analyzer/internal/hostile -run Determinism -v -timeout 1h -runs 10
func TestDeterminism(t *testing.T) {
	runs, together, library := *runs, 8, []string{"net/http", "go/printer", "text/template", "database/sql", "os/exec"}
	if runs == 0 {
		runs, together, library = 1, 3, []string{"os/exec"}
	}
	all := tree(t, "../../testdata/src")
	for _, path := range library {
		all = append(all, fromLibrary(t, path))
	}
	exports, err := exports(append(importedBy(all), library...)) // with what is vendored there
	if err != nil {
		t.Fatal(err)
	}
	for _, level := range []string{"access", "strict"} {
		t.Run(level, func(t *testing.T) {
			strictly(t)
			if err := analyzer.Analyzer.Flags.Set("level", level); err != nil {
				t.Fatal(err)
			}
			want := results(t, exports, all, asGiven)
			var reports, facts int
			for _, r := range want {
				reports, facts = reports+len(r.lines), facts+len(r.facts)
			}
			t.Logf("%d packages, %d reports, %d facts", len(want), reports, facts)
			if reports < 300 || facts < 300 {
				t.Errorf("%d reports and %d facts: too few to say much", reports, facts)
			}
			for _, procs := range []int{1, 2, 8} {
				old := runtime.GOMAXPROCS(procs)
				for range runs {
					same(t, fmt.Sprintf("%d processors", procs), want, results(t, exports, all, asGiven), false)
				}
				runtime.GOMAXPROCS(old)
			}
			var wg sync.WaitGroup
			for range together {
				wg.Go(func() { same(t, "at the same time", want, results(t, exports, all, asGiven), false) })
			}
			wg.Wait()
			for name, order := range map[string]func([]source) []source{"reversed": reversed, "rotated": rotated} {
				same(t, "files "+name, want, results(t, exports, all, order), true)
			}
		})
	}
}

// A result is what came of one package.
type result struct {
	lines, facts []string
}

func asGiven(s []source) []source { return s }

func reversed(s []source) []source {
	s = slices.Clone(s)
	slices.Reverse(s)
	return s
}

func rotated(s []source) []source { return append(slices.Clone(s[len(s)/2:]), s[:len(s)/2]...) }

// results analyses all packages, those that are imported first.
func results(t *testing.T, exports map[string]string, all []unit, order func([]source) []source) map[string]result {
	w := newWorld(exports)
	out := map[string]result{}
	for _, u := range all {
		said, err := try(w, unit{u.path, order(u.sources)})
		if err != nil {
			t.Errorf("%s: %v", u.path, err)
		}
		r := result{lines: said.lines}
		for k, data := range w.facts {
			if k.obj.Pkg().Path() == u.path {
				r.facts = append(r.facts, fmt.Sprintf("%v %v: %x", k.obj, k.typ, data))
			}
		}
		slices.Sort(r.facts)
		out[u.path] = r
	}
	return out
}

// same compares results.
func same(t *testing.T, how string, want, got map[string]result, reordered bool) {
	for path, w := range want {
		g := got[path]
		if reordered {
			w.lines, g.lines = slices.Sorted(slices.Values(w.lines)), slices.Sorted(slices.Values(g.lines))
		}
		differ(t, path+": reports, "+how, w.lines, g.lines)
		differ(t, path+": facts, "+how, w.facts, g.facts)
	}
}

func differ(t *testing.T, what string, want, got []string) {
	for i := range max(len(want), len(got)) {
		if i >= len(want) || i >= len(got) || want[i] != got[i] {
			t.Errorf("%s: differs from number %d on:\n%.600q\n%.600q", what, i, want[i:min(i+2, len(want))], got[min(i, len(got)):min(i+2, len(got))])
			return
		}
	}
}

// tree lists the packages below a folder, those that others import first.
func tree(t *testing.T, root string) (out []unit) {
	byPath := map[string]*unit{}
	var paths []string
	for _, name := range goFiles(t, root) {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		rel, err := filepath.Rel(root, filepath.Dir(name))
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.ToSlash(rel)
		if byPath[path] == nil {
			byPath[path] = &unit{path: path}
			paths = append(paths, path)
		}
		byPath[path].sources = append(byPath[path].sources, read(t, name))
	}
	done := map[string]bool{}
	var add func(path string)
	add = func(path string) {
		u := byPath[path]
		if u == nil || done[path] {
			return
		}
		done[path] = true
		for _, imported := range importedBy([]unit{*u}) {
			add(imported)
		}
		out = append(out, *u)
	}
	for _, path := range paths {
		add(path)
	}
	return out
}

// fromLibrary is a package of the standard library under another path, so that it is
// analysed like those of users and has facts.
func fromLibrary(t *testing.T, path string) unit {
	p, err := build.Import(path, "", 0)
	if err != nil {
		t.Fatal(err)
	}
	u := unit{path: "example.com/" + path}
	for _, name := range p.GoFiles {
		u.sources = append(u.sources, read(t, filepath.Join(p.Dir, name)))
	}
	return u
}

func read(t *testing.T, name string) source {
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return source{name, text}
}

// importedBy lists what the packages import.
func importedBy(units []unit) (paths []string) {
	for _, u := range units {
		for _, s := range u.sources {
			f, err := parser.ParseFile(token.NewFileSet(), s.name, s.text, parser.ImportsOnly)
			if err != nil {
				continue
			}
			for _, spec := range f.Imports {
				if path, err := strconv.Unquote(spec.Path.Value); err == nil && !slices.Contains(paths, path) {
					paths = append(paths, path)
				}
			}
		}
	}
	slices.Sort(paths)
	return paths
}
