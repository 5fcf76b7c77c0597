package repair

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/moves"
)

// hoist reads before the send what is read after it, if that is all that happens
// to the value: plain fields, which are evaluated on every path from the send,
// and once. Nothing in between may wait for the receiver: then the read could be
// meant to see what the receiver has written.
func (s *Source) hoist(f *moves.Finding) *analysis.SuggestedFix {
	v := f.Var
	if len(f.Moves) != 1 || f.Moves[0].Later || f.Usage != moves.Borrow || f.Callee != "" || !s.local(v) {
		return nil
	}
	m := f.Moves[0]
	c, e := s.expr(m.Pos, m.End)
	if id, ok := e.(*ast.Ident); !ok || s.Info.Uses[id] != v {
		return nil
	}
	send, ok := statement(c)
	if !ok {
		return nil
	}
	if l, ok := loop(send); ok && !declaredIn(l.Node(), v) {
		return nil // what comes before the send comes after it, too
	}
	fn, ok := function(send)
	if !ok || !s.own(fn, v) {
		return nil
	}
	fix := &analysis.SuggestedFix{}
	names := map[string]string{}
	var reads []string
	var before strings.Builder
	for _, c := range s.mentions(fn, v) {
		if c.Node().Pos() < send.Node().End() {
			if c.Node().Pos() > m.End {
				return nil // in the same statement
			}
			continue
		}
		read, ok := s.pureRead(c, send)
		if !ok || s.waits(send, m.End, read) {
			return nil
		}
		text := types.ExprString(read)
		if names[text] == "" {
			name := nameOfRead(fn, read, v)
			if name == "" || strings.Contains(before.String(), name+" := ") {
				return nil
			}
			names[text] = name
			reads = append(reads, "`"+text+"`")
			fmt.Fprintf(&before, "%s := %s\n%s", name, text, s.indent(send.Node().Pos()))
		}
		fix.TextEdits = append(fix.TextEdits, replace(read, names[text]))
	}
	if len(reads) == 0 {
		return nil
	}
	fix.TextEdits = append([]analysis.TextEdit{insert(send.Node().Pos(), before.String())}, fix.TextEdits...)
	fix.Message = fmt.Sprintf("read %s before the send", strings.Join(reads, " and "))
	return fix
}

// own reports whether v is a variable of the function fn that keeps its value
// and that no literal captures.
func (s *Source) own(fn inspector.Cursor, v *types.Var) bool {
	if v.Pos() < fn.Node().Pos() || fn.Node().End() <= v.Pos() {
		return false
	}
	for c := range fn.Preorder((*ast.FuncLit)(nil)) {
		if c.Node() != fn.Node() && len(s.mentions(c, v)) > 0 {
			return false
		}
	}
	for _, c := range s.mentions(fn, v) {
		switch kind, _ := c.ParentEdge(); kind {
		case edge.AssignStmt_Lhs, edge.IncDecStmt_X, edge.RangeStmt_Key, edge.RangeStmt_Value:
			return false
		case edge.UnaryExpr_X:
			if c.Parent().Node().(*ast.UnaryExpr).Op == token.AND {
				return false
			}
		}
	}
	return true
}

// pureRead is the expression around the mention c, behind the statement send and
// in the same list, that reads a field, or the length, and has a value of its
// own.
func (s *Source) pureRead(c, send inspector.Cursor) (ast.Expr, bool) {
	var read ast.Expr
	ident := c
	for read == nil {
		kind, _ := c.ParentEdge()
		parent := c.Parent()
		switch kind {
		case edge.SelectorExpr_X:
			sel := s.Info.Selections[parent.Node().(*ast.SelectorExpr)]
			if sel == nil || sel.Kind() != types.FieldVal {
				return nil, false
			}
			if sel.Indirect() && c != ident {
				return nil, false // a pointer in it may be nil before it is looked at
			}
		case edge.CallExpr_Args:
			call := parent.Node().(*ast.CallExpr)
			b, ok := s.Info.Uses[identOf(call.Fun)].(*types.Builtin)
			if !ok || b.Name() != "len" && b.Name() != "cap" {
				return nil, false
			}
			if _, ok := s.Info.TypeOf(call.Args[0]).Underlying().(*types.Chan); ok {
				return nil, false // others change that
			}
		default:
			return nil, false
		}
		c = parent
		if e := c.Node().(ast.Expr); s.Types.Of(s.Info.TypeOf(e)) == movable.Copy {
			read = e
		}
	}
	switch kind, _ := c.ParentEdge(); kind {
	case edge.AssignStmt_Lhs, edge.IncDecStmt_X, edge.RangeStmt_Key, edge.RangeStmt_Value:
		return nil, false
	case edge.UnaryExpr_X:
		if c.Parent().Node().(*ast.UnaryExpr).Op == token.AND {
			return nil, false
		}
	case edge.SelectorExpr_X, edge.SliceExpr_X, edge.IndexExpr_X:
		return nil, false // may be a method with a pointer receiver, or take its address
	}
	for c := range c.Enclosing() {
		kind, _ := c.ParentEdge()
		parent := c.Parent()
		switch kind {
		case edge.BlockStmt_List, edge.CaseClause_Body, edge.CommClause_Body:
			return read, parent.Node() == send.Parent().Node()
		case edge.IfStmt_Else, edge.ForStmt_Cond, edge.ForStmt_Post, edge.CaseClause_List, edge.CommClause_Comm, edge.LabeledStmt_Stmt:
			return nil, false
		case edge.BinaryExpr_Y:
			if op := parent.Node().(*ast.BinaryExpr).Op; op == token.LAND || op == token.LOR {
				return nil, false
			}
		}
	}
	return nil, false
}

func identOf(e ast.Expr) *ast.Ident {
	id, _ := ast.Unparen(e).(*ast.Ident)
	return id
}

// nameOfRead is a name for the value of read, a part of v.
func nameOfRead(fn inspector.Cursor, read ast.Expr, v *types.Var) string {
	switch e := read.(type) {
	case *ast.SelectorExpr:
		r, n := utf8.DecodeRuneInString(e.Sel.Name)
		return freeName(fn, lower(e.Sel.Name), v.Name()+string(unicode.ToUpper(r))+e.Sel.Name[n:])
	case *ast.CallExpr:
		return freeName(fn, "n", v.Name()+"Len")
	}
	return ""
}

// lower is an exported name as a variable is called: ID is id, TextLen textLen.
func lower(name string) string {
	if strings.ToUpper(name) == name {
		return strings.ToLower(name)
	}
	r, n := utf8.DecodeRuneInString(name)
	return string(unicode.ToLower(r)) + name[n:]
}
