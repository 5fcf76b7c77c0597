package moves

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"testing"
)

// TestInstructions lists the instructions of go/ssa that step does not name.
// They would be taken for unknown values, which is safe, but not what is known
// of them.
func TestInstructions(t *testing.T) {
	fset := token.NewFileSet()
	pkg, err := importer.ForCompiler(fset, "source", nil).Import("golang.org/x/tools/go/ssa")
	if err != nil {
		t.Fatal(err)
	}
	instruction := pkg.Scope().Lookup("Instruction").Type().Underlying().(*types.Interface)
	file, err := parser.ParseFile(fset, "transfer.go", nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	handled := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		if fd, ok := n.(*ast.FuncDecl); ok && fd.Name.Name != "step" {
			return false
		}
		if c, ok := n.(*ast.CaseClause); ok {
			for _, e := range c.List {
				if star, ok := e.(*ast.StarExpr); ok {
					if sel, ok := star.X.(*ast.SelectorExpr); ok {
						handled[sel.Sel.Name] = true
					}
				}
			}
		}
		return true
	})
	for _, name := range pkg.Scope().Names() {
		obj, ok := pkg.Scope().Lookup(name).(*types.TypeName)
		if !ok || types.IsInterface(obj.Type()) || !types.Implements(types.NewPointer(obj.Type()), instruction) {
			continue
		}
		if !handled[name] {
			t.Errorf("*ssa.%s is not handled", name)
		}
		delete(handled, name)
	}
	for name := range handled {
		t.Errorf("*ssa.%s is no instruction", name)
	}
}

func TestLevel(t *testing.T) {
	for l := Writes; l <= Strict; l++ {
		var got Level
		if err := got.Set(l.String()); err != nil || got != l {
			t.Errorf("%s is read as %s, %v", l, got, err)
		}
	}
	if err := new(Level).Set("all"); err == nil {
		t.Error("a level that does not exist was read")
	}
}
