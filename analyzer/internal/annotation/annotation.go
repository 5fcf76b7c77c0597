package annotation

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
)

// Set is what the annotations of one package say.
type Set struct {
	// Types are the types that were declared shareable.
	Types map[*types.TypeName]bool
	// Funcs are the functions and methods whose effects were declared: Moves and
	// Borrows, each of whole inputs.
	Funcs map[*types.Func]*summary.Func
	// Problems are what is wrong with the annotations, in the order of the source.
	Problems []Problem
}

// Read reads and checks the annotations of a package, and what is declared from
// outside. From then on ts knows the types that were declared shareable, here
// and in the packages that were imported.
func Read(pass *analysis.Pass, ts *movable.Types, outside *Declarations) *Set {
	r := &reader{
		pass:  pass,
		types: ts,
		set:   &Set{Types: map[*types.TypeName]bool{}, Funcs: map[*types.Func]*summary.Func{}},
	}
	ts.Marked = func(name *types.TypeName) bool {
		if outside.shared(name) {
			return true
		}
		if name.Pkg() == nil || name.Pkg() == pass.Pkg {
			return r.set.Types[name]
		}
		return pass.ImportObjectFact(name, &IsShared{})
	}
	var found []note
	for _, f := range pass.Files {
		found = append(found, notes(f)...)
	}
	for _, n := range found {
		if n.Verb == Share {
			r.read(n)
		}
	}
	for _, n := range found { // whether a parameter can be moved is known now
		if n.Verb != Share {
			r.read(n)
		}
	}
	outside.own(r)
	slices.SortStableFunc(r.set.Problems, func(a, b Problem) int { return int(a.Pos - b.Pos) })
	return r.set
}

// note is a directive with what its comment documents, nil for nothing that
// can have an annotation.
type note struct {
	Directive
	pos   token.Pos
	owner ast.Node
	// outside notes are declarations, which the source does not have. What is
	// wrong with them is said at the name of the package.
	outside bool
}

// notes lists the directives in f. Files without one cost a look at each
// comment and nothing else.
func notes(f *ast.File) []note {
	var out []note
	var owners map[*ast.CommentGroup]ast.Node
	for _, g := range f.Comments {
		for _, c := range g.List {
			d, ok := Parse(c.Text)
			if !ok {
				continue
			}
			if owners == nil {
				owners = documented(f)
			}
			out = append(out, note{Directive: d, pos: c.Pos(), owner: owners[g]})
		}
	}
	return out
}

// documented finds what doc comments belong to: a *ast.TypeSpec, a *ast.FuncDecl
// or the *ast.Field of a method of an interface.
func documented(f *ast.File) map[*ast.CommentGroup]ast.Node {
	owners := map[*ast.CommentGroup]ast.Node{}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			owners[n.Doc] = n
		case *ast.GenDecl:
			if n.Tok == token.TYPE && len(n.Specs) == 1 {
				owners[n.Doc] = n.Specs[0]
			}
		case *ast.TypeSpec:
			owners[n.Doc] = n
		case *ast.InterfaceType:
			for _, m := range n.Methods.List {
				if len(m.Names) == 1 {
					owners[m.Doc] = m
				}
			}
		}
		return true
	})
	delete(owners, nil)
	return owners
}

type reader struct {
	pass  *analysis.Pass
	types *movable.Types
	set   *Set
}

// problem notes that n has no effect.
func (r *reader) problem(n note, p Problem) {
	p.Pos, p.End, p.Verb = n.pos, n.pos+token.Pos(n.Len), n.Verb
	if n.outside {
		if r.pass == nil {
			return // said where the package is analysed
		}
		name := r.pass.Files[0].Name
		p.Pos, p.End, p.Outside = name.Pos(), name.End(), true
	}
	r.set.Problems = append(r.set.Problems, p)
}

func (r *reader) read(n note) {
	switch {
	case !known(n.Verb):
		r.problem(n, Problem{Kind: Unknown, Meant: meant(n.Verb)})
	case n.Spaced:
		r.problem(n, Problem{Kind: Spaced, Meant: n.Verb})
	case n.Verb == Ignore:
		// it may stand anywhere
	case n.Verb == Share:
		spec, ok := n.owner.(*ast.TypeSpec)
		if !ok || spec.Assign.IsValid() { // an alias is no type of its own
			r.problem(n, Problem{Kind: Misplaced})
			return
		}
		if name, ok := r.pass.TypesInfo.Defs[spec.Name].(*types.TypeName); ok {
			r.set.Types[name] = true
		}
	default:
		var id *ast.Ident
		switch owner := n.owner.(type) {
		case *ast.FuncDecl:
			id = owner.Name
		case *ast.Field:
			id = owner.Names[0]
		default:
			r.problem(n, Problem{Kind: Misplaced})
			return
		}
		if f, ok := r.pass.TypesInfo.Defs[id].(*types.Func); ok {
			r.effects(n, f)
		}
	}
}
