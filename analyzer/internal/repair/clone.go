package repair

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/moves"
)

// clone sends a copy, where the sender goes on writing to its own or sends it to
// others. A read may be meant to see what the receiver has written: it gets no
// copy.
func (s *Source) clone(f *moves.Finding) *analysis.SuggestedFix {
	if escapes(f) {
		return s.copies([]moved{{f.Pos, f.End}})
	}
	if f.Usage == moves.Borrow || f.Usage == moves.Capture {
		return nil
	}
	var all []moved
	for _, m := range f.Moves {
		all = append(all, moved{m.Pos, m.End})
	}
	return s.copies(all)
}

// moved is the range of what is sent.
type moved struct{ pos, end token.Pos }

// copies is the fix that sends a copy at each place.
func (s *Source) copies(places []moved) *analysis.SuggestedFix {
	fix := &analysis.SuggestedFix{}
	imported := map[string]bool{}
	what := ""
	for _, p := range places {
		c, e := s.expr(p.pos, p.end)
		if e == nil {
			return nil
		}
		edits, pkg := s.copyOf(c, e)
		if edits == nil {
			return nil
		}
		if pkg != "" && !imported[pkg] {
			imported[pkg] = true
			edit, ok := s.importEdit(c, pkg)
			if !ok {
				return nil
			}
			if edit != nil {
				fix.TextEdits = append(fix.TextEdits, *edit)
			}
		}
		fix.TextEdits = append(fix.TextEdits, edits...)
		if what == "" {
			what = types.ExprString(e)
		}
	}
	fix.Message = fmt.Sprintf("send a copy of `%s`", what)
	return fix
}

// copyOf is the change that makes the expression e a copy of what it is, and the
// package that it needs. The copy shares no memory with e.
func (s *Source) copyOf(c inspector.Cursor, e ast.Expr) (edits []analysis.TextEdit, pkg string) {
	text := types.ExprString(e)
	t := s.Info.TypeOf(e)
	switch x := e.(type) {
	case *ast.Ident, *ast.SelectorExpr, *ast.IndexExpr, *ast.SliceExpr:
	case *ast.UnaryExpr:
		if x.Op == token.AND {
			return s.copyStruct(c, types.ExprString(x.X), x.X), ""
		}
		return nil, ""
	default:
		return nil, ""
	}
	switch u := t.Underlying().(type) {
	case *types.Slice:
		if s.Types.Of(u.Elem()) != movable.Copy || !s.since(c, "go1.21") {
			break
		}
		if types.Identical(t, types.NewSlice(types.Typ[types.Byte])) {
			pkg = "bytes"
		} else {
			pkg = "slices"
		}
		return s.wrap(e, pkg+".Clone("), pkg
	case *types.Map:
		if s.Types.Of(u.Elem()) != movable.Copy || s.Types.Of(u.Key()) != movable.Copy || !s.since(c, "go1.21") {
			break
		}
		return s.wrap(e, "maps.Clone("), "maps"
	case *types.Pointer:
		if _, ok := u.Elem().Underlying().(*types.Struct); ok && s.Types.Of(u.Elem()) == movable.Copy {
			return s.copyStruct(c, "*"+text, e), ""
		}
	}
	if s.clones(t) {
		return []analysis.TextEdit{insert(e.End(), ".Clone()")}, ""
	}
	return nil, ""
}

func (s *Source) wrap(e ast.Expr, call string) []analysis.TextEdit {
	return []analysis.TextEdit{insert(e.Pos(), call), insert(e.End(), ")")}
}

// copyStruct copies a struct of scalars into a variable of its own before the
// statement around c, and sends the address of that.
func (s *Source) copyStruct(c inspector.Cursor, from string, of ast.Expr) []analysis.TextEdit {
	v := moves.Root(s.Info, of)
	stmt, ok := statement(c)
	if v == nil || !ok || s.Types.Of(deref(s.Info.TypeOf(of))) != movable.Copy {
		return nil
	}
	switch n := stmt.Node().(type) {
	case *ast.SendStmt, *ast.ExprStmt, *ast.AssignStmt:
	case *ast.IfStmt:
		if c.Node().Pos() > n.Body.Pos() {
			return nil // another condition stands between
		}
	default:
		return nil // the send is not what comes next
	}
	base := strings.ToLower(v.Name()[:1]) + v.Name()[1:]
	name := freeName(c, base+"Copy", base+"Copy2", base+"Sent")
	if name == "" {
		return nil
	}
	return []analysis.TextEdit{
		insert(stmt.Node().Pos(), fmt.Sprintf("%s := %s\n%s", name, from, s.indent(stmt.Node().Pos()))),
		replace(c.Node(), "&"+name),
	}
}

func deref(t types.Type) types.Type {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

// clones reports whether t has a method Clone that returns a t.
func (s *Source) clones(t types.Type) bool {
	obj, _, _ := types.LookupFieldOrMethod(t, true, s.Pkg, "Clone")
	f, ok := obj.(*types.Func)
	if !ok {
		return false
	}
	sig := f.Signature()
	return sig.Params().Len() == 0 && sig.Results().Len() == 1 && types.Identical(sig.Results().At(0).Type(), t)
}
