package render_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/finding"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/render"
)

var rustc = flag.String("rustc", "", "compare the layout with that of the rustc at this `path`")

// TestLikeRustc has rustc reject a program, renders the same spans and labels,
// and compares the texts. It needs -rustc, and one of 2026: earlier ones align
// line numbers to the left.
func TestLikeRustc(t *testing.T) {
	if *rustc == "" {
		t.Skip("needs -rustc=path")
	}
	const file = "testdata/rustc/moves.rs"
	source, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(source), "\n")

	var out bytes.Buffer
	cmd := exec.Command(*rustc, "--crate-type=lib", "--emit=metadata", "-o", os.DevNull, "--error-format=json", file)
	cmd.Stderr = &out
	_ = cmd.Run() // fails, which is the point
	compared := 0
	for line := range strings.Lines(out.String()) {
		var e rustcError
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		if e.Level != "error" || len(e.Spans) == 0 {
			continue
		}
		f := e.finding(lines)
		var got bytes.Buffer
		if err := render.New(&got, "", false).Finding(&f); err != nil {
			t.Fatal(err)
		}
		if want := e.main(); mainPart(got.String()) != want {
			t.Errorf("got\n%swant\n%s", mainPart(got.String()), want)
		}
		compared++
	}
	if compared < 10 {
		t.Errorf("only %d errors compared", compared)
	}
}

// rustcError is an error of rustc in JSON; columns count characters.
type rustcError struct {
	Message  string
	Code     struct{ Code string }
	Level    string
	Spans    []rustcSpan
	Rendered string
}

type rustcSpan struct {
	File      string `json:"file_name"`
	LineStart int    `json:"line_start"`
	LineEnd   int    `json:"line_end"`
	ColStart  int    `json:"column_start"`
	ColEnd    int    `json:"column_end"`
	Primary   bool   `json:"is_primary"`
	Label     string
}

func (e *rustcError) finding(lines []string) finding.Finding {
	point := func(line, col int) finding.Point {
		runes := []rune(lines[line-1])
		return finding.Point{Line: line, Col: len(string(runes[:col-1])) + 1}
	}
	f := finding.Finding{Code: e.Code.Code, Message: e.Message}
	for _, s := range e.Spans {
		span := finding.Span{File: s.File, Start: point(s.LineStart, s.ColStart), End: point(s.LineEnd, s.ColEnd)}
		if s.Primary {
			f.Span, f.Label = span, s.Label
		} else {
			f.Labels = append(f.Labels, finding.Label{Span: span, Text: s.Label})
		}
	}
	return f
}

// main returns the part of the text that has the error itself.
func (e *rustcError) main() string { return mainPart(e.Rendered) }

var (
	notes = regexp.MustCompile(`(?m)^ *(\|\n *= (note|help)|\|\n(note|help)|= (note|help)):(?s).*`)
	// The column in the arrow's line counts characters there and bytes here;
	// numbers of notes further down may widen the gutter.
	column = regexp.MustCompile(`(?m)^( *--> .*):\d+$`)
)

func mainPart(text string) string {
	text = notes.ReplaceAllString(text, "")
	return column.ReplaceAllString(strings.TrimRight(text, "\n"), "$1") + "\n"
}
