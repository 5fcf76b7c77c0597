package export

import (
	"encoding/json"
	"io"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/finding"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/source"
	"github.com/sendmove/sendmove/docs/rules"
)

// jsonVersion is the version of the format. It changes when a member is taken
// away or gets another meaning, not when one is added.
const jsonVersion = 1

type jsonReport struct {
	Version  int           `json:"version"`
	Tool     jsonTool      `json:"tool"`
	Findings []jsonFinding `json:"findings"`
	Summary  jsonSummary   `json:"summary"`
}

type jsonTool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

type jsonSummary struct {
	Findings int `json:"findings"`
	Packages int `json:"packages"`
}

type jsonFinding struct {
	Rule        string `json:"rule"`
	URL         string `json:"url"`
	Title       string `json:"title"`
	Message     string `json:"message"`
	Package     string `json:"package"`
	Fingerprint string `json:"fingerprint"`
	jsonSpan
	Label  string      `json:"label"`
	Labels []jsonLabel `json:"labels"`
	Notes  []jsonNote  `json:"notes"`
	Fixes  []jsonFix   `json:"fixes"`
}

// A jsonSpan is a range of a file. Lines and columns count from 1, columns in
// bytes; a column of 0 is not known.
type jsonSpan struct {
	File  string    `json:"file"`
	Start jsonPoint `json:"start"`
	End   jsonPoint `json:"end"`
}

type jsonPoint struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

type jsonLabel struct {
	jsonSpan
	Text string `json:"text"`
}

type jsonNote struct {
	Kind   string      `json:"kind"`
	Text   string      `json:"text"`
	At     *jsonSpan   `json:"at,omitempty"`
	Labels []jsonLabel `json:"labels,omitempty"`
}

type jsonFix struct {
	Message string     `json:"message"`
	Edits   []jsonEdit `json:"edits"`
}

// A jsonEdit replaces bytes of a file, counted from 0.
type jsonEdit struct {
	File  string `json:"file"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	New   string `json:"new"`
}

// JSON writes the report in the format that docs/formats.md and the schema
// beside it describe.
func JSON(w io.Writer, r *Report) error {
	out := jsonReport{
		Version:  jsonVersion,
		Tool:     jsonTool{"sendmove", r.Version},
		Findings: []jsonFinding{},
		Summary:  jsonSummary{len(r.Findings), finding.Packages(r.Findings)},
	}
	prints := r.Sources.Fingerprints(r.Dir, r.Findings)
	for i := range r.Findings {
		f := &r.Findings[i]
		j := jsonFinding{
			Rule: f.Code, URL: rules.URL(f.Code), Title: f.Title(), Message: f.Message,
			Package: f.Package, Fingerprint: prints[i],
			jsonSpan: r.span(f.Span), Label: f.Label,
			Labels: r.labels(f.Labels), Notes: []jsonNote{}, Fixes: []jsonFix{},
		}
		for _, n := range f.Notes {
			note := jsonNote{Kind: n.Kind, Text: n.Text}
			if n.Span != nil {
				at := r.span(*n.Span)
				note.At, note.Labels = &at, r.labels(n.Labels)
			}
			j.Notes = append(j.Notes, note)
		}
		for _, fix := range f.Fixes {
			g := jsonFix{Message: fix.Message, Edits: []jsonEdit{}}
			for _, e := range fix.Edits {
				g.Edits = append(g.Edits, jsonEdit{source.Relative(r.Dir, e.File), e.Start, e.End, e.New})
			}
			j.Fixes = append(j.Fixes, g)
		}
		out.Findings = append(out.Findings, j)
	}
	return encode(w, out)
}

func (r *Report) span(s finding.Span) jsonSpan {
	return jsonSpan{source.Relative(r.Dir, s.File), jsonPoint{s.Start.Line, s.Start.Col}, jsonPoint{s.End.Line, s.End.Col}}
}

func (r *Report) labels(labels []finding.Label) []jsonLabel {
	out := []jsonLabel{}
	for _, l := range labels {
		out = append(out, jsonLabel{r.span(l.Span), l.Text})
	}
	return out
}

func encode(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
