package hostile

import (
	"bytes"
	"encoding/gob"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/sendmove/sendmove/analyzer"
	"github.com/sendmove/sendmove/analyzer/internal/judge"
	"github.com/sendmove/sendmove/analyzer/internal/report"
)

// errIllTyped says that there is no program to analyse. The drivers of go/analysis
// do not call an analyzer for such a package either, unless it asks for that.
var errIllTyped = errors.New("ill-typed")

// A world is the packages that a program may import, and the facts about them. It
// is for one goroutine.
type world struct {
	fset     *token.FileSet
	standard types.Importer
	checked  map[string]*types.Package
	facts    map[factKey][]byte
}

type factKey struct {
	obj types.Object
	typ reflect.Type
}

// newWorld is a world in which exports names the export data of the standard library.
func newWorld(exports map[string]string) *world {
	w := &world{fset: token.NewFileSet(), checked: map[string]*types.Package{}, facts: map[factKey][]byte{}}
	w.standard = importer.ForCompiler(w.fset, "gc", func(path string) (io.ReadCloser, error) {
		file, ok := exports[path]
		if !ok {
			file, ok = exports["vendor/"+path] // imported by the library itself
		}
		if !ok {
			return nil, fmt.Errorf("no package %q", path)
		}
		return os.Open(file)
	})
	return w
}

// Import makes *world a types.Importer.
func (w *world) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	if p := w.checked[path]; p != nil {
		return p, nil
	}
	return w.standard.Import(path)
}

// A source is a file of a program.
type source struct {
	name string
	text []byte
}

// check parses and type-checks a package. What is not used is tolerated, as no fuzzer
// would avoid it.
func (w *world) check(path string, sources []source) (*analysis.Pass, error) {
	var files []*ast.File
	for _, s := range sources {
		f, err := parser.ParseFile(w.fset, s.name, s.text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errIllTyped, err)
		}
		files = append(files, f)
	}
	pass := &analysis.Pass{
		Analyzer: analyzer.Analyzer, Fset: w.fset, Files: files, TypesSizes: types.SizesFor("gc", runtime.GOARCH),
		TypesInfo: judge.NewInfo(),
		ReadFile:  os.ReadFile,
	}
	var hard error
	config := types.Config{Importer: w, Sizes: pass.TypesSizes, Error: func(err error) {
		var e types.Error
		if hard == nil && !(errors.As(err, &e) && e.Soft && strings.HasSuffix(e.Msg, " and not used")) {
			hard = err
		}
	}}
	pkg, _ := config.Check(path, w.fset, files, pass.TypesInfo)
	if hard != nil {
		return nil, fmt.Errorf("%w: %w", errIllTyped, hard)
	}
	pass.Pkg = pkg
	pass.ExportObjectFact = func(obj types.Object, fact analysis.Fact) {
		if obj.Pkg() != pkg {
			panic(fmt.Sprintf("a fact about %v, which is not of package %s", obj, path))
		}
		var b bytes.Buffer
		if err := gob.NewEncoder(&b).Encode(fact); err != nil {
			panic(err)
		}
		w.facts[factKey{obj, reflect.TypeOf(fact)}] = b.Bytes()
	}
	pass.ImportObjectFact = func(obj types.Object, fact analysis.Fact) bool {
		data, ok := w.facts[factKey{obj, reflect.TypeOf(fact)}]
		if !ok {
			return false
		}
		if err := gob.NewDecoder(bytes.NewReader(data)).Decode(fact); err != nil {
			panic(err)
		}
		return true
	}
	// All that is imported is looked into, whatever its outline says.
	pass.ImportPackageFact = func(*types.Package, analysis.Fact) bool { return false }
	pass.ExportPackageFact = func(analysis.Fact) {}
	w.checked[path] = pkg
	return pass, nil
}

// An outcome is what the analyzer says of a package, and what it could not analyse.
type outcome struct {
	lines   []string
	skipped int
}

// analyse runs the analyzer, and checks what every driver relies on: that reports
// and fixes lie in the files.
func (w *world) analyse(pass *analysis.Pass) (outcome, error) {
	var out outcome
	var errs []error
	pass.Report = func(d analysis.Diagnostic) {
		if d.Category == report.Limit {
			out.skipped++
		}
		errs = append(errs, w.within(pass, d.Pos, d.End))
		for _, r := range d.Related {
			errs = append(errs, w.within(nil, r.Pos, r.End))
		}
		for _, f := range d.SuggestedFixes {
			for _, e := range f.TextEdits {
				errs = append(errs, w.within(pass, e.Pos, e.End))
			}
		}
		out.lines = append(out.lines, fmt.Sprintf("%v: %s", w.fset.Position(d.Pos), d.Message))
	}
	_, err := analyzer.Outline.Run(pass)
	errs = append(errs, err)
	_, err = analyzer.Analyzer.Run(pass)
	return out, errors.Join(append(errs, err)...)
}

// within checks a range, which may have no end.
func (w *world) within(pass *analysis.Pass, pos, end token.Pos) error {
	file := w.fset.File(pos)
	switch {
	case file == nil:
		return fmt.Errorf("a report at no position: %d", pos)
	case end.IsValid() && (end < pos || int(end) > file.Base()+file.Size()):
		return fmt.Errorf("%v: the range ends at %v", w.fset.Position(pos), w.fset.Position(end))
	case pass != nil && !slices.ContainsFunc(pass.Files, func(f *ast.File) bool { return w.fset.File(f.FileStart) == file }):
		return fmt.Errorf("%v: a report outside of the package", w.fset.Position(pos))
	}
	return nil
}

// exports are the files with the export data of packages of the standard library
// and of all that they import.
func exports(paths []string) (map[string]string, error) {
	args := append([]string{"list", "-export", "-deps", "-e", "-f", "{{.ImportPath}}={{.Export}}"}, paths...)
	cmd := exec.Command("go", args...)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=", "GOWORK=off")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	files := map[string]string{}
	for line := range strings.Lines(string(out)) {
		if path, file, ok := strings.Cut(strings.TrimSpace(line), "="); ok && file != "" {
			files[path] = file
		}
	}
	return files, nil
}

// common are packages that programs use that send and receive.
var common = sync.OnceValues(func() (map[string]string, error) {
	return exports([]string{
		"bufio", "bytes", "container/list", "context", "encoding/json", "errors", "fmt", "io", "iter", "log", "maps", "math",
		"math/rand", "os", "reflect", "runtime", "slices", "sort", "strconv", "strings", "sync", "sync/atomic", "time", "unsafe",
	})
})

// strictly runs the analyzer at the level at which it looks at most, and reports
// what it skips.
func strictly(tb testing.TB) {
	tb.Helper()
	restore, err := judge.Set(map[string]string{"level": "strict", "skipped": "true"})
	tb.Cleanup(restore)
	if err != nil {
		tb.Fatal(err)
	}
}

// goFiles lists the Go files below dir, sorted.
func goFiles(tb testing.TB, dir string) (names []string) {
	tb.Helper()
	err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(name, ".go") {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return names
}
