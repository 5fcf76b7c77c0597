package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"
)

// TestReadme runs the command that README.md shows first and compares what it
// prints with what README.md says.
func TestReadme(t *testing.T) {
	const checkout = "../.."
	const name = checkout + "/README.md"
	readme, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	block := regexp.MustCompile("(?s)```console\n\\$ go run ./cmd/sendmove ([^\n]*)\n(.*?)```\n").FindSubmatchIndex(readme)
	if block == nil {
		t.Fatal("README.md shows no call of the command")
	}
	args, want := readme[block[2]:block[3]], readme[block[4]:block[5]]

	ctx, cancel := context.WithTimeout(t.Context(), timeLimit)
	defer cancel()
	cmd := exec.CommandContext(ctx, "sendmove", strings.Fields(string(args))...)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) } // so that it ends go vet
	cmd.WaitDelay = 10 * time.Second
	cmd.Dir = checkout
	cmd.Stderr = os.Stderr
	got, err := cmd.Output()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != findings {
		t.Errorf("sendmove %s: %v, want exit status %d", args, err, findings)
	}
	if *update {
		readme = bytes.Join([][]byte{readme[:block[4]], got, readme[block[5]:]}, nil)
		if err := os.WriteFile(name, readme, 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !bytes.Equal(got, want) {
		t.Errorf("sendmove %s prints\n%s\nbut README.md shows\n%s\nRun this test with -update.", args, got, want)
	}
}
