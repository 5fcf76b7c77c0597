package moves

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// clusters lists fns bottom-up: callees before their callers, functions that
// call each other together, these in the order in which a walk is done with them:
// most of what one calls comes before it.
func (p *Package) clusters(fns []*ssa.Function) [][]*ssa.Function {
	in := map[*ssa.Function]bool{}
	for _, fn := range fns {
		in[fn] = true
	}
	t := &tarjan{p: p, in: in, index: map[*ssa.Function]int{}, low: map[*ssa.Function]int{}, done: map[*ssa.Function]int{}, on: map[*ssa.Function]bool{}}
	for _, fn := range fns {
		if t.index[fn] == 0 {
			t.visit(fn)
		}
	}
	return t.out
}

// tarjan finds strongly connected components; they come out bottom-up.
type tarjan struct {
	p     *Package
	in    map[*ssa.Function]bool
	index map[*ssa.Function]int
	low   map[*ssa.Function]int
	done  map[*ssa.Function]int
	on    map[*ssa.Function]bool
	stack []*ssa.Function
	out   [][]*ssa.Function
}

func (t *tarjan) visit(fn *ssa.Function) {
	t.index[fn] = len(t.index) + 1
	t.low[fn] = t.index[fn]
	t.stack = append(t.stack, fn)
	t.on[fn] = true
	for _, c := range t.p.callees(fn) {
		if !t.in[c] {
			continue
		}
		if t.index[c] == 0 {
			t.visit(c)
			t.low[fn] = min(t.low[fn], t.low[c])
		} else if t.on[c] {
			t.low[fn] = min(t.low[fn], t.index[c])
		}
	}
	t.done[fn] = len(t.done)
	if t.low[fn] != t.index[fn] {
		return
	}
	at := slices.Index(t.stack, fn)
	c := slices.Clone(t.stack[at:])
	t.stack = t.stack[:at]
	for _, f := range c {
		t.on[f] = false
	}
	slices.SortFunc(c, func(a, b *ssa.Function) int { return t.done[a] - t.done[b] })
	t.out = append(t.out, c)
}

// callees lists the functions whose summaries fn needs, its closures included.
func (p *Package) callees(fn *ssa.Function) []*ssa.Function {
	if out, ok := p.calls[fn]; ok {
		return out
	}
	var out []*ssa.Function
	for _, b := range fn.Blocks {
		for _, in := range b.Instrs {
			switch in := in.(type) {
			case *ssa.MakeClosure:
				out = append(out, origin(in.Fn.(*ssa.Function)))
			case ssa.CallInstruction:
				c := in.Common()
				if f := c.StaticCallee(); f != nil {
					out = append(out, origin(f))
				} else if c.IsInvoke() {
					out = append(out, p.implementations(c)...)
					out = append(out, p.promoted[c.Method]...)
				} else {
					for _, f := range p.known[holderOf(c.Value)] {
						out = append(out, origin(f))
					}
				}
			}
			for _, op := range in.Operands(nil) {
				if f, ok := (*op).(*ssa.Function); ok {
					out = append(out, origin(f))
				}
			}
		}
	}
	p.calls[fn] = out
	return out
}

// origin is the function that has the body of f: the generic function of an
// instance, the method of a bound or promoted one.
func origin(f *ssa.Function) *ssa.Function {
	if o := f.Origin(); o != nil {
		f = o
	}
	if f.Synthetic != "" && f.Parent() == nil {
		if obj, ok := f.Object().(*types.Func); ok {
			if m := member(f.Prog, obj.Origin()); m != nil {
				return m
			}
		}
	}
	return f
}

// member is the function of obj, nil for a method of an interface. Of a package that
// is only imported indirectly there are no members until one is asked for.
func member(prog *ssa.Program, obj *types.Func) *ssa.Function {
	if obj.Pkg() != nil && prog.Package(obj.Pkg()) == nil {
		prog.CreatePackage(obj.Pkg(), nil, nil, true)
	}
	return prog.FuncValue(obj)
}

// bound reports whether f is a method value: its receiver is a captured
// variable.
func bound(f *ssa.Function) bool {
	return f.Synthetic != "" && len(f.FreeVars) == 1 && f.Parent() == nil
}

// findGlobals collects the package-level variables that fns mention, by the
// names that summaries use.
func (p *Package) findGlobals(fns []*ssa.Function) {
	p.globals = map[string]*ssa.Global{}
	for _, fn := range fns {
		for _, b := range fn.Blocks {
			for _, in := range b.Instrs {
				for _, op := range in.Operands(nil) {
					if g, ok := (*op).(*ssa.Global); ok {
						p.globals[globalName(g)] = g
					}
				}
			}
		}
	}
}

// isAssigned reports whether a statement of the package assigns the variable v,
// or takes its address.
func (p *Package) isAssigned(v types.Object) bool {
	if p.assigned == nil {
		p.assigned = map[types.Object]bool{}
		note := func(e ast.Expr) {
			if e == nil {
				return
			}
			if id, ok := ast.Unparen(e).(*ast.Ident); ok {
				p.assigned[p.Info.ObjectOf(id)] = true
			}
		}
		for _, file := range p.Files {
			ast.Inspect(file, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.AssignStmt:
					for _, e := range n.Lhs {
						note(e)
					}
				case *ast.RangeStmt:
					note(n.Key)
					note(n.Value)
				case *ast.UnaryExpr:
					if n.Op == token.AND {
						note(n.X)
					}
				}
				return true
			})
		}
	}
	return p.assigned[v]
}
