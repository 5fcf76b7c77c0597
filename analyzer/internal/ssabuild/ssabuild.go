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

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
)

// mode of the builder. Position information lives in debug references.
const mode = ssa.NaiveForm | ssa.GlobalDebug

// Build builds the functions of the package for which keep says so, with the
// closures inside them. Other functions are declared and have no blocks. What the
// package imports indirectly has no members: it can be named only by its methods, which
// go/ssa makes when they are called.
func Build(pass *analysis.Pass, keep func(*ast.FuncDecl) bool) (*ssa.Package, []*ssa.Function) {
	prog := ssa.NewProgram(pass.Fset, mode)
	for _, p := range pass.Pkg.Imports() {
		prog.CreatePackage(p, nil, nil, true)
	}
	files := make([]*ast.File, len(pass.Files))
	info := *pass.TypesInfo
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
