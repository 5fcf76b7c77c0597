// Package atomics finds the fields that are used by the functions of sync/atomic.
// The struct of such a field guards itself as one with a field of an atomic type
// does: a count of references, a state.
package atomics

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"
)

// IsAtomic is the fact that a field is used by the functions of sync/atomic.
type IsAtomic struct{}

// AFact marks IsAtomic as a fact of go/analysis.
func (*IsAtomic) AFact() {}

// String prints the fact.
func (*IsAtomic) String() string { return "atomic" }

// Fields finds the fields of the package, makes them facts, and returns what tells
// them and those of other packages from all others.
func Fields(pass *analysis.Pass) func(*types.Var) bool {
	own := map[*types.Var]bool{}
	if slices.ContainsFunc(pass.Pkg.Imports(), func(p *types.Package) bool { return p.Path() == "sync/atomic" }) {
		for _, f := range pass.Files {
			ast.Inspect(f, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok {
					if f := counted(pass, call); f != nil && !own[f] {
						own[f] = true
						pass.ExportObjectFact(f, &IsAtomic{})
					}
				}
				return true
			})
		}
	}
	return func(f *types.Var) bool {
		f = f.Origin()
		if f.Pkg() == nil || f.Pkg() == pass.Pkg {
			return own[f]
		}
		return pass.ImportObjectFact(f, &IsAtomic{})
	}
}

// counted is the field of the package whose address the call passes to a function
// of sync/atomic, nil if there is none.
func counted(pass *analysis.Pass, call *ast.CallExpr) *types.Var {
	fn := typeutil.StaticCallee(pass.TypesInfo, call)
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "sync/atomic" || fn.Signature().Recv() != nil || len(call.Args) == 0 {
		return nil
	}
	if strings.HasPrefix(fn.Name(), "Load") {
		return nil // who only loads is not one of several who write
	}
	addr, ok := ast.Unparen(call.Args[0]).(*ast.UnaryExpr)
	if !ok || addr.Op != token.AND {
		return nil
	}
	sel, ok := ast.Unparen(addr.X).(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	f, ok := pass.TypesInfo.Uses[sel.Sel].(*types.Var)
	if !ok || !f.IsField() || f.Pkg() != pass.Pkg {
		return nil
	}
	return f.Origin()
}
