package oracle

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sort"
)

// verdict is what one judge says of a program.
type verdict struct {
	rejected bool
	silent   bool   // the judge has no say
	why      string // of silence
	errors   []finding
}

// finding is one use after a move, by statements.
type finding struct {
	use   int
	moves []int
	text  string
}

// rustc is the compiler, and what it says of itself.
type rustc struct {
	path, version string
}

// findRustc looks for a compiler.
func findRustc() (*rustc, error) {
	path, err := exec.LookPath("rustc")
	if err != nil {
		home, _ := os.UserHomeDir()
		if path, err = exec.LookPath(filepath.Join(home, ".cargo", "bin", "rustc")); err != nil {
			return nil, err
		}
	}
	out, err := exec.Command(path, "--version").Output()
	if err != nil {
		return nil, err
	}
	return &rustc{path, string(bytes.TrimSpace(out))}, nil
}

// message is a line of what rustc writes.
type message struct {
	Message string
	Level   string
	Code    *struct{ Code string }
	Spans   []struct {
		LineStart int  `json:"line_start"`
		IsPrimary bool `json:"is_primary"`
		Label     string
	}
}

// judge compiles programs as one crate. Each of them is judged by itself.
func (r *rustc) judge(dir string, programs []*Program) ([]verdict, error) {
	src := &text{}
	src.raw(rustPrelude)
	var spans []span
	for i, p := range programs {
		from := len(src.lines)
		p.rust(src, fmt.Sprintf("f%d", i))
		spans = append(spans, span{from, len(src.lines)})
	}
	file := filepath.Join(dir, "oracle.rs")
	if err := os.WriteFile(file, []byte(src.String()), 0o666); err != nil {
		return nil, err
	}
	cmd := exec.Command(r.path, "--edition", "2021", "--crate-type", "lib", "--emit", "metadata",
		"--error-format", "json", "--out-dir", dir, file)
	out, err := cmd.CombinedOutput()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		return nil, err
	}
	verdicts := make([]verdict, len(programs))
	for dec := json.NewDecoder(bytes.NewReader(out)); dec.More(); {
		var m message
		if err := dec.Decode(&m); err != nil {
			return nil, fmt.Errorf("rustc: %w\n%s", err, out)
		}
		if m.Level != "error" || len(m.Spans) == 0 {
			continue
		}
		primary := slices.IndexFunc(m.Spans, func(s struct {
			LineStart int  `json:"line_start"`
			IsPrimary bool `json:"is_primary"`
			Label     string
		}) bool {
			return s.IsPrimary
		})
		line := m.Spans[max(0, primary)].LineStart - 1
		at := sort.Search(len(spans), func(i int) bool { return spans[i].to > line })
		if at == len(spans) || spans[at].from > line {
			return nil, fmt.Errorf("rustc: %s", m.Message)
		}
		v := &verdicts[at]
		if m.Code == nil || m.Code.Code != "E0382" {
			code := "none"
			if m.Code != nil {
				code = m.Code.Code
			}
			v.silent, v.why = true, code
			continue
		}
		f := finding{use: src.stmts[line], text: m.Message}
		sent := false
		for _, s := range m.Spans {
			if movedHere(s.Label) {
				f.moves = append(f.moves, src.stmts[s.LineStart-1])
				sent = sent || src.sends[s.LineStart-1]
			}
		}
		if sent {
			v.rejected = true
			v.errors = append(v.errors, f)
		} else if v.why == "" {
			v.why = "renamed" // E0382 for a move that is none in Go
		}
	}
	for i := range verdicts {
		v := &verdicts[i]
		v.silent = v.silent || !v.rejected && v.why != ""
	}
	return verdicts, nil
}

// movedHere reports whether a label of rustc points to a move.
func movedHere(label string) bool {
	return bytes.HasPrefix([]byte(label), []byte("value moved")) ||
		bytes.HasPrefix([]byte(label), []byte("value partially moved")) ||
		bytes.Contains([]byte(label), []byte(" moved due to this "))
}
