package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/export"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/finding"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/fix"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/source"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/vetjson"
)

// FuzzReport: whatever the go command prints as the outcome of a vet tool, it is shown
// in every format, or an error says why not. Positions and edits may be anywhere.
//
//	go test ./cmd/sendmove -run '^$' -fuzz FuzzReport -fuzztime 10m
func FuzzReport(f *testing.F) {
	dir := f.TempDir()
	name := filepath.Join(dir, "p.go")
	text := "package p\n\nfunc f(ch chan *int, v *int) {\n\tch <- v\n\t*v = 1 // 日本\n}\n"
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		f.Fatal(err)
	}
	for _, stream := range []string{
		`# m/p
{"m/p": {"sendmove": [{"category": "E0382", "posn": "FILE:5:2", "end": "FILE:5:4", "message": "assign to moved value: ` + "`*v`" + ` (moved at p.go:4:8)",
"suggested_fixes": [{"message": "send a copy", "edits": [{"filename": "FILE", "start": 51, "end": 52, "new": "new(*v)"}]}],
"related": [{"posn": "FILE:5:2", "end": "FILE:5:4", "message": "value assigned here after move"}, {"posn": "FILE:4:8", "end": "FILE:4:9", "message": "value moved here"},
{"posn": "FILE:3:22", "end": "FILE:3:23", "message": "note: it came from here"}, {"posn": "FILE:4:2", "end": "FILE:5:8", "message": "inside the first iteration of this loop"}]}]}}
`,
		`{"m/p": {"sendmove": [{"posn": "FILE:0:0", "end": "FILE:999999999:999999999", "message": "x"}, {"posn": "FILE:5:99999999", "end": "", "message": "help: x"}]}}`,
		`{"m/p": {"sendmove": [{"posn": "FILE:1:1", "end": "FILE:6:2", "message": "x", "suggested_fixes": [{"message": "", "edits": [{"filename": "FILE", "start": 9, "end": 3, "new": "\n"}, {"filename": "FILE", "start": -1, "end": 1000, "new": ""}]}]}]}}`,
		"{\n}\n# x\n{",
	} {
		f.Add(stream)
	}
	f.Fuzz(func(t *testing.T, stream string) {
		var units []vetjson.Unit
		_ = vetjson.Decode(strings.NewReader(strings.ReplaceAll(stream, "FILE", name)),
			func(u vetjson.Unit) { units = append(units, u) }, func() {}, func(string) {})
		found, _ := finding.Collect(units)
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
