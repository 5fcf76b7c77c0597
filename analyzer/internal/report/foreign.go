package report

import (
	"go/token"

	"github.com/sendmove/sendmove/analyzer/internal/summary"
)

// foreign gives positions to what a fact says of another package's source.
//
// The source itself is not at hand, and what the importer has in its place may
// know lines only. Then a file that is nothing but its name and as many wide
// lines takes its place, in which each line and column has a position.
type foreign struct {
	fset  *token.FileSet
	files map[string]*token.File
}

const (
	foreignLines = 1 << 15
	foreignWidth = 1 << 9
)

// pos is the range that p names; it is valid only if p is.
func (w *foreign) pos(p summary.Where) (pos, end token.Pos) {
	if p.Pos.IsValid() {
		return p.Pos, p.Pos + width(p)
	}
	if p.File == "" || p.Line <= 0 || p.Line > foreignLines || p.Col <= 0 || max(p.Col, p.EndCol) > foreignWidth {
		return token.NoPos, token.NoPos
	}
	file, ok := w.files[p.File]
	if !ok {
		file = w.find(p)
		if w.files == nil {
			w.files = map[string]*token.File{}
		}
		w.files[p.File] = file
	}
	pos = file.LineStart(p.Line) + token.Pos(p.Col-1)
	return pos, pos + width(p)
}

// find is the file of p that is known already, if it has columns, else a new one.
func (w *foreign) find(p summary.Where) *token.File {
	var known *token.File
	w.fset.Iterate(func(f *token.File) bool {
		if f.Name() != p.File || p.Line > f.LineCount() {
			return true
		}
		at := f.LineStart(p.Line) + token.Pos(p.Col-1)
		if int(at) <= f.Base()+f.Size() && f.PositionFor(at, false).Line == p.Line {
			known = f
		}
		return known == nil
	})
	if known != nil {
		return known
	}
	f := w.fset.AddFile(p.File, -1, foreignLines*foreignWidth)
	lines := make([]int, foreignLines)
	for i := range lines {
		lines[i] = i * foreignWidth
	}
	f.SetLines(lines)
	return f
}

// width is the length of a range that lies on one line.
func width(p summary.Where) token.Pos {
	return token.Pos(max(p.EndCol-p.Col, 0))
}
