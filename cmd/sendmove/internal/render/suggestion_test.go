package render_test

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/finding"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/render"
)

const fixable = "package p\n\nimport \"io\"\n\nfunc f() {\n\tbuf := make([]byte, 8)\r\n\tfor {\n\t\tread(buf)\n\t\tch <- buf\n\t}\n}\n"

// fixed renders a finding at the send with a fix of some edits, each of which
// replaces the first occurrence of a text.
func fixed(t *testing.T, edits ...[2]string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "p.go")
	if err := os.WriteFile(file, []byte(fixable), 0o666); err != nil {
		t.Fatal(err)
	}
	fix := finding.Fix{Message: "do so"}
	for _, e := range edits {
		at := strings.Index(fixable, e[0])
		fix.Edits = append(fix.Edits, finding.Edit{File: file, Start: at, End: at + len(e[0]), New: e[1]})
	}
	f := finding.Finding{
		Message: "m", Span: finding.Span{File: file, Start: finding.Point{Line: 9, Col: 9}, End: finding.Point{Line: 9, Col: 12}},
		Notes: []finding.Note{{Kind: "help", Text: "do so"}}, Fixes: []finding.Fix{fix},
	}
	var out bytes.Buffer
	if err := render.New(&out, filepath.Dir(file), false).Finding(&f); err != nil {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(out.String(), "^^^\n")
	return text
}

func TestSuggestion(t *testing.T) {
	for _, test := range []struct {
		name  string
		edits [][2]string
		want  string
	}{
		{"a line taken away and one put in", [][2]string{
			{"\tbuf := make([]byte, 8)\r\n", ""},
			{"read(buf)", "buf := make([]byte, 8)\n\t\tread(buf)"},
		}, "  |\nhelp: do so\n  |\n6 -     buf := make([]byte, 8)\n7 +         buf := make([]byte, 8)\n\n"},
		{"two edits of a line, and an import", [][2]string{
			{"\"io\"", "\"io\"\nimport \"bytes\""},
			{"buf\n\t}", "bytes.Clone(buf)\n\t}"},
		}, "  |\nhelp: do so\n  |\n9 -         ch <- buf\n9 +         ch <- bytes.Clone(buf)\n\n"},
		{"too much", [][2]string{{"read(buf)", strings.Repeat("read(buf)\n", 20)}}, "  |\n  = help: do so\n\n"},
	} {
		if got := fixed(t, test.edits...); got != test.want {
			t.Errorf("%s:\n%s\nwant\n%s", test.name, got, test.want)
		}
	}
}

// TestAnyFix: the file may have changed since it was analysed.
func TestAnyFix(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	file := filepath.Join(t.TempDir(), "p.go")
	if err := os.WriteFile(file, []byte(fixable), 0o666); err != nil {
		t.Fatal(err)
	}
	for range 3000 {
		fix := finding.Fix{Message: "m"}
		for range 1 + rnd.IntN(4) {
			start := rnd.IntN(len(fixable) + 3)
			fix.Edits = append(fix.Edits, finding.Edit{File: file, Start: start, End: start + rnd.IntN(9) - 1, New: []string{"", "x", "\n", "a\nb\n"}[rnd.IntN(4)]})
		}
		f := finding.Finding{Span: finding.Span{File: file, Start: finding.Point{Line: 1, Col: 1}, End: finding.Point{Line: 1, Col: 2}}, Fixes: []finding.Fix{fix}}
		if err := render.New(new(bytes.Buffer), "/", true).Finding(&f); err != nil {
			t.Fatal(err)
		}
	}
}
