package render

import "slices"

// trim cuts a line of more than limit columns around its marks. It returns what
// is kept, and by how many columns that moved to the left.
func trim(cells []cell, marks []mark, limit int) (kept []cell, shift int) {
	const around = 12 // columns of context beside the outermost marks
	const dots = "..."
	if len(cells) <= limit {
		return cells, 0
	}
	lo, hi := 0, limit
	if len(marks) > 0 {
		first, last := marks[0].from, marks[0].to
		for _, m := range marks {
			first, last = min(first, m.from), max(last, m.to)
		}
		if last+around > limit {
			lo = max(first-around, 0)
			hi = max(last+around, lo+limit)
		}
	}
	hi = min(hi, len(cells))
	kept = slices.Clone(cells[lo:hi])
	if hi < len(cells) {
		copy(kept[len(kept)-len(dots):], textCells(dots, plain))
	}
	if lo > 0 {
		copy(kept, textCells(dots, plain))
		if kept[len(dots)].text == "" { // half of a wide character
			kept[len(dots)].text = " "
		}
	}
	return kept, lo
}
