package render

import (
	"cmp"
	"slices"
)

// A mark is an underlined range of one line, or one end of a bracket.
type mark struct {
	annotation
	from, to int // columns
	end      bracketEnd
	depth    int // the bracket's
	row      int // of the label: 0 beside the underline, else so many steps below
}

// bracketEnd says which end of a bracket a mark is.
type bracketEnd int

const (
	none bracketEnd = iota
	opening
	closing
)

// width returns the columns that the label takes beside the underline.
func (m *mark) labelWidth() int {
	if m.label == "" {
		return 0
	}
	return len(textCells(m.label, plain)) + 2
}

// overlap reports whether two marks would share a column, if the first were
// longer by some columns.
func overlap(a, b *mark, padding int) bool {
	return a.from < b.to && b.from < a.to+padding
}

// collide reports whether the mark left, beside its label, leaves no room in
// the same row for right, which begins at the same column or after it.
func collide(left, right *mark) bool {
	if right.end != none || left.end != none {
		// The line that leads to a bracket needs a row to itself.
		return (right.end != none || right.label != "") && (left.end != none || left.label != "")
	}
	return left.label != "" && overlap(left, right, left.labelWidth()) &&
		(right.label != "" || left.to <= right.to && right.row == 0)
}

// assignRows sorts the marks from right to left and gives each a row for its
// label, so that no label touches another one or the bar that leads to it. It
// returns the number of rows below the underline.
func assignRows(marks []mark) (rows int) {
	slices.SortStableFunc(marks, func(a, b mark) int {
		return cmp.Or(cmp.Compare(b.from, a.from), cmp.Compare(b.to, a.to))
	})
	row := 0
	for i := range marks {
		m := &marks[i]
		for j := i + 1; row == 0 && m.label != "" && j < len(marks); j++ {
			left := &marks[j]
			same := left.from == m.from && left.to == m.to && left.label == ""
			if overlap(left, m, 0) && !same {
				row = 1 // no place beside an underline that goes on
			}
		}
		m.row = row
		for j := i + 1; j < len(marks); j++ {
			if collide(&marks[j], m) {
				row++
				break
			}
		}
		rows = max(rows, row)
	}
	if rows > 0 {
		rows++
	}
	return rows
}

// drawMarks draws underlines and labels into the rows below the source row.
// Bars of brackets stand right of the column bars, source right of code.
func drawMarks(c *canvas, source, bars, code int, marks []mark) {
	if len(marks) == 0 {
		return
	}
	rows := assignRows(marks)
	under := source + 1
	c.grow(under+rows, 0)

	for i := range marks { // the lines that lead to brackets
		m := &marks[i]
		if m.end != none {
			c.fill(under+m.row, bars+m.depth+1, code+m.from, "_", m.style())
		}
	}
	for i := range marks { // the bars that lead down to labels and brackets
		m := &marks[i]
		if m.row > 0 && (m.label != "" || m.end != none) {
			c.fillDown(under, under+m.row+1, code+m.from, "|", m.style())
		}
		switch m.end {
		case opening:
			c.fillDown(under+m.row+1, under+rows+1, bars+m.depth, "|", m.style())
		case closing:
			c.fillDown(source, under+m.row+1, bars+m.depth, "|", m.style())
		}
	}
	for i := range marks { // the labels
		m := &marks[i]
		if m.row == 0 {
			c.print(under, code+m.to+1, m.label, m.style())
		} else {
			c.print(under+m.row+1, code+m.from, m.label, m.style())
		}
	}
	// Underlines, the longest first so that those within it stay visible, and
	// the use before what has the same length.
	order := slices.Clone(marks)
	slices.SortStableFunc(order, func(a, b mark) int {
		if n := cmp.Compare(b.to-b.from, a.to-a.from); n != 0 {
			return n
		}
		switch {
		case a.primary == b.primary:
			return 0
		case a.primary:
			return 1
		default:
			return -1
		}
	})
	for i := range order {
		m := &order[i]
		c.fill(under, code+m.from, code+m.to, m.underline(), m.style())
	}
}
