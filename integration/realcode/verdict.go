package main

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
)

// Opinions of reports, in the order of the tables.
const (
	Real    = "real"    // two goroutines can use the memory at the same time, one of them writing
	Fragile = "fragile" // right only because today's receiver just reads, or has finished
	Wrong   = "wrong"   // nobody else can be using the memory at that time
	None    = "new"     // not judged
)

var opinions = []string{Real, Fragile, Wrong, None}

// A Verdict is one report and what a person thinks of it. Its file, function and
// message tell it from others; the line is for readers and changes with every
// version.
type Verdict struct {
	Module  string // or std, cmd
	File    string // with the path of its module
	Line    int
	Func    string
	Message string

	Opinion string
	Reason  string
}

// key is what stays the same from version to version.
func (v Verdict) key() string { return v.File + "\n" + v.Func + "\n" + v.Message }

// Compare orders verdicts by place.
func (v Verdict) Compare(w Verdict) int {
	return cmp.Or(strings.Compare(v.File, w.File), cmp.Compare(v.Line, w.Line), strings.Compare(v.Message, w.Message))
}

// String is the first line of v in the file of verdicts.
func (v Verdict) String() string {
	return fmt.Sprintf("%s %s:%d %s: %s", cmp.Or(v.Opinion, None), v.File, v.Line, cmp.Or(v.Func, "-"), v.Message)
}

// parseVerdict reads what String wrote.
func parseVerdict(line string) (v Verdict, err error) {
	head, rest, ok := strings.Cut(line, " ")
	place, rest, ok2 := strings.Cut(rest, " ")
	name, message, ok3 := strings.Cut(rest, ": ")
	colon := strings.LastIndex(place, ":")
	if !ok || !ok2 || !ok3 || colon < 0 || !slices.Contains(opinions, head) {
		return v, fmt.Errorf("want opinion file:line function: message, have %q", line)
	}
	v = Verdict{File: place[:colon], Func: name, Message: message, Opinion: head}
	if name == "-" {
		v.Func = ""
	}
	v.Line, err = strconv.Atoi(place[colon+1:])
	return v, err
}

// readVerdicts reads the file of verdicts, by module: a line "module name" before its
// reports, a line for each report, and its reason below, indented by a tab. A
// module without reports has its line too: it was looked at.
func readVerdicts(name string) (map[string][]Verdict, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	out, err := parseVerdicts(string(data))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return out, nil
}

func parseVerdicts(data string) (map[string][]Verdict, error) {
	out := map[string][]Verdict{}
	module, n := "", 0
	for line := range strings.Lines(data) {
		n++
		line = strings.TrimRight(line, "\n")
		last := len(out[module]) - 1
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "module "):
			module = strings.TrimPrefix(line, "module ")
			out[module] = out[module][:len(out[module]):len(out[module])]
		case strings.HasPrefix(line, "\t") && last >= 0:
			v := &out[module][last]
			v.Reason = strings.TrimSpace(v.Reason + " " + strings.TrimSpace(line))
		default:
			v, err := parseVerdict(line)
			if err != nil {
				return nil, fmt.Errorf("line %d: %w", n, err)
			}
			v.Module = module
			out[module] = append(out[module], v)
		}
	}
	return out, nil
}

// verdictsHeader stands at the top of the file.
const verdictsHeader = `# What sendmove reports on real code, and what a person thinks of each report.
#
# real: two goroutines can use the memory at the same time, one of them writing.
# fragile: right only because today's receiver just reads, or has finished; a
# reviewer would ask for a hoist or a copy.
# wrong: nobody else can be using the memory at that time.
#
# A report is told by its file, its function and its message; lines may change.
# "go run . -update" brings the file up to date, new reports without a verdict.
`

// formatVerdicts is the text of the file of verdicts.
func formatVerdicts(modules map[string][]Verdict) string {
	var b strings.Builder
	b.WriteString(verdictsHeader)
	for _, name := range slices.SortedFunc(maps.Keys(modules), compareModules) {
		fmt.Fprintf(&b, "\nmodule %s\n", name)
		for _, v := range slices.SortedFunc(slices.Values(modules[name]), Verdict.Compare) {
			fmt.Fprintf(&b, "\n%v\n", v)
			if v.Reason != "" {
				fmt.Fprintf(&b, "\t%s\n", v.Reason)
			}
		}
	}
	return b.String()
}

// compareModules orders modules: std and cmd, then by path.
func compareModules(a, b string) int {
	first := []string{"cmd", "std"}
	return cmp.Or(slices.Index(first, b)-slices.Index(first, a), strings.Compare(a, b))
}

// compare finds the reports that were judged before, with their lines as they
// are now, those that were not, and the old ones that are gone.
func compare(old, found []Verdict) (known, unknown, gone []Verdict) {
	judged := map[string][]Verdict{}
	for _, v := range old {
		judged[v.key()] = append(judged[v.key()], v)
	}
	for _, v := range found {
		k := v.key()
		if len(judged[k]) > 0 {
			v.Opinion, v.Reason = judged[k][0].Opinion, judged[k][0].Reason
			judged[k] = judged[k][1:]
		}
		if cmp.Or(v.Opinion, None) == None {
			unknown = append(unknown, v)
		} else {
			known = append(known, v)
		}
	}
	for _, v := range old {
		if rest := judged[v.key()]; len(rest) > 0 {
			gone = append(gone, rest[0])
			judged[v.key()] = rest[1:]
		}
	}
	return known, unknown, gone
}
