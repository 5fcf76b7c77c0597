// Package gopls builds a gopls that has the analyzer. gopls takes no plug-ins,
// but its main package is short, and what it calls may be imported by a module
// whose path lies below its own. So the build is a module of that kind, made
// for it and removed afterwards, with gopls's main package, a file that adds the
// analyzer to its list, and gopls's own choice of golang.org/x/tools.
package gopls

import (
	"context"
	_ "embed" // the file that is added to gopls
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/mod/modfile"
)

const (
	goplsModule = "golang.org/x/tools/gopls"
	toolsModule = "golang.org/x/tools"
)

//go:embed inject.go.txt
var inject []byte

// A Build describes one build of gopls.
type Build struct {
	Version string // of gopls, such as "v0.23.0"; see [Newest]
	Source  Source // where the analyzer is taken from
	Output  string // file name of the program
}

// Run builds gopls. If the go command cannot, the error says why.
func (b *Build) Run(ctx context.Context) error {
	output, err := filepath.Abs(b.Output)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "sendmove-gopls-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	g := goCommand{ctx, dir}
	original, err := g.download(b.Version)
	if err != nil {
		return fmt.Errorf("gopls %s cannot be built here: %w", b.Version, err)
	}
	if err := b.write(dir, original); err != nil {
		return err
	}
	// go.mod has the go line of gopls: the go command takes a toolchain that
	// meets it, or says that it has none.
	if _, err := g.run("env", "GOVERSION"); err != nil {
		return fmt.Errorf("gopls %s cannot be built here: %w", b.Version, err)
	}
	// "+sendmove" is build metadata: to an editor that compares versions this
	// is the version of gopls.
	_, err = g.run("build", "-ldflags=-X main.version="+b.Version+"+sendmove", "-o", output, ".")
	if err != nil {
		return fmt.Errorf("gopls %s cannot be built with sendmove: %w", b.Version, err)
	}
	return nil
}

// write makes the module in dir.
func (b *Build) write(dir string, original *download) error {
	mod, err := os.ReadFile(original.GoMod)
	if err != nil {
		return err
	}
	text, err := moduleFile(mod, b.Version, b.Source)
	if err != nil {
		return err
	}
	sum, err := os.ReadFile(filepath.Join(original.Dir, "go.sum"))
	if err != nil {
		return err
	}
	program, err := os.ReadFile(filepath.Join(original.Dir, "main.go"))
	if err != nil {
		return err
	}
	for name, data := range map[string][]byte{
		"go.mod": text, "go.sum": sum, "main.go": program, "sendmove.go": inject,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			return err
		}
	}
	return nil
}

// moduleFile is the go.mod of the build: gopls, the analyzer, and the x/tools
// that gopls requires in mod, its own go.mod. The analyzer alone would choose a
// later one, whose internal packages do not fit.
func moduleFile(mod []byte, version string, source Source) ([]byte, error) {
	theirs, err := modfile.ParseLax("go.mod", mod, nil)
	if err != nil {
		return nil, err
	}
	tools := ""
	for _, r := range theirs.Require {
		if r.Mod.Path == toolsModule {
			tools = r.Mod.Version
		}
	}
	if theirs.Go == nil || tools == "" {
		return nil, errors.New("the go.mod of gopls names no Go version or no " + toolsModule)
	}
	ours := new(modfile.File)
	err = errors.Join(
		ours.AddModuleStmt(goplsModule+"/external"),
		ours.AddGoStmt(theirs.Go.Version),
		ours.AddRequire(goplsModule, version),
		ours.AddReplace(toolsModule, "", toolsModule, tools),
		source.require(ours),
	)
	return modfile.Format(ours.Syntax), err
}
