package main

import (
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sendmove/sendmove/internal/localproxy"
	"github.com/sendmove/sendmove/internal/transcript"
)

var custom = flag.Bool("custom", false, "run the page on golangci-lint, which builds one by \"golangci-lint custom\"")

// TestPage does what docs/golangci-lint.md says, with this checkout as the
// release that the page names, and with golangci-lint's release, from its
// module, as the repository that is cloned.
func TestPage(t *testing.T) {
	if !*custom {
		t.Skip("builds golangci-lint anew, which takes minutes; ask for it with -custom")
	}
	repository := clone(t, "github.com/golangci/golangci-lint/v2", "v2.15.0")
	env := append(localproxy.Env(t, filepath.Join("..", "..")),
		"GIT_CONFIG_COUNT=1",
		"GIT_CONFIG_KEY_0=url.file://"+filepath.ToSlash(repository)+".insteadOf",
		"GIT_CONFIG_VALUE_0=https://github.com/golangci/golangci-lint.git",
		"GOLANGCI_LINT_CACHE="+t.TempDir(),
	)
	dir := t.TempDir()
	transcript.Extract(t, filepath.Join("..", "..", "docs", "testdata", "shop.txtar"), dir)
	transcript.Run(t, filepath.Join("..", "..", "docs", "golangci-lint.md"), dir, env...)
}

// clone makes a repository of a module's release, with its tag.
func clone(t *testing.T, module, version string) string {
	t.Helper()
	out, err := exec.Command("go", "mod", "download", "-json", module+"@"+version).Output()
	var m struct{ Dir string }
	if err != nil || json.Unmarshal(out, &m) != nil {
		t.Fatalf("%v: %s", err, out)
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(m.Dir)); err != nil {
		t.Fatal(err)
	}
	for _, args := range []string{
		"init -q", "add -A -f", "-c user.name=m -c user.email=m@example.com commit -q -m release", "tag " + version,
	} {
		git := exec.Command("git", strings.Fields(args)...)
		git.Dir = dir
		if out, err := git.CombinedOutput(); err != nil {
			t.Fatalf("git %s: %v\n%s", args, err, out)
		}
	}
	return dir
}
