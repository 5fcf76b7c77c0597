// Package baseline keeps the findings that a code base has already, so that only
// new ones are reported.
package baseline

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/finding"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/fix"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/source"
)

// version is that of the file's format.
const version = 1

// An Entry is a finding that is known. Title and file are for people; findings
// are told by their fingerprint, which does not change when lines above it do.
type Entry struct {
	Fingerprint string `json:"fingerprint"`
	Rule        string `json:"rule"`
	File        string `json:"file"` // relative to the baseline's folder
	Title       string `json:"title"`
}

type content struct {
	Version  int     `json:"version"`
	Findings []Entry `json:"findings"`
}

// A File is a baseline.
type File struct {
	name    string
	entries []Entry
	sources *source.Files
}

// Open reads a baseline. One that is not there is an error, or empty if it is
// about to be written.
func Open(name string, sources *source.Files, create bool) (*File, error) {
	abs, err := filepath.Abs(name)
	if err != nil {
		return nil, err
	}
	f := &File{name: abs, sources: sources}
	data, err := os.ReadFile(abs)
	if errors.Is(err, fs.ErrNotExist) {
		if create {
			return f, nil
		}
		return nil, fmt.Errorf("baseline %s does not exist; make it with -baseline %s -write-baseline", name, name)
	}
	if err != nil {
		return nil, fmt.Errorf("baseline: %w", err)
	}
	var c content
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&c); err != nil {
		return nil, fmt.Errorf("baseline %s: %w; write it anew with -write-baseline", name, err)
	}
	if c.Version != version {
		return nil, fmt.Errorf("baseline %s has version %d, this program knows version %d; write it anew with -write-baseline", name, c.Version, version)
	}
	f.entries = c.Findings
	return f, nil
}

// New returns the findings that the baseline does not have, and the entries in
// the analysed folders that are no findings any more.
func (f *File) New(found []finding.Finding, analysed func(dir string) bool) (fresh []finding.Finding, stale []Entry) {
	left := make(map[string]bool)
	for _, e := range f.entries {
		left[e.Fingerprint] = true
	}
	for i, p := range f.sources.Fingerprints(f.dir(), found) {
		if left[p] {
			delete(left, p)
			continue
		}
		fresh = append(fresh, found[i])
	}
	for _, e := range f.entries {
		if left[e.Fingerprint] && analysed(f.folder(e)) {
			stale = append(stale, e)
		}
	}
	return fresh, stale
}

// Write makes the findings the baseline. What it has of folders that were not
// analysed stays.
func (f *File) Write(found []finding.Finding, analysed func(dir string) bool) error {
	c := content{Version: version, Findings: []Entry{}}
	for i, p := range f.sources.Fingerprints(f.dir(), found) {
		g := &found[i]
		c.Findings = append(c.Findings, Entry{p, g.Code, source.Relative(f.dir(), g.Span.File), g.Title()})
	}
	for _, e := range f.entries {
		if !analysed(f.folder(e)) {
			c.Findings = append(c.Findings, e)
		}
	}
	slices.SortStableFunc(c.Findings, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Title, b.Title), cmp.Compare(a.Fingerprint, b.Fingerprint))
	})
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(c); err != nil {
		return err
	}
	if err := fix.Replace(f.name, b.Bytes()); err != nil {
		return fmt.Errorf("baseline: %w", err)
	}
	return nil
}

func (f *File) dir() string { return filepath.Dir(f.name) }

// folder is the absolute name of the folder of an entry's file.
func (f *File) folder(e Entry) string {
	name := filepath.FromSlash(e.File)
	if !filepath.IsAbs(name) {
		name = filepath.Join(f.dir(), name)
	}
	return filepath.Dir(name)
}
