// Package page shows findings as one self-contained page of HTML: the source with
// the moves and the uses joined by arrows.
package page

import (
	_ "embed" // the page's frame
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
	"sync"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/export"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/finding"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/source"
	"github.com/sendmove/sendmove/docs/rules"
)

//go:embed page.html
var frame string

// tmpl is parsed when it is asked for: the vet tool starts once for each package.
var tmpl = sync.OnceValue(func() *template.Template { return template.Must(template.New("page").Parse(frame)) })

// view is what the frame shows.
type view struct {
	Version  string
	Summary  string
	Cards    []card
	Packages []string
	Kinds    []string
}

// card is one finding.
type card struct {
	ID, Code, URL, Title, Kind string
	Package, Place             string
	Figures                    []figure
	Notes                      []finding.Note // without those that have a figure
	Fixes                      []string
}

// HTML writes the page.
func HTML(w io.Writer, r *export.Report) error {
	v := view{Version: r.Version, Summary: summary(r.Findings)}
	prints := r.Sources.Fingerprints(r.Dir, r.Findings)
	for i := range r.Findings {
		f := &r.Findings[i]
		c := card{
			ID: prints[i], Code: f.Code, URL: rules.URL(f.Code), Title: f.Title(), Kind: kind(f),
			Package: f.Package, Figures: figures(r, f),
		}
		at := f.Span
		at.File = source.Relative(r.Dir, at.File)
		c.Place = at.String()
		for _, n := range f.Notes {
			if n.Span == nil {
				c.Notes = append(c.Notes, n)
			}
		}
		for _, fix := range f.Fixes {
			if !slices.ContainsFunc(f.Notes, func(n finding.Note) bool { return n.Text == fix.Message }) {
				c.Fixes = append(c.Fixes, fix.Message)
			}
		}
		v.Cards = append(v.Cards, c)
		v.Packages = append(v.Packages, c.Package)
		v.Kinds = append(v.Kinds, c.Kind)
	}
	v.Packages, v.Kinds = distinct(v.Packages), distinct(v.Kinds)
	return tmpl().Execute(w, v)
}

func summary(found []finding.Finding) string {
	plural := func(n int, what string) string {
		if n != 1 {
			what += "s"
		}
		return fmt.Sprintf("%d %s", n, what)
	}
	if len(found) == 0 {
		return "No findings"
	}
	return plural(len(found), "finding") + " in " + plural(finding.Packages(found), "package")
}

// kind is the title without the place.
func kind(f *finding.Finding) string {
	before, _, _ := strings.Cut(f.Title(), ":")
	return before
}

func distinct(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}
