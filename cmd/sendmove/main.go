// Sendmove reports uses of a value after it was sent on a channel.
//
// Usage:
//
//	sendmove [flags] [packages]
//
// It prints each finding with the source around it and exits with status 1 if
// there are any, or with 2 if the packages could not be analysed. The same
// binary is a vet tool:
//
//	go vet -vettool=$(which sendmove) [-sendmove.level=strict] [packages]
//
// Run "sendmove -h" for the flags.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/sendmove/sendmove/analyzer"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/finding"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/govet"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/render"
)

// Exit statuses.
const (
	clean    = 0
	findings = 1
	failed   = 2
)

func main() {
	if calledByGo(os.Args[1:]) {
		unitchecker.Main(analyzer.Analyzer) // does not return
	}
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// calledByGo reports whether the arguments are those of "go vet -vettool":
// a question about the version or the flags, or flags and a configuration file.
func calledByGo(args []string) bool {
	if len(args) == 0 {
		return false
	}
	return args[0] == "-V=full" || args[0] == "-flags" || strings.HasSuffix(args[len(args)-1], ".cfg")
}

// run is the command as a person calls it: options -> go vet -> findings ->
// text.
func run(args []string, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	options, err := parseOptions(args)
	if errors.Is(err, flag.ErrHelp) {
		usage(stdout)
		return clean
	}
	if err != nil {
		return fail(stderr, err)
	}
	tool, err := os.Executable()
	if err != nil {
		return fail(stderr, err)
	}
	vet := govet.Run{
		Tool:       tool,
		BuildFlags: options.buildFlags,
		ToolFlags:  options.toolFlags,
		Patterns:   options.patterns,
		Stderr:     stderr,
	}
	units, vetErr := vet.Units(ctx)
	found, err := finding.Collect(units)
	if printErr := report(stdout, found, options.color); printErr != nil {
		err = errors.Join(err, printErr)
	}
	switch {
	case vetErr != nil && !errors.Is(vetErr, govet.ErrFailed):
		return fail(stderr, errors.Join(vetErr, err))
	case err != nil:
		return fail(stderr, err)
	case vetErr != nil: // the go command has said why
		return failed
	case len(found) > 0:
		return findings
	default:
		return clean
	}
}

func fail(stderr io.Writer, err error) int {
	for line := range strings.Lines(err.Error()) {
		fmt.Fprintf(stderr, "sendmove: %s\n", strings.TrimSuffix(line, "\n"))
	}
	return failed
}

// report writes the findings as text. Other formats will branch off here.
func report(w io.Writer, found []finding.Finding, color colorMode) error {
	dir, err := os.Getwd()
	if err != nil {
		dir = "" // file names stay absolute
	}
	p := render.New(w, dir, color.enabled(w))
	for i := range found {
		if err := p.Finding(&found[i]); err != nil {
			return err
		}
	}
	return p.Summary(len(found), finding.Packages(found))
}
