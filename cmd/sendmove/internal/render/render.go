// Package render prints findings as rustc prints its errors: a headline, the
// position, the lines of source that matter with the use and the places that
// explain it underlined and labelled, then notes and help.
package render

import (
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/finding"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/source"
)

// maxWidth is the number of columns of source after which a line is trimmed
// around what is underlined in it.
const maxWidth = 140

// A Printer prints findings as text.
type Printer struct {
	out     io.Writer
	dir     string
	colour  bool
	sources *source.Files
}

// New returns a Printer that writes to out. File names are shown relative to
// dir where that makes them shorter.
func New(out io.Writer, dir string, colour bool) *Printer {
	return &Printer{out: out, dir: dir, colour: colour, sources: source.NewFiles(dir)}
}

// Finding prints one finding and an empty line.
func (p *Printer) Finding(f *finding.Finding) error {
	use := annotation{span: f.Span, label: f.Label, primary: true}
	all := []annotation{use}
	for _, l := range f.Labels {
		all = append(all, annotation{span: l.Span, label: l.Text})
	}
	width := numberWidth(f)
	var changes []change // of the fix, which takes the place of its help
	if len(f.Fixes) > 0 {
		changes = p.changes(f.Fixes[0])
	}
	for _, ch := range changes {
		width = max(width, len(strconv.Itoa(ch.number)))
	}

	var c canvas
	c.write(0, 0, headline(f))
	p.snippets(&c, all, width)
	if len(f.Notes) > 0 {
		p.bar(&c, width)
	}
	for _, n := range f.Notes {
		if n.Kind == "help" && len(changes) > 0 && n.Text == f.Fixes[0].Message {
			continue // shown below
		}
		if n.Span == nil {
			attached(&c, n.Kind, n.Text, width)
			continue
		}
		row := c.next()
		c.print(row, 0, n.Kind, noteStyle(n.Kind))
		c.print(row, len(n.Kind), ": "+n.Text, plain)
		marks := []annotation{{span: *n.Span, primary: true}}
		for _, l := range n.Labels {
			marks = append(marks, annotation{span: l.Span, label: l.Text})
		}
		p.snippets(&c, marks, width)
	}
	if len(changes) > 0 {
		p.suggestion(&c, f.Fixes[0].Message, changes, width)
	}
	for _, line := range c.lines(p.colour) {
		if _, err := fmt.Fprintln(p.out, line); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintln(p.out)
	return err
}

// Summary prints how much was found, the last line of the output. It prints
// nothing when there is nothing to say.
func (p *Printer) Summary(findings, packages int) error {
	if findings == 0 {
		return nil
	}
	_, err := fmt.Fprintf(p.out, "sendmove: %s in %s\n", count(findings, "finding"), count(packages, "package"))
	return err
}

func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return strconv.Itoa(n) + " " + what
}

func headline(f *finding.Finding) []cell {
	word := "error"
	if f.Code != "" {
		word += "[" + f.Code + "]"
	}
	return append(textCells(word, failure), textCells(": "+f.Title(), title)...)
}

// numberWidth returns the width of the longest line number below one headline,
// so that the bars of all its snippets stand in one column.
func numberWidth(f *finding.Finding) int {
	last := max(f.Span.Start.Line, f.Span.End.Line)
	for _, l := range f.Labels {
		last = max(last, l.Span.Start.Line, l.Span.End.Line)
	}
	for _, n := range f.Notes {
		if n.Span != nil {
			last = max(last, n.Span.Start.Line, n.Span.End.Line)
		}
		for _, l := range n.Labels {
			last = max(last, l.Span.Start.Line, l.Span.End.Line)
		}
	}
	return len(strconv.Itoa(last))
}

// bar adds a row with nothing but the bar between the numbers and the source.
func (p *Printer) bar(c *canvas, width int) {
	c.print(c.next(), width+1, "|", gutter)
}

// attached adds a row of the form "   = note: text".
func attached(c *canvas, kind, text string, width int) {
	for i, line := range strings.Split(text, "\n") {
		row := c.next()
		if i == 0 {
			c.print(row, width+1, "=", gutter)
			c.print(row, width+3, kind, title)
			c.print(row, width+3+len(kind), ": ", plain)
		}
		c.print(row, width+3+len(kind)+2, line, plain)
	}
}

func noteStyle(kind string) style {
	if kind == "help" {
		return help
	}
	return note
}

// name returns the file name as it is shown.
func (p *Printer) name(file string) string {
	if !filepath.IsAbs(file) {
		return file
	}
	if rel, err := filepath.Rel(p.dir, file); err == nil && len(rel) < len(file) {
		return rel
	}
	return file
}
