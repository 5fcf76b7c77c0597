package render_test

import (
	"bytes"
	"flag"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/finding"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/render"
)

var update = flag.Bool("update", false, "write the output of the golden tests into their files")

// TestGolden renders the diagnostics of each archive in testdata. An archive
// holds source files, the section "diagnostics" (see parseDiagnostics), and in
// "want" the rendered text; with a section "colour", that text in colour, with
// the escape character shown as ␛.
func TestGolden(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			sections := make(map[string]*txtar.File)
			for i := range archive.Files {
				f := &archive.Files[i]
				sections[f.Name] = f
				switch f.Name {
				case "diagnostics", "want", "colour":
					continue
				}
				data := bytes.ReplaceAll(f.Data, []byte("␍"), []byte("\r"))
				path := filepath.Join(dir, f.Name)
				if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, data, 0o666); err != nil {
					t.Fatal(err)
				}
			}
			diagnostics := parseDiagnostics(t, dir, string(sections["diagnostics"].Data))
			for _, section := range []string{"want", "colour"} {
				want := sections[section]
				if want == nil {
					continue
				}
				var got bytes.Buffer
				printer := render.New(&got, dir, section == "colour")
				for _, d := range diagnostics {
					f, err := finding.New(d)
					if err != nil {
						t.Fatal(err)
					}
					if err := printer.Finding(&f); err != nil {
						t.Fatal(err)
					}
				}
				text := strings.ReplaceAll(got.String(), "\x1b", "␛")
				if *update {
					want.Data = []byte(text)
				} else if text != string(want.Data) {
					t.Errorf("%s:\n--- got\n%s--- want\n%s", section, text, want.Data)
				}
			}
			if *update {
				if err := os.WriteFile(name, txtar.Format(archive), 0o666); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

var (
	placeRE = regexp.MustCompile(`^(\S+?):(\d+)(?: "([^"]*)"(?:#(\d+))?)?(?: to (\d+) "([^"]*)")? (.*)$`)
	quoted  = regexp.MustCompile(`\\t`)
)

// parseDiagnostics reads diagnostics from lines such as
//
//	E0382 main.go:14 "msg.Body" borrow of moved value
//	main.go:12 "msg"#2 value moved here
//	main.go:3 "func" to 5 "}" inside of this function
//	main.go:3 no column known
//
// where a line with a code begins a diagnostic and the others are its related
// information. A text in quotes is the range, the n-th of its line with #n; an
// empty text "" at the end of |"text" gives the position without an end.
func parseDiagnostics(t *testing.T, dir, text string) (diagnostics []finding.Diagnostic) {
	t.Helper()
	for entry := range strings.Lines(text) {
		entry = strings.TrimSpace(entry)
		if entry == "" || strings.HasPrefix(entry, "#") {
			continue
		}
		code := ""
		if strings.HasPrefix(entry, "E") {
			code, entry, _ = strings.Cut(entry, " ")
		}
		m := placeRE.FindStringSubmatch(entry)
		if m == nil {
			t.Fatalf("diagnostics: not understood: %q", entry)
		}
		file := filepath.Join(dir, m[1])
		posn, end := locate(t, file, m[2], quoted.ReplaceAllString(m[3], "\t"), m[4])
		if m[5] != "" {
			_, end = locate(t, file, m[5], m[6], "")
		}
		if code != "" {
			diagnostics = append(diagnostics, finding.Diagnostic{Category: code, Pos: posn, End: end, Message: m[7]})
			continue
		}
		d := &diagnostics[len(diagnostics)-1]
		d.Related = append(d.Related, finding.Related{Pos: posn, End: end, Message: m[7]})
	}
	return diagnostics
}

// locate returns the range of the n-th occurrence of text in a line.
func locate(t *testing.T, file, line, text, nth string) (posn, end token.Position) {
	t.Helper()
	n, err := strconv.Atoi(line)
	if err != nil {
		t.Fatal(err)
	}
	place := func(column int) token.Position { return token.Position{Filename: file, Line: n, Column: column} }
	if text == "" {
		return place(0), place(0)
	}
	noEnd := strings.HasPrefix(text, "|")
	text = strings.TrimPrefix(text, "|")
	data, err := os.ReadFile(file)
	if err != nil {
		return place(5), place(9) // for files that are missing on purpose
	}
	source := strings.Split(string(data), "\n")[n-1]
	skip, _ := strconv.Atoi(nth)
	at := 0
	for range max(skip, 1) {
		i := strings.Index(source[at:], text)
		if i < 0 {
			t.Fatalf("diagnostics: %s:%s has no %q#%s", file, line, text, nth)
		}
		at += i + 1
	}
	if noEnd {
		return place(at), place(at)
	}
	return place(at), place(at + len(text))
}
