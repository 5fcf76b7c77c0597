package render

import (
	"os"
	"strings"
)

// sources reads each source file once.
type sources struct {
	read  func(name string) ([]byte, error)
	files map[string][]string // nil: not readable
}

func newSources() *sources {
	return &sources{read: os.ReadFile, files: make(map[string][]string)}
}

// lines returns the lines of a file, without line ends, or nil if it cannot be
// read: it may be gone since the go command saw it, or was made by cgo.
func (s *sources) lines(name string) []string {
	lines, ok := s.files[name]
	if !ok {
		if data, err := s.read(name); err == nil {
			text := strings.TrimPrefix(string(data), "\ufeff")
			lines = strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
		}
		s.files[name] = lines
	}
	return lines
}
