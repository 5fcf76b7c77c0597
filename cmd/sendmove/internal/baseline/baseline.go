// Package baseline keeps the findings that a code base has already, so that only
// new ones are reported.
package baseline

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/finding"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/fix"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/source"
	"github.com/sendmove/sendmove/internal/bounded"
)

// version is that of the file's format.
const version = 1

// maxSize is that of the largest file that is read.
const maxSize = 64 << 20

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
	data, err := bounded.ReadFile(abs, maxSize)
	if errors.Is(err, fs.ErrNotExist) {
		if create {
			return f, nil
		}
		return nil, fmt.Errorf("baseline %s does not exist; make it with -baseline %s -write-baseline", name, name)
	}
	if err != nil {
		return nil, fmt.Errorf("baseline: %w", err)
	}
	// One that is broken is not written over: it may be another file.
	c, at, err := parse(data)
	if err != nil {
		return nil, fmt.Errorf("baseline %s:%s: %w; mend it, or remove it and write it anew with -write-baseline", name, at, err)
	}
	f.entries = c.Findings
	return f, nil
}

// parse reads the content of a baseline. An error comes with its line and column.
func parse(data []byte) (c content, at string, err error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	err = d.Decode(&c)
	offset := d.InputOffset()
	var syntax *json.SyntaxError
	var typ *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		offset = syntax.Offset
	case errors.As(err, &typ):
		offset = typ.Offset
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		offset, err = int64(len(data)), errors.New("the file ends too early")
	case err != nil:
	case c.Version != version:
		offset, err = 0, fmt.Errorf("version %d, but this program knows version %d", c.Version, version)
	case len(bytes.TrimSpace(data[offset:])) > 0:
		err = errors.New("want nothing after the object")
	default:
		for i, e := range c.Findings {
			if e.Fingerprint == "" || e.File == "" {
				offset, err = 0, fmt.Errorf("finding %d has no fingerprint or no file", i+1)
				break
			}
		}
	}
	if err == nil {
		return c, "", nil
	}
	read := data[:min(max(offset, 0), int64(len(data)))]
	line := bytes.Count(read, []byte("\n")) + 1
	column := max(1, len(read)-bytes.LastIndexByte(read, '\n')-1)
	return c, fmt.Sprintf("%d:%d", line, column), err
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
