// Package changed knows which lines changed since a revision of git.
package changed

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/finding"
)

// Lines has the changed lines by file.
type Lines struct {
	root  string // of the work tree
	files map[string][]span
}

// span is a range of lines, the last one included.
type span struct{ first, last int }

// whole is the span of a file that is new.
var whole = span{1, 1 << 30}

// Since asks git what changed in the work tree around dir since a revision,
// including what is not committed and files that git does not know yet.
func Since(ctx context.Context, dir, revision string) (*Lines, error) {
	root, err := git(ctx, dir, "rev-parse", "--show-toplevel")
	if err != nil {
		return nil, fmt.Errorf("-new-from: %w", err)
	}
	l := &Lines{root: strings.TrimSuffix(root, "\n"), files: make(map[string][]span)}
	if resolved, err := filepath.EvalSymlinks(l.root); err == nil {
		l.root = resolved
	}
	if _, err := git(ctx, l.root, "rev-parse", "--verify", "--quiet", "--end-of-options", revision+"^{commit}"); err != nil {
		return nil, fmt.Errorf("-new-from: git knows no revision %q; name a commit, a branch or a tag", revision)
	}
	diff, err := git(ctx, l.root, "-c", "core.quotepath=off", "diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-renames", "--src-prefix=a/", "--dst-prefix=b/", revision, "--", "*.go")
	if err != nil {
		return nil, fmt.Errorf("-new-from: %w", err)
	}
	if err := l.read(strings.NewReader(diff)); err != nil {
		return nil, fmt.Errorf("-new-from: %w", err)
	}
	added, err := git(ctx, l.root, "ls-files", "-z", "--others", "--exclude-standard", "--", "*.go")
	if err != nil {
		return nil, fmt.Errorf("-new-from: %w", err)
	}
	for name := range strings.SplitSeq(added, "\x00") {
		if name != "" {
			l.files[name] = []span{whole}
		}
	}
	return l, nil
}

func git(ctx context.Context, dir string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "git", args...)
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if errors.Is(err, exec.ErrNotFound) {
		return "", errors.New("git is needed and is not installed")
	}
	if err != nil {
		if text := strings.TrimSpace(stderr.String()); text != "" {
			return "", fmt.Errorf("git: %s", text)
		}
		return "", fmt.Errorf("git %s: %w", args[0], err)
	}
	return string(out), nil
}

var hunk = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^@@ -\S+ \+(\d+)(?:,(\d+))? @@`) })

// read reads a diff without context.
func (l *Lines) read(r io.Reader) error {
	in := bufio.NewReader(r)
	file := ""
	for {
		line, err := in.ReadString('\n')
		if name, ok := strings.CutPrefix(line, "+++ "); ok {
			name, _ = strings.CutPrefix(strings.TrimRight(name, "\t\r\n"), "b/")
			file = name
		} else if m := hunk().FindStringSubmatch(line); m != nil {
			first, _ := strconv.Atoi(m[1])
			n := 1
			if m[2] != "" {
				n, _ = strconv.Atoi(m[2])
			}
			if n > 0 {
				l.files[file] = append(l.files[file], span{first, first + n - 1})
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// Has reports whether f is new: the line of the use or that of one of the moves
// was changed.
func (l *Lines) Has(f *finding.Finding) bool {
	if l.has(f.Span) {
		return true
	}
	for _, label := range f.Labels {
		if label.Moves() && l.has(label.Span) {
			return true
		}
	}
	return false
}

func (l *Lines) has(s finding.Span) bool {
	file := s.File
	if resolved, err := filepath.EvalSymlinks(file); err == nil {
		file = resolved
	}
	rel, err := filepath.Rel(l.root, file)
	if err != nil {
		return false
	}
	for _, c := range l.files[filepath.ToSlash(rel)] {
		if s.Start.Line <= c.last && c.first <= max(s.Start.Line, s.End.Line) {
			return true
		}
	}
	return false
}
