package gopls

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The archive's module has one finding of the analyzer, due to a call of
// another package, and one of vet's printf check in the same file: when that is
// published, the file was analysed.
const archive = "testdata/desk.txtar"

func analysed(ds []diagnostic) bool { return len(of("printf", ds)) > 0 }

// at is the range of the first occurrence of part in the line of text that
// contains line.
func at(t *testing.T, text, line, part string) span {
	t.Helper()
	for i, l := range strings.Split(text, "\n") {
		if strings.Contains(l, line) {
			from := strings.Index(l, part)
			return span{position{i, from}, position{i, from + len(part)}}
		}
	}
	t.Fatalf("no line %q", line)
	return span{}
}

func testDiagnostics(t *testing.T, program string) {
	c := start(t, program, extract(t), nil)
	text := c.open("desk.go")
	found := of("sendmove", c.await("desk.go", "the file is analysed", analysed))
	if len(found) != 1 {
		t.Fatalf("%d findings, want 1: %+v", len(found), found)
	}
	d := found[0]
	if want := at(t, text, "m.N = 2", "m.N"); d.Range != want {
		t.Errorf("range %+v, want %+v", d.Range, want)
	}
	if d.Code != "E0382" {
		t.Errorf("code %v, want E0382", d.Code)
	}
	if d.CodeDescription == nil || !strings.HasSuffix(d.CodeDescription.Href, "/docs/rules/E0382.md") {
		t.Errorf("code description %+v, want the page of the rule", d.CodeDescription)
	}
	if !strings.HasPrefix(d.Message, "assign to part of moved value: `m.N`") {
		t.Errorf("message %q", d.Message)
	}
	sent, err := os.ReadFile(filepath.Join(c.dir, "bus", "bus.go"))
	if err != nil {
		t.Fatal(err)
	}
	moved, inner := false, false
	for _, r := range d.Related {
		switch c.file(r.Location.URI) {
		case "desk.go":
			moved = moved || r.Location.Range.Start.Line == at(t, text, "bus.Publish", "m").Start.Line
		case "bus/bus.go":
			inner = inner || r.Location.Range.Start == at(t, string(sent), "ch <- m", "ch <- m").Start ||
				r.Location.Range.Start == at(t, string(sent), "ch <- m", "m").Start
		}
	}
	if !moved || !inner {
		t.Errorf("related information %+v\nlacks the call or the send in the other file", d.Related)
	}
}

// testTyping edits the file: the finding goes away and comes back.
func testTyping(t *testing.T, program string) {
	c := start(t, program, extract(t), map[string]any{"diagnosticsDelay": "0s"})
	text := c.open("desk.go")
	has := func(n int) func([]diagnostic) bool {
		return func(ds []diagnostic) bool { return analysed(ds) && len(of("sendmove", ds)) == n }
	}
	c.await("desk.go", "one finding", has(1))
	c.change("desk.go", 2, strings.Replace(text, "m.N = 2", "m = nil", 1))
	c.await("desk.go", "no finding", has(0))
	c.change("desk.go", 3, text)
	c.await("desk.go", "one finding", has(1))
}

func testSwitchedOff(t *testing.T, program string) {
	c := start(t, program, extract(t), map[string]any{"analyses": map[string]bool{"sendmove": false}})
	c.open("desk.go")
	if found := of("sendmove", c.await("desk.go", "the file is analysed", analysed)); len(found) > 0 {
		t.Errorf("%+v, want nothing", found)
	}
}

// testConfigured has a file that excludes all and one that is wrong. Results are
// not taken from one to the other, although gopls keeps them.
func testConfigured(t *testing.T, program string) {
	dir := extract(t)
	for _, c := range []struct {
		text string
		want int
	}{{"", 1}, {"exclude: [desk.go]\n", 0}, {"exclude: desk.go\n", 1}, {"shareable: [example.com/desk/bus.Message]\n", 0}} {
		if err := os.WriteFile(filepath.Join(dir, "sendmove.yml"), []byte(c.text), 0o666); err != nil {
			t.Fatal(err)
		}
		s := start(t, program, dir, nil)
		s.open("desk.go")
		if found := of("sendmove", s.await("desk.go", "the file is analysed", analysed)); len(found) != c.want {
			t.Errorf("with %q: %d findings, want %d: %+v", c.text, len(found), c.want, found)
		}
	}
}

// testQuickFix applies the fix that is offered: the program still compiles, and
// the finding is gone.
func testQuickFix(t *testing.T, program string) {
	c := start(t, program, extract(t), map[string]any{"diagnosticsDelay": "0s"})
	text := c.open("fix.go")
	has := func(n int) func([]diagnostic) bool {
		return func(ds []diagnostic) bool { return analysed(ds) && len(of("sendmove", ds)) == n }
	}
	d := of("sendmove", c.await("fix.go", "one finding", has(1)))[0]
	var actions []codeAction
	c.call("textDocument/codeAction", map[string]any{
		"textDocument": map[string]any{"uri": c.uri("fix.go")},
		"range":        d.Range,
		"context":      map[string]any{"diagnostics": []diagnostic{d}, "only": []string{"quickfix"}},
	}, &actions)
	fixed := ""
	for _, a := range actions {
		if a.Kind != "quickfix" || len(a.Edit.DocumentChanges) != 1 {
			continue
		}
		change := a.Edit.DocumentChanges[0]
		if c.file(change.TextDocument.URI) != "fix.go" {
			t.Errorf("%s edits %s", a.Title, change.TextDocument.URI)
		}
		fixed = apply(text, change.Edits)
	}
	if fixed == "" {
		t.Fatalf("no quick fix among %+v", actions)
	}
	c.change("fix.go", 2, fixed)
	c.await("fix.go", "no finding", has(0))
	if err := os.WriteFile(filepath.Join(c.dir, "fix.go"), []byte(fixed), 0o666); err != nil {
		t.Fatal(err)
	}
	compile := exec.Command("go", "build", "./...")
	compile.Dir = c.dir
	if out, err := compile.CombinedOutput(); err != nil {
		t.Errorf("after the fix: %s\n%s", out, fixed)
	}
}
