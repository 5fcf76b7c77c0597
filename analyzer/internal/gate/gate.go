// Package gate decides from syntax and types alone which functions of a
// package matter to the analysis. All others cost a walk over their syntax and
// nothing else.
package gate

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
)

// Functions lists the functions that matter: those that can move something,
// by a send or by a call of what moves; their callers, which can use it
// afterwards; and what these call, whose effects they need. It is nil when the
// package has no send and no moving callee: nothing can be moved here.
//
// moving reports whether a function of another package moves something.
func Functions(pass *analysis.Pass, ts *movable.Types, moving func(*types.Func) bool) map[*ast.FuncDecl]bool {
	g := &graph{
		pass: pass, types: ts, moving: moving,
		decls:   map[*types.Func]*node{},
		methods: map[string][]*node{},
	}
	var all []*node
	for _, f := range pass.Files {
		for _, d := range f.Decls {
			if fd, ok := d.(*ast.FuncDecl); ok && fd.Body != nil {
				all = append(all, g.add(fd))
			}
		}
	}
	any := false
	for _, n := range all {
		g.scan(n)
		any = any || n.seed
	}
	if !any {
		return nil
	}
	return g.close(all)
}

type node struct {
	decl    *ast.FuncDecl
	calls   []*types.Func // functions of the package that it mentions
	invokes []string      // methods that it calls through interfaces
	callers []*node
	seed    bool
}

type graph struct {
	pass    *analysis.Pass
	types   *movable.Types
	moving  func(*types.Func) bool
	decls   map[*types.Func]*node
	methods map[string][]*node // by name
}

func (g *graph) add(fd *ast.FuncDecl) *node {
	n := &node{decl: fd}
	if obj, ok := g.pass.TypesInfo.Defs[fd.Name].(*types.Func); ok {
		g.decls[obj] = n
	}
	if fd.Recv != nil {
		g.methods[fd.Name.Name] = append(g.methods[fd.Name.Name], n)
	}
	return n
}

// scan notes what the body of n sends and mentions.
func (g *graph) scan(n *node) {
	info := g.pass.TypesInfo
	ast.Inspect(n.decl.Body, func(x ast.Node) bool {
		switch x := x.(type) {
		case *ast.SendStmt:
			if t := info.TypeOf(x.Chan); t != nil {
				if ch, ok := t.Underlying().(*types.Chan); !ok || g.types.Of(ch.Elem()) == movable.Moved {
					n.seed = true
				}
			}
		case *ast.Ident:
			f, ok := info.Uses[x].(*types.Func)
			if !ok {
				return true
			}
			f = f.Origin()
			recv := f.Type().(*types.Signature).Recv()
			switch {
			case recv != nil && types.IsInterface(recv.Type()):
				n.invokes = append(n.invokes, f.Name())
			case f.Pkg() == g.pass.Pkg:
				n.calls = append(n.calls, f)
			case f.Pkg() != nil && f.Pkg().Path() == movable.RuntimePath:
				n.seed = true
			case g.moving(f):
				n.seed = true
			}
		}
		return true
	})
}

// callees lists the functions of the package that n may call.
func (g *graph) callees(n *node) []*node {
	var out []*node
	for _, f := range n.calls {
		if c := g.decls[f]; c != nil {
			out = append(out, c)
		}
	}
	for _, name := range n.invokes {
		out = append(out, g.methods[name]...)
	}
	return out
}

// close follows the callers of the seeds upwards and then all callees down.
func (g *graph) close(all []*node) map[*ast.FuncDecl]bool {
	for _, n := range all {
		for _, c := range g.callees(n) {
			c.callers = append(c.callers, n)
		}
	}
	kept := map[*node]bool{}
	var keep []*node
	reach := func(n *node) {
		if !kept[n] {
			kept[n] = true
			keep = append(keep, n)
		}
	}
	for _, n := range all {
		if n.seed {
			reach(n)
		}
	}
	for i := 0; i < len(keep); i++ {
		for _, c := range keep[i].callers {
			reach(c)
		}
	}
	for i := 0; i < len(keep); i++ {
		for _, c := range g.callees(keep[i]) {
			reach(c)
		}
	}
	out := make(map[*ast.FuncDecl]bool, len(keep))
	for _, n := range keep {
		out[n.decl] = true
	}
	return out
}
