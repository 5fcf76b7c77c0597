package finding

import (
	"cmp"
	"fmt"
	"go/token"
)

// A Point is a place within a file. Lines and columns count from 1, columns
// in bytes; a column of 0 is not known.
type Point struct {
	Line, Col int
}

// Compare orders points by line, then by column.
func (p Point) Compare(q Point) int {
	return cmp.Or(cmp.Compare(p.Line, q.Line), cmp.Compare(p.Col, q.Col))
}

// A Span is the text of a file from Start up to End, which is not part of it.
// When End equals Start, only the place where the text begins is known.
type Span struct {
	File       string
	Start, End Point
}

// Contains reports whether the span t begins within s.
func (s Span) Contains(t Span) bool {
	return s.File == t.File && s.Start.Compare(t.Start) <= 0 &&
		(t.Start.Compare(s.End) < 0 || t.Start == s.Start)
}

// String returns the span's begin in the form that editors understand.
func (s Span) String() string {
	if s.Start.Col == 0 {
		return fmt.Sprintf("%s:%d", s.File, s.Start.Line)
	}
	return fmt.Sprintf("%s:%d:%d", s.File, s.Start.Line, s.Start.Col)
}

// newSpan is the text between two positions. An end that is absent, or not after the
// start, or in another file is no end.
func newSpan(pos, end token.Position) (Span, error) {
	if pos.Filename == "" || pos.Line < 1 {
		return Span{}, fmt.Errorf("position %q names no line of a file", pos)
	}
	start, stop := Point{pos.Line, pos.Column}, Point{end.Line, end.Column}
	span := Span{File: pos.Filename, Start: start, End: start}
	if end.Filename == pos.Filename && start.Col > 0 && stop.Col > 0 && stop.Compare(start) > 0 {
		span.End = stop
	}
	return span, nil
}
