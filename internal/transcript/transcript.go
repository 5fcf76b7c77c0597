// Package transcript runs what a page of the documentation tells its reader to
// do: it writes the files that the page shows and types its commands. So a page
// that no longer works fails a test.
//
// A fenced block whose info string has a second word is a file of that name:
//
//	```yaml .golangci.yml
//
// One that starts with ```console holds commands, each after "$ ", and below
// each what it prints, standard error included; a line "..." there stands for
// any lines, and one that ends so for any that starts like it. A command that
// shows no output may print anything and must succeed. One that shows its output
// may fail: then the page says how. Other blocks, and whatever follows the
// comment <!-- not run: REASON -->, are left alone.
package transcript

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// A Step is one thing that a page tells its reader to do: write a file, or run
// a command.
type Step struct {
	Line int // of the page, from 1

	File string // the name of a file to write
	Text string // its content

	Command string   // a line for the shell, if File is empty
	Output  []string // the lines that it prints; none means any
}

// Read returns the steps of the page of the given file name.
func Read(name string) ([]Step, error) {
	page, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	steps, err := Parse(page)
	if err != nil {
		return nil, fmt.Errorf("%s:%w", name, err)
	}
	return steps, nil
}

// Parse returns the steps of a page.
func Parse(page []byte) ([]Step, error) {
	var steps []Step
	lines := strings.Split(string(page), "\n")
	for i := 0; i < len(lines); i++ {
		if strings.HasPrefix(lines[i], "<!-- not run:") {
			break
		}
		info, ok := strings.CutPrefix(lines[i], "```")
		if !ok {
			continue
		}
		start := i + 1
		for i = start; i < len(lines) && lines[i] != "```"; i++ {
		}
		if i == len(lines) {
			return nil, fmt.Errorf("%d: the block does not end", start)
		}
		language, file, _ := strings.Cut(info, " ")
		switch {
		case file != "":
			text := strings.Join(lines[start:i], "\n") + "\n"
			steps = append(steps, Step{Line: start + 1, File: file, Text: text})
		case language == "console":
			steps = append(steps, commands(start+1, lines[start:i])...)
		}
	}
	return steps, nil
}

// commands are the steps of a console block whose first line has the number
// first.
func commands(first int, lines []string) []Step {
	var steps []Step
	for i := 0; i < len(lines); i++ {
		command, ok := strings.CutPrefix(lines[i], "$ ")
		if !ok {
			if last := len(steps) - 1; last >= 0 {
				steps[last].Output = append(steps[last].Output, lines[i])
			}
			continue
		}
		step := Step{Line: first + i, Command: command}
		for strings.HasSuffix(step.Command, "\\") && i+1 < len(lines) {
			i++
			step.Command += "\n" + lines[i]
		}
		steps = append(steps, step)
	}
	return steps
}

// Do carries the step out in dir by run, which runs a line of shell there.
func (s Step) Do(dir string, run func(command string) ([]byte, error)) error {
	if s.File != "" {
		name := filepath.Join(dir, filepath.FromSlash(s.File))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			return err
		}
		return os.WriteFile(name, []byte(s.Text), 0o666)
	}
	out, err := run(s.Command)
	switch {
	case len(s.Output) == 0 && err != nil:
		return fmt.Errorf("$ %s\n%s%w", s.Command, out, err)
	case len(s.Output) > 0 && !match(s.Output, printed(out)):
		return fmt.Errorf("$ %s\nprints\n%s, but the page shows\n%s", s.Command, out, strings.Join(s.Output, "\n"))
	}
	return nil
}

// printed are the lines of out without the blanks at their ends, which a page
// cannot show.
func printed(out []byte) []string {
	var lines []string
	for line := range bytes.Lines(out) {
		lines = append(lines, strings.TrimRight(string(line), " \t\r\n"))
	}
	return lines
}

// match reports whether got is what want describes.
func match(want, got []string) bool {
	switch {
	case len(want) == 0:
		return len(got) == 0
	case want[0] == "...":
		for i := range len(got) + 1 {
			if match(want[1:], got[i:]) {
				return true
			}
		}
		return false
	default:
		return len(got) > 0 && matchLine(want[0], got[0]) && match(want[1:], got[1:])
	}
}

func matchLine(want, got string) bool {
	if start, ok := strings.CutSuffix(want, "..."); ok {
		return strings.HasPrefix(got, start)
	}
	return strings.TrimRight(want, " \t") == got
}
