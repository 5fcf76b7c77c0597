package derive

import (
	"go/ast"
	"go/types"
	"maps"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/packages"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/moves"
	"github.com/sendmove/sendmove/analyzer/internal/ssabuild"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
)

// library is the part of the standard library that the table speaks of.
type library struct {
	packages []*packages.Package    // callees before their callers
	funcs    map[string]*types.Func // by full name, of all packages
	decls    map[*types.Func]*ast.FuncDecl
	given    map[string]*summary.Func // believed, not derived: axioms and lines by hand

	mu      sync.Mutex
	derived map[*types.Func]*summary.Func
}

// opaque packages are not read: what they do to memory is below the language.
// Of their functions axioms.txt says what callers need.
func opaque(path string) bool {
	for _, p := range []string{"runtime", "internal/runtime", "internal/abi", "internal/bytealg", "internal/reflectlite", "reflect", "syscall", "internal/poll", "internal/syscall", "crypto/internal/constanttime", "regexp/syntax", "unsafe"} {
		if path == p || strings.HasPrefix(path, p+"/") && path != "runtime/debug" && path != "runtime/pprof" && path != "runtime/trace" {
			return true
		}
	}
	return false
}

// load reads the packages and what they import.
func load(t *testing.T, paths []string) *library {
	t.Helper()
	cfg := &packages.Config{Mode: packages.LoadAllSyntax, Env: append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=")}
	roots, err := packages.Load(cfg, paths...)
	if err != nil {
		t.Fatal(err)
	}
	l := &library{funcs: map[string]*types.Func{}, decls: map[*types.Func]*ast.FuncDecl{}, given: map[string]*summary.Func{}, derived: map[*types.Func]*summary.Func{}}
	packages.Visit(roots, nil, func(p *packages.Package) {
		for _, err := range p.Errors {
			t.Fatal(err)
		}
		l.packages = append(l.packages, p)
		for _, file := range p.Syntax {
			for _, d := range file.Decls {
				if fd, ok := d.(*ast.FuncDecl); ok {
					if f, ok := p.TypesInfo.Defs[fd.Name].(*types.Func); ok {
						l.funcs[f.FullName()] = f
						l.decls[f] = fd
					}
				}
			}
		}
		for _, name := range p.Types.Scope().Names() {
			if tn, ok := p.Types.Scope().Lookup(name).(*types.TypeName); ok {
				if it, ok := tn.Type().Underlying().(*types.Interface); ok {
					for m := range it.Methods() {
						l.funcs[m.FullName()] = m
					}
				}
			}
		}
	})
	return l
}

// needed lists the declarations that the wanted functions call, directly or
// not. A call through an interface may reach the methods of its name in the
// package of the caller.
func (l *library) needed(wanted []*types.Func) map[*ast.FuncDecl]bool {
	info := map[*types.Package]*types.Info{}
	methods := map[*types.Package]map[string][]*types.Func{}
	for _, p := range l.packages {
		info[p.Types] = p.TypesInfo
	}
	for f := range l.decls {
		if f.Signature().Recv() != nil {
			m := methods[f.Pkg()]
			if m == nil {
				m = map[string][]*types.Func{}
				methods[f.Pkg()] = m
			}
			m[f.Name()] = append(m[f.Name()], f)
		}
	}
	out := map[*ast.FuncDecl]bool{}
	var todo []*types.Func
	reach := func(f *types.Func) {
		fd := l.decls[f]
		if fd == nil || fd.Body == nil || out[fd] || opaque(f.Pkg().Path()) {
			return
		}
		out[fd] = true
		todo = append(todo, f)
	}
	for _, f := range wanted {
		reach(f)
	}
	// Closures in the initialisers of variables are always built.
	for _, p := range l.packages {
		for _, file := range p.Syntax {
			for _, d := range file.Decls {
				if gd, ok := d.(*ast.GenDecl); ok {
					ast.Inspect(gd, func(n ast.Node) bool {
						if id, ok := n.(*ast.Ident); ok {
							if f, ok := p.TypesInfo.Uses[id].(*types.Func); ok && f.Pkg() == p.Types {
								reach(f.Origin())
							}
						}
						return true
					})
				}
			}
		}
	}
	for len(todo) > 0 {
		f := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		ast.Inspect(l.decls[f].Body, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			if !ok {
				return true
			}
			callee, ok := info[f.Pkg()].Uses[id].(*types.Func)
			if !ok {
				return true
			}
			callee = callee.Origin()
			if r := callee.Signature().Recv(); r != nil && types.IsInterface(r.Type()) {
				for _, m := range methods[f.Pkg()][callee.Name()] {
					reach(m)
				}
			}
			reach(callee)
			return true
		})
	}
	return out
}

// maxEffects is more than users wait for: a table that is derived once may look
// at what is lost in their programs.
const maxEffects = 256

// derive summarises the wanted functions and all that they call, package by
// package, as many packages at a time as there are processors.
func (l *library) derive(wanted []*types.Func) {
	keep := l.needed(wanted)
	done := map[*packages.Package]chan struct{}{}
	for _, p := range l.packages {
		done[p] = make(chan struct{})
	}
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	var all sync.WaitGroup
	for _, p := range l.packages {
		all.Go(func() {
			defer close(done[p])
			for _, dep := range p.Imports {
				<-done[dep]
			}
			free <- struct{}{}
			l.one(p, keep)
			<-free
		})
	}
	all.Wait()
}

// one analyses a package. Its own functions are known to each other as the
// analysis sees them, also where the table has a line by hand.
func (l *library) one(p *packages.Package, keep map[*ast.FuncDecl]bool) {
	if opaque(p.PkgPath) || p.Types == types.Unsafe {
		return
	}
	pass := &analysis.Pass{Fset: p.Fset, Files: p.Syntax, Pkg: p.Types, TypesInfo: p.TypesInfo}
	pkg, fns := ssabuild.Build(pass, func(fd *ast.FuncDecl) bool { return keep[fd] })
	if len(fns) == 0 {
		return
	}
	engine := &moves.Package{
		Config: moves.Config{Level: moves.Access, Runtime: moves.Strict},
		SSA:    pkg, Fset: p.Fset, Info: p.TypesInfo, Files: p.Syntax,
		Types:    &movable.Types{},
		Imported: l.summary,
		Effects:  maxEffects,
	}
	res := engine.Run(fns)
	l.mu.Lock()
	defer l.mu.Unlock()
	for fn, sum := range res.Summaries {
		if f, ok := fn.Object().(*types.Func); ok && f.Pkg() == p.Types && !slices.Contains(res.Skipped, fn) {
			l.derived[f] = outside(f, sum)
		}
	}
}

// outside is sum without what is done behind an interface, for the package may
// have one implementation only and its callers bring others; and without
// releases: what an object in a pool of the package still refers to is not given
// away, nobody there writes to it.
func outside(f *types.Func, sum *summary.Func) *summary.Func {
	v := viewer{f: f, types: &movable.Types{}}
	out := *sum
	out.Effects = slices.DeleteFunc(slices.Clone(sum.Effects), func(e summary.Effect) bool {
		return e.Access == summary.Release || v.dispatched(e.Path)
	})
	out.Links = nil
	for _, l := range sum.Links {
		if !v.dispatched(l.Cell) {
			l.To = slices.DeleteFunc(slices.Clone(l.To), func(t summary.Target) bool { return v.dispatched(t.Path) })
			out.Links = append(out.Links, l)
		}
	}
	return &out
}

// summary is what callers of f in other packages believe.
func (l *library) summary(f *types.Func) *summary.Func {
	if sum := l.given[f.FullName()]; sum != nil {
		return sum
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.derived[f]
}

// exported lists the exported functions and methods of the packages that
// others can call, by name.
func (l *library) exported(paths []string) []*types.Func {
	var out []*types.Func
	for _, name := range slices.Sorted(maps.Keys(l.funcs)) {
		f := l.funcs[name]
		if l.decls[f] != nil && f.Exported() && slices.Contains(paths, f.Pkg().Path()) && reachable(f) {
			out = append(out, f)
		}
	}
	return out
}

// reachable reports whether a function, or the receiver of a method, has an
// exported name.
func reachable(f *types.Func) bool {
	r := f.Signature().Recv()
	if r == nil {
		return true
	}
	t := r.Type()
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Exported()
}
