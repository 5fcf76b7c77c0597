package source

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/finding"
)

// Fingerprints names each finding by what does not change when lines above it
// are added or taken away: its rule, file, title, and the text of the line of the
// use. Findings that agree in all of that are numbered in their order.
func (f *Files) Fingerprints(dir string, found []finding.Finding) []string {
	seen := make(map[string]int)
	out := make([]string, len(found))
	for i := range found {
		g := &found[i]
		line := strings.Join(strings.Fields(f.Line(g.Span.File, g.Span.Start.Line)), " ")
		key := strings.Join([]string{g.Code, Relative(dir, g.Span.File), g.Title(), line}, "\x00")
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", key, seen[key]))
		seen[key]++
		out[i] = hex.EncodeToString(sum[:8])
	}
	return out
}
