package unit_test

import (
	"testing"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/unit"
)

func TestStandard(t *testing.T) {
	for _, test := range []struct {
		path, dir, module string
		want              bool
	}{
		{"net/url", "/usr/local/go/src/net/url", "", true},
		{"vendor/golang.org/x/text/unicode/norm", "/usr/local/go/src/vendor/golang.org/x/text/unicode/norm", "", true},
		{"net/url", "/home/me/net/url", "", false},
		{"net/url", "/home/me/src/net/url", "net", false},
		{"example.com/src/p", "/home/me/src/example.com/src/p", "", false},
	} {
		if got := unit.Standard(test.path, test.module, test.dir); got != test.want {
			t.Errorf("%s in %s, module %q: %t", test.path, test.dir, test.module, got)
		}
	}
}
