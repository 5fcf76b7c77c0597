package changed

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/finding"
)

func TestHas(t *testing.T) {
	root := t.TempDir()
	l := &Lines{root: root, files: map[string][]span{}}
	const diff = `diff --git a/a b.go b/a b.go
--- a/a b.go	
+++ b/a b.go	
@@ -3 +3,2 @@ func f() {
-old
+new
+new
@@ -10,2 +11,0 @@ func g() {
-gone
-gone
@@ -20,0 +20 @@
+new
diff --git a/gone.go b/gone.go
--- a/gone.go
+++ /dev/null
@@ -1 +0,0 @@
-gone
`
	if err := l.read(strings.NewReader(diff)); err != nil {
		t.Fatal(err)
	}
	span := func(line int) finding.Span {
		p := finding.Point{Line: line, Col: 1}
		return finding.Span{File: filepath.Join(root, "a b.go"), Start: p, End: p}
	}
	for line, want := range map[int]bool{2: false, 3: true, 4: true, 5: false, 11: false, 20: true} {
		if got := l.Has(&finding.Finding{Span: span(line)}); got != want {
			t.Errorf("line %d: %t, want %t", line, got, want)
		}
	}
	for text, want := range map[string]bool{"value moved here": true, "inside of this loop": false} {
		f := finding.Finding{Span: span(2), Labels: []finding.Label{{Span: span(3), Text: text}}}
		if got := l.Has(&f); got != want {
			t.Errorf("use unchanged, %q changed: %t, want %t", text, got, want)
		}
	}
}
