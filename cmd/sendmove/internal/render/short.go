package render

import (
	"fmt"
	"strings"
	"unicode/utf8"

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
	_, err := fmt.Fprintln(p.out, strings.Map(shown, fmt.Sprintf("%s: %s%s", at, code, f.Message)))
	return err
}

// shown is r, or what stands for it where the terminal would act on it: a line
// directive can give a file any name.
func shown(r rune) rune {
	if unprintable(r) {
		return utf8.RuneError
	}
	return r
}
