package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"go/build"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/gopls"
)

// buildGopls is the command "sendmove gopls".
func buildGopls(args []string, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	flags := flag.NewFlagSet("sendmove gopls", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	version := flags.String("version", "", "")
	output := flags.String("o", "", "")
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(stdout, goplsUsage)
		return clean
	case err != nil:
		return fail(stderr, fmt.Errorf("gopls: %w\nrun \"sendmove gopls -h\" for the flags", err))
	case flags.NArg() > 0:
		return fail(stderr, fmt.Errorf("gopls: unexpected argument %q\nrun \"sendmove gopls -h\" for the flags", flags.Arg(0)))
	}
	b := gopls.Build{Version: *version, Output: *output}
	if b.Version != "" && !strings.HasPrefix(b.Version, "v") {
		b.Version = "v" + b.Version
	}
	var err error
	if b.Source, err = gopls.Own(); err != nil {
		return fail(stderr, err)
	}
	if b.Version == "" {
		if b.Version, err = gopls.Newest(ctx); err != nil {
			return fail(stderr, err)
		}
	}
	if b.Output == "" {
		if b.Output, err = installed("gopls-sendmove"); err != nil {
			return fail(stderr, err)
		}
	}
	fmt.Fprintf(stderr, "sendmove: building gopls %s; this can take some minutes\n", b.Version)
	if err := b.Run(ctx); err != nil {
		return fail(stderr, err)
	}
	fmt.Fprintln(stdout, b.Output)
	return clean
}

const goplsUsage = `usage: sendmove gopls [-version v] [-o file]

Builds a gopls, the Go language server, that has the analyzer, and prints its file
name. docs/editors.md says how an editor is made to use it.

  -version v   the version of gopls, such as v0.23.0; the newest one that the
               installed Go can build is the default
  -o file      the program to write; gopls-sendmove, where "go install" would
               put it, is the default
`

// installed is the file that "go install" would write a program of that name to.
func installed(name string) (string, error) {
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	bin, err := exec.Command("go", "env", "GOBIN").Output()
	if err != nil {
		return "", fmt.Errorf("go env: %w", err)
	}
	if dir := strings.TrimSpace(string(bin)); dir != "" {
		return filepath.Join(dir, name), nil
	}
	paths := filepath.SplitList(build.Default.GOPATH)
	if len(paths) == 0 {
		return "", errors.New("gopls: neither GOBIN nor GOPATH is set; name the program with -o")
	}
	return filepath.Join(paths[0], "bin", name), nil
}
