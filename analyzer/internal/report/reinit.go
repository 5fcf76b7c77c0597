package report

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/moves"
)

// reinit is an assignment that ends the move on some of the paths to the use.
type reinit struct {
	stmt     inspector.Cursor
	pos, end token.Pos // of what is assigned
}

// maxReinits bounds how many re-initialisations one report shows, as rustc does.
const maxReinits = 3

// reinits lists the assignments of the moved place that lie between a move and
// the use on one path, while the use is reached by another.
func (w *writer) reinits(f *moves.Finding) []reinit {
	if f.Instr == nil || f.Var == nil || f.Instr.Block() == nil {
		return nil
	}
	assigned := w.assignments(f)
	if len(assigned) == 0 {
		return nil
	}
	moved := func(in ssa.Instruction) bool {
		return slices.ContainsFunc(f.Moves, func(m moves.Reached) bool { return m.Instr == in })
	}
	var out []reinit
	around := false // a path comes from a move by none of them
	backwards(f.Instr, func(in ssa.Instruction) bool {
		if moved(in) {
			around = true
			return false
		}
		st, ok := in.(*ssa.Store)
		if !ok {
			return true
		}
		for _, r := range assigned {
			if st.Pos() < r.pos || r.end < st.Pos() {
				continue
			}
			reached := false
			backwards(st, func(in ssa.Instruction) bool {
				reached = reached || moved(in)
				return !reached
			})
			if reached && !slices.Contains(out, r) {
				out = append(out, r)
			}
			return false
		}
		return true
	})
	if !around {
		return nil // they do not end the move
	}
	slices.SortFunc(out, func(a, b reinit) int { return int(a.pos - b.pos) })
	return out[:min(len(out), maxReinits)]
}

// assignments lists where the function assigns the moved place or one that it is
// a part of.
func (w *writer) assignments(f *moves.Finding) []reinit {
	name := f.Name
	if m := f.Moves[0]; m.Name != "" && (within(name, m.Name) || within(m.Name, name)) {
		name = m.Name
	}
	syntax := f.Fn.Syntax()
	if syntax == nil || name == "" {
		return nil
	}
	c, ok := w.at(syntax.Pos(), syntax.End())
	if !ok {
		return nil
	}
	var out []reinit
	for c := range c.Preorder((*ast.AssignStmt)(nil)) {
		stmt := c.Node().(*ast.AssignStmt)
		if stmt.Tok != token.ASSIGN && stmt.Tok != token.DEFINE {
			continue
		}
		for _, e := range stmt.Lhs {
			if moves.Root(w.info, e) != f.Var || !within(name, types.ExprString(e)) {
				continue
			}
			if id, ok := e.(*ast.Ident); ok && w.info.Defs[id] != nil {
				continue // the declaration
			}
			out = append(out, reinit{c, e.Pos(), e.End()})
		}
	}
	return out
}

// backwards calls visit for the instructions from which control comes to in,
// each once, the nearest first. Where visit says false it does not look further.
func backwards(in ssa.Instruction, visit func(ssa.Instruction) bool) {
	seen := map[*ssa.BasicBlock]bool{}
	var walk func(b *ssa.BasicBlock, to int)
	walk = func(b *ssa.BasicBlock, to int) {
		for i := to - 1; i >= 0; i-- {
			if !visit(b.Instrs[i]) {
				return
			}
		}
		for _, p := range b.Preds {
			if !seen[p] {
				seen[p] = true
				walk(p, len(p.Instrs))
			}
		}
	}
	b := in.Block()
	walk(b, slices.Index(b.Instrs, in))
}

// skipped lists the jumps by which r is skipped on the way from a move.
func (w *writer) skipped(f *moves.Finding, r reinit) []jump {
	var out []jump
	for _, m := range f.Moves {
		for c := range r.stmt.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil)) {
			loop := c.Node()
			if loop.Pos() <= m.Pos && m.Pos < loop.End() {
				out = append(out, w.jumps(c, m.Pos, r.pos, f.Pos > loop.End())...)
				break
			}
		}
	}
	return out
}
