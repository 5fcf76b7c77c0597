package derive

import (
	"flag"
	"go/types"
	"maps"
	"os/exec"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"github.com/sendmove/sendmove/analyzer/internal/summary"
)

var update = flag.Bool("update", false, "write derived lines anew and add what is missing")

const stdTable = "../summary/std.txt"

// common are packages of which all exported functions have a line if they need
// one, also where the table had none of them yet.
var common = []string{
	"bufio", "bytes", "compress/flate", "compress/gzip", "compress/zlib", "container/heap", "container/list",
	"container/ring", "context", "encoding/base64", "encoding/binary", "encoding/csv", "encoding/gob",
	"encoding/hex", "encoding/json", "encoding/xml", "errors", "fmt", "hash/crc32", "hash/fnv", "io", "io/fs",
	"iter", "log", "log/slog", "maps", "math/big", "math/rand", "math/rand/v2", "net", "net/http", "net/url",
	"os", "os/exec", "path/filepath", "regexp", "slices", "sort", "strconv", "strings", "sync", "testing",
	"text/scanner", "text/tabwriter", "text/template", "time", "unicode/utf16", "unicode/utf8",
}

// maxStatements bounds a line. A function whose line would be longer has none:
// it would speak of the insides of the package more than of its callers.
const maxStatements = 8

func long(stmts string) bool { return strings.Count(stmts, ";") >= maxStatements }

// TestDerive derives the table again and fails where it and the source disagree:
// a derived line says something else, a line by hand could be derived as it
// stands, a function has an effect and no line, or a line no function.
func TestDerive(t *testing.T) {
	if testing.Short() {
		t.Skip("reading the standard library takes half a minute")
	}
	tab := read(t, stdTable)
	if v := goVersion(t); v != tab.release && !strings.HasPrefix(v, tab.release+".") {
		t.Skipf("THE TABLE WAS NOT CHECKED: it speaks of %s, this is %s", tab.release, v)
	}
	defer debug.SetGCPercent(debug.SetGCPercent(400))

	paths := slices.Compact(slices.Sorted(slices.Values(append(tab.packages(), common...))))
	lib := load(t, paths)
	wanted := lib.exported(paths)
	for _, l := range slices.Concat(read(t, "axioms.txt").lines, tab.lines) {
		f := lib.funcs[l.name]
		if f == nil {
			t.Errorf("there is no %s", l.name)
			continue
		}
		if l.byHand() != "" || l.file != tab.file {
			lib.given[l.name] = l.parse(t)
			continue
		}
		wanted = append(wanted, f)
	}
	if t.Failed() {
		t.FailNow()
	}
	lib.derive(wanted)
	checkLines(t, lib, tab)
	checkMissing(t, lib, tab, paths)
	if *update {
		tab.write(t)
	}
	logFigures(t, tab)
}

// goVersion is that of the go command, whose library is read.
func goVersion(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("go", "env", "GOVERSION").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

// checkLines compares each line with the source.
func checkLines(t *testing.T, lib *library, tab *table) {
	t.Helper()
	kinds, sh := tab.kinds(), shared{}
	for _, l := range tab.lines {
		f := lib.funcs[l.name]
		sh.note(f, normalize(f, l.parse(t)))
	}
	for i, l := range tab.lines {
		f := lib.funcs[l.name]
		source := normalize(f, lib.derived[f]).prune(f, sh)
		diff := differences(f, normalize(f, l.parse(t)).prune(f, sh), source)
		switch {
		case l.byHand() != "":
			if _, ok := kinds[l.byHand()]; !ok {
				t.Errorf("line %d: %s is by hand: %q is not one of the words for that", l.at, l.name, l.byHand())
			}
			if len(diff) == 0 && lib.derived[f] != nil {
				t.Errorf("line %d: %s need not be by hand", l.at, l.name)
			}
		case len(diff) == 0:
		case *update:
			if tab.lines[i].stmts = renew(f, l.stmts, source, diff); long(tab.lines[i].stmts) {
				tab.lines[i].stmts = ""
			}
		default:
			t.Errorf("line %d: %s says\n\t%s\nand the source\n\t%s\n\t(%s)", l.at, l.name, l.stmts, source.text(f), strings.Join(diff, "; "))
		}
	}
}

// checkMissing looks for functions that need a line and have none.
func checkMissing(t *testing.T, lib *library, tab *table, paths []string) {
	t.Helper()
	had, sh := map[string]bool{}, shared{}
	for _, l := range tab.lines {
		had[l.name] = true
		sh.note(lib.funcs[l.name], normalize(lib.funcs[l.name], l.parse(t)))
	}
	for _, f := range lib.exported(paths) {
		name := f.FullName()
		if had[name] || tab.without[name] || tab.without[f.Pkg().Path()] {
			continue
		}
		n := normalize(f, lib.derived[f]).prune(f, sh)
		l := line{name: name, stmts: n.text(f), reason: n.reason(f)}
		switch {
		case !n.says(f) || long(l.stmts):
		case *update:
			tab.lines = append(tab.lines, l)
		default:
			t.Errorf("there is no line for %s, which would say\n\t%s", name, l.stmts)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(tab.without)) {
		if lib.funcs[name] == nil && !slices.Contains(paths, name) {
			t.Errorf("there is no %s that could have no line", name)
		}
	}
}

// logFigures tells how many lines come from where.
func logFigures(t *testing.T, tab *table) {
	t.Helper()
	figures := map[string]int{}
	for _, l := range tab.lines {
		figures[l.byHand()]++
	}
	t.Logf("%d lines, %d derived", len(tab.lines), figures[""])
	kinds := tab.kinds()
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		t.Logf("%4d by hand: %s, %s", figures[kind], kind, kinds[kind])
	}
}

// TestDifferences compares summaries of a function that is like
// (*bytes.Buffer).Write, of one that is like append, and of one with a callback.
func TestDifferences(t *testing.T) {
	bytes := types.NewSlice(types.Typ[types.Byte])
	field := types.NewField(0, nil, "buf", bytes, false)
	pkg := types.NewPackage("p", "p")
	named := types.NewNamed(types.NewTypeName(0, pkg, "T", nil), types.NewStruct([]*types.Var{field}, nil), nil)
	recv := types.NewParam(0, pkg, "t", types.NewPointer(named))
	param := types.NewParam(0, pkg, "p", bytes)
	call := types.NewParam(0, pkg, "f", types.NewSignatureType(nil, nil, nil, nil, nil, false))
	result := types.NewParam(0, pkg, "", bytes)
	f := types.NewFunc(0, pkg, "F", types.NewSignatureType(recv, nil, nil, types.NewTuple(param, call), types.NewTuple(result), false))

	for _, tt := range []struct{ line, source, want string }{
		{"writes a0*", "writes a0*.0", ""},
		{"writes a0*", "writes a0*.0; reads a0*.0*", ""},
		{"writes a0*", "writes a0*.0; writes a0*.0*[]", "-writes a0*.0*"},
		{"reads a1*", "reads a1*[0]; reads a1*[]", ""},
		{"", "reads a1*[0]", "-reads a1*"},
		{"", "reads a0*.0", ""},
		{"reads a0*", "", "+reads a0*"},
		{"reads a1*", "writes a1*[3]", "-writes a1*"},
		{"writes a1*; r0=a1*|n0", "writes a1*; r0=a1*", ""},
		{"r0=n0", "r0=a1*", "+r0=new; -r0=a1*"},
		{"", "r0=n0", ""},
		{"r0=a0*.0*", "r0=a0*.0*[?:]", ""},
		{"a0*.0=a1*", "a0*.0|=a1*", "+a0*.0 for certain"},
		{"a0*.0|=a1*", "a0*.0=a1*", ""},
		{"a0*.0|=a1*", "a0*.0|=a1*|a0*.0*", ""},
		{"", `a0*.0|=g"p.x"*`, ""},
		{"noreturn", "noreturn; writes a0*", ""},
		{"", "noreturn", "-noreturn"},
		{"", "calls a2*()", "-calls a2*()"},
		{"calls a2*()", "calls often a2*()", "+calls a2*(); -calls often a2*()"},
		{"waits a0*", "", "+waits a0*"},
	} {
		one, err := summary.Parse("F", tt.line)
		if err != nil {
			t.Fatal(err)
		}
		two, err := summary.Parse("F", tt.source)
		if err != nil {
			t.Fatal(err)
		}
		source := normalize(f, two)
		diff := differences(f, normalize(f, one), source)
		if got := strings.Join(diff, "; "); got != tt.want {
			t.Errorf("%q and %q: got %q, want %q", tt.line, tt.source, got, tt.want)
		}
		// What -update writes says what the source does, and says it again.
		text := renew(f, tt.line, source, diff)
		three, err := summary.Parse("F", text)
		if err != nil {
			t.Fatal(err)
		}
		if diff := differences(f, normalize(f, three), source); len(diff) > 0 {
			t.Errorf("%q is renewed to %q, but %v", tt.line, text, diff)
		}
	}
}
