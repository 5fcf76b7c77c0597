package render_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/finding"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/render"
)

// fillers are texts between the underlined names, with their width on a
// terminal, stated here and not computed so that the test has its own opinion.
var fillers = []struct {
	source, shown string
	width         int
}{
	{"\t", "    ", 4},
	{" ", " ", 1},
	{"(", "(", 1},
	{"日本", "日本", 4},
	{"é", "é", 1},
	{"é", "é", 1}, // e and a combining accent
	{"👩‍👩‍👧", "👩‍👩‍👧", 2},
	{"\x01", "\ufffd", 1},
	{"\xff", "\ufffd", 1},
	{"ｗ", "ｗ", 2},
}

// TestEveryMarkLiesUnderItsSpan renders random lines with random names
// underlined, and looks for each name's marks and label in the output.
func TestEveryMarkLiesUnderItsSpan(t *testing.T) {
	file := filepath.Join(t.TempDir(), "x.go")
	for seed := range uint64(2000) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		var source, shown strings.Builder
		column := 0
		fill := func() {
			for range rnd.IntN(4) {
				f := fillers[rnd.IntN(len(fillers))]
				source.WriteString(f.source)
				shown.WriteString(f.shown)
				column += f.width
			}
		}
		type name struct {
			text  string
			from  int // column
			width int
			start int // byte
		}
		var names []name
		for i := range 1 + rnd.IntN(5) {
			fill()
			if i > 0 { // names are apart, else they would be one
				source.WriteString(";")
				shown.WriteString(";")
				column++
			}
			n := name{text: fmt.Sprintf("n%d", i), from: column, width: 2, start: source.Len()}
			if rnd.IntN(3) == 0 {
				n.text, n.width = n.text+"変", n.width+2
			}
			source.WriteString(n.text)
			shown.WriteString(n.text)
			column += n.width
			names = append(names, n)
		}
		fill()
		if err := os.WriteFile(file, []byte(source.String()+"\n"), 0o666); err != nil {
			t.Fatal(err)
		}

		span := func(n name) finding.Span {
			return finding.Span{
				File:  file,
				Start: finding.Point{Line: 1, Col: n.start + 1},
				End:   finding.Point{Line: 1, Col: n.start + len(n.text) + 1},
			}
		}
		use := rnd.IntN(len(names))
		f := finding.Finding{Code: "E0382", Message: "m", Span: span(names[use])}
		label := func(i int) string { return fmt.Sprintf("<%d>", i) + strings.Repeat("x", 7*i%11) }
		f.Label = label(use)
		for _, i := range rnd.Perm(len(names)) {
			if i != use {
				f.Labels = append(f.Labels, finding.Label{Span: span(names[i]), Text: label(i)})
			}
		}
		var out bytes.Buffer
		if err := render.New(&out, "/", false).Finding(&f); err != nil {
			t.Fatal(err)
		}
		rows := strings.Split(out.String(), "\n")
		const code = 4 // columns of the gutter
		if got, want := rows[3], "1 | "+strings.TrimRight(shown.String(), " "); got != want {
			t.Fatalf("seed %d: source line %q, want %q", seed, got, want)
		}
		under := rows[4]
		marked := 0
		for i, n := range names {
			mark := "-"
			if i == use {
				mark = "^"
			}
			if got, want := at(under, code+n.from, n.width), strings.Repeat(mark, n.width); got != want {
				t.Errorf("seed %d: below %s stands %q, want %q\n%s", seed, n.text, got, want, &out)
			}
			marked += n.width
			checkLabel(t, seed, rows[4:], label(i), code+n.from, n.width, out.String())
		}
		if got := strings.Count(under, "^") + strings.Count(under, "-"); got != marked {
			t.Errorf("seed %d: %d marks, want %d\n%s", seed, got, marked, &out)
		}
		if t.Failed() {
			t.FailNow()
		}
	}
}

// checkLabel looks for a label beside its underline, or below it at its first
// column with a bar in every row between.
func checkLabel(t *testing.T, seed uint64, rows []string, label string, from, width int, out string) {
	t.Helper()
	if at(rows[0], from+width+1, len(label)) == label {
		return
	}
	for _, row := range rows[1:] {
		switch {
		case at(row, from, len(label)) == label:
			return
		case at(row, from, 1) != "|":
			t.Errorf("seed %d: label %s is not under its name\n%s", seed, label, out)
			return
		}
	}
	t.Errorf("seed %d: label %s is missing\n%s", seed, label, out)
}

// at returns what stands at columns of a row below the source, where every
// character takes one column.
func at(row string, column, width int) string {
	if utf8.RuneCountInString(row) != len(row) || len(row) < column {
		return ""
	}
	return row[column:min(column+width, len(row))]
}

// TestAnyPosition: positions may be wrong in every way when a
// source changed after the go command read it.
func TestAnyPosition(t *testing.T) {
	file := filepath.Join(t.TempDir(), "x.go")
	if err := os.WriteFile(file, []byte("日本\n\n\tab\xff\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		point := func() finding.Point { return finding.Point{Line: 1 + rnd.IntN(6), Col: rnd.IntN(12)} }
		span := func() finding.Span {
			s := finding.Span{File: file, Start: point(), End: point()}
			if s.End.Compare(s.Start) < 0 {
				s.Start, s.End = s.End, s.Start
			}
			return s
		}
		f := finding.Finding{Span: span(), Label: "use"}
		for range rnd.IntN(4) {
			f.Labels = append(f.Labels, finding.Label{Span: span(), Text: "label"})
		}
		var out bytes.Buffer
		if err := render.New(&out, "/", true).Finding(&f); err != nil {
			t.Fatal(err)
		}
		if got, want := strings.Count(out.String(), "label"), len(f.Labels); got != want {
			t.Fatalf("%d labels of %d in\n%s\nof %+v", got, want, &out, f)
		}
	}
}
