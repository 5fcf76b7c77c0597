package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// The go command calls this program as the vet tool, with these variables set.
const (
	spoolVariable = "REALCODE_SPOOL" // directory to which times are written
	toolVariable  = "REALCODE_TOOL"  // the program that does the work
)

// spent is the time of one package.
type spent struct {
	Package string
	Time    time.Duration
}

// asTool calls sendmove as the go command has called this program, and notes how
// long it took. The answer to -V=full, which the go command's cache goes by, is
// sendmove's own.
func asTool(spool string, args []string) int {
	cmd := exec.Command(os.Getenv(toolVariable), args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	start := time.Now()
	err := cmd.Run()
	took := time.Since(start)
	if cmd.ProcessState == nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	if config := args[len(args)-1]; strings.HasSuffix(config, ".cfg") {
		if err := note(spool, config, took); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
	}
	return cmd.ProcessState.ExitCode()
}

func note(spool, config string, took time.Duration) error {
	data, err := os.ReadFile(config)
	if err != nil {
		return err
	}
	var c struct{ ID string }
	if err := json.Unmarshal(data, &c); err != nil {
		return err
	}
	line, err := json.Marshal(spent{c.ID, took})
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(spool, "time")
	if err != nil {
		return err
	}
	_, err = f.Write(append(line, '\n'))
	return cmp.Or(err, f.Close())
}

// printSlow lists the n packages that took longest. What came from the go
// command's cache took no time.
func printSlow(w io.Writer, spool string, n int) error {
	files, err := filepath.Glob(filepath.Join(spool, "*"))
	if err != nil {
		return err
	}
	var all []spent
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		for in := bufio.NewScanner(f); in.Scan(); {
			var s spent
			if err := json.Unmarshal(in.Bytes(), &s); err != nil {
				f.Close()
				return err
			}
			all = append(all, s)
		}
		f.Close()
	}
	slices.SortFunc(all, func(a, b spent) int {
		return cmp.Or(cmp.Compare(b.Time, a.Time), cmp.Compare(a.Package, b.Package))
	})
	if len(all) > 0 {
		fmt.Fprintf(w, "%d packages, with those they import, were not in the cache; the slowest:\n", len(all))
	}
	for _, s := range all[:min(n, len(all))] {
		fmt.Fprintf(w, "%8.1f s  %s\n", s.Time.Seconds(), s.Package)
	}
	return nil
}
