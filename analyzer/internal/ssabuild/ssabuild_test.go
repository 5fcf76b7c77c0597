package ssabuild

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"
)

const src = `package p

var hook = func() {}

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
	pkg, err := new(types.Config).Check("p", fset, []*ast.File{file}, info)
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
	want := []string{"kept", "kept$1", "kept$1$1", "generic", "method", "init$1"}
	if !slices.Equal(got, want) {
		t.Errorf("built %v, want %v", got, want)
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
