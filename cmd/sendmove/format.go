package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/export"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/finding"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/page"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/render"
)

// formatName is the value of -format.
type formatName string

const (
	formatText  formatName = "text"
	formatShort formatName = "short"
)

// exports are the formats for other programs.
var exports = map[formatName]export.Writer{
	"json":   export.JSON,
	"sarif":  export.SARIF,
	"github": export.GitHub,
	"html":   page.HTML,
}

// formats lists the names of all formats, those for people first.
func formats() []string {
	names := []string{string(formatText), string(formatShort)}
	for _, n := range slices.Sorted(maps.Keys(exports)) {
		names = append(names, string(n))
	}
	return names
}

// String and Set implement flag.Value.
func (f *formatName) String() string { return string(*f) }

func (f *formatName) Set(s string) error {
	if !slices.Contains(formats(), s) {
		return fmt.Errorf("use %s", strings.Join(formats(), ", "))
	}
	*f = formatName(s)
	return nil
}

// write writes the report. The formats for people end with a line that says how
// much was found; the others are written even if it is nothing.
func (f formatName) write(w io.Writer, r *export.Report, color colorMode) error {
	if write := exports[f]; write != nil {
		return write(w, r)
	}
	p := render.New(w, r.Dir, color.enabled(w))
	for i := range r.Findings {
		one := p.Finding
		if f == formatShort {
			one = p.Short
		}
		if err := one(&r.Findings[i]); err != nil {
			return err
		}
	}
	return p.Summary(len(r.Findings), finding.Packages(r.Findings))
}
