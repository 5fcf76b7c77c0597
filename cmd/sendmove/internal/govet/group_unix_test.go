//go:build unix

package govet

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// sleeper is a vet tool that never ends by itself.
const sleeper = `#!/bin/sh
case "$1" in
-V=full) echo "sleeper version devel buildID=a/b/c/d"; exit ;;
-flags) echo '[]'; exit ;;
esac
trap '' INT
echo $$ >PIDS/$$
while :; do sleep 1; done
`

// TestInterrupt: when a run is cancelled, nothing that it has started goes on.
func TestInterrupt(t *testing.T) {
	dir := t.TempDir()
	pids := filepath.Join(dir, "pids")
	tool := filepath.Join(dir, "sleeper")
	files := map[string]string{
		"sleeper": strings.ReplaceAll(sleeper, "PIDS", pids),
		"go.mod":  "module example.com/m\n\ngo 1.26\n",
		"m.go":    "package m\n",
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(pids, 0o777); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	running := func() (out []int) {
		entries, _ := os.ReadDir(pids)
		for _, e := range entries {
			if pid, err := strconv.Atoi(e.Name()); err == nil && syscall.Kill(pid, 0) == nil {
				out = append(out, pid)
			}
		}
		return out
	}
	go func() {
		for len(running()) == 0 && ctx.Err() == nil {
			time.Sleep(20 * time.Millisecond)
		}
		cancel()
	}()
	var stderr bytes.Buffer
	r := Run{Tool: tool, BuildFlags: []string{"-C=" + dir}, Stderr: &stderr}
	if _, err := r.Units(ctx); !errors.Is(err, errInterrupted) {
		t.Errorf("Units = %v, want an interruption; standard error: %s", err, &stderr)
	}
	for start := time.Now(); len(running()) > 0; time.Sleep(50 * time.Millisecond) {
		if time.Since(start) > 10*time.Second {
			t.Fatalf("processes %v are left", running())
		}
	}
}
