// Package rules has the pages that explain each rule, one file for each in this
// folder. They are what the address of a diagnostic leads to, what "sendmove
// explain" prints, and the help of the rules in SARIF.
package rules

import (
	"embed"
	"slices"
	"strings"
)

//go:embed *.md
var pages embed.FS

// Address is where the pages are read on the web; the name of a rule and ".md"
// follow.
const Address = "https://github.com/sendmove/sendmove/blob/main/docs/rules/"

// Codes lists the rules.
func Codes() []string {
	entries, _ := pages.ReadDir(".") // cannot fail: it is in the binary
	var codes []string
	for _, e := range entries {
		codes = append(codes, strings.TrimSuffix(e.Name(), ".md"))
	}
	slices.Sort(codes)
	return codes
}

// Page returns the page of a rule in Markdown, and whether there is one. Case does
// not matter in the name.
func Page(code string) (string, bool) {
	for _, c := range Codes() {
		if strings.EqualFold(c, code) {
			data, err := pages.ReadFile(c + ".md")
			return string(data), err == nil
		}
	}
	return "", false
}

// Title returns the heading of a rule's page without its name, and the paragraph
// below it as one line.
func Title(code string) (title, summary string) {
	page, _ := Page(code)
	heading, rest, _ := strings.Cut(page, "\n")
	_, title, _ = strings.Cut(heading, ": ")
	summary, _, _ = strings.Cut(strings.TrimSpace(rest), "\n\n")
	return title, strings.ReplaceAll(summary, "\n", " ")
}

// URL returns the address of a rule's page.
func URL(code string) string { return Address + code + ".md" }
