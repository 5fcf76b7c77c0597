package source_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/finding"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/source"
)

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestFiles(t *testing.T) {
	name := filepath.Join(t.TempDir(), "x.go")
	write(t, name, "\ufeffone\r\n日本x\n")
	files := source.NewFiles("")
	if got, want := files.Lines(name), []string{"one", "日本x", ""}; !slices.Equal(got, want) {
		t.Errorf("Lines = %q, want %q", got, want)
	}
	if files.Lines(name+"x") != nil || files.Line(name, 0) != "" || files.Line(name, 9) != "" {
		t.Error("lines of nothing")
	}
	for col, want := range map[int]int{0: 1, 1: 1, 4: 2, 7: 3, 8: 4, 90: 90} {
		if got := files.Column(name, finding.Point{Line: 2, Col: col}); got != want {
			t.Errorf("Column of byte %d = %d, want %d", col, got, want)
		}
	}
}

// TestWhatIsRead: a line directive may name any file; what is no source stays unread.
func TestWhatIsRead(t *testing.T) {
	dir := t.TempDir()
	root, outside := filepath.Join(dir, "m"), filepath.Join(dir, "outside")
	for _, d := range []string{filepath.Join(root, "pkg"), filepath.Join(outside, "folder.go")} {
		if err := os.MkdirAll(d, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	write(t, filepath.Join(root, "go.mod"), "module m")
	for _, name := range []string{"m/grammar.y", "m/pkg/page.templ", "outside/secret", "outside/x.go"} {
		write(t, filepath.Join(dir, filepath.FromSlash(name)), "text")
	}
	large, err := os.Create(filepath.Join(outside, "large.go"))
	if err == nil {
		err = errors.Join(large.Truncate(1<<40), large.Close()) // a hole
	}
	if err != nil {
		t.Fatal(err)
	}
	links := map[string]string{"m/link.go": "outside/secret", "m/link.y": "outside/secret", "m/good.y": "m/grammar.y"}
	for from, to := range links {
		if err := os.Symlink(filepath.Join(dir, filepath.FromSlash(to)), filepath.Join(dir, filepath.FromSlash(from))); err != nil {
			t.Skip(err)
		}
	}
	files := source.NewFiles(filepath.Join(root, "pkg"))
	for name, want := range map[string]bool{
		"m/grammar.y": true, "m/pkg/page.templ": true, "outside/x.go": true, "m/good.y": true,
		"outside/secret": false, "m/../outside/secret": false, "m/link.go": false, "m/link.y": false,
		"outside/folder.go": false, "outside/large.go": false,
	} {
		if got := files.Content(filepath.Join(dir, filepath.FromSlash(name))) != nil; got != want {
			t.Errorf("%s is read: %t, want %t", name, got, want)
		}
	}
	for _, name := range []string{"/dev/zero", "/dev/stdin", "/etc/passwd", "relative", "", "x\x00y"} {
		if files.Content(name) != nil {
			t.Errorf("%q is read", name)
		}
	}
}

func TestRelative(t *testing.T) {
	dir := t.TempDir()
	for _, test := range []struct{ file, want string }{
		{filepath.Join(dir, "a", "b.go"), "a/b.go"},
		{filepath.Join(dir, "..b.go"), "..b.go"},
		{filepath.Dir(dir) + string(filepath.Separator) + "x.go", filepath.ToSlash(filepath.Dir(dir)) + "/x.go"},
		{"c.go", "c.go"},
	} {
		if got := source.Relative(dir, test.file); got != test.want {
			t.Errorf("Relative(%s) = %s, want %s", test.file, got, test.want)
		}
	}
}

// TestFingerprints: they survive other lines, and tell equal lines apart.
func TestFingerprints(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "x.go")
	at := func(lines ...int) []string {
		var found []finding.Finding
		for _, n := range lines {
			p := finding.Point{Line: n, Col: 2}
			found = append(found, finding.Finding{Code: "E0382", Message: "use of moved value: `m` (moved at x.go:1:2)", Span: finding.Span{File: name, Start: p, End: p}})
		}
		return source.NewFiles(dir).Fingerprints(dir, found)
	}
	write(t, name, "a\n\tm.x = 1\n\tm.x = 1\n\tm.y = 1\n")
	before := at(2, 3, 4)
	write(t, name, "a\nb\nc\n  m.x  = 1\n\tm.x = 1\n\tm.y = 1\n")
	if after := at(4, 5, 6); !slices.Equal(before, after) {
		t.Errorf("fingerprints changed from %q to %q", before, after)
	}
	if before[0] == before[1] || before[0] == before[2] {
		t.Errorf("fingerprints %q are not distinct", before)
	}
}
