package finding_test

import (
	"strings"
	"testing"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/finding"
)

func TestCollect(t *testing.T) {
	d := finding.Diagnostic{Category: "E0382", Pos: at("/m/p/p.go", 3, 4), End: at("/m/p/p.go", 3, 5), Message: "use of moved value: `v`"}
	found, err := finding.Collect("m/p", []finding.Diagnostic{d, {Message: "lost"}, d})
	if len(found) != 2 || found[0].Package != "m/p" {
		t.Errorf("found %v, want two of package m/p", found)
	}
	if n := len(finding.Sort(found)); n != 1 {
		t.Errorf("%d findings are left of one that is there twice", n)
	}
	if want := `package m/p: diagnostic "lost": position "-"`; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("error %q lacks %q", err, want)
	}
}
