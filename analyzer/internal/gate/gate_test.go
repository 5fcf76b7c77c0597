package gate

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
)

func TestFunctions(t *testing.T) {
	for _, test := range []struct{ name, src, want string }{
		{"nothing sent", `func a() {}; func b(c chan int) { <-c }`, ""},
		{"copies sent", `func a(c chan int) { c <- 1 }; func b(c chan struct{}) { c <- struct{}{} }`, ""},
		{"handles sent", `func a(c chan chan *int, d chan error) { c <- nil; d <- nil }`, ""},
		{"send", `func a(c chan *int) { c <- nil }; func b() {}`, "a"},
		{"select", `func a(c chan *int) { select { case c <- nil: default: } }`, "a"},
		{"in a literal", `func a(c chan *int) { go func() { c <- nil }() }`, "a"},
		{"type parameter", `func a[T any](c chan T, v T) { c <- v }`, "a"},
		{"callers", `func a(c chan *int) { c <- nil }; func b() { a(nil) }; func d() { b() }; func e() {}`, "a b d"},
		{"callees", `func a(c chan *int) { c <- b() }; func b() *int { d(); return nil }; func d() {}; func e() {}`, "a b d"},
		{"callees of callers", `func a(c chan *int) { c <- nil }; func b() { a(nil); d() }; func d() {}; func e() { d() }`, "a b d"},
		{"function value", `func a(c chan *int) { c <- nil }; func b() { f := a; _ = f }`, "a b"},
		{"method", `type T struct{}; func (T) a(c chan *int) { c <- nil }; func b(t T) { t.a(nil) }; func (T) e() {}`, "a b"},
		{"interface", `type I interface{ a() }; type T chan *int; func (t T) a() { t <- nil }; func b(i I) { i.a() }; func e() {}`, "a b"},
		{"generic callee", `func a[T any](c chan T, v T) { c <- v }; func b(c chan *int) { a(c, nil) }`, "a b"},
		{"other package", `import "p"; func a() { p.Move() }; func b() { p.Keep() }; func d() { a() }`, "a d"},
		{"declared without a body", `func Move(); func a() { Move() }; func e() {}`, "a"},
		{"declared of an interface", `type I interface{ Move(); keep() }; func a(i I) { i.Move() }; func e(i I) { i.keep() }`, "a"},
	} {
		t.Run(test.name, func(t *testing.T) {
			pass := check(t, test.src)
			kept := Functions(pass, &movable.Types{}, false, func(f *types.Func) bool { return f.Name() == "Move" })
			var got []string
			for fd := range kept {
				got = append(got, fd.Name.Name)
			}
			slices.Sort(got)
			if s := strings.Join(got, " "); s != test.want || (kept == nil) != (test.want == "") {
				t.Errorf("kept %q, want %q", s, test.want)
			}
		})
	}
}

func TestAccessors(t *testing.T) {
	const long = maxAccessor / len("*p = 1;")
	for _, test := range []struct{ name, src, want string }{
		{"short", `func A(p *int) { *p = 1 }; func a(p *int) { *p = 1 }`, "A"},
		{"long", `func A(p *int) { ` + strings.Repeat("*p = 1;", long) + `}`, ""},
		{"long for its comments", `func A(p *int) { ` + strings.Repeat("/* one */", long) + `*p = 1 /* one */ }`, "A"},
		{"comments of others", `/* ` + strings.Repeat("x", maxAccessor) + ` */ func A(p *int) { ` + strings.Repeat("*p = 1;", long) + `} /* ` + strings.Repeat("x", maxAccessor) + ` */`, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for fd := range Functions(check(t, test.src), &movable.Types{}, true, func(*types.Func) bool { return false }) {
				got = append(got, fd.Name.Name)
			}
			if s := strings.Join(got, " "); s != test.want {
				t.Errorf("kept %q, want %q", s, test.want)
			}
		})
	}
}

// other is package p, which the programs can import.
const other = `package p; func Move() {}; func Keep() {}`

type importer struct{ p *types.Package }

func (i importer) Import(string) (*types.Package, error) { return i.p, nil }

func check(t *testing.T, src string) *analysis.Pass {
	t.Helper()
	pass := &analysis.Pass{Fset: token.NewFileSet()}
	for _, text := range []string{other, "package q; " + src} {
		f, err := parser.ParseFile(pass.Fset, "x.go", text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		pass.Files = []*ast.File{f}
		pass.TypesInfo = &types.Info{
			Types: map[ast.Expr]types.TypeAndValue{},
			Defs:  map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		}
		conf := types.Config{Importer: importer{pass.Pkg}}
		if pass.Pkg, err = conf.Check(f.Name.Name, pass.Fset, pass.Files, pass.TypesInfo); err != nil {
			t.Fatal(err)
		}
	}
	return pass
}
