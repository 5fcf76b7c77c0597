package gopls

import (
	"context"
	"errors"
	"fmt"
	"go/version"
	"os"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/semver"
)

// Newest is the newest release of gopls that the installed toolchain can build.
func Newest(ctx context.Context) (string, error) {
	dir, err := os.MkdirTemp("", "sendmove-gopls-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	g := goCommand{ctx, dir}
	all, err := g.list("-versions", goplsModule)
	if err != nil {
		return "", fmt.Errorf("which versions of gopls there are: %w\nname one with -version", err)
	}
	toolchain, err := g.run("env", "GOVERSION")
	if err != nil {
		return "", err
	}
	meets := func(v string) (bool, error) {
		m, err := g.list(goplsModule + "@" + v)
		if err != nil {
			return false, err
		}
		text, err := os.ReadFile(m.GoMod) // the go command fills in no Go version of a module that it does not use
		if err != nil {
			return false, err
		}
		mod, err := modfile.ParseLax(m.GoMod, text, nil)
		if err != nil || mod.Go == nil {
			return false, err
		}
		return version.Compare("go"+mod.Go.Version, strings.TrimSpace(string(toolchain))) <= 0, nil
	}
	for _, v := range slices.Backward(all.Versions) {
		if semver.Prerelease(v) != "" {
			continue
		}
		if ok, err := meets(v); ok || err != nil {
			return v, err
		}
	}
	return "", errors.New("no version of gopls can be built with " + strings.TrimSpace(string(toolchain)))
}
