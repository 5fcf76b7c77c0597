package govet

import (
	"fmt"
	"io"
	"regexp"
	"strings"
	"sync"
)

// messages passes on what the go command writes to standard error. Compilers
// and vet tools report the same error of a package once each, and "vet: "
// before it in the one case only, so repeated positions are dropped, and so are
// the "# package" lines that would stand above nothing.
type messages struct {
	out    io.Writer
	header string // the "# package" line that is not written yet
	last   string // the one written last
	seen   map[string]bool
}

func newMessages(out io.Writer) *messages {
	return &messages{out: out, seen: make(map[string]bool)}
}

// positioned matches "file.go:3:5: message".
var positioned = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\S.*\.go:\d+(:\d+)?: `) })

func (m *messages) line(line string) {
	switch {
	case strings.HasPrefix(line, "# ["): // "# [m/p]" repeats "# m/p"
		return
	case strings.HasPrefix(line, "# "):
		m.header, _, _ = strings.Cut(line, " [") // no name of a test variant
		return
	}
	line = strings.TrimPrefix(line, "vet: ")
	if positioned().MatchString(line) {
		if m.seen[line] {
			return
		}
		m.seen[line] = true
	}
	if m.header != m.last && m.header != "" {
		fmt.Fprintln(m.out, m.header)
		m.last = m.header
	}
	fmt.Fprintln(m.out, line)
}
