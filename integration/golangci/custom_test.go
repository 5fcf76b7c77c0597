package main

import (
	"encoding/json"
	"flag"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"github.com/sendmove/sendmove/internal/release"
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
	const version = "v2.15.0"
	repository := release.NewRepository(t, "https://github.com/golangci/golangci-lint.git",
		downloaded(t, "github.com/golangci/golangci-lint/v2@"+version), version)
	env := slices.Concat(release.Env(t, filepath.Join("..", "..")), repository.Env(),
		[]string{"GOLANGCI_LINT_CACHE=" + t.TempDir()})
	dir := t.TempDir()
	transcript.Extract(t, filepath.Join("..", "..", "docs", "testdata", "shop.txtar"), dir)
	transcript.Run(t, filepath.Join("..", "..", "docs", "golangci-lint.md"), dir, env...)
}

// downloaded is the directory of a module in the module cache.
func downloaded(t *testing.T, module string) string {
	t.Helper()
	out, err := exec.Command("go", "mod", "download", "-json", module).Output()
	var m struct{ Dir string }
	if err != nil || json.Unmarshal(out, &m) != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return m.Dir
}
