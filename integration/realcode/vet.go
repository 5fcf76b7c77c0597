package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
)

// outcome is what go vet says of a subject.
type outcome struct {
	Packages int
	Reports  []Verdict // as yet without verdicts
	Trouble  []string  // packages and functions that were not looked at
}

// diagnostic is the part of a report of go vet -json that counts here.
type diagnostic struct {
	Category string `json:"category"`
	Posn     string `json:"posn"`
	Message  string `json:"message"`
}

// skippedCategory is the category of functions that the analysis gave up on.
const skippedCategory = "limit"

// vet runs sendmove on the packages of s.
func (t *tool) vet(s Subject) (*outcome, error) {
	pkgs, err := s.packages()
	if err != nil {
		return nil, err
	}
	out := &outcome{Packages: len(pkgs.paths), Trouble: pkgs.trouble}
	if len(pkgs.paths) == 0 {
		return out, nil
	}
	args := []string{"vet", "-json", "-vettool=" + t.self, "-sendmove.skipped"}
	if t.parallel > 0 {
		args = append(args, "-p="+strconv.Itoa(t.parallel))
	}
	cmd := exec.Command("go", append(args, pkgs.paths...)...)
	cmd.Env = append(os.Environ(), spoolVariable+"="+t.spool, toolVariable+"="+t.sendmove)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil && stderr.Len() == 0 {
		return nil, err
	}
	for line := range strings.Lines(stderr.String()) {
		// The names of packages alone say nothing.
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "# ") {
			out.Trouble = append(out.Trouble, line)
		}
	}
	out.Trouble = slices.Compact(out.Trouble)
	found, err := decode(&stdout)
	if err != nil {
		return nil, err
	}
	names := &enclosing{files: map[string][]span{}}
	seen := map[Verdict]bool{}
	for _, d := range found {
		file, line, err := position(d.Posn)
		if err != nil {
			return nil, err
		}
		if d.Category == skippedCategory {
			out.Trouble = append(out.Trouble, fmt.Sprintf("%s:%d: %s", pkgs.name(file), line, d.Message))
			continue
		}
		v := Verdict{Module: s.Name, File: pkgs.name(file), Line: line, Func: names.of(file, line), Message: title(d.Message)}
		if !seen[v] { // a package and its test variant say the same
			seen[v] = true
			out.Reports = append(out.Reports, v)
		}
	}
	slices.SortFunc(out.Reports, Verdict.Compare)
	slices.Sort(out.Trouble[len(pkgs.trouble):])
	out.Trouble = slices.Compact(out.Trouble)
	return out, nil
}

// decode reads the objects of go vet -json: packages, analyzers, reports.
func decode(r io.Reader) ([]diagnostic, error) {
	var out []diagnostic
	dec := json.NewDecoder(r)
	for {
		var packages map[string]map[string]json.RawMessage
		if err := dec.Decode(&packages); errors.Is(err, io.EOF) {
			return out, nil
		} else if err != nil {
			return nil, fmt.Errorf("go vet -json: %w", err)
		}
		for _, id := range slices.Sorted(maps.Keys(packages)) {
			for _, raw := range packages[id] {
				var ds []diagnostic
				if err := json.Unmarshal(raw, &ds); err != nil {
					return nil, fmt.Errorf("package %s: %s", id, raw)
				}
				out = append(out, ds...)
			}
		}
	}
}

// position splits file:line:column; a line directive may leave out the column.
func position(posn string) (file string, line int, err error) {
	file, last, _ := cutLast(posn)
	if front, middle, ok := cutLast(file); ok {
		if n, err := strconv.Atoi(middle); err == nil {
			return front, n, nil
		}
	}
	line, err = strconv.Atoi(last)
	return file, line, err
}

// cutLast splits s at its last colon.
func cutLast(s string) (before, after string, ok bool) {
	i := strings.LastIndex(s, ":")
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+1:], true
}

// title is a message without the place of the move, whose line may change.
func title(message string) string {
	if i := strings.LastIndex(message, " (moved"); i >= 0 {
		return message[:i]
	}
	return message
}
