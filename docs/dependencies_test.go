package docs

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/modfile"
)

// row is a line of a table of dependencies.md whose first cell is a module.
var row = regexp.MustCompile("(?m)^\\| `([^`]+)` \\|(.*)\\|$")

// dependency is what the page says of a module of go.mod.
type dependency struct{ licence, usedBy string }

// dependencies reads the tables of this module, and the line of each module below
// integration.
func dependencies(t *testing.T) (own map[string]dependency, integration map[string]string) {
	t.Helper()
	page, err := os.ReadFile("dependencies.md")
	if err != nil {
		t.Fatal(err)
	}
	own, integration = map[string]dependency{}, map[string]string{}
	for _, m := range row.FindAllStringSubmatch(string(page), -1) {
		if strings.HasPrefix(m[1], "integration/") {
			integration[m[1]] = m[2]
			continue
		}
		cells := strings.Split(m[2], "|")
		if len(cells) != 3 {
			t.Fatalf("%s: %d cells, want a licence, who uses it and a reason", m[1], len(cells))
		}
		own[m[1]] = dependency{strings.TrimSpace(cells[0]), strings.TrimSpace(cells[1])}
	}
	return own, integration
}

func requirements(t *testing.T, name string) []*modfile.Require {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	f, err := modfile.Parse(name, data, nil)
	if err != nil {
		t.Fatal(err)
	}
	return f.Require
}

// TestDependencies: the page lists the modules of go.mod, no more and no less, and
// those that the modules below integration require themselves.
func TestDependencies(t *testing.T) {
	own, integration := dependencies(t)
	for _, r := range requirements(t, "../go.mod") {
		if _, ok := own[r.Mod.Path]; !ok {
			t.Errorf("dependencies.md does not say why there is %s", r.Mod.Path)
		}
		delete(own, r.Mod.Path)
	}
	for path := range own {
		t.Errorf("dependencies.md lists %s, which go.mod does not require", path)
	}
	mods, err := filepath.Glob("../integration/*/go.mod")
	if err != nil || len(mods) == 0 {
		t.Fatal(mods, err)
	}
	for _, name := range mods {
		dir := "integration/" + filepath.Base(filepath.Dir(name))
		line, ok := integration[dir]
		if !ok {
			t.Errorf("dependencies.md does not speak of %s", dir)
		}
		for _, r := range requirements(t, name) {
			if !r.Indirect && r.Mod.Path != "github.com/sendmove/sendmove" && dir != "integration/realcode" && !shared(t, r.Mod.Path) && !strings.Contains(line, "`"+r.Mod.Path+"`") {
				t.Errorf("dependencies.md does not say why %s requires %s", dir, r.Mod.Path)
			}
		}
	}
}

// shared reports whether this module requires another, too.
func shared(t *testing.T, path string) bool {
	return slices.ContainsFunc(requirements(t, "../go.mod"), func(r *modfile.Require) bool { return r.Mod.Path == path })
}

// licences are told by a sentence of theirs.
var licences = []struct{ name, sentence string }{
	{"MPL-2.0", "Mozilla Public License Version 2.0"},
	{"MIT", "Permission is hereby granted, free of charge"},
	{"BSD-3-Clause", "Neither the name of"},
	{"Apache-2.0", "Apache License"},
}

// TestLicences compares what the page says with the files of the modules.
func TestLicences(t *testing.T) {
	own, _ := dependencies(t)
	for path, d := range own {
		dir := strings.TrimSpace(list(t, "-m", "-f", "{{.Dir}}", path))
		files, err := filepath.Glob(filepath.Join(dir, "LICEN*"))
		if err != nil || len(files) == 0 {
			t.Errorf("%s: no licence in %q, %v", path, dir, err)
			continue
		}
		text, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		text = bytes.Join(bytes.Fields(text), []byte(" "))
		i := slices.IndexFunc(licences, func(l struct{ name, sentence string }) bool { return bytes.Contains(text, []byte(l.sentence)) })
		if i < 0 || licences[i].name != d.licence {
			t.Errorf("%s: dependencies.md says %s, which %s is not", path, d.licence, files[0])
		}
	}
}

// TestLinked: what the page says of who uses a module is what is linked; the runtime
// needs none of them.
func TestLinked(t *testing.T) {
	own, _ := dependencies(t)
	linked := map[string][]string{}
	for _, of := range []struct{ who, pkg string }{
		{"analyzer", "../analyzer"}, {"command", "../cmd/sendmove"}, {"plug-in", "../cmd/gclplugin"}, {"runtime", "../runtime/mpsc"},
	} {
		for path := range strings.Lines(list(t, "-deps", "-f", "{{with .Module}}{{.Path}}{{end}}", of.pkg)) {
			if path = strings.TrimSpace(path); path != "" && !slices.Contains(linked[path], of.who) {
				linked[path] = append(linked[path], of.who)
			}
		}
	}
	for path, who := range linked {
		if slices.Contains(who, "runtime") && path != "github.com/sendmove/sendmove" {
			t.Errorf("runtime/mpsc uses %s", path)
		}
	}
	for path, d := range own {
		for _, who := range []string{"analyzer", "command", "plug-in"} {
			said, is := strings.Contains(d.usedBy, who), slices.Contains(linked[path], who)
			// What the analyzer uses, its drivers use.
			if said != is && !(is && strings.Contains(d.usedBy, "analyzer")) {
				t.Errorf("%s: dependencies.md says used by %q, linked into %q", path, d.usedBy, linked[path])
			}
		}
	}
}

// TestNoNetwork: neither the command nor what others build in can reach a network, for
// the packages that do are not linked; and only the command starts programs, which are
// go and git.
func TestNoNetwork(t *testing.T) {
	for pkg, starts := range map[string]bool{"../analyzer": false, "../analyzer/config": false, "../runtime/mpsc": false, "../cmd/gclplugin": false, "../cmd/sendmove": true} {
		var linked []string
		for path := range strings.Lines(list(t, "-deps", pkg)) {
			linked = append(linked, strings.TrimSpace(path))
		}
		for _, path := range []string{"net", "net/http", "net/rpc", "crypto/tls", "plugin", "os/exec"} {
			if is := slices.Contains(linked, path); is && !(path == "os/exec" && starts) {
				t.Errorf("%s needs %s", pkg, path)
			}
		}
	}
}

// TestAnalyzerReadsNothing: the analyzer sees what its driver has parsed, for it has no
// way to a file. Package config is for drivers.
func TestAnalyzerReadsNothing(t *testing.T) {
	for line := range strings.Lines(list(t, "-f", "{{.ImportPath}} {{.Imports}}", "../analyzer/...")) {
		path, imports, _ := strings.Cut(strings.TrimSpace(line), " [")
		if path == "github.com/sendmove/sendmove/analyzer/config" {
			continue
		}
		for _, p := range strings.Fields(strings.TrimSuffix(imports, "]")) {
			if slices.Contains([]string{"os", "os/exec", "io/ioutil", "syscall", "unsafe", "net", "plugin"}, p) {
				t.Errorf("%s imports %s", path, p)
			}
		}
	}
}

// list runs go list.
func list(t *testing.T, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", append([]string{"list"}, args...)...)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOWORK=off")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(fmt.Errorf("go list %v: %w\n%s", args, err, &stderr))
	}
	return string(out)
}
