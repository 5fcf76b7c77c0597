package baseline_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/baseline"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/finding"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/source"
)

func at(dir, pkg string, line int) finding.Finding {
	p := finding.Point{Line: line, Col: 1}
	return finding.Finding{Code: "E0382", Message: "use of moved value: `m`", Span: finding.Span{File: filepath.Join(dir, pkg, "x.go"), Start: p, End: p}}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T, name string, create bool) *baseline.File {
	t.Helper()
	f, err := baseline.Open(name, source.NewFiles(""), create)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestBaseline(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "base.json")
	write(t, filepath.Join(dir, "a", "x.go"), "one\ntwo\n")
	write(t, filepath.Join(dir, "b", "x.go"), "one\ntwo\n")
	everywhere := func(string) bool { return true }
	onlyA := func(d string) bool { return d == filepath.Join(dir, "a") }

	if err := open(t, name, true).Write([]finding.Finding{at(dir, "a", 1), at(dir, "b", 2)}, everywhere); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "a", "x.go"), "zero\none\nthree\n") // one has moved
	fresh, stale := open(t, name, false).New([]finding.Finding{at(dir, "a", 2), at(dir, "a", 3)}, onlyA)
	if len(fresh) != 1 || fresh[0].Span.Start.Line != 3 || len(stale) != 0 {
		t.Errorf("new %v, stale %v; want line 3 and none, since b was not analysed", fresh, stale)
	}
	_, stale = open(t, name, false).New([]finding.Finding{at(dir, "a", 2)}, everywhere)
	if len(stale) != 1 || stale[0].File != "b/x.go" {
		t.Errorf("stale %v, want that of b", stale)
	}

	// Writing that of a keeps that of b.
	if err := open(t, name, true).Write(nil, onlyA); err != nil {
		t.Fatal(err)
	}
	fresh, stale = open(t, name, false).New([]finding.Finding{at(dir, "b", 2)}, everywhere)
	if len(fresh) != 0 || len(stale) != 0 {
		t.Errorf("new %v, stale %v; want none", fresh, stale)
	}
}

func TestErrors(t *testing.T) {
	dir := t.TempDir()
	for text, want := range map[string]string{
		"":                                     `:1:1: the file ends too early`,
		"{\n\"version\": 1,\n\"findings\": [":  `:3:13: the file ends too early`,
		`{"version": 2, "findings": []}`:       `:1:1: version 2, but`,
		`{}`:                                   `:1:1: version 0, but`,
		"{\"version\": 1,\n \"found\": []}":    `:2:13: json: unknown field "found"`,
		"{\"version\": 1,\n\"findings\": {}}":  `:2:13: json: cannot unmarshal object`,
		"{\"version\": 1,\n\"findings\": [3]}": `:2:14: json: cannot unmarshal number`,
		"{\n\x00}":                             `:2:1: invalid character '\x00'`,
		"version: 1\n":                         `:1:1: invalid character 'v'`,
		"{\"version\": 1}\n{}":                 `:1:14: want nothing after the object`,
		`{"version": 1, "findings": [{}]}`:     `:1:1: finding 1 has no fingerprint`,
		strings.Repeat("[", 100_000):           `:1:`,
	} {
		name := filepath.Join(dir, "base.json")
		write(t, name, text)
		want = "baseline " + name + want
		if _, err := baseline.Open(name, nil, true); err == nil || !strings.HasPrefix(err.Error(), want) || !strings.HasSuffix(err.Error(), "write it anew with -write-baseline") {
			t.Errorf("%.50q: %v, want an error that begins with %q", text, err, want)
		}
	}
	if _, err := baseline.Open(filepath.Join(dir, "none.json"), nil, false); err == nil || !strings.Contains(err.Error(), "-write-baseline") {
		t.Errorf("no file: %v, want an error that says how to make one", err)
	}
}

// FuzzOpen: whatever the file holds, it is a baseline or an error with a position. One
// that was read can be written and read again.
func FuzzOpen(f *testing.F) {
	f.Add([]byte(`{"version": 1, "findings": [{"fingerprint": "1", "rule": "E0382", "file": "a/x.go", "title": "use"}]}`))
	f.Add([]byte("{\n\"version\": 1,\n\"findings\": ["))
	f.Add([]byte(`{"version": 1, "findings": null} `))
	f.Fuzz(func(t *testing.T, data []byte) {
		name := filepath.Join(t.TempDir(), "base.json")
		write(t, name, string(data))
		b, err := baseline.Open(name, source.NewFiles(""), false)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "baseline "+name+":") {
				t.Errorf("%v: want the position first", err)
			}
			return
		}
		if err := b.Write(nil, func(string) bool { return false }); err != nil {
			t.Fatal(err)
		}
		open(t, name, false)
	})
}
