package ssabuild

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
)

const src = `package p

import (
	"errors"
	"math"
)

var hook = func() {}

var second = other

var third = map[string]func() error{"third": other}["third"]

var fourth = third

var table = []float64{math.Pi, last}

var last = math.MaxFloat64

func other() error { return errors.ErrUnsupported }

func kept() { func() { func() {}() }() }

func left() { func() {}() }

func generic[T any](v T) T { return v }

type T int

func (T) method() { kept(); left() }
`

// TestBuild: what is not kept is declared and has no body, and the type
// information stays that of the whole file.
func TestBuild(t *testing.T) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", src, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Instances: map[*ast.Ident]types.Instance{},
		Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
		Scopes: map[ast.Node]*types.Scope{}, FileVersions: map[*ast.File]string{},
	}
	pkg, err := (&types.Config{Importer: importer.ForCompiler(fset, "source", nil)}).Check("p", fset, []*ast.File{file}, info)
	if err != nil {
		t.Fatal(err)
	}
	pass := &analysis.Pass{Fset: fset, Files: []*ast.File{file}, Pkg: pkg, TypesInfo: info}
	built, fns := Build(pass, func(fd *ast.FuncDecl) bool { return fd.Name.Name != "left" })
	var got []string
	for _, fn := range fns {
		got = append(got, fn.Name())
		if len(fn.Blocks) == 0 {
			t.Errorf("%s has no blocks", fn)
		}
	}
	want := []string{"other", "kept", "kept$1", "kept$1$1", "generic", "method", "init$1"}
	if !slices.Equal(got, want) {
		t.Errorf("built %v, want %v", got, want)
	}
	stored := map[string]bool{}
	for _, b := range built.Func("init").Blocks {
		for _, in := range b.Instrs {
			if st, ok := in.(*ssa.Store); ok {
				if v, ok := st.Addr.(*ssa.Global); ok {
					stored[v.Name()] = true
				}
			}
		}
	}
	if want := map[string]bool{"hook": true, "second": true, "third": true, "fourth": true}; !maps.Equal(stored, want) {
		t.Errorf("%v are initialised, want %v", stored, want)
	}
	for path, want := range map[string]bool{"errors": true, "math": false} {
		if got := built.Prog.ImportedPackage(path) != nil; got != want {
			t.Errorf("%s has members: %v", path, got)
		}
	}
	if left := built.Func("left"); left == nil || len(left.Blocks) > 0 {
		t.Errorf("left is %v", left)
	}
	for _, d := range file.Decls {
		if fd, ok := d.(*ast.FuncDecl); ok && fd.Body == nil {
			t.Errorf("%s has lost its body", fd.Name.Name)
		}
	}
}
