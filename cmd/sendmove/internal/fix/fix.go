// Package fix applies the fixes of findings to the source.
package fix

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"go/format"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/finding"
	"github.com/sendmove/sendmove/internal/bounded"
)

// A Plan is what the first fixes of some findings make of the files.
type Plan struct {
	Files []File            // by name
	Fixed []finding.Finding // whose fix is applied
	Open  []finding.Finding // that have no fix, or one that meets another
}

// A File is a file before and after its fixes.
type File struct {
	Name     string
	Old, New []byte
}

// New plans the fixes of findings, in their order. A fix is applied whole or not
// at all: not if it changes what an earlier one changes, and not to a file that
// the findings were not made from or that the fix would break.
func New(found []finding.Finding) (*Plan, error) {
	p := &Plan{}
	edits := map[string][]finding.Edit{}
	for _, f := range found {
		if len(f.Fixes) == 0 || !merge(edits, f.Fixes[0].Edits) {
			p.Open = append(p.Open, f)
			continue
		}
		p.Fixed = append(p.Fixed, f)
	}
	var errs []error
	for name, list := range edits {
		old, err := os.ReadFile(name)
		if err != nil {
			errs = append(errs, fmt.Errorf("fix: %w", err))
			continue
		}
		text, err := apply(old, list)
		if err != nil {
			errs = append(errs, fmt.Errorf("fix: %s: %w", name, err))
			continue
		}
		p.Files = append(p.Files, File{name, old, text})
	}
	slices.SortFunc(p.Files, func(a, b File) int { return cmp.Compare(a.Name, b.Name) })
	return p, errors.Join(errs...)
}

// merge adds the edits of one fix, unless one of them meets an edit of another
// fix. Two fixes may make the same insertion, such as of an import.
func merge(edits map[string][]finding.Edit, fix []finding.Edit) bool {
	for _, e := range fix {
		for _, old := range edits[e.File] {
			if e != old && e.Start <= old.End && old.Start <= e.End {
				return false
			}
		}
	}
	for _, e := range fix {
		if !slices.Contains(edits[e.File], e) {
			edits[e.File] = append(edits[e.File], e)
		}
	}
	return len(fix) > 0
}

// apply applies edits that do not overlap.
func apply(src []byte, edits []finding.Edit) ([]byte, error) {
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b finding.Edit) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	var out bytes.Buffer
	at := 0
	for _, e := range edits {
		if e.Start < at || e.End < e.Start || e.End > len(src) {
			return nil, errors.New("the file has changed since it was analysed; run the command again")
		}
		out.Write(src[at:e.Start])
		out.WriteString(e.New)
		at = e.End
	}
	out.Write(src[at:])
	text, err := format.Source(out.Bytes())
	if err != nil {
		return nil, fmt.Errorf("a fix does not fit the file, which is left as it is: %w", err)
	}
	return text, nil
}

// Write writes the files. Each is replaced whole, by a rename, or stays as it is.
func (p *Plan) Write() error {
	for _, f := range p.Files {
		if err := Replace(f.Name, f.New); err != nil {
			return err
		}
	}
	return nil
}

// Replace writes a file so that a reader, or an interruption, meets the old
// content or the new one but no part of either. What is no file, such as a device,
// is not replaced by one.
func Replace(name string, data []byte) error {
	mode := os.FileMode(0o666)
	if info, err := os.Stat(name); err == nil {
		if !info.Mode().IsRegular() {
			return &fs.PathError{Op: "write", Path: name, Err: bounded.ErrNotRegular}
		}
		mode = info.Mode().Perm()
	}
	if resolved, err := filepath.EvalSymlinks(name); err == nil {
		name = resolved
	}
	tmp, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+".*")
	if err != nil {
		return err
	}
	_, err = tmp.Write(data)
	err = errors.Join(err, tmp.Sync(), tmp.Close(), os.Chmod(tmp.Name(), mode))
	if err == nil {
		err = os.Rename(tmp.Name(), name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(tmp.Name()))
	}
	return nil
}

// Diff writes the changes as a unified diff, with file names relative to dir.
func (p *Plan) Diff(w io.Writer, dir string) error {
	for _, f := range p.Files {
		name := f.Name
		if rel, err := filepath.Rel(dir, f.Name); err == nil && !strings.HasPrefix(rel, "..") {
			name = rel
		}
		name = strings.TrimPrefix(filepath.ToSlash(name), "/")
		text := diff.Diff("a/"+name, f.Old, "b/"+name, f.New)
		// The first line repeats the names of the next two.
		if _, rest, ok := bytes.Cut(text, []byte("\n")); ok && bytes.HasPrefix(text, []byte("diff ")) {
			text = rest
		}
		if _, err := w.Write(text); err != nil {
			return err
		}
	}
	return nil
}
