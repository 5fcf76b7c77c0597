package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"strconv"
	"strings"
)

// outcome is what sendmove says of a subject.
type outcome struct {
	Packages int
	Reports  []Verdict // as yet without verdicts
	Trouble  []string  // packages and functions that were not looked at
}

// found is the part of a finding, as -format json has it, that counts here.
type found struct {
	Rule  string `json:"rule"`
	Title string `json:"title"`
	File  string `json:"file"`
	Start struct {
		Line int `json:"line"`
	} `json:"start"`
}

// skippedRule is the rule of functions that the analysis gave up on.
const skippedRule = "limit"

// report runs sendmove on the packages of s.
func (t *tool) report(s Subject) (*outcome, error) {
	pkgs, err := s.packages()
	if err != nil {
		return nil, err
	}
	out := &outcome{Packages: len(pkgs.paths), Trouble: pkgs.trouble}
	if len(pkgs.paths) == 0 {
		return out, nil
	}
	args := []string{"-format", "json", "-skipped"}
	if t.parallel > 0 {
		args = append(args, "-p", strconv.Itoa(t.parallel))
	}
	cmd := exec.Command(t.sendmove, append(args, pkgs.paths...)...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); errors.As(err, new(*exec.ExitError)) {
		// That there are findings, or packages that could not be analysed, is in the output.
	} else if err != nil {
		return nil, err
	}
	for line := range strings.Lines(stderr.String()) {
		// The names of packages alone say nothing.
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "# ") {
			out.Trouble = append(out.Trouble, line)
		}
	}
	out.Trouble = slices.Compact(out.Trouble)
	var all struct {
		Findings []found `json:"findings"`
	}
	if stdout.Len() == 0 && len(out.Trouble) > 0 {
		return out, nil // nothing could be analysed
	}
	if err := json.Unmarshal(stdout.Bytes(), &all); err != nil {
		return nil, fmt.Errorf("sendmove -format json: %w\n%s", err, stderr.Bytes())
	}
	names := &enclosing{files: map[string][]span{}}
	seen := map[Verdict]bool{}
	for _, f := range all.Findings {
		file, line := f.File, f.Start.Line
		if f.Rule == skippedRule {
			out.Trouble = append(out.Trouble, fmt.Sprintf("%s:%d: %s", pkgs.name(file), line, f.Title))
			continue
		}
		v := Verdict{Module: s.Name, File: pkgs.name(file), Line: line, Func: names.of(file, line), Message: f.Title}
		if !seen[v] {
			seen[v] = true
			out.Reports = append(out.Reports, v)
		}
	}
	slices.SortFunc(out.Reports, Verdict.Compare)
	slices.Sort(out.Trouble[len(pkgs.trouble):])
	out.Trouble = slices.Compact(out.Trouble)
	return out, nil
}
