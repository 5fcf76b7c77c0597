package moves

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/summary"
)

// What an interface call does is what the methods do that it may reach, of which
// a package sees its own. Other packages see none of them, so it tells them what
// all of its own move.

// findConversions records which types of the package become interfaces, for
// interfaces of other packages are taken to be implemented by those only.
func (p *Package) findConversions(fns []*ssa.Function) {
	p.converted = map[types.Type]bool{}
	for _, fn := range fns {
		for _, b := range fn.Blocks {
			for _, in := range b.Instrs {
				if mi, ok := in.(*ssa.MakeInterface); ok {
					p.converted[mi.X.Type()] = true
				}
			}
		}
	}
}

// implementations lists the methods of the package that an interface call may
// reach. An interface of the package itself is implemented by every type that
// can; one of another package, by the types that the package turns into
// interfaces.
func (p *Package) implementations(c *ssa.CallCommon) []*ssa.Function {
	iface, ok := c.Value.Type().Underlying().(*types.Interface)
	if !ok {
		return nil
	}
	return p.implementing(iface, c.Method)
}

// implementing lists those of the method m of iface.
func (p *Package) implementing(iface *types.Interface, m *types.Func) []*ssa.Function {
	if fns, ok := p.impls[m]; ok {
		return fns
	}
	own := m.Pkg() == p.SSA.Pkg
	var out []*ssa.Function
	scope := p.SSA.Pkg.Scope()
	for _, name := range scope.Names() {
		tn, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || tn.IsAlias() {
			continue
		}
		named, ok := tn.Type().(*types.Named)
		if !ok || named.TypeParams().Len() > 0 || types.IsInterface(named) {
			continue
		}
		for _, t := range []types.Type{named, types.NewPointer(named)} {
			if !types.Implements(t, iface) || !own && !p.isConverted(t) {
				continue
			}
			sel := types.NewMethodSet(t).Lookup(m.Pkg(), m.Name())
			if sel == nil {
				continue
			}
			obj, ok := sel.Obj().(*types.Func)
			if !ok {
				continue
			}
			switch fn := member(p.SSA.Prog, obj.Origin()); {
			case fn == nil:
			case len(sel.Index()) > 1: // its receiver is a part of the value
				p.promoted[m] = append(p.promoted[m], fn)
			case !slices.Contains(out, fn):
				out = append(out, fn)
			}
		}
	}
	p.impls[m] = out
	return out
}

func (p *Package) isConverted(t types.Type) bool {
	for c := range p.converted {
		if types.Identical(c, t) {
			return true
		}
	}
	return false
}

// methods lists the methods of the package's interfaces of which all
// implementations in the package move the same arguments, with these moves. A
// package that implements them, too, looks at its own methods besides.
func (p *Package) methods() map[*types.Func]*summary.Func {
	out := map[*types.Func]*summary.Func{}
	scope := p.SSA.Pkg.Scope()
	for _, name := range scope.Names() {
		tn, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || tn.IsAlias() || !tn.Exported() {
			continue
		}
		iface, ok := tn.Type().Underlying().(*types.Interface)
		if !ok {
			continue
		}
		for m := range iface.ExplicitMethods() {
			if !m.Exported() || p.Declared[m] != nil {
				continue
			}
			fns := p.implementing(iface, m)
			if moves := p.movedByAll(append(slices.Clip(fns), p.promoted[m]...)); len(moves) > 0 {
				out[m] = &summary.Func{Name: tn.Name() + "." + m.Name(), Moves: moves}
			}
		}
	}
	return out
}

// movedByAll lists the moves of arguments that each of fns does.
func (p *Package) movedByAll(fns []*ssa.Function) []summary.Move {
	var out []summary.Move
	for i, fn := range fns {
		sum := p.lookup(fn)
		if sum == nil {
			return nil
		}
		if i == 0 { // without On, which is a place of the one type
			out = slices.DeleteFunc(slices.Clone(sum.Moves), func(mv summary.Move) bool {
				n, ok := mv.Path.Input()
				return !ok || n == 0 || mv.Contained || mv.Dispatched
			})
			for j := range out {
				out[j].On = ""
			}
			continue
		}
		out = slices.DeleteFunc(out, func(mv summary.Move) bool {
			return !slices.ContainsFunc(sum.Moves, func(o summary.Move) bool { return o.Path == mv.Path && o.When == mv.When })
		})
	}
	return out
}
