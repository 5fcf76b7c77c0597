package main

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/driver"
)

// buildFlag is the value of a flag of the go command, empty if it was not given.
func (o *options) buildFlag(name string) string {
	for _, f := range o.buildFlags {
		if value, ok := strings.CutPrefix(f, "-"+name+"="); ok {
			return value
		}
	}
	return ""
}

// listFlags are the flags with which the go command lists packages. The folder is not
// among them, and neither is what only concerns the analysis.
func (o *options) listFlags() []string {
	return slices.DeleteFunc(slices.Clone(o.buildFlags), func(f string) bool {
		return strings.HasPrefix(f, "-C=") || strings.HasPrefix(f, "-a=")
	})
}

// parallel is the number of packages that are analysed at a time, 0 if nothing is said.
func (o *options) parallel() (int, error) {
	value := o.buildFlag("p")
	if value == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(value)
	if err != nil || n < 1 {
		return 0, fmt.Errorf("flag -p: %q is not a number of packages above 0", value)
	}
	return n, nil
}

// identity is the hash of this program and of the flags of the analyzer: what else its
// result depends on but the packages.
func identity(flags []string) ([]byte, error) {
	name, err := os.Executable()
	if err != nil {
		return nil, err
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return nil, err
	}
	for _, flag := range slices.Sorted(slices.Values(flags)) {
		fmt.Fprintf(h, "%q", flag)
	}
	return h.Sum(nil), nil
}

// openStore opens the store of results, which lies in the folder of the go command's
// cache and is carried and shared with it. It is nil where there is none: then all is
// analysed.
func openStore(ctx context.Context) *driver.Store {
	out, err := exec.CommandContext(ctx, "go", "env", "GOCACHE").Output()
	dir := strings.TrimSpace(string(out))
	if err != nil || !filepath.IsAbs(dir) {
		return nil
	}
	store, err := driver.OpenStore(filepath.Join(dir, "sendmove"))
	if err != nil {
		return nil
	}
	return store
}
