package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"golangci-lint": main})
}

// TestScript runs golangci-lint, as main makes it, in modules of its own. The
// variable SENDMOVE holds the file name of the command.
func TestScript(t *testing.T) {
	tool := filepath.Join(t.TempDir(), "sendmove")
	build := exec.Command("go", "build", "-o", tool, "./cmd/sendmove")
	build.Dir = filepath.Join("..", "..")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	lintCache := t.TempDir() // one for all scripts, which import the same packages
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("SENDMOVE", tool)
			env.Setenv("GOLANGCI_LINT_CACHE", lintCache)
			for _, name := range []string{"GOCACHE", "GOMODCACHE", "GOTOOLCHAIN"} {
				value, err := exec.Command("go", "env", name).Output()
				if err != nil {
					return err
				}
				env.Setenv(name, string(value[:len(value)-1]))
			}
			env.Setenv("GOPROXY", "off")
			env.Setenv("GOFLAGS", "")
			env.Setenv("GOWORK", "off")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"positions": positions},
	})
}

// positions implements the script command "positions FILE OUT", which writes
// the lines of FILE up to their first "; ", that is position and message
// without what the plug-in adds, and without tabulated lines, to OUT.
func positions(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: positions FILE OUT")
	}
	out := heads(ts.ReadFile(args[0]))
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(out), 0o666))
}
