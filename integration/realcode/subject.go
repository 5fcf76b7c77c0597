package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
)

// A Subject is what one call of sendmove looks at: a module, std or cmd.
type Subject struct {
	Name    string
	Version string
	pattern string
}

func (s Subject) title() string {
	return strings.TrimSpace(s.Name + " " + s.Version)
}

// findSubjects lists std, cmd and the modules that modules.go imports, those whose
// names have one of names in them if there are any.
func findSubjects(names []string) ([]Subject, error) {
	env, err := output("env", "GOVERSION")
	if err != nil {
		return nil, err
	}
	version := strings.TrimSpace(string(env))
	out := []Subject{
		{Name: "std", Version: version, pattern: "std"},
		{Name: "cmd", Version: version, pattern: "cmd"},
	}
	imports, err := output("list", "-tags", "modules", "-f", `{{join .Imports "\n"}}`, ".")
	if err != nil {
		return nil, err
	}
	args := append([]string{"list", "-f", "{{with .Module}}{{.Path}} {{.Version}}{{end}}"}, strings.Fields(string(imports))...)
	list, err := output(args...)
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(list)) {
		if path, version, ok := strings.Cut(strings.TrimSpace(line), " "); ok {
			out = append(out, Subject{Name: path, Version: version, pattern: path + "/..."})
		}
	}
	slices.SortStableFunc(out[2:], func(a, b Subject) int { return strings.Compare(a.Name, b.Name) })
	if len(names) == 0 {
		return out, nil
	}
	out = slices.DeleteFunc(out, func(s Subject) bool {
		return !slices.ContainsFunc(names, func(name string) bool {
			return s.Name == name || strings.Contains(s.Name, "/") && strings.Contains(s.Name+"/", name)
		})
	})
	if len(out) == 0 {
		return nil, fmt.Errorf("no module is named %s", strings.Join(names, ", "))
	}
	return out, nil
}

// loaded are the packages of a subject that the go command can load with their
// tests. The others would keep it from looking at any.
type loaded struct {
	paths   []string
	dirs    map[string]string // import path by directory
	trouble []string          // why the others cannot be loaded
}

// name is how verdicts call a file: by its package, wherever that lies.
func (l *loaded) name(file string) string {
	dir, base := filepath.Split(file)
	if path, ok := l.dirs[filepath.Clean(dir)]; ok {
		return path + "/" + base
	}
	return file
}

func (s Subject) packages() (*loaded, error) {
	list, err := output("list", "-e", "-test", "-json=ImportPath,ForTest,Dir,Error,DepsErrors", s.pattern)
	if err != nil {
		return nil, err
	}
	out := &loaded{dirs: map[string]string{}}
	type problem struct{ Err string }
	bad := map[string]string{}
	dec := json.NewDecoder(strings.NewReader(string(list)))
	for {
		var p struct {
			ImportPath, ForTest, Dir string
			Error                    *problem
			DepsErrors               []*problem
		}
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		if p.Error != nil {
			p.DepsErrors = append(p.DepsErrors, p.Error)
		}
		path, _, _ := strings.Cut(p.ImportPath, " ")
		if p.ForTest == "" && !strings.HasSuffix(path, ".test") {
			out.paths = append(out.paths, path)
			out.dirs[filepath.Clean(p.Dir)] = path
		}
		if len(p.DepsErrors) > 0 {
			if p.ForTest != "" {
				path = p.ForTest
			}
			bad[strings.TrimSuffix(path, ".test")], _, _ = strings.Cut(p.DepsErrors[0].Err, "\n")
		}
	}
	out.paths = slices.DeleteFunc(out.paths, func(path string) bool { return bad[path] != "" })
	for path, why := range bad {
		out.trouble = append(out.trouble, "left out: "+path+": "+why)
	}
	slices.Sort(out.trouble)
	return out, nil
}
