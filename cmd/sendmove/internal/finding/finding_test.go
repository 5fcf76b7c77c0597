package finding_test

import (
	"go/token"
	"reflect"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/finding"
)

func span(file string, line, col, endLine, endCol int) finding.Span {
	return finding.Span{File: file, Start: finding.Point{Line: line, Col: col}, End: finding.Point{Line: endLine, Col: endCol}}
}

func at(file string, line, col int) token.Position {
	return token.Position{Filename: file, Line: line, Column: col}
}

func TestNew(t *testing.T) {
	f, err := finding.New(finding.Diagnostic{
		Category: "E0382",
		Pos:      at("/m/a.go", 14, 2),
		End:      at("/m/a.go", 14, 9),
		Message:  "borrow of moved value: `val` (moved at a.go:12:8)",
		Related: []finding.Related{
			{Pos: at("/m/a.go", 12, 8), End: at("/m/a.go", 12, 11), Message: "value moved here"},
			{Pos: at("/m/a.go", 14, 2), End: at("/m/a.go", 14, 9), Message: "value borrowed here after move"},
			{Pos: at("/m/a.go", 14, 2), End: at("/m/a.go", 14, 9), Message: "a second label at the use"},
			{Pos: at("C:/m/b.go", 7, 0), End: token.Position{}, Message: "column not known"},
			{Pos: at("/m/a.go", 12, 8), End: at("/m/a.go", 11, 1), Message: "end before start"},
			{Pos: at("/m/a.go", 14, 3), End: at("/m/a.go", 14, 3), Message: "note: about the whole"},
			{Pos: at("/m/a.go", 14, 9), End: at("/m/a.go", 14, 10), Message: "help: right after the use"},
			{Pos: at("/m/a.go", 15, 1), End: at("/m/a.go", 15, 3), Message: "a label of the help"},
			{Pos: token.Position{}, End: token.Position{}, Message: "no position"},
			{Pos: token.Position{}, End: token.Position{}, Message: "help: no position"},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	after := span("/m/a.go", 14, 9, 14, 10)
	want := finding.Finding{
		Code:    "E0382",
		Message: "borrow of moved value: `val` (moved at a.go:12:8)",
		Span:    span("/m/a.go", 14, 2, 14, 9),
		Label:   "value borrowed here after move",
		Labels: []finding.Label{
			{Span: span("/m/a.go", 12, 8, 12, 11), Text: "value moved here"},
			{Span: span("/m/a.go", 14, 2, 14, 9), Text: "a second label at the use"},
			{Span: span("C:/m/b.go", 7, 0, 7, 0), Text: "column not known"},
			{Span: span("/m/a.go", 12, 8, 12, 8), Text: "end before start"},
		},
		Notes: []finding.Note{
			{Kind: "note", Text: "about the whole"},
			{Kind: "help", Text: "right after the use", Span: &after, Labels: []finding.Label{
				{Span: span("/m/a.go", 15, 1, 15, 3), Text: "a label of the help"},
			}},
			{Kind: "note", Text: "no position"},
			{Kind: "help", Text: "no position"},
		},
	}
	if !reflect.DeepEqual(f, want) {
		t.Errorf("New:\n got %+v\nwant %+v", f, want)
	}
}

func TestNewBadPosition(t *testing.T) {
	for _, posn := range []token.Position{{}, at("a.go", 0, 1), at("", 1, 1)} {
		if _, err := finding.New(finding.Diagnostic{Pos: posn, Message: "m"}); err == nil {
			t.Errorf("New with position %q: no error", posn)
		}
	}
}

// TestResolve: positions are those of line directives, edits are of the file that is there.
func TestResolve(t *testing.T) {
	fset := token.NewFileSet()
	file := fset.AddFile("/m/gen.go", -1, 100)
	file.SetLines([]int{0, 10, 20})
	file.AddLineColumnInfo(10, "/m/a.y", 7, 3)
	d := finding.Resolve(fset, analysis.Diagnostic{
		Pos: file.Pos(12), Category: "E0382", Message: "m",
		SuggestedFixes: []analysis.SuggestedFix{{Message: "f", TextEdits: []analysis.TextEdit{{Pos: file.Pos(12), End: file.Pos(14), NewText: []byte("x")}}}},
		Related:        []analysis.RelatedInformation{{Pos: file.Pos(1), End: file.Pos(2), Message: "r"}},
	})
	f, err := finding.New(d)
	if err != nil {
		t.Fatal(err)
	}
	want := finding.Finding{
		Code: "E0382", Message: "m", Span: span("/m/a.y", 7, 5, 7, 5),
		Labels: []finding.Label{{Span: span("/m/gen.go", 1, 2, 1, 3), Text: "r"}},
		Fixes:  []finding.Fix{{Message: "f", Edits: []finding.Edit{{File: "/m/gen.go", Start: 12, End: 14, New: "x"}}}},
	}
	if !reflect.DeepEqual(f, want) {
		t.Errorf("got %+v\nwant %+v", f, want)
	}
}

func TestTitle(t *testing.T) {
	for _, test := range []struct{ message, want string }{
		{"use of moved value: `v` (moved at a.go:1:2)", "use of moved value: `v`"},
		{"use of moved value: `f(x)`", "use of moved value: `f(x)`"},
		{"use of moved value: `v` (moved at a.go:1:2) twice", "use of moved value: `v` (moved at a.go:1:2) twice"},
		{"use of moved value", "use of moved value"},
	} {
		if got := (&finding.Finding{Message: test.message}).Title(); got != test.want {
			t.Errorf("Title of %q = %q, want %q", test.message, got, test.want)
		}
	}
}

func TestSort(t *testing.T) {
	a := finding.Finding{Message: "m", Span: span("a/a.go", 2, 9, 2, 10)}
	b := finding.Finding{Message: "m", Span: span("a/a.go", 10, 1, 10, 2)}
	c := finding.Finding{Message: "m", Span: span("b/b.go", 1, 1, 1, 2)}
	d := finding.Finding{Message: "n", Span: span("b/b.go", 1, 1, 1, 2)}
	got := finding.Sort([]finding.Finding{d, c, b, a, c, a})
	if want := []finding.Finding{a, b, c, d}; !reflect.DeepEqual(got, want) {
		t.Errorf("Sort = %v, want %v", got, want)
	}
	if n := finding.Packages(got); n != 2 {
		t.Errorf("Packages = %d, want 2", n)
	}
}
