package detector

import (
	"errors"
	"fmt"
	"go/importer"
	"go/token"
	"go/types"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"

	"github.com/sendmove/sendmove/analyzer/internal/judge"
)

// judges are the race detector and the analyzer.
type judges struct {
	dir  string
	imps types.Importer
}

// newJudges says why there are none, if a program cannot be built with -race.
func newJudges(dir string) (*judges, error) {
	j := &judges{dir: dir, imps: imports{importer.ForCompiler(token.NewFileSet(), "source", nil)}}
	_, err := j.races("package main\nfunc main() {}\n")
	return j, err
}

// imports are the packages that programs import: package mpsc is read from its
// source, others come from where the compiler has them.
type imports struct{ types.Importer }

// judge asks both of programs.
func (j *judges) judge(ps []*program, f flavour) ([]verdict, error) {
	src, spans := source(ps, f)
	vs := make([]verdict, len(ps))
	find := func(line int) (int, bool) {
		at := sort.Search(len(spans), func(i int) bool { return spans[i].to > line })
		return at, at < len(spans) && spans[at].from <= line
	}
	lines := strings.Split(src, "\n")
	for i, s := range spans {
		vs[i] = verdict{raced: map[int]bool{}, access: map[int]bool{}, strict: map[int]bool{}}
		vs[i].lines = append(vs[i].lines, lines[s.from:s.to]...)
	}
	for _, level := range []string{"access", "strict"} {
		found, err := j.reported(src, level)
		if err != nil {
			return nil, err
		}
		for _, l := range found {
			at, ok := find(l)
			if !ok {
				return nil, fmt.Errorf("the part that all programs share is reported: %s", lines[l])
			}
			if level == "access" {
				vs[at].access[l-spans[at].from] = true
			} else {
				vs[at].strict[l-spans[at].from] = true
			}
		}
	}
	raced, err := j.races(src)
	if err != nil {
		return nil, err
	}
	for i, ls := range raced {
		for _, l := range ls {
			if at, ok := find(l); ok && at == i {
				vs[i].raced[l-spans[i].from] = true
			}
		}
	}
	return vs, nil
}

// reported are the lines that the analyzer reports at a level.
func (j *judges) reported(src, level string) ([]int, error) {
	restore, err := judge.Set(map[string]string{"level": level, "mpsc-level": level})
	defer restore()
	if err != nil {
		return nil, err
	}
	found, err := judge.Findings(src, j.imps)
	var out []int
	for _, f := range found {
		out = append(out, f.Line)
	}
	return out, err
}

var (
	marker = regexp.MustCompile(`^PROGRAM (\d+)$`)
	frame  = regexp.MustCompile(`/main\.go:(\d+) `)
)

// races runs a main package with the race detector. It lists, by program, the lines
// on the stacks of its reports.
func (j *judges) races(src string) (map[int][]int, error) {
	file := filepath.Join(j.dir, "main.go")
	if err := os.WriteFile(file, []byte(src), 0o666); err != nil {
		return nil, err
	}
	exe := filepath.Join(j.dir, "raced")
	if out, err := exec.Command("go", "build", "-race", "-o", exe, file).CombinedOutput(); err != nil {
		return nil, fmt.Errorf("go build -race: %w\n%s", err, out)
	}
	cmd := exec.Command(exe)
	cmd.Env = append(os.Environ(), "GORACE=halt_on_error=0 exitcode=0 atexit_sleep_ms=0 suppress_equal_stacks=0 suppress_equal_addresses=0")
	out, err := cmd.CombinedOutput()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		return nil, err
	} else if err != nil {
		return nil, fmt.Errorf("%w\n%s", err, out[max(0, len(out)-2000):])
	}
	raced := map[int][]int{}
	at := -1
	for l := range strings.Lines(string(out)) {
		if m := marker.FindStringSubmatch(strings.TrimSpace(l)); m != nil {
			at, _ = strconv.Atoi(m[1])
		} else if m := frame.FindStringSubmatch(l); m != nil {
			n, _ := strconv.Atoi(m[1])
			raced[at] = append(raced[at], n-1)
		}
	}
	return raced, nil
}

// shrink makes a sample smaller, as long as it counts for the same. All programs
// that are one step smaller are judged together.
func (j *judges) shrink(s sample, f flavour) verdict {
	for {
		ps := smaller(s.program)
		ps = j.valid(ps, f)
		if len(ps) == 0 {
			return s.verdict
		}
		vs, err := j.judge(ps, f)
		if err != nil {
			return s.verdict
		}
		best := -1
		for i, v := range vs {
			if v.missed() == s.verdict.missed() && v.unproven() == s.verdict.unproven() && (best < 0 || ps[i].size() < ps[best].size()) {
				best = i
			}
		}
		if best < 0 {
			return s.verdict
		}
		s.program, s.verdict = ps[best], vs[best]
	}
}

// valid are those programs that are Go.
func (j *judges) valid(ps []*program, f flavour) []*program {
	var out []*program
	for _, p := range ps {
		src, _ := source([]*program{p}, f)
		if _, _, _, err := judge.Parse(src, j.imps); err == nil {
			out = append(out, p)
		}
	}
	return out
}
