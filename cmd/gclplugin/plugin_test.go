package gclplugin

import (
	"flag"
	"go/token"
	"strings"
	"testing"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/sendmove/sendmove/analyzer"
)

// TestSettings sets each flag to the value that it has, so that nothing changes.
func TestSettings(t *testing.T) {
	newPlugin, err := register.GetPlugin(Name)
	if err != nil {
		t.Fatal(err)
	}
	analyzer.Analyzer.Flags.VisitAll(func(f *flag.Flag) {
		if _, err := newPlugin(map[string]any{f.Name: f.Value.String()}); err != nil {
			t.Errorf("the flag %s is no setting: %v", f.Name, err)
		}
	})
	if _, err := newPlugin(nil); err != nil {
		t.Errorf("no settings: %v", err)
	}
	for _, c := range []struct {
		settings any
		want     string
	}{
		{map[string]any{"levels": "strict"}, `unknown setting "levels"`},
		{map[string]any{"level": 3}, `setting "level": want one of`},
		{[]any{"strict"}, "decoding settings"},
	} {
		if _, err := newPlugin(c.settings); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("settings %v: %v, want %s", c.settings, err, c.want)
		}
	}
}

func TestText(t *testing.T) {
	if got := text([]any{"share a.T", "moves a.F p"}); got != "share a.T\nmoves a.F p" {
		t.Errorf("a list becomes %q", got)
	}
	if got := text(true); got != "true" {
		t.Errorf("true becomes %q", got)
	}
}

func TestFold(t *testing.T) {
	fset := token.NewFileSet()
	f := fset.AddFile("dir/a.go", -1, 100)
	f.SetLinesForContent([]byte("one\ntwo\nthree\n"))
	got := fold(fset, analysis.Diagnostic{
		Pos: f.Pos(8), Message: "use of moved value: `x`",
		Related: []analysis.RelatedInformation{
			{Pos: f.Pos(8), Message: "value used here after move"},
			{Pos: f.Pos(5), Message: "value moved here"},
		},
	})
	const want = "use of moved value: `x`; value used here after move; a.go:2:2: value moved here"
	if got != want {
		t.Errorf("fold = %q\nwant   %q", got, want)
	}
}
