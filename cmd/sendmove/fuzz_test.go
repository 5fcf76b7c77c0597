package main

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/export"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/finding"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/fix"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/source"
)

// FuzzReport: whatever an analyzer says, it is shown in every format, or an error says
// why not. Positions may be anywhere, since line directives can say anything, and so may
// edits.
//
//	go test ./cmd/sendmove -run '^$' -fuzz FuzzReport -fuzztime 10m
func FuzzReport(f *testing.F) {
	dir := f.TempDir()
	name := filepath.Join(dir, "p.go")
	text := "package p\n\nfunc f(ch chan *int, v *int) {\n\tch <- v\n\t*v = 1 // 日本\n}\n"
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		f.Fatal(err)
	}
	for _, said := range []string{
		`[{"Category": "E0382", "Pos": {"Filename": "FILE", "Line": 5, "Column": 2}, "End": {"Filename": "FILE", "Line": 5, "Column": 4}, "Message": "assign to moved value: ` + "`*v`" + ` (moved at p.go:4:8)",
"Fixes": [{"Message": "send a copy", "Edits": [{"File": "FILE", "Start": 51, "End": 52, "New": "new(*v)"}]}],
"Related": [{"Message": "value assigned here after move", "Pos": {"Filename": "FILE", "Line": 5, "Column": 2}, "End": {"Filename": "FILE", "Line": 5, "Column": 4}},
{"Message": "value moved here", "Pos": {"Filename": "FILE", "Line": 4, "Column": 8}, "End": {"Filename": "FILE", "Line": 4, "Column": 9}},
{"Message": "note: it came from here", "Pos": {"Filename": "FILE", "Line": 3, "Column": 22}, "End": {"Filename": "FILE", "Line": 3, "Column": 23}},
{"Message": "inside the first iteration of this loop", "Pos": {"Filename": "FILE", "Line": 4, "Column": 2}, "End": {"Filename": "FILE", "Line": 5, "Column": 8}}]}]`,
		`[{"Pos": {"Filename": "FILE"}, "Message": "x"}, {"Pos": {"Filename": "FILE", "Line": 5, "Column": 99999999}, "Message": "help: x"}]`,
		`[{"Pos": {"Filename": "FILE", "Line": 1, "Column": 1}, "End": {"Filename": "FILE", "Line": 6, "Column": 2}, "Message": "x", "Fixes": [{"Edits": [{"File": "FILE", "Start": 9, "End": 3, "New": "\n"}, {"File": "FILE", "Start": -1, "End": 1000}]}]}]`,
		"[{}]",
	} {
		f.Add(said)
	}
	f.Fuzz(func(t *testing.T, said string) {
		var diagnostics []finding.Diagnostic
		if json.Unmarshal([]byte(strings.ReplaceAll(said, "FILE", name)), &diagnostics) != nil {
			return
		}
		found, _ := finding.Collect("m/p", diagnostics)
		found = finding.Sort(found)
		for _, format := range formats() {
			r := &export.Report{Findings: found, Dir: dir, Version: "v1", Sources: source.NewFiles(dir)}
			if err := formatName(format).write(io.Discard, r, colorAlways); err != nil {
				t.Errorf("%s: %v", format, err)
			}
		}
		if plan, err := fix.New(found); err == nil {
			if err := plan.Diff(io.Discard, dir); err != nil {
				t.Error(err)
			}
		}
	})
}
