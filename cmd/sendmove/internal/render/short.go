package render

import (
	"fmt"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/finding"
)

// Short prints one finding on one line, in the form that editors understand.
func (p *Printer) Short(f *finding.Finding) error {
	at := f.Span
	at.File = p.name(at.File)
	code := ""
	if f.Code != "" {
		code = f.Code + ": "
	}
	_, err := fmt.Fprintf(p.out, "%s: %s%s\n", at, code, f.Message)
	return err
}
