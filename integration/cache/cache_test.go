// Package cache tests that machines which share the go command's build cache
// share the results of the analyzer: what one has analysed no other analyses
// again.
package cache

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/sendmove/sendmove/internal/transcript"
)

// TestTwoMachines runs the page in the same module with the cache of one
// machine, then with that of another, which is empty. They share a server.
func TestTwoMachines(t *testing.T) {
	bin := t.TempDir()
	run(t, "", "go", "build", "-o", bin, "tool") // the cacher and its server
	run(t, filepath.Join("..", ".."), "go", "build", "-o", filepath.Join(bin, "sendmove.real"), "./cmd/sendmove")
	calls := filepath.Join(bin, "calls")
	logged(t, filepath.Join(bin, "sendmove"), calls)
	server := serve(t, filepath.Join(bin, "go-cacher-server"))

	module := t.TempDir() // both have the checkout in the same place
	transcript.Extract(t, "testdata/shop.txtar", module)
	machine := func() (output string, analysed int) {
		dir := t.TempDir()
		env := []string{
			"CACHE_SERVER=" + server, "PATH=" + bin + string(filepath.ListSeparator) + os.Getenv("PATH"),
			"GOCACHE=" + filepath.Join(dir, "gocache"), "XDG_CACHE_HOME=" + dir, "HOME=" + dir,
			"GOMODCACHE=" + strings.TrimSpace(run(t, "", "go", "env", "GOMODCACHE")),
			"GOFLAGS=", "GOWORK=off",
		}
		if err := os.WriteFile(calls, nil, 0o666); err != nil {
			t.Fatal(err)
		}
		transcript.Run(t, filepath.Join("..", "..", "docs", "shared-caches.md"), module, env...)
		list, err := os.ReadFile(calls)
		if err != nil {
			t.Fatal(err)
		}
		vet := exec.Command("go", "vet", "-vettool="+filepath.Join(bin, "sendmove"), "./...")
		vet.Dir, vet.Env = module, append(os.Environ(), env...)
		vet.Env = append(vet.Env, "GOCACHEPROG="+filepath.Join(bin, "go-cacher")+" -cache-dir="+dir+" -cache-server=http://"+server)
		out, err := vet.CombinedOutput()
		if err == nil {
			t.Errorf("nothing found: %s", out)
		}
		return string(out), bytes.Count(list, []byte("\n"))
	}
	first, analysed := machine()
	if analysed < 2 {
		t.Errorf("the first machine analyses %d packages, want at least the two of the module", analysed)
	}
	second, again := machine()
	if again != 0 {
		t.Errorf("the second machine analyses %d packages again, of %d", again, analysed)
	}
	if first != second {
		t.Errorf("the first machine finds\n%s\nthe second\n%s", first, second)
	}
	t.Logf("the first machine analysed %d packages, the second none", analysed)
}

// logged makes a vet tool that notes each package that it is to analyse, and is
// the command otherwise.
func logged(t *testing.T, tool, calls string) {
	t.Helper()
	script := fmt.Sprintf("#!/bin/sh\ncase $# in 0) ;; *) for last; do :; done; case $last in *.cfg) echo \"$last\" >>%q ;; esac ;; esac\nexec %q \"$@\"\n",
		calls, tool+".real")
	if err := os.WriteFile(tool, []byte(script), 0o777); err != nil {
		t.Fatal(err)
	}
}

// serve starts the server of the cache and returns its host and port.
func serve(t *testing.T, program string) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	if err := l.Close(); err != nil { // so that the server can have the port
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), program, "-listen="+address, "-cache-dir="+t.TempDir())
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Wait() })
	for range 100 {
		if c, err := net.Dial("tcp", address); err == nil {
			_ = c.Close()
			return address
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatal("the server of the cache does not answer")
	return ""
}

func run(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}
