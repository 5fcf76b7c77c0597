package render

import "strings"

// A canvas is a grid of cells that grows as it is written to.
type canvas struct {
	rows [][]cell
}

func (c *canvas) grow(row, column int) {
	for len(c.rows) <= row {
		c.rows = append(c.rows, nil)
	}
	for len(c.rows[row]) < column+1 {
		c.rows[row] = append(c.rows[row], cell{text: " "})
	}
}

// set writes one cell.
func (c *canvas) set(row, column int, text string, s style) {
	c.grow(row, column)
	c.rows[row][column] = cell{text, s}
}

// fill writes the same text into the columns from up to to.
func (c *canvas) fill(row, from, to int, text string, s style) {
	for column := from; column < to; column++ {
		c.set(row, column, text, s)
	}
}

// fillDown writes the same text into a column of the rows from up to to.
func (c *canvas) fillDown(from, to, column int, text string, s style) {
	for row := from; row < to; row++ {
		c.set(row, column, text, s)
	}
}

// write puts cells into a row from a column on.
func (c *canvas) write(row, column int, cells []cell) {
	for i, cell := range cells {
		c.set(row, column+i, cell.text, cell.style)
	}
}

func (c *canvas) print(row, column int, text string, s style) {
	c.write(row, column, textCells(text, s))
}

// next returns the number of the row below the last one.
func (c *canvas) next() int { return len(c.rows) }

// lines returns the rows as text without blanks at the end, with escape codes
// if colour is wanted.
func (c *canvas) lines(colour bool) []string {
	lines := make([]string, len(c.rows))
	for i, row := range c.rows {
		for len(row) > 0 && row[len(row)-1].text == " " {
			row = row[:len(row)-1]
		}
		var b strings.Builder
		current := ""
		for _, cell := range row {
			if want := escapes[cell.style]; colour && want != current && cell.text != " " {
				if current != "" {
					b.WriteString(reset)
				}
				b.WriteString(want)
				current = want
			}
			b.WriteString(cell.text)
		}
		if current != "" {
			b.WriteString(reset)
		}
		lines[i] = b.String()
	}
	return lines
}
