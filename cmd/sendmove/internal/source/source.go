// Package source reads the lines of source files.
package source

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/finding"
	"github.com/sendmove/sendmove/internal/bounded"
)

// Files reads each source file once. It is not safe for concurrent use.
//
// A position may name any file, since a line directive can. So only Go files are
// read and what lies below one folder, the root of the module; in both cases it is
// where the name leads that counts, and it must be a file that ends.
type Files struct {
	root    string // "": only Go files are read
	content map[string][]byte
	files   map[string][]string // nil: not readable
}

// NewFiles returns the files of the module around dir.
func NewFiles(dir string) *Files {
	return &Files{root: root(dir), content: make(map[string][]byte), files: make(map[string][]string)}
}

// root is the nearest folder with a go.mod, or dir itself: a workspace has none.
func root(dir string) string {
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return ""
	}
	for d := dir; ; d = filepath.Dir(d) {
		if _, err := os.Stat(filepath.Join(d, "go.mod")); err == nil {
			return d
		}
		if d == filepath.Dir(d) {
			return dir
		}
	}
}

// maxSize is that of the largest file that is read.
const maxSize = 64 << 20

var errNotSource = errors.New("not a source file")

// read reads a file that may be shown.
func (f *Files) read(name string) ([]byte, error) {
	name, err := filepath.EvalSymlinks(name)
	if err != nil {
		return nil, err
	}
	if filepath.Ext(name) != ".go" && (f.root == "" || !filepath.IsAbs(name) || !below(f.root, name)) {
		return nil, errNotSource
	}
	return bounded.ReadFile(name, maxSize)
}

// Lines returns the lines of a file, without line ends, or nil if it cannot be
// read: it may be gone since the go command saw it, or was made by cgo.
func (f *Files) Lines(name string) []string {
	lines, ok := f.files[name]
	if !ok {
		if data := f.Content(name); data != nil {
			text := strings.TrimPrefix(string(data), "\ufeff")
			lines = strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
		}
		f.files[name] = lines
	}
	return lines
}

// Content returns the bytes of a file, nil if it cannot be read.
func (f *Files) Content(name string) []byte {
	data, ok := f.content[name]
	if !ok {
		if read, err := f.read(name); err == nil {
			data = append([]byte{}, read...)
		}
		f.content[name] = data
	}
	return data
}

// Line returns one line of a file, counted from 1, "" if there is none.
func (f *Files) Line(name string, n int) string {
	if lines := f.Lines(name); 0 < n && n <= len(lines) {
		return lines[n-1]
	}
	return ""
}

// Column returns the column of a point in a file, counted in characters from 1.
func (f *Files) Column(name string, p finding.Point) int {
	line := f.Line(name, p.Line)
	if p.Col <= 1 || p.Col-1 > len(line) {
		return max(p.Col, 1)
	}
	return utf8.RuneCountInString(line[:p.Col-1]) + 1
}

// Relative returns the name of a file as seen from dir, with slashes. Files
// outside of dir keep their name.
func Relative(dir, file string) string {
	if filepath.IsAbs(file) && below(dir, file) {
		if rel, err := filepath.Rel(dir, file); err == nil {
			file = rel
		}
	}
	return filepath.ToSlash(file)
}

// below reports whether a file is dir or in it.
func below(dir, file string) bool {
	rel, err := filepath.Rel(dir, file)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}
