// Package export writes findings for other programs: as JSON, as SARIF, and as
// the commands of GitHub's workflows.
package export

import (
	"io"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/finding"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/source"
)

// A Report is what is written.
type Report struct {
	Findings []finding.Finding
	Dir      string // file names are relative to it
	Version  string // of sendmove
	Sources  *source.Files
}

// A Writer writes a report in one format.
type Writer func(io.Writer, *Report) error
