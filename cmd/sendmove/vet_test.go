package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestSameAsGoVet compares what the command and go vet find: positions, ends,
// messages and fixes are the same, byte for byte.
func TestSameAsGoVet(t *testing.T) {
	tool, err := exec.LookPath("sendmove")
	if err != nil {
		t.Fatal(err)
	}
	for archive, finds := range map[string][]string{
		"shop":  {"order/order.go:15:2", "shop.go:11:2", "shop.go:19:2", "shop.go:28:", "shop_test.go:12:2"},
		"plain": nil,
	} {
		dir := unpack(t, filepath.Join("testdata", "vet", archive+".txtar"))
		output := func(status int, name string, args ...string) []byte {
			cmd := exec.CommandContext(t.Context(), name, args...)
			cmd.Dir = dir
			cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=", "GOPROXY=off")
			out, err := cmd.Output()
			if exit := (*exec.ExitError)(nil); err != nil && !(errors.As(err, &exit) && exit.ExitCode() == status) {
				t.Fatalf("%s %v: %v\n%s", name, args, err, out)
			}
			return out
		}
		for _, level := range []string{"access", "strict"} {
			own := fromCommand(t, dir, output(findings, "sendmove", "-level="+level, "-format=json", "./..."))
			vet := fromVet(t, dir, output(clean, "go", "vet", "-json", "-vettool="+tool, "-sendmove.level="+level, "./..."))
			if own == "" || own != vet {
				t.Errorf("%s, level %s: sendmove finds\n%s\ngo vet\n%s", archive, level, own, vet)
			}
			for _, want := range finds {
				if !strings.Contains(own, want) {
					t.Errorf("%s, level %s: nothing is found at %s", archive, level, want)
				}
			}
		}
	}
}

// fromCommand lists the findings of the command's JSON, sorted.
func fromCommand(t *testing.T, dir string, out []byte) string {
	t.Helper()
	type point struct{ Line, Column int }
	var r struct {
		Findings []struct {
			Rule, File, Message string
			Start, End          point
			Fixes               []struct {
				Message string
				Edits   []struct {
					File       string
					Start, End int
					New        string
				}
			}
		}
	}
	if err := json.Unmarshal(out, &r); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var lines []string
	for _, f := range r.Findings {
		line := fmt.Sprintf("%s:%d:%d-%d:%d %s %s", f.File, f.Start.Line, f.Start.Column, f.End.Line, f.End.Column, f.Rule, f.Message)
		for _, fix := range f.Fixes {
			line += " | " + fix.Message
			for _, e := range fix.Edits {
				line += fmt.Sprintf(" %s:%d-%d:%q", relative(dir, e.File), e.Start, e.End, e.New)
			}
		}
		lines = append(lines, line)
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// fromVet does so for the JSON of go vet, an object for each package, where a package that
// has tests says everything twice.
func fromVet(t *testing.T, dir string, out []byte) string {
	t.Helper()
	type unit map[string][]struct { // by analyzer
		Category, Posn, End, Message string
		Fixes                        []struct {
			Message string
			Edits   []struct {
				Filename   string
				Start, End int
				New        string
			}
		} `json:"suggested_fixes"`
	}
	var lines []string
	for in := json.NewDecoder(bytes.NewReader(out)); in.More(); {
		var units map[string]unit
		if err := in.Decode(&units); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		for _, u := range units {
			for _, d := range u["sendmove"] {
				end := d.End[strings.LastIndex(d.End[:strings.LastIndex(d.End, ":")], ":")+1:]
				line := fmt.Sprintf("%s-%s %s %s", relative(dir, d.Posn), end, d.Category, d.Message)
				for _, fix := range d.Fixes {
					line += " | " + fix.Message
					for _, e := range fix.Edits {
						line += fmt.Sprintf(" %s:%d-%d:%q", relative(dir, e.Filename), e.Start, e.End, e.New)
					}
				}
				lines = append(lines, line)
			}
		}
	}
	slices.Sort(lines)
	return strings.Join(slices.Compact(lines), "\n")
}

// relative is a file name below dir, as the command writes it.
func relative(dir, name string) string {
	return filepath.ToSlash(strings.TrimPrefix(name, dir+string(filepath.Separator)))
}

// unpack writes the files of an archive into a new folder, and returns its name without
// symbolic links.
func unpack(t *testing.T, archive string) string {
	t.Helper()
	a, err := txtar.ParseFile(archive)
	if err != nil {
		t.Fatal(err)
	}
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range a.Files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o777), os.WriteFile(name, f.Data, 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
