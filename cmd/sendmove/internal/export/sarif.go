package export

import (
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/finding"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/source"
	"github.com/sendmove/sendmove/docs/rules"
)

// The types below are the part of SARIF 2.1.0 that is used here.

type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool       sarifTool                `json:"tool"`
	ColumnKind string                   `json:"columnKind"`
	Bases      map[string]sarifArtifact `json:"originalUriBaseIds"`
	Results    []sarifResult            `json:"results"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name           string      `json:"name"`
	Version        string      `json:"version,omitempty"`
	InformationURI string      `json:"informationUri"`
	Rules          []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID               string         `json:"id"`
	Name             string         `json:"name"`
	ShortDescription sarifText      `json:"shortDescription"`
	FullDescription  sarifText      `json:"fullDescription"`
	HelpURI          string         `json:"helpUri"`
	Help             sarifText      `json:"help"`
	Configuration    sarifLevel     `json:"defaultConfiguration"`
	Properties       map[string]any `json:"properties"`
}

type sarifLevel struct {
	Level string `json:"level"`
}

type sarifText struct {
	Text     string `json:"text"`
	Markdown string `json:"markdown,omitempty"`
}

type sarifResult struct {
	RuleID       string            `json:"ruleId"`
	RuleIndex    int               `json:"ruleIndex"`
	Level        string            `json:"level"`
	Message      sarifText         `json:"message"`
	Locations    []sarifLocation   `json:"locations"`
	Related      []sarifLocation   `json:"relatedLocations,omitempty"`
	CodeFlows    []sarifCodeFlow   `json:"codeFlows,omitempty"`
	Fingerprints map[string]string `json:"partialFingerprints"`
	Fixes        []sarifFix        `json:"fixes,omitempty"`
}

type sarifLocation struct {
	ID       int           `json:"id,omitempty"`
	Physical sarifPhysical `json:"physicalLocation"`
	Message  *sarifText    `json:"message,omitempty"`
}

type sarifPhysical struct {
	Artifact sarifArtifact `json:"artifactLocation"`
	Region   *sarifRegion  `json:"region,omitempty"`
}

type sarifArtifact struct {
	URI  string `json:"uri"`
	Base string `json:"uriBaseId,omitempty"`
}

type sarifRegion struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn,omitempty"`
	EndLine     int `json:"endLine,omitempty"`
	EndColumn   int `json:"endColumn,omitempty"`
}

type sarifCodeFlow struct {
	ThreadFlows []sarifThreadFlow `json:"threadFlows"`
}

type sarifThreadFlow struct {
	Locations []sarifStep `json:"locations"`
}

type sarifStep struct {
	Location sarifLocation `json:"location"`
}

type sarifFix struct {
	Description sarifText     `json:"description"`
	Changes     []sarifChange `json:"artifactChanges"`
}

type sarifChange struct {
	Artifact     sarifArtifact      `json:"artifactLocation"`
	Replacements []sarifReplacement `json:"replacements"`
}

type sarifReplacement struct {
	Deleted  sarifBytes `json:"deletedRegion"`
	Inserted sarifText  `json:"insertedContent"`
}

// sarifBytes is a region counted in characters, from 0.
type sarifBytes struct {
	Offset int `json:"charOffset"`
	Length int `json:"charLength"`
}

// base is the name of the folder that file names are relative to.
const base = "SRCROOT"

// SARIF writes the report as SARIF 2.1.0. The message of a result links the
// related locations, without which GitHub does not show them, and a code flow
// leads from each move to the use.
func SARIF(w io.Writer, r *Report) error {
	run := sarifRun{
		Tool:       sarifTool{sarifDriver{Name: "sendmove", Version: r.Version, InformationURI: "https://github.com/sendmove/sendmove"}},
		ColumnKind: "unicodeCodePoints",
		Bases:      map[string]sarifArtifact{base: {URI: folder(r.Dir)}},
		Results:    []sarifResult{},
	}
	codes := rules.Codes()
	for _, code := range codes {
		page, _ := rules.Page(code)
		title, summary := rules.Title(code)
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{
			ID: code, Name: ruleName(title), HelpURI: rules.URL(code),
			ShortDescription: sarifText{Text: title}, FullDescription: sarifText{Text: summary},
			Help:          sarifText{Text: page, Markdown: page},
			Configuration: sarifLevel{level(code)},
			Properties:    map[string]any{"tags": []string{"concurrency", "correctness"}, "precision": "high"},
		})
	}
	prints := r.Sources.Fingerprints(r.Dir, r.Findings)
	for i := range r.Findings {
		f := &r.Findings[i]
		res := sarifResult{
			RuleID: f.Code, RuleIndex: slices.Index(codes, f.Code), Level: level(f.Code),
			Locations:    []sarifLocation{r.location(f.Span, f.Label)},
			Fingerprints: map[string]string{"sendmove/v1": prints[i]},
		}
		text := f.Title()
		link := func(span finding.Span, what string) {
			l := r.location(span, what)
			l.ID = len(res.Related) + 1
			res.Related = append(res.Related, l)
			text += fmt.Sprintf("\n[%s](%d)", escapeLink(what), l.ID)
		}
		var steps []sarifStep
		for _, l := range f.Labels {
			link(l.Span, l.Text)
			if l.Moves() {
				steps = append(steps, sarifStep{r.location(l.Span, l.Text)})
			}
		}
		for _, n := range f.Notes {
			if n.Span == nil {
				text += fmt.Sprintf("\n%s: %s", n.Kind, n.Text)
				continue
			}
			link(*n.Span, n.Text)
			for _, l := range n.Labels {
				link(l.Span, l.Text)
			}
		}
		if len(steps) > 0 {
			steps = append(steps, sarifStep{res.Locations[0]})
			res.CodeFlows = []sarifCodeFlow{{[]sarifThreadFlow{{steps}}}}
		}
		res.Message = sarifText{Text: text}
		for _, fix := range f.Fixes {
			res.Fixes = append(res.Fixes, r.fix(fix))
		}
		run.Results = append(run.Results, res)
	}
	return encode(w, sarifLog{
		Schema:  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{run},
	})
}

// level says how grave a finding of a rule is: what says nothing of a race is a
// warning.
func level(code string) string {
	if strings.HasPrefix(code, "E") {
		return "error"
	}
	return "warning"
}

// ruleName is a title as an identifier: "use of moved value" is UseOfMovedValue.
func ruleName(title string) string {
	var b strings.Builder
	for _, word := range strings.FieldsFunc(title, func(r rune) bool { return r == ' ' || r == ',' || r == '-' }) {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return b.String()
}

// escapeLink escapes what ends the text of a link in a message.
func escapeLink(s string) string {
	return strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`).Replace(s)
}

func (r *Report) artifact(file string) sarifArtifact {
	name := source.Relative(r.Dir, file)
	if filepath.IsAbs(name) {
		return sarifArtifact{URI: (&url.URL{Scheme: "file", Path: name}).String()}
	}
	return sarifArtifact{URI: (&url.URL{Path: name}).EscapedPath(), Base: base}
}

func folder(dir string) string {
	return (&url.URL{Scheme: "file", Path: strings.TrimSuffix(filepath.ToSlash(dir), "/") + "/"}).String()
}

func (r *Report) location(s finding.Span, text string) sarifLocation {
	region := &sarifRegion{StartLine: s.Start.Line}
	if s.Start.Col > 0 {
		region.StartColumn = r.Sources.Column(s.File, s.Start)
	}
	if s.End.Compare(s.Start) > 0 && s.End.Col > 0 {
		region.EndLine, region.EndColumn = s.End.Line, r.Sources.Column(s.File, s.End)
	}
	l := sarifLocation{Physical: sarifPhysical{r.artifact(s.File), region}}
	if text != "" {
		l.Message = &sarifText{Text: text}
	}
	return l
}

// fix has its edits by file, in the order of the files.
func (r *Report) fix(fix finding.Fix) sarifFix {
	out := sarifFix{Description: sarifText{Text: fix.Message}}
	for _, e := range fix.Edits {
		start, length := r.characters(e)
		i := slices.IndexFunc(out.Changes, func(c sarifChange) bool { return c.Artifact == r.artifact(e.File) })
		if i < 0 {
			i = len(out.Changes)
			out.Changes = append(out.Changes, sarifChange{Artifact: r.artifact(e.File)})
		}
		out.Changes[i].Replacements = append(out.Changes[i].Replacements, sarifReplacement{sarifBytes{start, length}, sarifText{Text: e.New}})
	}
	return out
}

// characters converts the bytes of an edit.
func (r *Report) characters(e finding.Edit) (start, length int) {
	data := r.Sources.Content(e.File)
	if data == nil || e.End > len(data) {
		return e.Start, e.End - e.Start
	}
	return len([]rune(string(data[:e.Start]))), len([]rune(string(data[e.Start:e.End])))
}
