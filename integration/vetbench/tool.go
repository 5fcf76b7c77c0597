package main

import (
	"crypto/rand"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// tool is one of those that are compared.
type tool struct {
	name string
	path string
	// command is what to run over packages, with the tool's program at path and
	// scratch as a directory for its caches.
	command func(path, scratch string, patterns []string) *exec.Cmd
}

// vet runs a vet tool by the go command.
func vet(path, _ string, patterns []string) *exec.Cmd {
	return exec.Command("go", append([]string{"vet", "-vettool=" + path}, patterns...)...)
}

// vetTools builds the vet tools: sendmove first, then the ones it is compared
// with.
func vetTools(dir string) ([]tool, error) {
	var out []tool
	for _, t := range []struct{ name, pkg string }{
		{"sendmove", "github.com/sendmove/sendmove/cmd/sendmove"},
		{"inspect only", "./inspectonly"},
		{"nilness", "./nilness"},
		{"go vet", ""}, // all its analyzers
	} {
		path := filepath.Join(dir, strings.ReplaceAll(t.name, " ", ""))
		var err error
		if t.pkg == "" { // the go command's own
			path, err = output("go", "tool", "-n", "vet")
		} else {
			_, err = output("go", "build", "-o", path, t.pkg)
		}
		if err != nil {
			return nil, err
		}
		out = append(out, tool{t.name, path, vet})
	}
	return out, nil
}

// commands builds the tools that are run by themselves.
func commands(dir string) ([]tool, error) {
	var out []tool
	for _, t := range []struct {
		name, pkg string
		command   func(path, scratch string, patterns []string) *exec.Cmd
	}{
		{"sendmove", "github.com/sendmove/sendmove/cmd/sendmove", func(path, _ string, patterns []string) *exec.Cmd {
			return exec.Command(path, patterns...)
		}},
		{"staticcheck with one check", "honnef.co/go/tools/cmd/staticcheck", func(path, scratch string, patterns []string) *exec.Cmd {
			cmd := exec.Command(path, append([]string{"-checks=SA2000"}, patterns...)...)
			cmd.Env = append(os.Environ(), "STATICCHECK_CACHE="+scratch)
			return cmd
		}},
		{"nilaway", "go.uber.org/nilaway/cmd/nilaway", func(path, _ string, patterns []string) *exec.Cmd {
			return exec.Command(path, patterns...)
		}},
	} {
		path := filepath.Join(dir, strings.Fields(t.name)[0])
		if _, err := output("go", "build", "-o", path, t.pkg); err != nil {
			return nil, err
		}
		out = append(out, tool{t.name, path, t.command})
	}
	return out, nil
}

// pick selects tools by name, in the order of names.
func pick(tools []tool, names []string) ([]tool, error) {
	var out []tool
	for _, name := range names {
		i := slices.IndexFunc(tools, func(t tool) bool { return t.name == name })
		if i < 0 {
			return nil, fmt.Errorf("no tool %q", name)
		}
		out = append(out, tools[i])
	}
	return out, nil
}

// fresh is a copy of the program at path that the go command takes for another
// one: its identity is the hash of the file, and bytes after its end do no harm.
func fresh(path, dir string) (string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	salt := make([]byte, 16)
	if _, err := rand.Read(salt); err != nil {
		return "", err
	}
	out := filepath.Join(dir, filepath.Base(path))
	return out, os.WriteFile(out, append(data, salt...), 0o755)
}

func output(name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s: %w", cmd, err)
	}
	return strings.TrimSpace(string(out)), nil
}
