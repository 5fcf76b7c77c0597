package gclplugin

import (
	"fmt"
	"go/token"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// folded returns a with the related information of each diagnostic in its
// message. golangci-lint makes an issue of each related position, which would be
// counted, limited and suppressed by itself.
func folded(a *analysis.Analyzer) *analysis.Analyzer {
	b := *a
	b.Run = func(pass *analysis.Pass) (any, error) {
		p := *pass
		p.Report = func(d analysis.Diagnostic) {
			d.Message = fold(pass.Fset, d)
			d.Related = nil
			pass.Report(d)
		}
		return a.Run(&p)
	}
	return &b
}

// fold is the message of d and what its related entries say, on one line, since
// golangci-lint's formats for machines have a line for each issue. A position is
// given where it is not the diagnostic's own.
func fold(fset *token.FileSet, d analysis.Diagnostic) string {
	var s strings.Builder
	s.WriteString(d.Message)
	for _, r := range d.Related {
		s.WriteString("; ")
		if r.Pos != d.Pos {
			p := fset.Position(r.Pos)
			fmt.Fprintf(&s, "%s:%d:%d: ", filepath.Base(p.Filename), p.Line, p.Column)
		}
		s.WriteString(r.Message)
	}
	return s.String()
}
