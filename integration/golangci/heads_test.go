package main

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// head is a finding's position and message in the text of go vet and of
// golangci-lint. Positions with a tab before their text are further ones.
var head = regexp.MustCompile(`^([^\s:]+:\d+:\d+: [^\t;(]*)`)

// heads are the findings of a text, sorted, one a line.
func heads(text string) string {
	var lines []string
	for line := range strings.Lines(text) {
		if m := head.FindStringSubmatch(line); m != nil && strings.TrimSpace(m[1][strings.LastIndex(m[1], ":")+1:]) != "" {
			lines = append(lines, strings.TrimSpace(m[1])+"\n")
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "")
}

func TestHeads(t *testing.T) {
	vet := "a/a.go:3:2: use of moved value: `x` (moved at a.go:2:7)\n" + "a/a.go:2:7: \tvalue moved here\n"
	lint := "a/a.go:3:2: use of moved value: `x` (moved at a.go:2:7); a.go:2:7: value moved here (sendmove)\n\tch <- x\n\t^\n1 issues:\n"
	const want = "a/a.go:3:2: use of moved value: `x`\n"
	for _, text := range []string{vet, lint} {
		if got := heads(text); got != want {
			t.Errorf("heads(%q) = %q, want %q", text, got, want)
		}
	}
}
