// Package ssabuild builds the SSA form that the analysis reads: only of the
// functions that matter, in the naive form, with the expressions they come
// from.
//
// The naive form keeps each local variable as memory with loads and stores.
// That is what a place analysis wants: rustc's MIR has locals in the same way,
// and the lifted form would rename a variable's second mention away.
package ssabuild

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
)

// mode of the builder. Position information lives in debug references. What imported
// packages do when they are initialised is of no interest.
const mode = ssa.NaiveForm | ssa.GlobalDebug | ssa.BareInits

// Build builds the functions of the package for which keep says so, with the
// closures inside them. Other functions are declared and have no blocks. Variables of the
// package that are initialised by mere data are left as they are: tables are large, and no
// function comes out of them. Of the packages that it imports only those have members whose
// functions or variables these functions name; methods go/ssa makes when they are called.
func Build(pass *analysis.Pass, keep func(*ast.FuncDecl) bool) (*ssa.Package, []*ssa.Function) {
	prog := ssa.NewProgram(pass.Fset, mode)
	files := make([]*ast.File, len(pass.Files))
	info := *pass.TypesInfo
	info.InitOrder = slices.DeleteFunc(slices.Clone(info.InitOrder), func(i *types.Initializer) bool { return isData(&info, i.Rhs) })
	for _, p := range named(pass, keep, info.InitOrder) {
		prog.CreatePackage(p, nil, nil, true)
	}
	info.FileVersions = make(map[*ast.File]string, len(files))
	for i, f := range pass.Files {
		files[i] = bodiless(f, keep)
		info.FileVersions[files[i]] = pass.TypesInfo.FileVersions[f]
	}
	pkg := prog.CreatePackage(pass.Pkg, files, &info, false)
	pkg.Build()

	var fns []*ssa.Function
	var add func(*ssa.Function)
	add = func(fn *ssa.Function) {
		if len(fn.Blocks) > 0 {
			fns = append(fns, fn)
		}
		for _, anon := range fn.AnonFuncs {
			add(anon)
		}
	}
	for _, f := range pass.Files {
		for _, d := range f.Decls {
			fd, ok := d.(*ast.FuncDecl)
			if !ok || fd.Body == nil || !keep(fd) {
				continue
			}
			if obj, ok := pass.TypesInfo.Defs[fd.Name].(*types.Func); ok {
				if fn := prog.FuncValue(obj); fn != nil {
					add(fn)
				}
			}
		}
	}
	if init := pkg.Func("init"); init != nil {
		for _, anon := range init.AnonFuncs {
			add(anon)
		}
	}
	return pkg, fns
}

// isData reports whether there is no function in x, neither named nor called nor as what a
// variable or an element holds.
func isData(info *types.Info, x ast.Expr) bool {
	data := true
	ast.Inspect(x, func(n ast.Node) bool {
		if e, ok := n.(ast.Expr); ok {
			if t := info.TypeOf(e); t != nil {
				_, function := t.Underlying().(*types.Signature)
				data = data && !function
			}
		}
		return data
	})
	return data
}

// named lists the other packages of which the functions that are built, or what is left
// of the package's initialisation, name functions or variables.
func named(pass *analysis.Pass, keep func(*ast.FuncDecl) bool, inits []*types.Initializer) []*types.Package {
	var out []*types.Package
	seen := map[*types.Package]bool{nil: true, pass.Pkg: true}
	visit := func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if !ok {
			return true
		}
		obj := pass.TypesInfo.Uses[id]
		switch obj.(type) {
		case *types.Func, *types.Var:
			if p := obj.Pkg(); !seen[p] && obj.Parent() == p.Scope() {
				seen[p] = true
				out = append(out, p)
			}
		}
		return true
	}
	for _, f := range pass.Files {
		for _, d := range f.Decls {
			if fd, ok := d.(*ast.FuncDecl); ok && fd.Body != nil && keep(fd) {
				ast.Inspect(fd.Body, visit)
			}
		}
	}
	for _, i := range inits {
		ast.Inspect(i.Rhs, visit)
	}
	return out
}

// bodiless is a copy of f in which functions that need not be built have no
// body. The type information stays that of f.
func bodiless(f *ast.File, keep func(*ast.FuncDecl) bool) *ast.File {
	out := *f
	out.Decls = make([]ast.Decl, len(f.Decls))
	for i, d := range f.Decls {
		out.Decls[i] = d
		if fd, ok := d.(*ast.FuncDecl); ok && fd.Body != nil && !keep(fd) {
			bare := *fd
			bare.Body = nil
			out.Decls[i] = &bare
		}
	}
	return &out
}
