// Realcode runs sendmove over the standard library, the go command and the
// modules that modules.go imports, and compares its reports with verdicts.txt, where
// a person has judged each of them. A report that nobody has judged, or one that
// is gone, is seen at once.
//
// Usage:
//
//	go run . [flags] [module ...]
//
// A module is named by its path or a part of it; std and cmd are two more. It
// exits with status 1 if the reports are not those of verdicts.txt.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// verdictsFile holds what is known of the reports.
const verdictsFile = "verdicts.txt"

func main() {
	update := flag.Bool("update", false, "write the reports to "+verdictsFile+", new ones without a verdict")
	table := flag.Bool("table", false, "only print "+verdictsFile+" as the tables of docs/real-code.md")
	parallel := flag.Int("p", 0, "analyse at most `n` packages at a time")
	sendmove := flag.String("tool", "", "use the sendmove in `file` instead of building it")
	flag.Parse()
	var err error
	if *table {
		err = printTables(os.Stdout)
	} else {
		err = check(os.Stdout, flag.Args(), *sendmove, *parallel, *update)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "realcode:", err)
		os.Exit(1)
	}
}

// check is: tool -> subjects -> reports -> differences.
func check(w io.Writer, names []string, sendmove string, parallel int, update bool) error {
	old, err := readVerdicts(verdictsFile)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "realcode")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	t, err := newTool(dir, sendmove, parallel)
	if err != nil {
		return err
	}
	subjects, err := findSubjects(names)
	if err != nil {
		return err
	}
	changes := 0
	for _, s := range subjects {
		start := time.Now()
		out, err := t.report(s)
		if err != nil {
			return fmt.Errorf("%s: %w", s.Name, err)
		}
		known, unknown, gone := compare(old[s.Name], out.Reports)
		fmt.Fprintf(w, "%s: %d packages, %d reports, %.0f s\n", s.title(), out.Packages, len(out.Reports), time.Since(start).Seconds())
		for _, line := range out.Trouble {
			fmt.Fprintln(w, "\t"+line)
		}
		for _, v := range unknown {
			fmt.Fprintf(w, "\tnot judged: %v\n", v)
		}
		for _, v := range gone {
			fmt.Fprintf(w, "\tgone: %v\n", v)
		}
		changes += len(unknown) + len(gone)
		old[s.Name] = append(known, unknown...)
	}
	if update {
		return os.WriteFile(verdictsFile, []byte(formatVerdicts(old)), 0o666)
	}
	if changes > 0 {
		return fmt.Errorf("%d reports are new or gone", changes)
	}
	return nil
}

// tool is the command that is run.
type tool struct {
	sendmove string
	parallel int
}

func newTool(dir, sendmove string, parallel int) (*tool, error) {
	t := &tool{sendmove, parallel}
	if sendmove != "" {
		return t, nil
	}
	t.sendmove = filepath.Join(dir, "sendmove")
	build := exec.Command("go", "build", "-C", "../..", "-o", t.sendmove, "./cmd/sendmove")
	if out, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("go build: %w\n%s", err, out)
	}
	return t, nil
}

// output runs the go command. What it said on standard error is in the error.
func output(args ...string) ([]byte, error) {
	out, err := exec.Command("go", args...).Output()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		err = fmt.Errorf("go %s: %w\n%s", strings.Join(args[:1], " "), err, exit.Stderr)
	}
	return out, err
}
