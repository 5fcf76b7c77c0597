package export_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/export"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/finding"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/source"
)

var update = flag.Bool("update", false, "write the golden files")

const program = `package p

func f(ch chan *T, 値 *T) {
	ch <- 値
	値.x, 値.y = 1, 2
}
`

// sample has all that a finding can have.
func sample(t *testing.T) *export.Report {
	t.Helper()
	dir := t.TempDir()
	name := filepath.Join(dir, "p 1", "p.go")
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(program), 0o666); err != nil {
		t.Fatal(err)
	}
	span := func(line, from, to int) finding.Span {
		return finding.Span{File: name, Start: finding.Point{Line: line, Col: from}, End: finding.Point{Line: line, Col: to}}
	}
	other := finding.Span{File: filepath.Join(filepath.Dir(dir), "other.go"), Start: finding.Point{Line: 7}, End: finding.Point{Line: 7}}
	decl := span(3, 20, 23)
	return &export.Report{
		Dir: dir, Version: "v1.2.3", Sources: source.NewFiles(dir),
		Findings: []finding.Finding{
			{
				Code: "E0382", Message: "assign to part of moved value: `値.x` (moved at p.go:4:8)", Package: "m/p",
				Span: span(5, 2, 7), Label: "value partially assigned here after move",
				Labels: []finding.Label{{Span: span(4, 8, 11), Text: "value moved here"}},
				Notes: []finding.Note{
					{Kind: "note", Text: "[declared] here", Span: &decl, Labels: []finding.Label{{Span: span(3, 24, 26), Text: "its type"}}},
					{Kind: "help", Text: "send a copy: 100%"},
				},
				Fixes: []finding.Fix{{Message: "send a copy", Edits: []finding.Edit{
					{File: name, Start: 47, End: 50, New: "値.Clone()"},
					{File: name, Start: 0, End: 0, New: "// x\n"},
				}}},
			},
			{Code: "annotation", Message: "unknown annotation", Package: "m/o", Span: other},
		},
	}
}

func write(t *testing.T, w export.Writer, r *export.Report) string {
	t.Helper()
	var b bytes.Buffer
	if err := w(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestGolden compares each format with what it was; DIR stands for the folder.
func TestGolden(t *testing.T) {
	for name, format := range map[string]export.Writer{"json": export.JSON, "sarif": export.SARIF, "github": export.GitHub} {
		r := sample(t)
		got := strings.ReplaceAll(write(t, format, r), filepath.ToSlash(r.Dir), "DIR")
		got = strings.ReplaceAll(got, filepath.ToSlash(filepath.Dir(r.Dir)), "ABOVE")
		got = strings.ReplaceAll(got, r.Sources.Fingerprints(r.Dir, r.Findings)[1], "PRINT") // its file lies elsewhere each time
		if name == "sarif" {
			got = withoutHelp(t, got)
		}
		golden := filepath.Join("testdata", "sample."+name)
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s:\n%s\nRun this test with -update, and look at the difference.", name, got)
		}
	}
}

// withoutHelp leaves out the rules, whose text is that of the pages.
func withoutHelp(t *testing.T, text string) string {
	t.Helper()
	var log map[string]any
	if err := json.Unmarshal([]byte(text), &log); err != nil {
		t.Fatal(err)
	}
	driver := log["runs"].([]any)[0].(map[string]any)["tool"].(map[string]any)["driver"].(map[string]any)
	delete(driver, "rules")
	out, err := json.MarshalIndent(log, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return string(out) + "\n"
}

// TestSchemas validates what is written against the schema of SARIF and our own.
func TestSchemas(t *testing.T) {
	for _, test := range []struct {
		name, schema string
		write        export.Writer
	}{
		{"sarif", "testdata/sarif-2.1.0.schema.json", export.SARIF},
		{"json", "../../../../docs/findings.schema.json", export.JSON},
	} {
		schema, err := jsonschema.NewCompiler().Compile(test.schema)
		if err != nil {
			t.Fatal(err)
		}
		full := sample(t)
		empty := &export.Report{Dir: full.Dir, Sources: full.Sources}
		for _, r := range []*export.Report{full, empty} {
			v, err := jsonschema.UnmarshalJSON(strings.NewReader(write(t, test.write, r)))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(v); err != nil {
				t.Errorf("%s: %v", test.name, err)
			}
		}
	}
}

// TestColumns: SARIF counts characters where JSON counts bytes.
func TestColumns(t *testing.T) {
	r := sample(t)
	var log struct {
		Runs []struct {
			Results []struct {
				Locations []struct {
					PhysicalLocation struct {
						Region struct{ StartColumn, EndColumn int }
					}
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(write(t, export.SARIF, r)), &log); err != nil {
		t.Fatal(err)
	}
	region := log.Runs[0].Results[0].Locations[0].PhysicalLocation.Region
	if region.StartColumn != 2 || region.EndColumn != 5 {
		t.Errorf("columns %d to %d, want 2 to 5", region.StartColumn, region.EndColumn)
	}
}
