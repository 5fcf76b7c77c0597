// Package release offers this checkout as a released module, so that a test
// can install it as a stranger would: by its path and a version, with the go
// command, through the protocol of module proxies.
package release

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/module"
	"golang.org/x/mod/zip"
)

const (
	// Module is the module path of this checkout.
	Module = "github.com/sendmove/sendmove"
	// Version is what the checkout is released as, and the latest version.
	Version = "v0.1.0"
)

// Env returns the variables with which the go command takes [Module] from the
// checkout in root, and other modules from where it does otherwise, whatever
// is in the module cache already first. The module cache is a new one, so that
// the release that there never was does not stay behind; the build cache is
// shared.
func Env(t *testing.T, root string) []string {
	t.Helper()
	dir := t.TempDir()
	if err := pack(filepath.Join(dir, "proxy"), root); err != nil {
		t.Fatal(err)
	}
	goenv := func(name string) string {
		value, err := exec.Command("go", "env", name).Output()
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimSpace(string(value))
	}
	fromDir := func(dir string) string { return "file://" + filepath.ToSlash(dir) }
	return []string{
		"GOPROXY=" + strings.Join([]string{
			fromDir(filepath.Join(dir, "proxy")),
			fromDir(filepath.Join(goenv("GOMODCACHE"), "cache", "download")),
			goenv("GOPROXY"),
		}, ","),
		"GONOSUMDB=" + Module,
		"GOMODCACHE=" + filepath.Join(dir, "modules"),
		"GOCACHE=" + goenv("GOCACHE"),
		"GOFLAGS=-modcacherw", // so that the test can remove it
		"GOWORK=off",
		"GOBIN=" + filepath.Join(dir, "bin"),
		"PATH=" + filepath.Join(dir, "bin") + string(filepath.ListSeparator) + os.Getenv("PATH"),
	}
}

// pack writes the files that a module proxy has of a version to dir.
func pack(dir, root string) error {
	versions := filepath.Join(dir, filepath.FromSlash(Module), "@v")
	if err := os.MkdirAll(versions, 0o777); err != nil {
		return err
	}
	info, err := json.Marshal(struct {
		Version string
		Time    time.Time
	}{Version, time.Unix(0, 0).UTC()})
	if err != nil {
		return err
	}
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return err
	}
	for name, data := range map[string][]byte{
		"list": []byte(Version + "\n"), Version + ".info": info, Version + ".mod": mod,
	} {
		if err := os.WriteFile(filepath.Join(versions, name), data, 0o666); err != nil {
			return err
		}
	}
	f, err := os.Create(filepath.Join(versions, Version+".zip"))
	if err != nil {
		return err
	}
	if err := zip.CreateFromDir(f, module.Version{Path: Module, Version: Version}, root); err != nil {
		_ = f.Close()
		return fmt.Errorf("the checkout is no valid module: %w", err)
	}
	return f.Close()
}
