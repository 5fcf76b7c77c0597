package gopls

import (
	"strings"
	"testing"
)

const goplsMod = `module golang.org/x/tools/gopls

go 1.26.0

require (
	golang.org/x/mod v0.37.0
	golang.org/x/tools v0.47.1-0.20260707181000-a299dadba899
)
`

func TestModuleFile(t *testing.T) {
	for _, c := range []struct {
		source Source
		want   string
	}{
		{Source{Module: "example.com/sendmove", Version: "v1.2.3"}, "example.com/sendmove v1.2.3\n"},
		{Source{Module: "example.com/sendmove", Dir: "/src/sendmove"}, "replace example.com/sendmove => /src/sendmove\n"},
	} {
		got, err := moduleFile([]byte(goplsMod), "v0.23.0", c.source)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{
			"module golang.org/x/tools/gopls/external\n",
			"go 1.26.0\n",
			"golang.org/x/tools/gopls v0.23.0\n",
			"golang.org/x/tools => golang.org/x/tools v0.47.1-0.20260707181000-a299dadba899\n",
			c.want,
		} {
			if !strings.Contains(string(got), want) {
				t.Errorf("no %q in\n%s", want, got)
			}
		}
	}
	if _, err := moduleFile([]byte("module m\n"), "v1.0.0", Source{}); err == nil {
		t.Error("a go.mod without x/tools is taken")
	}
}

// TestOwn runs in a checkout.
func TestOwn(t *testing.T) {
	s, err := Own()
	if err != nil || s.Module != "github.com/sendmove/sendmove" || s.Dir == "" {
		t.Errorf("Own() = %+v, %v", s, err)
	}
}
