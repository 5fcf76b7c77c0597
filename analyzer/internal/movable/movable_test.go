package movable

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"testing"
)

const src = `package p

import (
	"context"
	"sync"
	"time"
)

type (
	Plain struct {
		Name string
		N    [4]int
	}
	Event struct {
		Type    string
		Payload any
	}
	Node struct {
		Next *Node
		Val  int
	}
	Locked struct {
		mu sync.Mutex
		m  map[string]int
	}
	Stamp   struct{ At time.Time }
	Request struct {
		Body  []byte
		Reply chan int
	}
	Handles struct {
		Done chan struct{}
		Ctx  context.Context
		Err  error
	}
)
`

func TestClass(t *testing.T) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", src, 0)
	if err != nil {
		t.Fatal(err)
	}
	conf := types.Config{Importer: importer.ForCompiler(fset, "source", nil)}
	pkg, err := conf.Check("p", fset, []*ast.File{file}, nil)
	if err != nil {
		t.Fatal(err)
	}
	ts := &Types{}
	for expr, want := range map[string]Class{
		"Plain":            Copy,
		"string":           Copy,
		"[3]Plain":         Copy,
		"*Plain":           Moved,
		"[]byte":           Moved,
		"[0]*Plain":        Copy,
		"[2]*Plain":        Moved,
		"Event":            Moved,
		"any":              Moved,
		"Node":             Moved,
		"*Node":            Moved,
		"map[string]int":   Moved,
		"Stamp":            Shareable,
		"error":            Shareable,
		"chan *Plain":      Shareable,
		"Request":          Moved,
		"Handles":          Shareable,
		"*Locked":          Moved,
		"func()":           Moved,
		"struct{}":         Copy,
		"interface{ F() }": Moved,
	} {
		tv, err := types.Eval(fset, pkg, token.NoPos, expr)
		if err != nil {
			t.Fatal(err)
		}
		if got := ts.Of(tv.Type); got != want {
			t.Errorf("Of(%s) = %d, want %d", expr, got, want)
		}
	}
	marked := &Types{Marked: func(name *types.TypeName) bool { return name.Name() == "Node" }}
	for expr, want := range map[string]Class{
		"Node": Shareable, "*Node": Shareable, "**Node": Moved, "[]*Node": Moved, "[2]Node": Shareable,
		"struct{ N *Node; M int }": Shareable, "struct{ N *Node; M []int }": Moved, "*Event": Moved,
	} {
		tv, err := types.Eval(fset, pkg, token.NoPos, expr)
		if err != nil {
			t.Fatal(err)
		}
		if got := marked.Of(tv.Type); got != want {
			t.Errorf("with Node marked Of(%s) = %d, want %d", expr, got, want)
		}
	}
	for name, want := range map[string]bool{"Locked": true, "Request": false, "Node": false} {
		if got := ts.Guarded(pkg.Scope().Lookup(name).Type()); got != want {
			t.Errorf("Guarded(%s) = %t, want %t", name, got, want)
		}
	}
}
