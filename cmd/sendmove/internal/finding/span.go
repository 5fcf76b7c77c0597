package finding

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
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

// parseSpan reads two positions of the form "file:line:column" or "file:line".
// An end that is absent, or not after the start, or in another file is no end.
func parseSpan(posn, end string) (Span, error) {
	file, start, err := parsePosn(posn)
	if err != nil {
		return Span{}, err
	}
	span := Span{File: file, Start: start, End: start}
	if f, p, err := parsePosn(end); err == nil && f == file && start.Col > 0 && p.Col > 0 && p.Compare(start) > 0 {
		span.End = p
	}
	return span, nil
}

func parsePosn(posn string) (file string, p Point, err error) {
	rest, last, ok := cutNumber(posn)
	if !ok {
		return "", Point{}, fmt.Errorf("position %q is not of the form file:line:column", posn)
	}
	if file, line, ok := cutNumber(rest); ok {
		return file, Point{Line: line, Col: last}, nil
	}
	return rest, Point{Line: last}, nil
}

// cutNumber splits "text:7" into "text" and 7.
func cutNumber(s string) (rest string, n int, ok bool) {
	i := strings.LastIndexByte(s, ':')
	if i <= 0 {
		return s, 0, false
	}
	n, err := strconv.Atoi(s[i+1:])
	if err != nil || n < 1 {
		return s, 0, false
	}
	return s[:i], n, true
}
