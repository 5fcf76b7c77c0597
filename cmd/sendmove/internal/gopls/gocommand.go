package gopls

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// goCommand runs the go command in a directory.
type goCommand struct {
	ctx context.Context
	dir string
}

// run returns what the go command prints. Its error is what it says on
// standard error.
func (g goCommand) run(args ...string) ([]byte, error) {
	cmd := exec.CommandContext(g.ctx, "go", args...)
	cmd.Dir = g.dir
	// A workspace and -mod=vendor are meant for another module.
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS="+os.Getenv("GOFLAGS")+" -mod=mod")
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	if text := strings.TrimSpace(stderr.String()); err != nil && text != "" {
		return stdout.Bytes(), errors.New(text)
	}
	if err != nil {
		return stdout.Bytes(), fmt.Errorf("go %s: %w", args[0], err)
	}
	return stdout.Bytes(), nil
}

// download is what "go mod download -json" says of a module.
type download struct {
	Dir, GoMod, Error string
}

func (g goCommand) download(version string) (*download, error) {
	out, err := g.run("mod", "download", "-json", goplsModule+"@"+version)
	d := new(download)
	if json.Unmarshal(out, d) == nil && d.Error != "" {
		return nil, errors.New(d.Error)
	}
	return d, err
}

// listed is what "go list -m -json" says of a module.
type listed struct {
	Versions []string
	GoMod    string // file name
}

func (g goCommand) list(args ...string) (*listed, error) {
	out, err := g.run(append([]string{"list", "-m", "-json"}, args...)...)
	if err != nil {
		return nil, err
	}
	m := new(listed)
	return m, json.Unmarshal(out, m)
}
