// Package gate decides from syntax and types alone which functions of a
// package matter to the analysis. All others cost a walk over their syntax and
// nothing else.
package gate

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
)

// Functions lists the functions that matter: those that can move something,
// by a send or by a call of what moves; their callers, which can use it
// afterwards; and what these call, whose effects they need. It is nil when the
// package has no send and no moving callee: nothing can be moved here.
//
// exports says that other packages ask for the effects of this one's functions:
// then its accessors matter as well. moving reports whether something else than
// the body says of a function that it moves: a fact of another package, or an
// annotation.
func Functions(pass *analysis.Pass, ts *movable.Types, exports bool, moving func(*types.Func) bool) map[*ast.FuncDecl]bool {
	g := newGraph(pass, ts, moving)
	all := g.scan()
	seeded := slices.ContainsFunc(all, (*node).isSeed)
	var accessors []*node
	if exports {
		accessors = slices.DeleteFunc(slices.Clone(all), func(n *node) bool { return !g.accessor(n) || !g.simple(n) })
	}
	if !seeded && len(accessors) == 0 {
		return nil
	}
	return g.close(all, seeded, accessors)
}

// Moves reports whether a function of the package may move something, by itself or by
// what it calls. moving is that of Functions.
func Moves(pass *analysis.Pass, ts *movable.Types, moving func(*types.Func) bool) bool {
	return slices.ContainsFunc(newGraph(pass, ts, moving).scan(), (*node).isSeed)
}

// maxAccessor is the length of the body, in bytes of source without comments, up to
// which a function counts as an accessor.
const maxAccessor = 400

// maxReach is the length of all functions of the package that an accessor may
// lead to, itself included. A short function that starts something large, such as
// a parser, is no accessor.
const maxReach = 20 * maxAccessor

// simple reports whether n leads to no more than maxReach of source.
func (g *graph) simple(n *node) bool {
	size, seen := 0, map[*node]bool{n: true}
	for next := []*node{n}; len(next) > 0; {
		n := next[len(next)-1]
		next = next[:len(next)-1]
		if size += n.length; size > maxReach {
			return false
		}
		for _, c := range g.callees(n) {
			if !seen[c] {
				seen[c] = true
				next = append(next, c)
			}
		}
	}
	return true
}

// accessor reports whether n is a short exported function over memory: a getter
// or a setter, a constructor, what frees. Such functions say which memory is the
// same to the packages that call them, whether or not anything is sent here.
// Longer ones are not looked at; what they do is missed.
func (g *graph) accessor(n *node) bool {
	if !n.decl.Name.IsExported() || n.length > maxAccessor {
		return false
	}
	obj, ok := g.pass.TypesInfo.Defs[n.decl.Name].(*types.Func)
	if !ok {
		return false
	}
	sig := obj.Type().(*types.Signature)
	if sig.Recv() != nil && g.types.Of(sig.Recv().Type()) == movable.Moved {
		return true
	}
	for v := range sig.Params().Variables() {
		if g.types.Of(v.Type()) == movable.Moved {
			return true
		}
	}
	return sig.Params().Len() == 0 && sig.Recv() == nil && sig.Results().Len() == 0 // it may never return
}

type node struct {
	decl    *ast.FuncDecl
	length  int           // of the body, in bytes of source without comments
	calls   []*types.Func // functions of the package that it mentions
	invokes []string      // methods that it calls through interfaces
	callers []*node
	seed    bool
	// receives is set where memory comes out of a channel: what becomes of it
	// tells whether it matters that a value is sent to several.
	receives bool
	// dynamic is set where a function in a field or a package-level variable is
	// mentioned, which may be one that sends.
	dynamic bool
}

func (n *node) isSeed() bool { return n.seed }

type graph struct {
	pass    *analysis.Pass
	types   *movable.Types
	moving  func(*types.Func) bool
	decls   map[*types.Func]*node
	methods map[string][]*node // by name
}

func newGraph(pass *analysis.Pass, ts *movable.Types, moving func(*types.Func) bool) *graph {
	return &graph{
		pass: pass, types: ts, moving: moving,
		decls:   map[*types.Func]*node{},
		methods: map[string][]*node{},
	}
}

func (g *graph) add(fd *ast.FuncDecl, comments []*ast.CommentGroup) *node {
	n := &node{decl: fd, length: length(fd.Body, comments)}
	if obj, ok := g.pass.TypesInfo.Defs[fd.Name].(*types.Func); ok {
		g.decls[obj] = n
	}
	if fd.Recv != nil {
		g.methods[fd.Name.Name] = append(g.methods[fd.Name.Name], n)
	}
	return n
}

// length is that of body without comments, of those of its file.
func length(body *ast.BlockStmt, comments []*ast.CommentGroup) int {
	n := int(body.End() - body.Pos())
	first, _ := slices.BinarySearchFunc(comments, body.Pos(), func(c *ast.CommentGroup, at token.Pos) int { return cmp.Compare(c.Pos(), at) })
	for _, c := range comments[first:] {
		if c.Pos() > body.End() {
			break
		}
		n -= int(c.End() - c.Pos())
	}
	return n
}

// scan lists the functions that have a body, with what they send and mention.
func (g *graph) scan() []*node {
	var all []*node
	var n *node // the function that the walk is in
	visit := func(x ast.Node) bool {
		switch x := x.(type) {
		case *ast.SendStmt:
			n.seed = n.seed || g.carries(x.Chan)
		case *ast.UnaryExpr:
			if x.Op == token.ARROW {
				n.receives = n.receives || g.carries(x.X)
			}
		case *ast.RangeStmt:
			n.receives = n.receives || g.carries(x.X)
		case *ast.Ident:
			g.mention(n, x)
		}
		return true
	}
	for _, f := range g.pass.Files {
		for _, d := range f.Decls {
			if fd, ok := d.(*ast.FuncDecl); ok && fd.Body != nil {
				n = g.add(fd, f.Comments)
				all = append(all, n)
				ast.Inspect(fd, visit)
			}
		}
	}
	return all
}

// carries reports whether e is a channel whose elements are memory.
func (g *graph) carries(e ast.Expr) bool {
	t := g.pass.TypesInfo.TypeOf(e)
	if t == nil {
		return false
	}
	if _, generic := types.Unalias(t).(*types.TypeParam); generic {
		return true // it may be a channel
	}
	ch, ok := t.Underlying().(*types.Chan)
	return ok && g.types.Of(ch.Elem()) == movable.Moved
}

// mention notes that n names a function.
func (g *graph) mention(n *node, id *ast.Ident) {
	f, ok := g.pass.TypesInfo.Uses[id].(*types.Func)
	if !ok {
		v, _ := g.pass.TypesInfo.Uses[id].(*types.Var)
		n.dynamic = n.dynamic || v != nil && g.holdsFunc(v)
		return
	}
	f = f.Origin()
	recv := f.Type().(*types.Signature).Recv()
	n.seed = n.seed || f.Pkg() != nil && f.Pkg().Path() == movable.RuntimePath || g.moving(f)
	switch {
	case recv != nil && types.IsInterface(recv.Type()):
		n.invokes = append(n.invokes, f.Name())
	case f.Pkg() == g.pass.Pkg:
		n.calls = append(n.calls, f)
	}
}

// holdsFunc reports whether v is a field or a package-level variable with a
// function that takes memory.
func (g *graph) holdsFunc(v *types.Var) bool {
	sig, ok := v.Type().Underlying().(*types.Signature)
	if !ok || v.Pkg() != g.pass.Pkg || !v.IsField() && v.Parent() != g.pass.Pkg.Scope() {
		return false
	}
	for p := range sig.Params().Variables() {
		if g.types.Of(p.Type()) == movable.Moved {
			return true
		}
	}
	return false
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

// close follows the callers of the seeds upwards and then, from these, from the
// accessors and, where there are seeds, from the receivers, all callees down.
func (g *graph) close(all []*node, seeded bool, accessors []*node) map[*ast.FuncDecl]bool {
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
		if n.seed || seeded && n.dynamic {
			reach(n)
		}
	}
	for i := 0; i < len(keep); i++ {
		for _, c := range keep[i].callers {
			reach(c)
		}
	}
	for _, n := range all {
		if seeded && n.receives {
			reach(n)
		}
	}
	for _, n := range accessors {
		reach(n)
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
