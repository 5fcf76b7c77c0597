package finding_test

import (
	"strings"
	"testing"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/finding"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/vetjson"
)

func TestCollect(t *testing.T) {
	d := vetjson.Diagnostic{Category: "E0382", Posn: "/m/p/p.go:3:4", End: "/m/p/p.go:3:5", Message: "use of moved value: `v`"}
	found, err := finding.Collect([]vetjson.Unit{
		{ID: "m/p [m/p.test]", Analyzer: "sendmove", Diagnostics: []vetjson.Diagnostic{d}},
		{ID: "m/q", Analyzer: "sendmove", Err: "no SSA form"},
		{ID: "m/p", Analyzer: "sendmove", Diagnostics: []vetjson.Diagnostic{d, {Posn: "?", Message: "lost"}}},
	})
	if len(found) != 1 {
		t.Errorf("%d findings, want the one that two units report", len(found))
	}
	for _, want := range []string{"package m/q: sendmove: no SSA form", `package m/p: diagnostic "lost": position "?"`} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %q lacks %q", err, want)
		}
	}
}
