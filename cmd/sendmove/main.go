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
// Run "sendmove -h" for the flags and the other commands.
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
)

// Exit statuses.
const (
	clean    = 0
	findings = 1
	failed   = 2
)

func main() {
	if calledByGo(os.Args[1:]) {
		startHeap()
		withStack(vetTool)
		return
	}
	os.Exit(command(os.Args[1:], os.Stdout, os.Stderr))
}

// vetTool is what the go command calls.
func vetTool() {
	if !dependency(os.Args[1:]) {
		unitchecker.Main(analyzer.Analyzer) // does not return
	}
}

// calledByGo reports whether the arguments are those of "go vet -vettool":
// a question about the version or the flags, or flags and a configuration file.
func calledByGo(args []string) bool {
	if len(args) == 0 {
		return false
	}
	return args[0] == "-V=full" || args[0] == "-flags" || strings.HasSuffix(args[len(args)-1], ".cfg")
}

// commands are what the first argument may ask for instead of an analysis.
func commands() map[string]func(args []string, stdout, stderr io.Writer) int {
	return map[string]func(args []string, stdout, stderr io.Writer) int{
		"explain":    explain,
		"gopls":      buildGopls,
		"config":     printConfig,
		"version":    printVersion,
		"completion": completion,
	}
}

// command is the command as a person calls it.
func command(args []string, stdout, stderr io.Writer) int {
	if len(args) > 0 {
		if c := commands()[args[0]]; c != nil {
			return c(args[1:], stdout, stderr)
		}
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	options, err := parseOptions(args)
	if errors.Is(err, flag.ErrHelp) {
		usage(stdout)
		return clean
	}
	if err == nil {
		err = options.configure()
	}
	if err != nil {
		return fail(stderr, err)
	}
	return run(ctx, options, stdout, stderr)
}

func fail(stderr io.Writer, err error) int {
	for line := range strings.Lines(err.Error()) {
		fmt.Fprintf(stderr, "sendmove: %s\n", strings.TrimSuffix(line, "\n"))
	}
	return failed
}
