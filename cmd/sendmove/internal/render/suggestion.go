package render

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/finding"
)

// A change is a line that a fix takes away or puts there.
type change struct {
	number int // of the line, in the old text or the new one
	added  bool
	text   string
}

// maxChanges is the number of changed lines after which a fix is not shown but
// only named.
const maxChanges = 12

// changes lists the lines that a fix changes in the file of its first edit, nil if
// that cannot be read or they are too many. Changes of the imports are left out:
// they follow from the rest.
func (p *Printer) changes(fix finding.Fix) []change {
	if len(fix.Edits) == 0 {
		return nil
	}
	data := string(p.sources.Content(fix.Edits[0].File))
	edits := slices.Clone(fix.Edits)
	slices.SortStableFunc(edits, func(a, b finding.Edit) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	var out []change
	shift := 0 // of line numbers, by what was changed above
	for len(edits) > 0 {
		if e := edits[0]; e.File != fix.Edits[0].File || e.Start > e.End || e.End > len(data) {
			return nil
		}
		// The edits of lines that touch are shown together.
		from := strings.LastIndexByte(data[:edits[0].Start], '\n') + 1
		to, n := from, 0
		var after strings.Builder
		at := from
		for n < len(edits) && (n == 0 || edits[n].Start < to) && edits[n].End <= len(data) && edits[n].Start >= at {
			e := edits[n]
			after.WriteString(data[at:e.Start])
			after.WriteString(e.New)
			at = e.End
			if to = lineEnd(data, e.End); e.End > e.Start && data[e.End-1] == '\n' {
				to = e.End
			}
			n++
		}
		if n == 0 {
			return nil
		}
		after.WriteString(data[at:to])
		edits = edits[n:]
		before, now := split(data[from:to]), split(after.String())
		number := strings.Count(data[:from], "\n") + 1
		for len(before) > 0 && len(now) > 0 && before[0] == now[0] {
			before, now, number = before[1:], now[1:], number+1
		}
		for len(before) > 0 && len(now) > 0 && before[len(before)-1] == now[len(now)-1] {
			before, now = before[:len(before)-1], now[:len(now)-1]
		}
		if !slices.ContainsFunc(now, isImport) {
			for i, text := range before {
				out = append(out, change{number + i, false, text})
			}
			for i, text := range now {
				out = append(out, change{number + shift + i, true, text})
			}
			shift += len(now) - len(before)
		}
	}
	if len(out) > maxChanges {
		return nil
	}
	return out
}

// isImport reports whether a line is one of an import declaration.
func isImport(line string) bool {
	line = strings.TrimPrefix(strings.TrimSpace(line), "import ")
	return len(line) > 1 && line[0] == '"' && line[len(line)-1] == '"'
}

// lineEnd is the end of the line that holds the byte at, with its line end.
func lineEnd(data string, at int) int {
	if i := strings.IndexByte(data[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(data)
}

func split(text string) []string {
	text = strings.ReplaceAll(strings.TrimSuffix(text, "\n"), "\r", "")
	if text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}

// suggestion adds what a fix changes below its message.
func (p *Printer) suggestion(c *canvas, message string, changes []change, width int) {
	row := c.next()
	c.print(row, 0, "help", help)
	c.print(row, len("help"), ": "+message, plain)
	p.bar(c, width)
	for _, ch := range changes {
		row := c.next()
		sign, s := "-", primary
		if ch.added {
			sign, s = "+", note
		}
		number := strconv.Itoa(ch.number)
		c.print(row, width-len(number), number, gutter)
		c.print(row, width+1, sign, s)
		source := newSourceLine(ch.text)
		cells, _ := trim(source.cells, nil, maxWidth)
		c.write(row, width+3, cells)
	}
}
