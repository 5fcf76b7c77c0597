package driver

import (
	"errors"
	"fmt"
	"go/scanner"
	"go/types"
	"io"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/packages"
)

// messages writes what is wrong with packages, as the go command does. A package has
// the same errors as itself and with its tests: each is written once.
type messages struct {
	out   io.Writer
	dir   string // names below it are written without it
	seen  map[string]bool
	wrote bool
}

func newMessages(out io.Writer, dir string) *messages {
	return &messages{out: out, dir: dir, seen: make(map[string]bool)}
}

// most is the number of errors after which the others of a package are left out.
const most = 10

// write writes the problems of a package.
func (m *messages) write(path string, problems []error) {
	header := "# " + path
	for i, line := range m.lines(problems) {
		if m.seen[line] {
			continue
		}
		m.seen[line] = true
		m.wrote = true
		if header != "" {
			fmt.Fprintln(m.out, header)
			header = ""
		}
		if i == most {
			fmt.Fprintln(m.out, "too many errors")
			return
		}
		fmt.Fprintln(m.out, line)
	}
}

// lines are the problems, each with its position in front.
func (m *messages) lines(problems []error) (out []string) {
	for _, p := range problems {
		var list scanner.ErrorList
		var of types.Error
		var listed packages.Error
		switch {
		case errors.As(p, &list):
			for _, e := range list {
				out = append(out, m.line(e.Pos.String(), e.Msg))
			}
		case errors.As(p, &of):
			out = append(out, m.line(of.Fset.Position(of.Pos).String(), of.Msg))
		case errors.As(p, &listed):
			out = append(out, m.line(listed.Pos, listed.Msg))
		default:
			out = append(out, p.Error())
		}
	}
	return out
}

// line is one message.
func (m *messages) line(posn, text string) string {
	if posn == "" || posn == "-" {
		return text
	}
	if rel, err := filepath.Rel(m.dir, posn); err == nil && !strings.HasPrefix(rel, "..") {
		posn = rel
	}
	return posn + ": " + text
}
