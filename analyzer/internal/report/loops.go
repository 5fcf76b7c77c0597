package report

import (
	"fmt"
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/sendmove/sendmove/analyzer/internal/moves"
)

// loops lists the statements that make m happen in an earlier iteration: those
// around it, up to the one that declares the variable anew each time.
func (w *writer) loops(m moves.Reached, declared token.Pos) []inspector.Cursor {
	c, ok := w.at(m.Pos, m.End)
	if !ok || !m.Later {
		return nil
	}
	var out []inspector.Cursor
	for c := range c.Enclosing() {
		switch n := c.Node().(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			if n.Pos() <= declared && declared < n.End() {
				return out
			}
			out = append(out, c)
		case *ast.FuncDecl, *ast.FuncLit:
			return out
		}
	}
	return out
}

// loopHeader is the part of a loop before its body.
func loopHeader(loop ast.Node) (pos, end token.Pos) {
	switch n := loop.(type) {
	case *ast.ForStmt:
		pos, end = n.For, n.For+token.Pos(len("for"))
		if n.Init != nil {
			end = n.Init.End()
		}
		if n.Cond != nil {
			end = n.Cond.End()
		}
		if n.Post != nil {
			end = n.Post.End()
		}
	case *ast.RangeStmt:
		pos, end = n.For, n.X.End()
	}
	return pos, end
}

// jump is a statement that leaves the way from a move to what would end it.
type jump struct {
	*ast.BranchStmt
	text string
}

// jumps lists the branch statements of a loop between two positions that go on
// with the loop or, if wanted, leave it: by them a re-initialisation is skipped.
func (w *writer) jumps(loop inspector.Cursor, from, to token.Pos, leaving bool) []jump {
	line := w.fset.Position(loop.Node().Pos()).Line
	var out []jump
	for c := range loop.Preorder((*ast.BranchStmt)(nil)) {
		b := c.Node().(*ast.BranchStmt)
		if b.Pos() <= from || to <= b.Pos() || target(c) != loop.Node() {
			continue
		}
		switch {
		case b.Tok == token.CONTINUE:
			out = append(out, jump{b, fmt.Sprintf("this `continue` advances the loop at line %d", line)})
		case b.Tok == token.BREAK && leaving:
			out = append(out, jump{b, fmt.Sprintf("this `break` exits the loop at line %d", line)})
		}
	}
	return out
}

// target is the statement that a break or continue ends or goes on with, nil
// for other branches.
func target(c inspector.Cursor) ast.Node {
	b := c.Node().(*ast.BranchStmt)
	if b.Tok != token.BREAK && b.Tok != token.CONTINUE {
		return nil
	}
	for c := range c.Enclosing() {
		n := c.Node()
		switch n.(type) {
		case *ast.FuncDecl, *ast.FuncLit:
			return nil
		case *ast.ForStmt, *ast.RangeStmt:
		case *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
			if b.Tok == token.CONTINUE {
				continue
			}
		default:
			continue
		}
		if b.Label == nil {
			return n
		}
		if l, ok := c.Parent().Node().(*ast.LabeledStmt); ok && l.Label.Name == b.Label.Name {
			return n
		}
	}
	return nil
}

// shortBreaks lists the statements behind m that look as if they left the loop
// but only leave a switch or select in it.
func (w *writer) shortBreaks(m moves.Reached, loop inspector.Cursor) []jump {
	c, ok := w.at(m.Pos, m.End)
	if !ok {
		return nil
	}
	for c := range c.Enclosing((*ast.CommClause)(nil), (*ast.CaseClause)(nil)) {
		if c.Node().Pos() < loop.Node().Pos() {
			break
		}
		var out []jump
		for c := range c.Preorder((*ast.BranchStmt)(nil)) {
			b := c.Node().(*ast.BranchStmt)
			if b.Tok != token.BREAK || b.Label != nil || b.Pos() < m.End {
				continue
			}
			switch target(c).(type) {
			case *ast.SelectStmt:
				out = append(out, jump{b, "this `break` leaves the `select`, not the loop"})
			case *ast.SwitchStmt, *ast.TypeSwitchStmt:
				out = append(out, jump{b, "this `break` leaves the `switch`, not the loop"})
			}
		}
		return out
	}
	return nil
}
