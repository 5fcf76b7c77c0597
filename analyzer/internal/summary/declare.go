package summary

import (
	"go/types"
	"slices"
)

// Declare is f where d, which an annotation declares, has the last word. A move
// that f knows as well is still where f says that it happens.
func (f *Func) Declare(d *Func) *Func {
	out := *f.Except(d)
	out.Name, out.Borrows = d.Name, d.Borrows
	for _, mv := range d.Moves {
		n, _ := mv.Path.Input()
		if i := slices.IndexFunc(f.Moves, func(m Move) bool { return m.Path.of(map[int]bool{n: true}) }); i >= 0 {
			mv.At, mv.Declared = f.Moves[i].At, false
		}
		out.Moves = append(out.Moves, mv)
	}
	return &out
}

// Annotated reports whether an annotation says something of f.
func (f *Func) Annotated() bool {
	return len(f.Borrows) > 0 || slices.ContainsFunc(f.Moves, func(m Move) bool { return m.Declared })
}

// Except is f without what it says of the inputs that d declares: their moves,
// and of those that d borrows, where f stores them. They may come back in a
// result.
func (f *Func) Except(d *Func) *Func {
	moved, borrowed := map[int]bool{}, map[int]bool{}
	for _, m := range d.Moves {
		if n, ok := m.Path.Input(); ok {
			moved[n] = true
		}
	}
	for _, b := range d.Borrows {
		if n, ok := b.Path.Input(); ok {
			moved[n], borrowed[n] = true, true
		}
	}
	out := *f
	out.Moves = without(f.Moves, func(m Move) bool { return m.Path.of(moved) })
	out.Keeps = without(f.Keeps, func(p Path) bool { return p.of(moved) })
	out.Links = nil
	for _, l := range f.Links {
		if l.Cell[0] == 'a' || l.Cell[0] == 'g' {
			n, ofInput := l.Cell.Input()
			to := without(l.To, func(t Target) bool {
				m, _ := t.Path.Input()
				return t.Path.of(borrowed) && !(ofInput && m == n)
			})
			if len(to) < len(l.To) {
				l.To, l.Certain = to, false
			}
			if len(to) == 0 && !l.Certain {
				continue
			}
		}
		out.Links = append(out.Links, l)
	}
	return &out
}

// without is s without the elements of which drop says so; s stays as it is.
func without[T any](s []T, drop func(T) bool) []T {
	return slices.DeleteFunc(slices.Clone(s), drop)
}

// Input is the number of the input that p starts at.
func (p Path) Input() (int, bool) {
	root, _, err := p.Split()
	return root.N, err == nil && root.Kind == 'a'
}

// of reports whether p starts at one of inputs.
func (p Path) of(inputs map[int]bool) bool {
	n, ok := p.Input()
	return ok && inputs[n]
}

// Whole reports whether m moves an input as a send of it would.
func (m Move) Whole() bool {
	root, steps, err := m.Path.Split()
	return err == nil && root.Kind == 'a' && len(steps) == 0
}

// NameOf is how reports call a function or, where recv is not nil, a method.
func NameOf(name string, recv *types.Var) string {
	if recv == nil {
		return name
	}
	t, ptr := recv.Type(), false
	if p, ok := t.(*types.Pointer); ok {
		t, ptr = p.Elem(), true
	}
	n, ok := types.Unalias(t).(*types.Named)
	if !ok {
		return name
	}
	if ptr {
		return "(*" + n.Obj().Name() + ")." + name
	}
	return n.Obj().Name() + "." + name
}
