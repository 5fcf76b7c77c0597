package oracle

import (
	"fmt"
	"strings"
)

// text is source that knows which statement each of its lines is of.
type text struct {
	lines  []string
	stmts  []int        // by line, 0 for none
	sends  map[int]bool // lines with a send
	indent int
}

// line adds a line and returns its index.
func (t *text) line(stmt int, format string, args ...any) int {
	s := fmt.Sprintf(format, args...)
	if s != "" {
		s = strings.Repeat("    ", t.indent) + s
	}
	t.lines = append(t.lines, s)
	t.stmts = append(t.stmts, stmt)
	return len(t.lines) - 1
}

// raw adds lines that are of no statement.
func (t *text) raw(s string) {
	for l := range strings.Lines(s) {
		t.lines = append(t.lines, strings.TrimRight(l, "\n"))
		t.stmts = append(t.stmts, 0)
	}
}

// send notes that the line at the index i sends.
func (t *text) send(i int) {
	if t.sends == nil {
		t.sends = map[int]bool{}
	}
	t.sends[i] = true
}

func (t *text) String() string { return strings.Join(t.lines, "\n") + "\n" }

// span is the lines of one program, from the first to before the last.
type span struct{ from, to int }

// jumps says which loop or block a plain break or continue would mean, and which
// labels are needed.
type jumps struct {
	stack  []target
	needed map[string]bool
}

type target struct {
	label string
	loop  bool
	// deaf targets are never meant by a plain jump, but may catch it: a switch in
	// Go. No plain jump of any kind may cross a wall: a labelled block in Rust.
	deaf, wall bool
}

func (j *jumps) push(t target) { j.stack = append(j.stack, t) }
func (j *jumps) pop()          { j.stack = j.stack[:len(j.stack)-1] }

// label is what a jump to a target must be followed by, "" if nothing.
func (j *jumps) label(name string, exit bool) string {
	for i := len(j.stack) - 1; i >= 0; i-- {
		t := j.stack[i]
		if t.label == name && !t.deaf {
			return ""
		}
		if t.loop || t.wall || exit {
			break
		}
	}
	if j.needed == nil {
		j.needed = map[string]bool{}
	}
	j.needed[name] = true
	return name
}
