package derive

import (
	"cmp"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/sendmove/sendmove/analyzer/internal/summary"
)

// line is one function of a table.
type line struct {
	name, stmts, reason string
	file                string
	at                  int
}

// marker stands in the reason of a line before the word for why it is by hand.
const marker = "by hand: "

// byHand is what stands between the source and the line, "" if the line is
// derived.
func (l line) byHand() string {
	_, why, _ := strings.Cut(l.reason, marker)
	return why
}

func (l line) parse(t *testing.T) *summary.Func {
	t.Helper()
	sum, err := summary.Parse(l.name, l.stmts)
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

func (l line) String() string { return l.name + "\t" + l.stmts + " # " + l.reason }

// table is std.txt or axioms.txt.
type table struct {
	file       string
	head, tail []string // the comments before and after the lines
	lines      []line
	release    string          // of Go, of which the lines speak
	without    map[string]bool // packages and functions that have no lines
}

func read(t *testing.T, file string) *table {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	tab := &table{file: file, without: map[string]bool{}}
	for i, s := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
		if rest, ok := strings.CutPrefix(s, "#without "); ok {
			name, _, _ := strings.Cut(rest, "\t")
			tab.without[name] = true
		}
		if rest, ok := strings.CutPrefix(s, "#release "); ok {
			tab.release = rest
		}
		def, reason, _ := strings.Cut(s, " # ")
		name, stmts, ok := strings.Cut(def, "\t")
		switch {
		case ok && !strings.HasPrefix(s, "#"):
			tab.lines = append(tab.lines, line{name: name, stmts: stmts, reason: reason, file: file, at: i + 1})
			tab.tail = nil
		case len(tab.lines) == 0:
			tab.head = append(tab.head, s)
		default:
			tab.tail = append(tab.tail, s)
		}
	}
	return tab
}

// packages lists the import paths of the lines.
func (tab *table) packages() []string {
	var out []string
	for _, l := range tab.lines {
		out = append(out, packageOf(l.name))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// write sorts the lines that say something and writes the file.
func (tab *table) write(t *testing.T) {
	t.Helper()
	tab.lines = slices.DeleteFunc(tab.lines, func(l line) bool { return l.stmts == "" })
	slices.SortFunc(tab.lines, func(a, b line) int {
		return cmp.Or(cmp.Compare(packageOf(a.name), packageOf(b.name)), cmp.Compare(a.name, b.name))
	})
	out := slices.Clone(tab.head)
	for i, l := range tab.lines {
		if i > 0 && packageOf(l.name) != packageOf(tab.lines[i-1].name) {
			out = append(out, "")
		}
		out = append(out, l.String())
	}
	out = append(out, tab.tail...)
	if err := os.WriteFile(tab.file, []byte(strings.Join(out, "\n")+"\n"), 0o666); err != nil {
		t.Fatal(err)
	}
}

// packageOf is the import path in the full name of a function.
func packageOf(name string) string {
	name = strings.TrimLeft(name, "(*")
	slash := strings.LastIndexByte(name, '/') + 1
	return name[:slash+strings.IndexByte(name[slash:], '.')]
}

// kinds reads from the head of the table the words for what stands between the
// source and a line by hand.
func (tab *table) kinds() map[string]string {
	out := map[string]string{}
	for _, s := range tab.head {
		if rest, ok := strings.CutPrefix(s, "#\t"); ok {
			if word, what, ok := strings.Cut(rest, "\t"); ok {
				out[word] = what
			}
		}
	}
	return out
}
