package page

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/export"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/finding"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/source"
)

const program = `package p

func f(ch chan *T, m *T) {
	q := m
	ch <- q

	a := 1
	b := 2

	m.x = "<b>" // m
}
`

func sample(t *testing.T) *export.Report {
	t.Helper()
	dir := t.TempDir()
	name := filepath.Join(dir, "p.go")
	if err := os.WriteFile(name, []byte(program), 0o666); err != nil {
		t.Fatal(err)
	}
	span := func(line, from, to int) finding.Span {
		return finding.Span{File: name, Start: finding.Point{Line: line, Col: from}, End: finding.Point{Line: line, Col: to}}
	}
	lost := finding.Span{File: filepath.Join(dir, "gone.go"), Start: finding.Point{Line: 3, Col: 1}, End: finding.Point{Line: 3, Col: 2}}
	return &export.Report{Dir: dir, Version: "v1", Sources: source.NewFiles(dir), Findings: []finding.Finding{{
		Code: "E0382", Message: "assign to part of moved value: `m.x` (moved at p.go:5:8)", Package: "x/p",
		Span: span(10, 2, 5), Label: "value partially assigned here after move",
		Labels: []finding.Label{
			{Span: span(5, 8, 9), Text: "value moved here"},
			{Span: span(4, 2, 8), Text: "`m` shares memory with `q` from here on"},
		},
		Notes: []finding.Note{{Kind: "help", Text: "send a copy"}, {Kind: "note", Text: "sent there", Span: &lost}},
	}}}
}

// text is l with its marks in angle brackets and its labels behind it.
func text(l line) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d ", l.Number)
	for _, p := range l.Pieces {
		if p.Role == "" {
			b.WriteString(p.Text)
		} else {
			fmt.Fprintf(&b, "<%s %s>", p.Role, p.Text)
		}
	}
	for _, x := range l.Labels {
		fmt.Fprintf(&b, " | %s: %s", x.Role, x.Text)
	}
	return b.String()
}

func TestFigures(t *testing.T) {
	r := sample(t)
	var got []string
	for _, f := range figures(r, &r.Findings[0]) {
		got = append(got, f.Heading+"@"+f.Name)
		for _, l := range f.Lines {
			if l.Gap {
				got = append(got, "...")
			} else {
				got = append(got, strings.ReplaceAll(text(l), "\t", "    "))
			}
		}
	}
	want := []string{
		"@p.go",
		"3 func f(ch chan *T, <name m> *T) {",
		"4     <other q := m> | other: `m` shares memory with `q` from here on",
		"5     ch <- <move q> | move: value moved here",
		"6 ",
		"...",
		"9 ",
		"10     <use m.x> = \"<b>\" // m | use: value partially assigned here after move",
		"11 }",
		"note: sent there@gone.go",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestSelfContained: the page needs no other file, and escapes the source.
func TestSelfContained(t *testing.T) {
	var b bytes.Buffer
	if err := HTML(&b, sample(t)); err != nil {
		t.Fatal(err)
	}
	html := b.String()
	for _, bad := range []string{"<b>\"", "src=", "<link", "@import", "url("} {
		if strings.Contains(html, bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
	for _, want := range []string{`<mark class="use">m.x</mark>`, "&lt;b&gt;", "value moved here", "1 finding in 1 package"} {
		if !strings.Contains(html, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	b.Reset()
	if err := HTML(&b, &export.Report{Sources: source.NewFiles("")}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "Nothing was found") {
		t.Error("an empty page does not say so")
	}
}

// TestScript: nothing of a report is in the script. Escaping for HTML is simple; that
// for JavaScript is where html/template had its mistakes.
func TestScript(t *testing.T) {
	scripts := regexp.MustCompile(`(?s)<script.*?</script>`).FindAllString(frame, -1)
	if len(scripts) != 1 {
		t.Fatalf("%d scripts, want one", len(scripts))
	}
	if strings.Contains(scripts[0], "{{") || strings.Contains(scripts[0], "innerHTML") {
		t.Error("the script holds what a template fills in, or makes HTML of text")
	}
}
