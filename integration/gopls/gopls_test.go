// Package gopls tests the gopls that "sendmove gopls" builds, over the protocol
// that editors speak.
package gopls

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sendmove/sendmove/internal/transcript"
)

var versions = flag.String("versions", "v0.23.0", "the versions of gopls to build and test, separated by commas")

// checkout is the directory of the main module.
var checkout = filepath.Join("..", "..")

// command builds sendmove.
func command(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "sendmove")
	build := exec.Command("go", "build", "-o", file, "./cmd/sendmove")
	build.Dir = checkout
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return file
}

// build runs "sendmove gopls" and returns the program.
func build(t *testing.T, sendmove, version string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "gopls")
	out, err := exec.Command(sendmove, "gopls", "-version", version, "-o", file).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if lines := strings.Split(strings.TrimSpace(string(out)), "\n"); lines[len(lines)-1] != file {
		t.Errorf("sendmove gopls prints %q, want the name of the program last", out)
	}
	return file
}

// extract makes a module of the archive.
func extract(t *testing.T) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	transcript.Extract(t, archive, dir)
	return dir
}

func TestGopls(t *testing.T) {
	sendmove := command(t)
	for version := range strings.SplitSeq(*versions, ",") {
		t.Run(version, func(t *testing.T) {
			program := build(t, sendmove, version)
			t.Setenv("GOPLSCACHE", t.TempDir())
			out, err := exec.Command(program, "version").Output()
			if want := version + "+sendmove"; err != nil || !strings.Contains(string(out), want) {
				t.Errorf("gopls version: %q, %v, want %s", out, err, want)
			}
			t.Run("diagnostics", func(t *testing.T) { testDiagnostics(t, program) })
			t.Run("typing", func(t *testing.T) { testTyping(t, program) })
			t.Run("switched off", func(t *testing.T) { testSwitchedOff(t, program) })
			t.Run("configured", func(t *testing.T) { testConfigured(t, program) })
			t.Run("quick fix", func(t *testing.T) { testQuickFix(t, program) })
		})
	}
}

// TestTooNew asks for a version that no Go of today can build.
func TestTooNew(t *testing.T) {
	cmd := exec.Command(command(t), "gopls", "-version", "v0.24.0", "-o", filepath.Join(t.TempDir(), "gopls"))
	cmd.Env = append(os.Environ(), "GOTOOLCHAIN=local")
	if out, err := exec.Command("go", "env", "GOVERSION").Output(); err != nil || !strings.HasPrefix(string(out), "go1.26.") {
		t.Skip("another Go")
	}
	out, err := cmd.CombinedOutput()
	if want := "requires go >= 1.27"; err == nil || !strings.Contains(string(out), want) {
		t.Errorf("%v, %s\nwant the reason: %s", err, out, want)
	}
}
