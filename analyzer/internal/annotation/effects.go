package annotation

import (
	"fmt"
	"go/token"
	"go/types"
	"slices"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
)

// effects adds what n says of the inputs of f.
func (r *reader) effects(n note, f *types.Func) {
	if len(n.Names) == 0 {
		r.problem(n, Problem{Kind: Nameless, Func: f.Name()})
		return
	}
	for _, w := range n.Names {
		if p, ok := r.effect(n, f, w.Text); !ok {
			p.Name, p.Func = w.Text, f.Name()
			if n.outside {
				r.problem(n, p)
				continue
			}
			p.Pos, p.End = n.pos+token.Pos(w.At), n.pos+token.Pos(w.At+len(w.Text))
			p.Verb = n.Verb
			r.set.Problems = append(r.set.Problems, p)
		}
	}
}

// effect adds that the input of f called name is moved, or borrowed. Else it
// says why that cannot be.
func (r *reader) effect(n note, f *types.Func, name string) (Problem, bool) {
	if name == "_" {
		return Problem{Kind: Blank}, false
	}
	inputs := inputsOf(f)
	i := slices.IndexFunc(inputs, func(v *types.Var) bool { return v.Name() == name })
	if i < 0 {
		return Problem{Kind: NoParameter}, false
	}
	sum := r.set.Funcs[f]
	if sum == nil {
		sum = &summary.Func{Name: summary.NameOf(f.Name(), f.Signature().Recv())}
	}
	path := summary.Path(fmt.Sprintf("a%d", i))
	moved := slices.ContainsFunc(sum.Moves, func(m summary.Move) bool { return m.Path == path })
	borrowed := slices.ContainsFunc(sum.Borrows, func(b summary.Borrow) bool { return b.Path == path })
	t := inputs[i].Type()
	switch {
	case n.Verb == Borrows && moved, n.Verb == Moves && borrowed:
		return Problem{Kind: Both}, false
	case moved, borrowed:
		return Problem{}, true // said twice
	case n.Verb == Borrows:
		sum.Borrows = append(sum.Borrows, summary.Borrow{Path: path, At: r.where(n)})
	case r.types.Of(t) == movable.Copy:
		return Problem{Kind: Copied, Type: t}, false
	case r.types.Of(t) == movable.Shareable:
		return Problem{Kind: Shared, Type: t}, false
	default:
		mv := summary.Move{Path: path, Declared: true, Param: name, At: r.where(n)}
		if f.Signature().Variadic() && i == len(inputs)-1 && movable.IsReference(t.Underlying().(*types.Slice).Elem()) {
			// Each argument is moved, and then the slice that holds them: the other
			// way round the arguments would be sent again.
			each := mv
			each.Path += "*[]*"
			sum.Moves = append(sum.Moves, each)
		}
		sum.Moves = append(sum.Moves, mv)
	}
	r.set.Funcs[f] = sum
	return Problem{}, true
}

// inputsOf lists the receiver and the parameters of f, in the order of a
// summary's inputs.
func inputsOf(f *types.Func) []*types.Var {
	var out []*types.Var
	sig := f.Signature()
	if recv := sig.Recv(); recv != nil {
		out = append(out, recv)
	}
	return slices.AppendSeq(out, sig.Params().Variables())
}

// where is the position of n for reports in other packages.
func (r *reader) where(n note) summary.Where {
	if n.outside {
		return summary.Where{File: OutsideFile} // it has no position
	}
	p := r.pass.Fset.Position(n.pos)
	return summary.Where{File: p.Filename, Line: p.Line, Col: p.Column, EndCol: p.Column + n.Len, Pos: n.pos}
}
