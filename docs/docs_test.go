// Package docs tests the pages of this directory: what they tell their reader
// to type is typed, in a module with one finding, with this checkout as the
// latest release.
package docs

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/sendmove/sendmove/internal/release"
	"github.com/sendmove/sendmove/internal/transcript"
)

// The pages on golangci-lint, editors and caches are tested by the modules
// below integration, which have the programs that these need.
func TestPages(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the command from downloads")
	}
	env := release.Env(t, "..")
	for _, page := range []string{"go-vet.md", "go-tool.md"} {
		t.Run(page, func(t *testing.T) {
			dir := t.TempDir()
			transcript.Extract(t, "testdata/shop.txtar", dir)
			transcript.Run(t, page, dir, env...)
		})
	}
}

var (
	link = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	code = regexp.MustCompile("(?s)```.*?```|`[^`]*`")
)

// TestLinks looks whether what the pages link to in this repository is there.
func TestLinks(t *testing.T) {
	for _, pattern := range []string{"../*.md", "*.md", "rules/*.md"} {
		pages, err := filepath.Glob(pattern)
		if err != nil || len(pages) == 0 {
			t.Fatalf("%s: %v, %v", pattern, pages, err)
		}
		for _, page := range pages {
			text, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range link.FindAllStringSubmatch(code.ReplaceAllString(string(text), "x"), -1) {
				target, _, _ := strings.Cut(m[1], "#")
				if target == "" || strings.Contains(target, "://") {
					continue
				}
				if _, err := os.Stat(filepath.Join(filepath.Dir(page), target)); err != nil {
					t.Errorf("%s links to %s, which is not there", page, m[1])
				}
			}
		}
	}
}
