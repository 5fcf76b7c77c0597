package report

import (
	"fmt"
	"go/token"

	"golang.org/x/tools/go/analysis"

	"github.com/sendmove/sendmove/analyzer/internal/moves"
)

// Diagnostic is f in words.
func Diagnostic(fset *token.FileSet, f *moves.Finding) analysis.Diagnostic {
	return analysis.Diagnostic{Pos: f.Pos, End: f.End, Category: "E0382", Message: fmt.Sprintf("use of moved value: `%s`", f.Name)}
}
