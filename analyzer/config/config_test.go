package config_test

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/sendmove/sendmove/analyzer/config"
	"github.com/sendmove/sendmove/analyzer/internal/annotation"
)

func TestParse(t *testing.T) {
	name := filepath.Join(t.TempDir(), config.Name)
	got, err := config.Parse(name, []byte(`# how we use it
level: strict
mpsc-level: access
shareable:
  - example.com/m/config.Config
moves:
  - example.com/bus.Bus.Publish e, f
borrows: [example.com/bus.Bus.Check e]
exclude:
  - "*.pb.go"
baseline: ci/known.json
`))
	if err != nil {
		t.Fatal(err)
	}
	want := &config.Config{
		File: name, Level: "strict", MPSCLevel: "access",
		Shareable: []string{"example.com/m/config.Config"},
		Moves:     []string{"example.com/bus.Bus.Publish e, f"},
		Borrows:   []string{"example.com/bus.Bus.Check e"},
		Exclude:   []string{"*.pb.go"},
		Baseline:  filepath.Join(filepath.Dir(name), "ci", "known.json"),
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
	const lines = "share example.com/m/config.Config\nmoves example.com/bus.Bus.Publish e, f\nborrows example.com/bus.Bus.Check e"
	if got.Declarations() != lines {
		t.Errorf("declarations %q, want %q", got.Declarations(), lines)
	}
	if c, err := config.Parse(name, []byte("# nothing\n")); err != nil || c.Level != "" {
		t.Errorf("an empty file: %+v, %v", c, err)
	}
}

func TestParseErrors(t *testing.T) {
	for text, want := range map[string]string{
		"level: strict\nlvl: x":               `c.yml:2:1: unknown key "lvl"; the keys are baseline, borrows, `,
		"Levels: x":                           `c.yml:1:1: unknown key "Levels"; did you mean "level"?`,
		"mpsc_level: x":                       `c.yml:1:1: unknown key "mpsc_level"; did you mean "mpsc-level"?`,
		"level: all":                          `c.yml:1:8: level: "all" is no level; use writes, access or strict`,
		"level: [a]":                          `c.yml:1:8: level: want one word`,
		"level:":                              `c.yml:1:7: level: want one word`,
		"level: strict\nlevel: access":        `c.yml:2:1: key "level" stands twice`,
		"moves: a.B c":                        `c.yml:1:8: moves: want a list`,
		"moves:\n  - example.com/a.B":         `c.yml:2:5: moves: want the names of parameters`,
		"moves:\n  - example.com/a c":         `c.yml:2:5: moves: "example.com/a" lacks the path of its package`,
		"shareable:\n  - a.B c":               `c.yml:2:5: shareable: want the name of a type alone`,
		"shareable:\n  - \"\"":                `c.yml:2:5: shareable: want a text`,
		"exclude:\n  - vendor/\n  - /vendor/": `c.yml:3:5: exclude: "/vendor/"`,
		"- level":                             `c.yml:1:1: want keys with values`,
		"level: \"":                           `c.yml:1:1: found unexpected end of stream`,
		"level: strict\na:\n\t- b":            `c.yml:3:1: found character that cannot start any token`,
		"level: strict\n---\nlevel: access":   `c.yml:2:1: want one document`,
		"level: strict\nmoves: *none":         `c.yml: unknown anchor`,
		"exclude: &a [b]\nmoves: *a":          `c.yml:2:8: moves: want a list`,
		"<<: {level: strict}":                 `c.yml:1:1: unknown key "<<"`,
		"? [a]\n: b":                          `c.yml:1:3: unknown key ""`,
		"level: 1":                            `c.yml:1:8: level: "1" is no level`,
		"exclude: [[a]]":                      `c.yml:1:11: exclude: want a text`,
		"level: strict\n\x7fELF\x01":          `c.yml:2:1: want text in UTF-8`,
		"level: strict\n\n# \xff":             `c.yml:3:1: want text in UTF-8`,
		strings.Repeat("[", 50_000):           `c.yml:1:1: exceeded max depth`,
		strings.Repeat("a: {", 50_000):        `c.yml:1:1: exceeded max depth`,
	} {
		if _, err := config.Parse("c.yml", []byte(text)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q:\n got %v\nwant %s", text, err, want)
		}
	}
}

// TestNoFile: a folder, a device or a huge file where the configuration should be.
func TestNoFile(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, config.Name)
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module m"), 0o666); err != nil {
		t.Fatal(err)
	}
	for what, put := range map[string]func() error{
		"not a regular file": func() error { return os.Mkdir(name, 0o777) },
		"larger than":        func() error { return os.WriteFile(name, bytes.Repeat([]byte("# no end\n"), 200_000), 0o666) },
		"regular file":       func() error { return os.Symlink("/dev/zero", name) },
	} {
		if err := put(); err != nil {
			t.Skip(err)
		}
		_, found := config.Find(dir)
		_, read := config.Read(name)
		for _, err := range []error{found, read} {
			if err == nil || !strings.Contains(err.Error(), what) || !strings.Contains(err.Error(), name) {
				t.Errorf("%v, want an error with %q and the file's name", err, what)
			}
		}
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
	}
}

// FuzzParse: whatever the file holds, it is a configuration or an error that names it.
// What is understood can be said to the analyzer.
func FuzzParse(f *testing.F) {
	for _, text := range []string{
		"level: strict\nmpsc-level: access\nshareable:\n  - example.com/m/config.Config\nmoves:\n  - example.com/bus.Bus.Publish e, f\n",
		"borrows: [example.com/bus.Bus.Check e]\nexclude:\n  - \"*.pb.go\"\nbaseline: ci/known.json\n",
		"level: \"", "a: &a [*a, *a]", "? [a]\n: b", "--- |\n x\n...\n", "shareable:\n- ,\n- a b",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := config.Parse("/m/c.yml", data)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "/m/c.yml:") {
				t.Errorf("%v: the error does not begin with the file's name", err)
			}
			return
		}
		c.Excluded("/m/x.go")
		for _, s := range c.Settings() {
			if s.Flag == "declare" {
				if err := new(annotation.Declarations).Set(s.Value); err != nil {
					t.Errorf("%q is accepted, but not by -declare: %v", s.Value, err)
				}
			}
		}
	})
}

func TestFind(t *testing.T) {
	root := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		name = filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	level := func(dir string) string {
		t.Helper()
		c, err := config.Find(filepath.Join(root, filepath.FromSlash(dir)))
		if err != nil {
			t.Fatal(err)
		}
		return c.Level
	}
	write("repo/.git/HEAD", "")
	write("repo/m/go.mod", "module m")
	write("repo/m/pkg/sendmove.yml", "level: strict") // not in the module's root
	write("sendmove.yml", "level: strict")            // above the repository
	if got := level("repo/m/pkg"); got != "" {
		t.Errorf("level %q, want none", got)
	}
	write("repo/sendmove.yml", "level: writes")
	if got := level("repo/m/pkg"); got != "writes" {
		t.Errorf("level %q, want that of the repository", got)
	}
	write("repo/m/sendmove.yml", "level: access")
	if got := level("repo/m/pkg"); got != "access" {
		t.Errorf("level %q, want that of the module", got)
	}
}

func TestExcluded(t *testing.T) {
	root := t.TempDir()
	for _, test := range []struct {
		pattern, file string
		want          bool
	}{
		{"*.pb.go", "a/b/x.pb.go", true},
		{"*.pb.go", "x.pb.go", true},
		{"*.pb.go", "x.go", false},
		{"legacy", "a/legacy/x.go", true},
		{"legacy/", "legacy/x.go", true},
		{"internal/legacy/...", "internal/legacy/a/x.go", true},
		{"internal/legacy", "a/internal/legacy/x.go", false},
		{"internal/*/x.go", "internal/a/x.go", true},
		{"internal/*/x.go", "internal/a/b/x.go", false},
		{"**/gen/*.go", "a/b/gen/x.go", true},
		{"**/gen/*.go", "gen/x.go", true},
		{"x?.go", "x1.go", true},
		{"x.go", "xxgo", false},
	} {
		c := &config.Config{File: filepath.Join(root, config.Name), Exclude: []string{test.pattern}}
		if got := c.Excluded(filepath.Join(root, filepath.FromSlash(test.file))); got != test.want {
			t.Errorf("%s excludes %s: %t, want %t", test.pattern, test.file, got, test.want)
		}
	}
}
