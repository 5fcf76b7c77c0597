package rules_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/sendmove/sendmove/docs/rules"
)

func TestPages(t *testing.T) {
	codes := rules.Codes()
	for _, want := range []string{"E0382", "E0521", "annotation"} {
		if !slices.Contains(codes, want) {
			t.Errorf("no page for %s", want)
		}
	}
	for _, code := range codes {
		page, ok := rules.Page(strings.ToLower(code))
		if !ok || !strings.HasPrefix(page, "# "+code+": ") {
			t.Errorf("the page of %s does not begin with its name", code)
		}
		if title, summary := rules.Title(code); title == "" || summary == "" || strings.Contains(summary, "\n") {
			t.Errorf("%s: title %q, summary %q", code, title, summary)
		}
		for _, section := range []string{"## Wrong", "## Right", "## Suppress"} {
			if strings.HasPrefix(code, "E") && !strings.Contains(page, section) {
				t.Errorf("the page of %s has no section %q", code, section)
			}
		}
	}
	if _, ok := rules.Page("E9999"); ok {
		t.Error("a page for a rule that does not exist")
	}
}
