package govet

import (
	"reflect"
	"strings"
	"testing"
)

func TestMessages(t *testing.T) {
	const in = `go: downloading example.com/m v1.0.0
# m/bad
bad/x.go:3:23: undefined: x
bad/x.go:4:20: declared and not used: y
# m/good
# [m/good]
vet: good/g_test.go:3:33: undefined: inTest
# m/bad [m/bad.test]
# [m/bad]
vet: bad/x.go:3:23: undefined: x
# m/crash
goroutine 1 [running]:
	frame
	frame
`
	const want = `go: downloading example.com/m v1.0.0
# m/bad
bad/x.go:3:23: undefined: x
bad/x.go:4:20: declared and not used: y
# m/good
good/g_test.go:3:33: undefined: inTest
# m/crash
goroutine 1 [running]:
	frame
	frame
`
	var out strings.Builder
	m := newMessages(&out)
	for line := range strings.Lines(in) {
		m.line(strings.TrimSuffix(line, "\n"))
	}
	if out.String() != want {
		t.Errorf("got\n%swant\n%s", &out, want)
	}
}

func TestArgs(t *testing.T) {
	r := Run{
		Tool:       "/bin/tool",
		BuildFlags: []string{"-tags=a,b", "-C=dir", "-race=true"},
		ToolFlags:  []string{"-sendmove.level=strict"},
		Patterns:   []string{"./..."},
	}
	want := []string{"vet", "-C=dir", "-json", "-vettool=/bin/tool", "-tags=a,b", "-race=true", "-sendmove.level=strict", "--", "./..."}
	if got := r.args(); !reflect.DeepEqual(got, want) {
		t.Errorf("args = %q, want %q", got, want)
	}
}
