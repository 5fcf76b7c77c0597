package analyzer_test

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/sendmove/sendmove/analyzer"
)

// loader type-checks packages of testdata/src, or of the standard library, and
// runs the analyzer over those of testdata, dependencies first. It does what
// package analysistest does, and reads the same `// want` comments, but needs
// no go command for the packages under test and no module beyond this one's.
type loader struct {
	t     *testing.T
	root  string // testdata/src
	fset  *token.FileSet
	std   types.Importer
	units map[string]*unit
	facts map[factKey]analysis.Fact
}

// unit is one package of testdata with what was found in it.
type unit struct {
	files []*ast.File
	pkg   *types.Package
	found []analysis.Diagnostic
}

type factKey struct {
	obj types.Object
	typ reflect.Type
}

func newLoader(t *testing.T) *loader {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("testdata", "src"))
	if err != nil {
		t.Fatal(err)
	}
	fset := token.NewFileSet()
	return &loader{
		t: t, root: root, fset: fset, std: importer.ForCompiler(fset, "gc", nil),
		units: map[string]*unit{}, facts: map[factKey]analysis.Fact{},
	}
}

// Import implements types.Importer.
func (l *loader) Import(path string) (*types.Package, error) {
	if u := l.load(path); u != nil {
		return u.pkg, nil
	}
	return l.std.Import(path)
}

// load analyses the package of testdata with that path, nil if there is none.
func (l *loader) load(path string) *unit {
	l.t.Helper()
	if u, ok := l.units[path]; ok {
		return u
	}
	names, err := filepath.Glob(filepath.Join(l.root, filepath.FromSlash(path), "*.go"))
	if err != nil {
		l.t.Fatal(err)
	}
	if len(names) == 0 {
		return nil
	}
	u := &unit{}
	for _, name := range names {
		f, err := parser.ParseFile(l.fset, name, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			l.t.Fatal(err)
		}
		u.files = append(u.files, f)
	}
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Instances: map[*ast.Ident]types.Instance{},
		Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
		Scopes: map[ast.Node]*types.Scope{}, FileVersions: map[*ast.File]string{},
	}
	conf := types.Config{Importer: l, GoVersion: "go1.26", Sizes: types.SizesFor("gc", "amd64")}
	if u.pkg, err = conf.Check(path, l.fset, u.files, info); err != nil {
		l.t.Fatal(err)
	}
	pass := &analysis.Pass{
		Analyzer: analyzer.Analyzer, Fset: l.fset, Files: u.files,
		Pkg: u.pkg, TypesInfo: info, TypesSizes: conf.Sizes,
		ResultOf: map[*analysis.Analyzer]any{inspect.Analyzer: inspector.New(u.files)},
		Report:   func(d analysis.Diagnostic) { u.found = append(u.found, d) },
		ExportObjectFact: func(obj types.Object, fact analysis.Fact) {
			l.facts[factKey{obj, reflect.TypeOf(fact)}] = fact
		},
		ImportObjectFact: func(obj types.Object, fact analysis.Fact) bool {
			known, ok := l.facts[factKey{obj, reflect.TypeOf(fact)}]
			if ok {
				reflect.ValueOf(fact).Elem().Set(reflect.ValueOf(known).Elem())
			}
			return ok
		},
	}
	if _, err := analyzer.Analyzer.Run(pass); err != nil {
		l.t.Fatal(err)
	}
	l.units[path] = u
	return u
}

// want is one expectation: of a fact if it has a name, else of a diagnostic.
type want struct {
	line int
	name string
	text *regexp.Regexp
}

var (
	wantComment = regexp.MustCompile(`^// want (.*)$`)
	wantTerm    = regexp.MustCompile("^\\s*(?:(\\w+):)?(\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`)")
)

func (l *loader) wants(f *ast.File) []want {
	l.t.Helper()
	var out []want
	for _, group := range f.Comments {
		for _, c := range group.List {
			m := wantComment.FindStringSubmatch(c.Text)
			if m == nil {
				continue
			}
			pos := l.fset.Position(c.Pos())
			for rest := m[1]; rest != ""; {
				term := wantTerm.FindStringSubmatch(rest)
				if term == nil {
					l.t.Fatalf("%s: cannot read %q", pos, rest)
				}
				text, err := strconv.Unquote(term[2])
				if err != nil {
					l.t.Fatalf("%s: %v", pos, err)
				}
				out = append(out, want{pos.Line, term[1], regexp.MustCompile(text)})
				rest = rest[len(term[0]):]
			}
		}
	}
	return out
}

// check compares what was found in the package with its `// want` comments.
func (l *loader) check(path string) {
	l.t.Helper()
	u := l.load(path)
	if u == nil {
		l.t.Fatalf("no package %s", path)
	}
	for _, f := range u.files {
		wants := l.wants(f)
		name := l.fset.Position(f.Pos()).Filename
		claim := func(line int, name, text string) bool {
			i := slices.IndexFunc(wants, func(w want) bool {
				return w.line == line && w.name == name && w.text.MatchString(text)
			})
			if i >= 0 {
				wants = slices.Delete(wants, i, i+1)
			}
			return i >= 0
		}
		for _, d := range u.found {
			pos := l.fset.Position(d.Pos)
			if pos.Filename == name && !claim(pos.Line, "", d.Message) {
				l.t.Errorf("%s: unexpected: %s", pos, d.Message)
			}
		}
		for k, fact := range l.facts {
			pos := l.fset.Position(k.obj.Pos())
			if k.obj.Pkg() == u.pkg && pos.Filename == name {
				// A fact nobody asked for is no mistake: most are not the theme.
				claim(pos.Line, k.obj.Name(), fmt.Sprint(fact))
			}
		}
		for _, w := range wants {
			l.t.Errorf("%s:%d: nothing matches %s%q", name, w.line, w.name, w.text)
		}
	}
}
