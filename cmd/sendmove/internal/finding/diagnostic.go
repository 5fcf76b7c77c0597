package finding

import (
	"cmp"
	"go/token"

	"golang.org/x/tools/go/analysis"
)

// A Diagnostic is one of package analysis whose positions are known without its files.
type Diagnostic struct {
	Category, Message string
	Pos, End          token.Position
	Fixes             []Fix
	Related           []Related
}

// Related is further information on a diagnostic, with a position of its own.
type Related struct {
	Message  string
	Pos, End token.Position
}

// Resolve looks up the positions of d. They are those that line directives give, but
// edits are of the file that was read.
func Resolve(fset *token.FileSet, d analysis.Diagnostic) Diagnostic {
	out := Diagnostic{
		Category: d.Category, Message: d.Message,
		Pos: fset.Position(d.Pos), End: fset.Position(cmp.Or(d.End, d.Pos)),
	}
	for _, fix := range d.SuggestedFixes {
		f := Fix{Message: fix.Message}
		for _, e := range fix.TextEdits {
			start, end := fset.PositionFor(e.Pos, false), fset.PositionFor(cmp.Or(e.End, e.Pos), false)
			f.Edits = append(f.Edits, Edit{File: start.Filename, Start: start.Offset, End: end.Offset, New: string(e.NewText)})
		}
		out.Fixes = append(out.Fixes, f)
	}
	for _, r := range d.Related {
		out.Related = append(out.Related, Related{r.Message, fset.Position(r.Pos), fset.Position(cmp.Or(r.End, r.Pos))})
	}
	return out
}
