package render

import (
	"cmp"
	"slices"
	"strings"
)

// A bracket is a span of several lines: a bar left of the source, joined to
// the span's first and last character.
type bracket struct {
	annotation
	depth int // the bar's column, from 1 on the left
}

// assignDepths gives brackets that share a line different columns, the outer
// one further to the left, and returns how many columns are needed.
func assignDepths(brackets []bracket) (depth int) {
	slices.SortStableFunc(brackets, func(a, b bracket) int {
		return cmp.Or(a.span.Start.Compare(b.span.Start), b.span.End.Compare(a.span.End))
	})
	for i := range brackets {
		taken := make(map[int]bool)
		for _, outer := range brackets[:i] {
			if outer.span.End.Line >= brackets[i].span.Start.Line {
				taken[outer.depth] = true
			}
		}
		d := 1
		for taken[d] {
			d++
		}
		brackets[i].depth = d
		depth = max(depth, d)
	}
	return depth
}

// open marks the bracket's first line. When the span begins where the line's
// code begins and nothing else is marked there, the bar starts in the line
// itself.
func (b *bracket) open(l *line) {
	start := b.span.Start.Col
	if len(l.marks) == 0 && l.opens == nil && start > 0 && strings.TrimSpace(l.source.src[:min(start-1, len(l.source.src))]) == "" {
		l.opens = b
		return
	}
	m := mark{annotation: b.annotation, end: opening, depth: b.depth}
	m.label = "" // stands at the other end
	m.from, m.to = l.source.columns(start, start+1)
	m.to = m.from + 1
	l.marks = append(l.marks, m)
}

// close marks the bracket's last line, where its label stands.
func (b *bracket) close(l *line) {
	m := mark{annotation: b.annotation, end: closing, depth: b.depth}
	_, m.to = l.source.columns(b.span.End.Col-1, b.span.End.Col)
	m.from = m.to - 1
	l.marks = append(l.marks, m)
}
