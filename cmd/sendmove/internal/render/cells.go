package render

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// tab is what a tab is shown as, wherever it stands: a fixed width keeps the
// columns under a span the same whatever stands before it.
const tab = "    "

// A cell is one column of the screen. A wide character takes two cells, of
// which the second is empty; combining characters share a cell with the
// character before them.
type cell struct {
	text  string
	style style
}

// A sourceLine is a line of source as it is shown.
type sourceLine struct {
	cells []cell
	begin []int // for each byte of the line, and its end: the first column of its character
	end   []int // for each byte: the column after its character
	src   string
}

func newSourceLine(src string) sourceLine {
	l := sourceLine{src: src, begin: make([]int, 0, len(src)+1), end: make([]int, 0, len(src))}
	state := -1
	for rest := src; rest != ""; {
		var cluster string
		var width int
		cluster, rest, width, state = uniseg.FirstGraphemeClusterInString(rest, state)
		column := len(l.cells)
		l.cells = appendCluster(l.cells, cluster, width, plain)
		for range len(cluster) {
			l.begin = append(l.begin, column)
			l.end = append(l.end, len(l.cells))
		}
	}
	l.begin = append(l.begin, len(l.cells))
	return l
}

func appendCluster(cells []cell, cluster string, width int, s style) []cell {
	if cluster == "\t" {
		for _, blank := range tab {
			cells = append(cells, cell{string(blank), s})
		}
		return cells
	}
	r, _ := utf8.DecodeRuneInString(cluster)
	if width == 0 || r == utf8.RuneError || strings.ContainsFunc(cluster, unprintable) {
		// What the terminal would act on or not show takes one column.
		return append(cells, cell{string(utf8.RuneError), s})
	}
	cells = append(cells, cell{cluster, s})
	for range width - 1 {
		cells = append(cells, cell{"", s})
	}
	return cells
}

// unprintable reports whether r would move the cursor or reorder the text
// around it.
func unprintable(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)
}

// textCells returns the columns that a text of our own takes, such as a label:
// it may hold names from the source.
func textCells(text string, s style) []cell {
	var cells []cell
	state := -1
	for text != "" {
		var cluster string
		var width int
		cluster, text, width, state = uniseg.FirstGraphemeClusterInString(text, state)
		cells = appendCluster(cells, cluster, width, s)
	}
	return cells
}

// columns returns the range of columns of the bytes from start up to end,
// counted from 1 as in positions. It is never empty, and lies within the line
// or one column past it.
func (l *sourceLine) columns(start, end int) (from, to int) {
	from = l.begin[min(max(start-1, 0), len(l.src))]
	to = from + 1
	if last := min(end-1, len(l.src)) - 1; last >= 0 && last >= start-1 {
		to = max(to, l.end[last])
	}
	return from, to
}

// codeStart returns the byte column of the first character that is not blank.
func (l *sourceLine) codeStart() int {
	return len(l.src) - len(strings.TrimLeft(l.src, " \t")) + 1
}

// guessEnd returns the byte column at which the text that begins at start ends,
// for a position that was given without an end: an identifier's end, one
// character, or, when only the line is known, the end of its code.
func (l *sourceLine) guessEnd(start int) (from, to int) {
	code := l.codeStart()
	if start < code { // column lost, or never known
		text, _, _ := strings.Cut(l.src, "//")
		return code, max(len(strings.TrimRight(text, " \t{")), code) + 1
	}
	to = start
	for i, r := range l.src[min(start-1, len(l.src)):] {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' {
			break
		}
		to = start + i + utf8.RuneLen(r)
	}
	return start, max(to, start+1)
}
