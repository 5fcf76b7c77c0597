package gopls

import (
	"flag"
	"path/filepath"
	"testing"

	"github.com/sendmove/sendmove/internal/release"
	"github.com/sendmove/sendmove/internal/transcript"
)

var page = flag.Bool("page", false, "do what the page on editors says, which builds gopls anew")

// TestPage installs this checkout as a release, and builds the newest gopls that
// the installed Go can build, from that release.
func TestPage(t *testing.T) {
	if !*page {
		t.Skip("takes minutes; ask for it with -page")
	}
	transcript.Run(t, filepath.Join(checkout, "docs", "editors.md"), t.TempDir(), release.Env(t, checkout)...)
}
