package render

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/finding"
)

// An annotation is a place to underline and what to say about it.
type annotation struct {
	span    finding.Span
	label   string
	primary bool // underlined with ^ instead of -
}

func (a *annotation) style() style {
	if a.primary {
		return primary
	}
	return secondary
}

func (a *annotation) underline() string {
	if a.primary {
		return "^"
	}
	return "-"
}

// snippets adds one snippet for each file, that of the first annotation first.
func (p *Printer) snippets(c *canvas, annotations []annotation, width int) {
	var files []string
	byFile := make(map[string][]annotation)
	for _, a := range annotations {
		if _, ok := byFile[a.span.File]; !ok {
			files = append(files, a.span.File)
		}
		byFile[a.span.File] = append(byFile[a.span.File], a)
	}
	for i, file := range files {
		own := byFile[file]
		arrow, at := "-->", own[0].span
		if i > 0 {
			p.bar(c, width)
			arrow = ":::"
			at = slices.MinFunc(own, func(a, b annotation) int { return a.span.Start.Compare(b.span.Start) }).span
		}
		row := c.next()
		at.File = p.name(file)
		c.print(row, width, arrow, gutter)
		c.print(row, width+len(arrow)+1, at.String(), location)
		p.snippet(c, file, own, width)
	}
}

// snippet adds the lines of one file, as far as it can be read. What cannot be
// shown in the source becomes a note with its position.
func (p *Printer) snippet(c *canvas, file string, annotations []annotation, width int) {
	source := p.sources.Lines(file)
	var shown, lost []annotation
	for _, a := range annotations {
		if a.span.Start.Line <= len(source) && a.span.End.Line <= len(source) {
			shown = append(shown, a)
		} else if a.label != "" {
			lost = append(lost, a)
		}
	}
	if len(shown)+len(lost) > 0 {
		p.bar(c, width)
	}
	if len(shown) > 0 {
		s := newSnippet(source, shown)
		s.draw(c, width)
	}
	for _, a := range lost {
		at := a.span
		at.File = p.name(file)
		attached(c, "note", fmt.Sprintf("%s: %s", at, a.label), width)
	}
}

// A snippet is the part of one file that a finding shows.
type snippet struct {
	lines    map[int]*line // by number
	brackets []bracket
	depth    int // of the brackets: the columns that they take left of the source
}

// A line is a line of source with the marks below it.
type line struct {
	source sourceLine
	marks  []mark
	opens  *bracket // drawn beside the source instead of by a mark below it
}

func newSnippet(source []string, annotations []annotation) *snippet {
	s := &snippet{lines: make(map[int]*line)}
	at := func(n int) *line {
		if s.lines[n] == nil {
			s.lines[n] = &line{source: newSourceLine(source[n-1])}
		}
		return s.lines[n]
	}
	for _, a := range annotations {
		start, end := a.span.Start, a.span.End
		if start.Line != end.Line {
			s.brackets = append(s.brackets, bracket{annotation: a})
			for n := start.Line; n <= end.Line; n++ { // the middle is left out
				if n < start.Line+4 || n >= end.Line-1 {
					at(n)
				}
			}
			continue
		}
		l := at(start.Line)
		from, to := start.Col, end.Col
		if start == end {
			from, to = l.source.guessEnd(start.Col)
		}
		m := mark{annotation: a}
		m.from, m.to = l.source.columns(from, to)
		l.marks = append(l.marks, m)
	}
	s.depth = assignDepths(s.brackets)
	for i := range s.brackets {
		b := &s.brackets[i]
		b.close(at(b.span.End.Line))
	}
	for i := range s.brackets {
		b := &s.brackets[i]
		b.open(at(b.span.Start.Line))
	}
	// A single line between two others is shown rather than left out.
	for _, n := range s.numbers() {
		if s.lines[n+1] == nil && s.lines[n+2] != nil {
			at(n + 1)
		}
	}
	return s
}

// numbers returns the numbers of the lines that are shown, in order.
func (s *snippet) numbers() []int {
	return slices.Sorted(maps.Keys(s.lines))
}

// draw adds the snippet to the canvas, with line numbers of the given width.
func (s *snippet) draw(c *canvas, width int) {
	last := 0
	for _, n := range s.numbers() {
		if last > 0 && n > last+1 {
			row := c.next()
			c.print(row, 0, "...", gutter)
			s.drawBars(c, row, last, n, width)
		}
		last = n

		row := c.next()
		number := strconv.Itoa(n)
		c.print(row, width-len(number), number, gutter)
		s.drawLine(c, row, s.lines[n], width)
		for r := row; r < c.next(); r++ {
			c.print(r, width+1, "|", gutter)
		}
		s.drawBars(c, row, n-1, n+1, width)
	}
}

// drawLine draws the line's source into the row, and its marks below.
func (s *snippet) drawLine(c *canvas, row int, l *line, width int) {
	bars, code := width+2, width+3
	if s.depth > 0 {
		code += s.depth + 1
	}
	cells, shift := trim(l.source.cells, l.marks, maxWidth)
	for i := range l.marks {
		l.marks[i].from -= shift
		l.marks[i].to -= shift
	}
	c.write(row, code, cells)
	if l.opens != nil {
		c.print(row, bars+l.opens.depth, "/", l.opens.style())
	}
	drawMarks(c, row, bars, code, l.marks)
}

// drawBars draws, into the rows from the given one to the last, the bars of the
// brackets that hold both the line above and the line below.
func (s *snippet) drawBars(c *canvas, from, above, below, width int) {
	for _, b := range s.brackets {
		if b.span.Start.Line <= above && below <= b.span.End.Line {
			for row := from; row < c.next(); row++ {
				c.print(row, width+2+b.depth, "|", b.style())
			}
		}
	}
}
