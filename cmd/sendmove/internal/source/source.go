// Package source reads the lines of source files.
package source

import (
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/finding"
)

// Files reads each source file once. It is not safe for concurrent use.
type Files struct {
	read    func(name string) ([]byte, error)
	content map[string][]byte
	files   map[string][]string // nil: not readable
}

// NewFiles returns the files of the file system.
func NewFiles() *Files {
	return &Files{read: os.ReadFile, content: make(map[string][]byte), files: make(map[string][]string)}
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
	if rel, err := filepath.Rel(dir, file); err == nil && filepath.IsAbs(file) && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		file = rel
	}
	return filepath.ToSlash(file)
}
