package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"golang.org/x/term"

	"github.com/sendmove/sendmove/analyzer"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/baseline"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/changed"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/driver"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/export"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/finding"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/fix"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/progress"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/source"
)

// run is an analysis: options -> packages -> findings -> those that are wanted ->
// fixes or a report.
func run(ctx context.Context, o *options, stdout, stderr io.Writer) int {
	dir, err := o.dir()
	if err != nil {
		return fail(stderr, err)
	}
	r := &runner{options: o, dir: dir, stdout: stdout, stderr: stderr, sources: source.NewFiles(dir)}
	found, ok := r.find(ctx)
	if r.fix && r.diff {
		found, ok = r.showFixes(found, ok)
	} else {
		if r.fix && ok {
			found, ok = r.applyFixes(ctx, found)
		}
		ok = r.report(found, ok) && ok
	}
	switch {
	case !ok:
		return failed
	case len(found) > 0:
		return findings
	default:
		return clean
	}
}

// runner is one run of the command.
type runner struct {
	*options
	dir            string // in which the go command runs
	stdout, stderr io.Writer
	sources        *source.Files
	dirs           map[string]bool // the folders of the packages that were asked for
}

// find returns the findings that are wanted. It says false, and why on standard
// error, if that may not be all of them.
func (r *runner) find(ctx context.Context) (found []finding.Finding, ok bool) {
	start := time.Now()
	found, ok = r.analyse(ctx)
	if r.given[statsCode] {
		var s *stats
		found, s = takeStats(found)
		s.write(r.stderr, time.Since(start))
	}
	found = slices.DeleteFunc(found, func(f finding.Finding) bool { return r.config.Excluded(f.Span.File) })
	found, err := r.wanted(ctx, found, ok)
	return found, r.say(err) && ok
}

// asked reports whether a package of that folder is one of those that were asked for.
func (r *runner) asked(dir string) bool { return r.dirs[dir] }

// say writes errors, and says whether there are none.
func (r *runner) say(err error) bool {
	if err != nil {
		fail(r.stderr, err)
	}
	return err == nil
}

// analyse runs the analyzer over the packages. It says false, and why on standard
// error, if that was not possible for all of them.
func (r *runner) analyse(ctx context.Context) ([]finding.Finding, bool) {
	workers, err := r.parallel()
	if err == nil {
		err = setFlags(append([]string{"-" + toolPrefix + "declare="}, r.toolFlags...)) // declarations add up
	}
	if !r.say(err) {
		return nil, false
	}
	line := r.progress()
	run := driver.Run{
		Dir: r.dir, BuildFlags: r.listFlags(), Patterns: r.patterns, Overlay: r.buildFlag("overlay"),
		Analyzer: analyzer.Analyzer, FactsOnly: analyzer.FactsOnly, Outline: analyzer.Outline, Whole: analyzer.Moves,
		Parallel: workers, Afresh: r.buildFlag("a") == "true",
		Stderr: r.stderr, Progress: line,
	}
	if line != nil {
		run.Stderr = line
	}
	if run.Identity, err = identity(r.toolFlags); err == nil {
		run.Store = openStore(ctx)
	}
	startWholeHeap()
	result, err := run.Do(ctx)
	line.Stop()
	r.dirs = result.Dirs
	return result.Findings, r.say(err) && !result.Broken
}

// progress starts the line that shows how far the run has come, on a terminal.
func (r *runner) progress() *progress.Line {
	f, ok := r.stderr.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) || os.Getenv("TERM") == "dumb" {
		return nil
	}
	return progress.Start(f, func() int {
		w, _, err := term.GetSize(int(f.Fd()))
		if err != nil {
			return 80
		}
		return w
	})
}

// wanted leaves out what the user does not want to see: findings on lines that
// did not change, and known ones. A baseline is written here, too.
func (r *runner) wanted(ctx context.Context, found []finding.Finding, whole bool) ([]finding.Finding, error) {
	if r.newFrom != "" {
		lines, err := changed.Since(ctx, r.dir, r.newFrom)
		if err != nil {
			return found, err
		}
		found = slices.DeleteFunc(found, func(f finding.Finding) bool { return !lines.Has(&f) })
	}
	if r.baseline == "" {
		return found, nil
	}
	b, err := baseline.Open(r.baseline, r.sources, r.writeBaseline)
	if err != nil {
		return found, err
	}
	if r.writeBaseline {
		if !whole {
			return nil, errors.New("-write-baseline: not written, since not all packages could be analysed")
		}
		if err := b.Write(found, r.asked); err != nil {
			return nil, err
		}
		fmt.Fprintf(r.stderr, "sendmove: wrote %s to %s\n", plural(len(found), "finding"), r.baseline)
		return nil, nil
	}
	found, stale := b.New(found, func(dir string) bool { return whole && r.newFrom == "" && r.asked(dir) })
	for _, e := range stale {
		fmt.Fprintf(r.stderr, "sendmove: baseline %s: stale entry, not found any more: %s: %s\n", r.baseline, e.File, e.Title)
	}
	if len(stale) > 0 {
		fmt.Fprintf(r.stderr, "sendmove: run with -write-baseline to drop %s\n", plural(len(stale), "stale entry"))
	}
	return found, nil
}

// showFixes shows what -fix would do. Then there is something to be done if there
// are findings.
func (r *runner) showFixes(found []finding.Finding, ok bool) ([]finding.Finding, bool) {
	plan, err := fix.New(found)
	ok = r.say(err) && ok
	return found, r.say(plan.Diff(r.stdout, r.dir)) && ok
}

// applyFixes changes the files, and returns the findings that are left.
func (r *runner) applyFixes(ctx context.Context, found []finding.Finding) ([]finding.Finding, bool) {
	plan, err := fix.New(found)
	if !r.say(err) || !r.say(plan.Write()) {
		return found, false
	}
	if len(plan.Fixed) == 0 {
		return found, true
	}
	fmt.Fprintf(r.stderr, "sendmove: fixed %s in %s\n", plural(len(plan.Fixed), "finding"), plural(len(plan.Files), "file"))
	r.sources = source.NewFiles(r.dir)
	return r.find(ctx)
}

// report writes the findings. When none were found because the analysis failed
// it writes nothing, so that no program takes that for a clean result.
func (r *runner) report(found []finding.Finding, ok bool) bool {
	if !ok && len(found) == 0 {
		return false
	}
	return r.say(r.format.write(r.stdout, &export.Report{Findings: found, Dir: r.dir, Version: version(), Sources: r.sources}, r.color))
}

func plural(n int, what string) string {
	switch {
	case n == 1:
	case what[len(what)-1] == 'y':
		what = what[:len(what)-1] + "ies"
	default:
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}
