package repair

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

// waits reports whether something that is done between from, in the statement
// send, and the expression read could wait for another goroutine. Of functions only those of
// packages that never do are believed not to.
func (s *Source) waits(send inspector.Cursor, from token.Pos, read ast.Expr) bool {
	list := send.Parent()
	for c := range list.Preorder((*ast.UnaryExpr)(nil), (*ast.SendStmt)(nil), (*ast.SelectStmt)(nil), (*ast.RangeStmt)(nil), (*ast.CallExpr)(nil)) {
		n := c.Node()
		if n.Pos() < from || n.Pos() > read.Pos() {
			continue
		}
		switch n := n.(type) {
		case *ast.UnaryExpr:
			if n.Op == token.ARROW {
				return true
			}
		case *ast.SendStmt, *ast.SelectStmt:
			return true
		case *ast.RangeStmt:
			switch s.Info.TypeOf(n.X).Underlying().(type) {
			case *types.Chan, *types.Signature:
				return true
			}
		case *ast.CallExpr:
			if n.End() < read.End() && !s.prompt(n) { // else it is called with what was read
				return true
			}
		}
	}
	return false
}

// promptPackages have functions that never wait for another goroutine.
var promptPackages = map[string]bool{
	"bytes": true, "cmp": true, "errors": true, "fmt": true, "log": true, "log/slog": true,
	"maps": true, "math": true, "path": true, "path/filepath": true, "slices": true, "sort": true,
	"strconv": true, "strings": true, "unicode": true, "unicode/utf8": true,
}

// prompt reports whether a call never waits for another goroutine.
func (s *Source) prompt(call *ast.CallExpr) bool {
	if s.Info.Types[call.Fun].IsType() {
		return true
	}
	switch f := typeutil.Callee(s.Info, call).(type) {
	case *types.Builtin:
		return true
	case *types.Func:
		return f.Pkg() == nil || promptPackages[f.Pkg().Path()]
	}
	return false
}
