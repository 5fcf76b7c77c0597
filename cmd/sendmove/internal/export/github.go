package export

import (
	"fmt"
	"io"
	"strings"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/source"
)

// GitHub writes each finding as a command that a workflow of GitHub turns into an
// annotation of the line. What is not at the line follows the message.
func GitHub(w io.Writer, r *Report) error {
	for i := range r.Findings {
		f := &r.Findings[i]
		text := f.Message
		for _, l := range f.Labels {
			text += fmt.Sprintf("\n%s:%d: %s", source.Relative(r.Dir, l.Span.File), l.Span.Start.Line, l.Text)
		}
		for _, n := range f.Notes {
			at := ""
			if n.Span != nil {
				at = fmt.Sprintf("%s:%d: ", source.Relative(r.Dir, n.Span.File), n.Span.Start.Line)
			}
			text += fmt.Sprintf("\n%s%s: %s", at, n.Kind, n.Text)
		}
		start, end := r.Sources.Column(f.Span.File, f.Span.Start), r.Sources.Column(f.Span.File, f.Span.End)
		place := fmt.Sprintf("file=%s,line=%d", property(source.Relative(r.Dir, f.Span.File)), f.Span.Start.Line)
		if f.Span.End.Line == f.Span.Start.Line && end > start {
			place += fmt.Sprintf(",col=%d,endColumn=%d", start, end)
		} else {
			place += fmt.Sprintf(",endLine=%d", f.Span.End.Line)
		}
		if _, err := fmt.Fprintf(w, "::error %s,title=%s::%s\n", place, property("sendmove "+f.Code), data(text)); err != nil {
			return err
		}
	}
	return nil
}

// data and property escape what the syntax of workflow commands reserves.
func data(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

func property(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(s)
}
