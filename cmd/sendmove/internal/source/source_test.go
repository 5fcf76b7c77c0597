package source_test

import (
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
	files := source.NewFiles()
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
		return source.NewFiles().Fingerprints(dir, found)
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
