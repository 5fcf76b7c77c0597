package fix_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/finding"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/fix"
)

const source = "package p\n\nfunc f() {\n\ta()\n\tb()\n}\n"

func write(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "p.go")
	if err := os.WriteFile(name, []byte(source), 0o640); err != nil {
		t.Fatal(err)
	}
	return name
}

// edit replaces the first occurrence of old.
func edit(name, old, text string) finding.Edit {
	at := strings.Index(source, old)
	return finding.Edit{File: name, Start: at, End: at + len(old), New: text}
}

func found(message string, edits ...finding.Edit) finding.Finding {
	return finding.Finding{Message: message, Fixes: []finding.Fix{{Edits: edits}}}
}

func TestPlan(t *testing.T) {
	name := write(t)
	imported := finding.Edit{File: name, Start: len("package p"), End: len("package p"), New: "\n\nimport \"x\""}
	plan, err := fix.New([]finding.Finding{
		found("first", imported, edit(name, "a()", "x.A()")),
		found("meets the first", edit(name, "a(", "z(")),
		found("overlaps", edit(name, "a()\n\tb()", "c()")),
		found("same import", imported, edit(name, "b()", "if x.B() {\nreturn\n}")),
		{Message: "none"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(plan.Fixed) != 2 || len(plan.Open) != 3 {
		t.Errorf("%d fixed, %d open; want 2 and 3", len(plan.Fixed), len(plan.Open))
	}
	if err := plan.Write(); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	const want = "package p\n\nimport \"x\"\n\nfunc f() {\n\tx.A()\n\tif x.B() {\n\t\treturn\n\t}\n}\n"
	if string(got) != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("mode %v, %v; want that of the file", info.Mode(), err)
	}
	left, err := filepath.Glob(name + ".*")
	if err != nil || len(left) > 0 {
		t.Errorf("files left: %v, %v", left, err)
	}
}

func TestBroken(t *testing.T) {
	name := write(t)
	for _, e := range []finding.Edit{
		edit(name, "a()", "a("),
		{File: name, Start: 5, End: 500},
		{File: name + "x", Start: 1, End: 2},
	} {
		plan, err := fix.New([]finding.Finding{found("m", e)})
		if err == nil {
			t.Errorf("%v: no error", e)
		}
		if err := plan.Write(); err != nil {
			t.Error(err)
		}
	}
	if got, _ := os.ReadFile(name); string(got) != source {
		t.Errorf("the file was changed:\n%s", got)
	}
}

func TestDiff(t *testing.T) {
	name := write(t)
	plan, err := fix.New([]finding.Finding{found("m", edit(name, "a()", "c()"))})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := plan.Diff(&b, filepath.Dir(name)); err != nil {
		t.Fatal(err)
	}
	const want = "--- a/p.go\n+++ b/p.go\n@@ -1,6 +1,6 @@\n package p\n \n func f() {\n-\ta()\n+\tc()\n \tb()\n }\n"
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", &b, want)
	}
}

// TestReplaceNoFile: a folder or a device is not replaced, and nothing is left behind.
func TestReplaceNoFile(t *testing.T) {
	dir := t.TempDir()
	device := filepath.Join(dir, "device")
	if err := os.Symlink(os.DevNull, device); err != nil {
		t.Skip(err)
	}
	folder := filepath.Join(dir, "folder")
	if err := os.Mkdir(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{device, folder, filepath.Join(dir, "none", "file")} {
		if err := fix.Replace(name, []byte("x")); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v, want an error with the name", name, err)
		}
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Errorf("%s: %v, %v", os.DevNull, info, err)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 2 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}
