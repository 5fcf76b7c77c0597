// Package repair finds changes of the source that end a finding.
//
// A repair is offered only where it does what the program was meant to do: it
// compiles, the finding is gone, and what the program computes stays the same
// but for the race. Where the intent cannot be known, such as of a read of what
// a receiver may have filled in, there is none.
package repair

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/moves"
)

// Source is a package whose findings are to be repaired.
type Source struct {
	Fset  *token.FileSet
	Pkg   *types.Package
	Info  *types.Info
	Types *movable.Types
	Files inspector.Cursor
}

// Fixes lists the repairs of f, the best one first: tools apply that one unasked.
// There is none where a line directive names another file: the go command passes
// edits on under that name, and what they would change there is not this code.
func (s *Source) Fixes(f *moves.Finding) []analysis.SuggestedFix {
	var out []analysis.SuggestedFix
	fixes := []func(*moves.Finding) *analysis.SuggestedFix{s.hoist, s.renew, s.fresh, s.clone}
	if escapes(f) {
		fixes = fixes[len(fixes)-1:]
	}
	for _, fix := range fixes {
		if fix := fix(f); fix != nil && !slices.ContainsFunc(fix.TextEdits, s.elsewhere) {
			out = append(out, *fix)
		}
	}
	return out
}

// elsewhere reports whether an edit is where a line directive names another file.
func (s *Source) elsewhere(e analysis.TextEdit) bool {
	return s.Fset.Position(e.Pos).Filename != s.Fset.File(e.Pos).Name()
}

// escapes reports whether f is the send itself, of what was only borrowed.
func escapes(f *moves.Finding) bool { return f.Contract != "" || f.Promise.File != "" }

// expr is the expression with exactly the given range.
func (s *Source) expr(pos, end token.Pos) (inspector.Cursor, ast.Expr) {
	if !pos.IsValid() || end <= pos {
		return inspector.Cursor{}, nil
	}
	c, ok := s.Files.FindByPos(pos, end)
	if !ok {
		return c, nil
	}
	e, ok := c.Node().(ast.Expr)
	if !ok || e.Pos() != pos || e.End() != end {
		return c, nil
	}
	return c, e
}

// statement is the statement around c that stands in a list of statements: the
// place where another one can be put before it.
func statement(c inspector.Cursor) (inspector.Cursor, bool) {
	for c := range c.Enclosing() {
		switch kind, _ := c.ParentEdge(); kind {
		case edge.BlockStmt_List, edge.CaseClause_Body, edge.CommClause_Body:
			return c, true
		case edge.CommClause_Comm, edge.LabeledStmt_Stmt:
			return c, false
		}
		switch c.Node().(type) {
		case *ast.FuncDecl, *ast.FuncLit, *ast.File:
			return c, false
		}
	}
	return c, false
}

// function is the declaration or literal around c.
func function(c inspector.Cursor) (inspector.Cursor, bool) {
	for c := range c.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		return c, true
	}
	return c, false
}

// loop is the innermost loop around c within its function.
func loop(c inspector.Cursor) (inspector.Cursor, bool) {
	for c := range c.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil), (*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		switch c.Node().(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			return c, true
		}
		return c, false
	}
	return c, false
}

// declaredIn reports whether each pass through the loop declares v anew.
func declaredIn(loop ast.Node, v *types.Var) bool {
	return loop.Pos() <= v.Pos() && v.Pos() < loop.End()
}

// mentions lists the identifiers below c that stand for v, but for its
// declaration.
func (s *Source) mentions(c inspector.Cursor, v *types.Var) []inspector.Cursor {
	var out []inspector.Cursor
	for c := range c.Preorder((*ast.Ident)(nil)) {
		if s.Info.Uses[c.Node().(*ast.Ident)] == v {
			out = append(out, c)
		}
	}
	return out
}

// local reports whether v is a variable of a function, which nothing but its
// function and the literals in it can name.
func (s *Source) local(v *types.Var) bool {
	return v != nil && !v.IsField() && v.Pkg() == s.Pkg && v.Parent() != s.Pkg.Scope()
}

// indent is the white space before a statement, as gofmt writes it.
func (s *Source) indent(at token.Pos) string {
	return strings.Repeat("\t", max(s.Fset.PositionFor(at, false).Column-1, 0))
}

// freeName is the first of names that nothing in the function of c is called, ""
// if all are taken.
func freeName(c inspector.Cursor, names ...string) string {
	taken := map[string]bool{}
	for f := range c.Enclosing((*ast.FuncDecl)(nil)) {
		c = f
	}
	for id := range c.Preorder((*ast.Ident)(nil)) {
		if kind, _ := id.ParentEdge(); kind != edge.SelectorExpr_Sel {
			taken[id.Node().(*ast.Ident).Name] = true
		}
	}
	i := slices.IndexFunc(names, func(n string) bool { return n != "" && !taken[n] && token.IsIdentifier(n) })
	if i < 0 {
		return ""
	}
	return names[i]
}

func insert(at token.Pos, text string) analysis.TextEdit {
	return analysis.TextEdit{Pos: at, End: at, NewText: []byte(text)}
}

func replace(n ast.Node, text string) analysis.TextEdit {
	return analysis.TextEdit{Pos: n.Pos(), End: n.End(), NewText: []byte(text)}
}
