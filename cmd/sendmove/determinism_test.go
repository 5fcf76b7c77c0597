package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestDeterministicOutput runs the command over a module in every format: with an empty
// cache and a full one, with facts from the cache, with one processor and eight, with
// the packages in another order. The output must be the same, byte for byte, and so must
// be what is kept in the cache, among it the facts: its files are named by their content.
func TestDeterministicOutput(t *testing.T) {
	dir := unpack(t, "testdata/vet/plain.txtar")
	run := func(cache, procs string, args ...string) string {
		t.Helper()
		cmd := exec.CommandContext(t.Context(), "sendmove", args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=", "GOPROXY=off", "CGO_ENABLED=0", "GOCACHE="+cache, "GOMAXPROCS="+procs)
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		out, err := cmd.Output()
		if exit := (*exec.ExitError)(nil); !errors.As(err, &exit) || exit.ExitCode() != findings {
			t.Fatalf("%v: %v\n%s", args, err, stderr.Bytes())
		}
		return string(out)
	}
	first, second := t.TempDir(), t.TempDir()
	want := map[string]string{}
	for _, format := range formats() {
		want[format] = run(first, "1", "-format="+format, "-level=strict", "./...")
	}
	compare := func(how, cache, procs string, args ...string) {
		t.Helper()
		for _, format := range formats() {
			if got := run(cache, procs, append([]string{"-format=" + format, "-level=strict"}, args...)...); got != want[format] {
				t.Errorf("%s: format %s: got\n%s\nwant\n%s", how, format, got, want[format])
			}
		}
	}
	compare("a new cache, eight processors", second, "8", "./...")
	if a, b := content(t, first), content(t, second); !slices.Equal(a, b) {
		t.Errorf("the caches hold %d and %d different files", len(a), len(b))
	}
	compare("a full cache", first, "2", "./...")
	compare("the packages in another order", first, "8", reversedPackages(t, dir)...)

	// Now one package is analysed with facts from the cache.
	name := filepath.Join(dir, "plain.go")
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, append(text, "\n// Another comment.\n"...), 0o666); err != nil {
		t.Fatal(err)
	}
	compare("facts from the cache", first, "2", "./...")
}

// content lists the files of the go command's cache that hold what it has made, whose
// names are hashes of it. Left out is its index of source files, which it only writes
// when these are two seconds old.
func content(t *testing.T, cache string) (names []string) {
	t.Helper()
	err := filepath.WalkDir(cache, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, "-d") {
			return err
		}
		data, err := os.ReadFile(name)
		if err == nil && !bytes.HasPrefix(data, []byte("go index")) {
			names = append(names, d.Name())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(names) == 0 {
		t.Fatal("nothing is in the cache")
	}
	slices.Sort(names)
	return names
}

// reversedPackages lists the packages of the module in dir, the last one first.
func reversedPackages(t *testing.T, dir string) []string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "list", "./...")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	paths := strings.Fields(string(out))
	slices.Reverse(paths)
	return paths
}
