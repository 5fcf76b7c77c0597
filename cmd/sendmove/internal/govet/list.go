package govet

import (
	"context"
	"fmt"
	"os/exec"
	"strings"
)

// Packages are what patterns name.
type Packages struct {
	Dirs map[string]bool // the folders, by absolute name
}

// Has reports whether a package of that folder is one of them.
func (p *Packages) Has(dir string) bool { return p != nil && p.Dirs[dir] }

// List asks the go command which packages the patterns name. It says nothing of
// errors in them: that is for Units.
func (r *Run) List(ctx context.Context) (*Packages, error) {
	args := []string{"list"}
	for _, f := range r.BuildFlags {
		if strings.HasPrefix(f, "-C=") {
			args = append(args, f)
		}
	}
	args = append(args, "-e", "-f={{.Dir}}")
	for _, f := range r.BuildFlags {
		if !strings.HasPrefix(f, "-C=") && f != "-a=true" && f != "-x=true" {
			args = append(args, f)
		}
	}
	args = append(args, "--")
	out, err := exec.CommandContext(ctx, "go", append(args, r.Patterns...)...).Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	p := &Packages{Dirs: make(map[string]bool)}
	for dir := range strings.Lines(string(out)) {
		if dir = strings.TrimSpace(dir); dir != "" {
			p.Dirs[dir] = true
		}
	}
	return p, nil
}
