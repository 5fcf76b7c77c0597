// Package docs tests the pages of this directory: what they tell their reader
// to type is typed, in a module with one finding, with this checkout as the
// latest release.
package docs

import (
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
