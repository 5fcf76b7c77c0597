package gopls

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"

	"golang.org/x/mod/modfile"
)

// A Source says where the analyzer's module is: at a version that can be
// downloaded, or in a directory.
type Source struct {
	Module  string
	Version string // if Dir is empty
	Dir     string
}

var errNoSource = errors.New("this sendmove does not know where its source is\n" +
	"install a release (go install github.com/sendmove/sendmove/cmd/sendmove@latest) or build without -trimpath")

// Own is the source that this program was built from.
func Own() (Source, error) {
	build, ok := debug.ReadBuildInfo()
	if ok && build.Main.Replace == nil && build.Main.Sum != "" {
		return Source{Module: build.Main.Path, Version: build.Main.Version}, nil
	}
	_, file, _, _ := runtime.Caller(0)
	root := filepath.Clean(filepath.Join(filepath.Dir(file), "..", "..", "..", ".."))
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil || !filepath.IsAbs(root) {
		return Source{}, errNoSource
	}
	return Source{Module: modfile.ModulePath(mod), Dir: root}, nil
}

// require adds the source to a go.mod.
func (s Source) require(f *modfile.File) error {
	if s.Dir == "" {
		return f.AddRequire(s.Module, s.Version)
	}
	return errors.Join(f.AddRequire(s.Module, "v0.0.0"), f.AddReplace(s.Module, "", s.Dir, ""))
}
