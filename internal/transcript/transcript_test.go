package transcript

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

const page = "# Title\n" +
	"```yaml conf/x.yml\na: 1\n```\n" +
	"```go\nnot(a, step)\n```\n" +
	"```console\n$ one \\\n  two\n$ three\nfirst\n...\nlast\n```\n" +
	"<!-- not run: needs the moon -->\n" +
	"```console\n$ four\n```\n"

func TestParse(t *testing.T) {
	got, err := Parse([]byte(page))
	if err != nil {
		t.Fatal(err)
	}
	want := []Step{
		{Line: 3, File: "conf/x.yml", Text: "a: 1\n"},
		{Line: 9, Command: "one \\\n  two"},
		{Line: 11, Command: "three", Output: []string{"first", "...", "last"}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("Parse = %+v\nwant %+v", got, want)
	}
	if _, err := Parse([]byte("```console\n$ x\n")); err == nil || !strings.Contains(err.Error(), "1: ") {
		t.Errorf("a block without an end: %v, want an error with its line", err)
	}
}

func TestDo(t *testing.T) {
	dir := t.TempDir()
	if err := (Step{File: "conf/x.yml", Text: "a: 1\n"}).Do(dir, nil); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(filepath.Join(dir, "conf", "x.yml")); err != nil || string(got) != "a: 1\n" {
		t.Errorf("file: %q, %v", got, err)
	}
	failure := errors.New("exit status 1")
	for _, c := range []struct {
		shown, prints string
		err           error
		ok            bool
	}{
		{"", "anything\n", nil, true},
		{"", "", failure, false},
		{"a\nb", "a\nb\n", nil, true},
		{"a\nb", "a\nb\n", failure, true},
		{"a\nb", "a\n", nil, false},
		{"a\nb", "a\nb\nc\n", nil, false},
		{"a\n...", "a\nb\nc\n", nil, true},
		{"...\nc", "a\nb\nc\n", nil, true},
		{"a\n...\nc", "a\nc\n", nil, true},
		{"a\n...\nd", "a\nb\nc\n", nil, false},
		{"a: ...", "a: b\n", nil, true},
		{"a: ...", "b: b\n", nil, false},
	} {
		s := Step{Command: "x"}
		if c.shown != "" {
			s.Output = strings.Split(c.shown, "\n")
		}
		err := s.Do(dir, func(string) ([]byte, error) { return []byte(c.prints), c.err })
		if (err == nil) != c.ok {
			t.Errorf("%q prints %q, %v: %v", c.shown, c.prints, c.err, err)
		}
	}
}

func TestRun(t *testing.T) {
	dir := t.TempDir()
	page := filepath.Join(dir, "page.md")
	const text = "```console\n$ export A=one; mkdir d; cd d\n$ echo $A $B; basename \"$PWD\"; false\none two\nd\n```\n"
	if err := os.WriteFile(page, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	Run(t, page, dir, "B=two")
}
