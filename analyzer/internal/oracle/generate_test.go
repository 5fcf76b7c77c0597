package oracle

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
)

// flow is what the generator knows at a point: which places may not be
// mentioned, since they have another name now (gone), and which may have been
// sent. The second are mentioned now and then, the first hardly ever, so that a
// program is rejected for a send or not at all.
type flow struct {
	gone, sent map[string]bool
	empty      map[string]bool // options of which it is known that they hold nothing
	ended      bool            // nothing gets here
}

func (f flow) clone() flow {
	return flow{maps.Clone(f.gone), maps.Clone(f.sent), maps.Clone(f.empty), f.ended}
}

// join adds what holds on another way to the same point.
func (f *flow) join(g flow) {
	switch {
	case g.ended:
	case f.ended:
		*f = g.clone()
	default:
		maps.Copy(f.gone, g.gone)
		maps.Copy(f.sent, g.sent)
		maps.DeleteFunc(f.empty, func(p string, _ bool) bool { return !g.empty[p] })
	}
}

// touches reports whether a set has a part of p, or what p is a part of.
func touches(set map[string]bool, p Place) bool {
	path := p.String()
	for q := range set {
		if q == path || strings.HasPrefix(q, path+".") || strings.HasPrefix(path, q+".") {
			return true
		}
	}
	return false
}

// inside reports whether a set has p or what p is a part of.
func inside(set map[string]bool, p Place) bool {
	path := p.String()
	for q := range set {
		if q == path || strings.HasPrefix(path, q+".") {
			return true
		}
	}
	return false
}

// renew says that p has a new value.
func (f *flow) renew(p Place) {
	path := p.String()
	part := func(q string, _ bool) bool { return q == path || strings.HasPrefix(q, path+".") }
	maps.DeleteFunc(f.gone, part)
	maps.DeleteFunc(f.sent, part)
	maps.DeleteFunc(f.empty, part)
}

// variable is one that is in scope.
type variable struct {
	Param
	ref    bool // only borrowed
	kept   bool // may not be moved: the parameter of a helper until it is sent
	caught bool // by the closure that is being written
	shared bool // by a closure: in Go a new value would be the closure's too
	sends  bool // a closure that sends what it caught
	loops  int  // around its declaration
}

// loop is a loop or a block that a jump may name.
type loop struct {
	label string
	loop  bool
	exits flow // at the jumps out of it
	vars  int  // that are older
}

// generator writes one program.
type generator struct {
	*rand.Rand
	program *Program
	vars    []variable
	flow    flow
	loops   []*loop
	nested  int // bodies around
	names   int
	budget  int  // statements that are left
	inner   bool // of a closure
}

// generate writes the program of a seed.
func generate(seed uint64) *Program {
	g := &generator{Rand: rand.New(rand.NewPCG(seed, 1)), program: &Program{}, budget: 4}
	for range g.IntN(3) {
		g.helper()
	}
	g.reset()
	for i := range 2 + g.IntN(3) {
		p := Param{string(rune('p' + i)), g.kind()}
		g.program.Params = append(g.program.Params, p)
		g.vars = append(g.vars, variable{Param: p})
	}
	g.budget = 4 + g.IntN(14)
	g.program.Body = g.body(func() []*Stmt { return g.stmts(3 + g.IntN(6)) })
	g.program.number()
	return g.program
}

func (g *generator) reset() {
	g.vars, g.loops, g.nested = nil, nil, 0
	g.flow = noFlow()
}

func noFlow() flow {
	return flow{gone: map[string]bool{}, sent: map[string]bool{}, empty: map[string]bool{}}
}

// helper adds a function that sends its parameter on some path.
func (g *generator) helper() {
	g.reset()
	g.budget = 2
	h := &Helper{Name: fmt.Sprintf("h%d", len(g.program.Helpers)), Param: "x", Type: g.kind()}
	x := Place{Var: h.Param, Type: h.Type}
	g.vars = []variable{{Param: Param{h.Param, h.Type}, kept: true}}
	if h.Body = g.stmts(g.IntN(2)); g.flow.ended {
		h.Body, g.flow = nil, noFlow()
	}
	g.vars[0].kept = false
	h.Body = append(h.Body, g.handOver(x))
	// A helper returns: what comes after one that never does is not reached in Go.
	if after := g.stmts(g.IntN(2)); !g.flow.ended {
		h.Body = append(h.Body, after...)
	}
	g.program.Helpers = append(g.program.Helpers, h)
}

// handOver is a statement that sends x, at least on one path.
func (g *generator) handOver(x Place) *Stmt {
	send := func() *Stmt {
		if g.chance(30) {
			return &Stmt{Op: Do, X: g.ship(x)}
		}
		g.flow.sent[x.String()] = true
		return &Stmt{Op: Send, X: &Expr{Op: Move, Type: x.Type, Place: x}}
	}
	switch g.IntN(4) {
	case 0:
		return g.branch(g.opaque(), func() []*Stmt { return []*Stmt{send()} }, nil)
	case 1:
		return g.branch(g.opaque(), func() []*Stmt { return []*Stmt{send()} }, func() []*Stmt { return g.stmts(1) })
	}
	return send()
}

func (g *generator) chance(percent int) bool { return g.IntN(100) < percent }

func (g *generator) name() string {
	g.names++
	return fmt.Sprintf("v%d", g.names)
}

// kind is a type of values.
func (g *generator) kind() Type {
	return []Type{Page, Page, Page, Page, Bytes, Opt, Stack, Sheet, Sheet, Book, Boxed}[g.IntN(11)]
}

// body runs f in a scope of its own.
func (g *generator) body(f func() []*Stmt) []*Stmt {
	n := len(g.vars)
	g.nested++
	out := f()
	g.nested--
	for _, v := range g.vars[n:] {
		g.flow.renew(Place{Var: v.Name})
	}
	g.vars = g.vars[:n]
	return out
}

// stmts writes about n statements.
func (g *generator) stmts(n int) []*Stmt {
	var out []*Stmt
	for range n {
		if g.flow.ended || g.budget <= 0 {
			break
		}
		if s := g.stmt(); s != nil {
			g.budget--
			out = append(out, s)
		}
	}
	return out
}

// places lists the places that may be mentioned, of the types that ok accepts.
// move is for those that are to be moved out.
func (g *generator) places(move bool, ok func(Type) bool) []Place {
	careless := g.chance(12)
	var out []Place
	var add func(p Place, depth int)
	add = func(p Place, depth int) {
		if !inside(g.flow.gone, p) && (careless || !inside(g.flow.sent, p)) {
			if ok(p.Type) && !g.flow.empty[p.String()] && !touches(g.flow.gone, p) && (careless || !touches(g.flow.sent, p)) {
				out = append(out, p)
			}
			if depth < 2 {
				for _, f := range fields[p.Type] {
					add(p.Field(f), depth+1)
				}
			}
		}
	}
	for _, v := range g.vars {
		if v.Type == Func || move && (v.ref || v.kept || v.shared) {
			continue
		}
		add(Place{Var: v.Name, Type: v.Type}, 0)
	}
	return out
}

// place picks a place, and reports whether there is one.
func (g *generator) place(move bool, ok func(Type) bool) (Place, bool) {
	ps := g.places(move, ok)
	if len(ps) == 0 {
		return Place{}, false
	}
	return ps[g.IntN(len(ps))], true
}

// target picks a place that may be assigned, also one that is gone.
func (g *generator) target() (Place, bool) {
	var out []Place
	var add func(p Place, depth int)
	add = func(p Place, depth int) {
		out = append(out, p)
		if depth < 2 && !inside(g.flow.gone, p) && !inside(g.flow.sent, p) {
			for _, f := range fields[p.Type] {
				add(p.Field(f), depth+1)
			}
		}
	}
	for _, v := range g.vars {
		if v.Type != Func && !v.ref && !v.kept && !v.caught && !v.shared {
			add(Place{Var: v.Name, Type: v.Type}, 0)
		}
	}
	if len(out) == 0 {
		return Place{}, false
	}
	var missing []Place
	for _, p := range out {
		if touches(g.flow.gone, p) || touches(g.flow.sent, p) {
			missing = append(missing, p)
		}
	}
	if len(missing) > 0 && g.chance(80) {
		out = missing
	}
	return out[g.IntN(len(out))], true
}

func is(t Type) func(Type) bool { return func(u Type) bool { return t == u } }

func value(t Type) bool { return t != Func && t != Bool }

func numbered(t Type) bool { return len(fields[t]) > 0 }

// loopsAround counts the loops that are left only by jumps that name them.
func (g *generator) loopsAround() int {
	n := 0
	for _, l := range g.loops {
		if l.loop {
			n++
		}
	}
	return n
}

func (g *generator) declare(name string, t Type) *variable {
	g.vars = append(g.vars, variable{Param: Param{name, t}, loops: g.loopsAround()})
	return &g.vars[len(g.vars)-1]
}

func (g *generator) lookup(name string) *variable {
	for i := range g.vars {
		if g.vars[i].Name == name {
			return &g.vars[i]
		}
	}
	return nil
}

// outer reports whether a loop goes on around p that its variable is older
// than: what is moved out of it in one iteration is missed in the next.
func (g *generator) outer(p Place) bool {
	v := g.lookup(p.Var)
	return v == nil || v.loops < g.loopsAround()
}

// rename is an expression of type t that gives a place another name, nil if
// there is none.
func (g *generator) rename(t Type) *Expr {
	var ok []Place
	for _, p := range g.places(true, is(t)) {
		if !g.outer(p) {
			ok = append(ok, p)
		}
	}
	if len(ok) == 0 {
		return nil
	}
	p := ok[g.IntN(len(ok))]
	g.flow.gone[p.String()] = true
	return &Expr{Op: Move, Type: t, Place: p}
}

// value makes an expression of type t. It is never an option of which it is
// known that it is empty: nothing is sent with nil.
func (g *generator) value(t Type, depth int) *Expr {
	fresh := &Expr{Op: Fresh, Type: t}
	switch n := g.IntN(10); {
	case n < 4:
		if e := g.rename(t); e != nil {
			return e
		}
	case n < 5:
		if p, ok := g.place(false, is(t)); ok {
			return &Expr{Op: Clone, Type: t, Place: p}
		}
	case n < 8 && depth < 2:
		switch t {
		case Page:
			if g.chance(50) {
				return &Expr{Op: Recv, Type: t}
			}
			return &Expr{Op: Pass, Type: t, Args: []*Expr{g.value(Page, depth+1)}}
		case Opt:
			if g.chance(40) {
				if p, ok := g.place(true, is(Page)); ok && !g.outer(p) {
					// In Go the old name is good again where the value came back.
					g.flow.gone[p.String()] = true
					return &Expr{Op: Relay, Type: t, Args: []*Expr{{Op: Move, Type: Page, Place: p}}}
				}
			}
			return &Expr{Op: Wrap, Type: t, Args: []*Expr{g.value(Page, depth+1)}}
		case Boxed:
			return &Expr{Op: Wrap, Type: t, Args: []*Expr{g.value(Sheet, depth+1)}}
		case Sheet, Book:
			return g.build(t, func(f Type) *Expr { return g.value(f, depth+1) })
		}
	}
	return fresh
}

// build makes a struct of parts.
func (g *generator) build(t Type, part func(Type) *Expr) *Expr {
	e := &Expr{Op: Build, Type: t}
	for _, f := range fields[t] {
		e.Args = append(e.Args, part(f.Type))
	}
	return e
}

// payload makes what is sent, mostly a place as it is.
func (g *generator) payload() *Expr {
	if g.chance(80) {
		p, ok := g.place(true, value)
		if !ok {
			return nil
		}
		g.flow.sent[p.String()] = true
		return &Expr{Op: Move, Type: p.Type, Place: p}
	}
	// What is sent twice at once is not used after it was sent.
	parts := map[string]bool{}
	part := func(t Type) *Expr {
		if p, ok := g.place(true, is(t)); ok && g.chance(70) && !touches(parts, p) {
			parts[p.String()] = true
			return &Expr{Op: Move, Type: t, Place: p}
		}
		return &Expr{Op: Fresh, Type: t}
	}
	defer func() { maps.Copy(g.flow.sent, parts) }()
	switch t := g.kind(); t {
	case Sheet, Book:
		return g.build(t, part)
	case Opt:
		return &Expr{Op: Wrap, Type: t, Args: []*Expr{part(Page)}}
	case Boxed:
		return &Expr{Op: Wrap, Type: t, Args: []*Expr{part(Sheet)}}
	default:
		return part(t)
	}
}

// ship calls a helper that sends p.
func (g *generator) ship(p Place) *Expr {
	g.flow.sent[p.String()] = true
	e := &Expr{Op: Ship, Type: Bool, Place: p}
	var own []string
	for _, h := range g.program.Helpers {
		if h.Type == p.Type {
			own = append(own, h.Name)
		}
	}
	switch {
	case len(own) > 0 && g.chance(70):
		e.Helper = own[g.IntN(len(own))]
	case (p.Type == Page || p.Type == Sheet) && g.chance(50):
		e.Method = true
	}
	return e
}

func (g *generator) opaque() *Expr { return &Expr{Op: Opaque, Type: Bool, N: g.IntN(5)} }

// cond makes a condition. What it sends is sent when its value is known.
func (g *generator) cond(depth int) *Expr {
	switch n := g.IntN(10); {
	case n < 2:
		if e := g.use(); e != nil {
			return e
		}
	case n < 4:
		if p, ok := g.place(true, value); ok {
			return g.ship(p)
		}
	case n < 5 && depth < 2:
		return &Expr{Op: Not, Type: Bool, Args: []*Expr{g.cond(depth + 1)}}
	case n < 7 && depth < 2:
		return &Expr{Op: []ExprOp{And, Or}[g.IntN(2)], Type: Bool, Args: []*Expr{g.cond(depth + 1), g.cond(depth + 1)}}
	}
	return g.opaque()
}

// use calls a helper that borrows a place.
func (g *generator) use() *Expr {
	p, ok := g.place(false, value)
	if !ok {
		return nil
	}
	e := &Expr{Op: Peek, Type: Bool, Place: p}
	if g.chance(40) && !g.lookup(p.Var).ref {
		e.Op = Poke
	}
	e.Method = (p.Type == Page || p.Type == Sheet || p.Type == Boxed) && g.chance(40)
	return e
}

// branch is an if statement.
func (g *generator) branch(cond *Expr, then, otherwise func() []*Stmt) *Stmt {
	s := &Stmt{Op: If, X: cond}
	before := g.flow.clone()
	s.Bodies = append(s.Bodies, g.body(then))
	after := g.flow
	g.flow = before
	if otherwise != nil {
		s.Bodies = append(s.Bodies, g.body(otherwise))
	}
	g.flow.join(after)
	return s
}

// choose writes bodies of which one runs.
func (g *generator) choose(bodies ...func() []*Stmt) [][]*Stmt {
	before := g.flow
	var out [][]*Stmt
	after := flow{ended: true}
	for _, b := range bodies {
		g.flow = before.clone()
		out = append(out, g.body(b))
		after.join(g.flow)
	}
	g.flow = after
	return out
}

func (g *generator) some() []*Stmt { return g.stmts(1 + g.IntN(3)) }

// repeat writes the body of a loop. What it took out of older variables is
// mostly put back before the next iteration.
func (g *generator) repeat(s *Stmt, endless bool, bind func()) *Stmt {
	l := &loop{label: strings.Replace(g.name(), "v", "l", 1), loop: true, exits: flow{ended: true}, vars: len(g.vars)}
	s.Label = l.label
	before := g.flow.clone()
	g.loops = append(g.loops, l)
	s.Bodies = [][]*Stmt{g.body(func() []*Stmt {
		if bind != nil {
			bind()
		}
		out := g.some()
		return append(out, g.again(l)...)
	})}
	g.loops = g.loops[:len(g.loops)-1]
	if endless {
		g.flow = flow{ended: true}
	}
	if !endless {
		g.flow.join(before)
	}
	g.flow.join(l.exits)
	return s
}

// again puts back what the next iteration of l will miss.
func (g *generator) again(l *loop) []*Stmt {
	if g.flow.ended {
		return nil
	}
	var out []*Stmt
	if g.chance(15) {
		g.flow.ended = true
		g.leave(l)
		return []*Stmt{{Op: Break, Name: l.label}}
	}
	for _, v := range g.vars[:l.vars] {
		p := Place{Var: v.Name, Type: v.Type}
		if v.Type == Func || v.ref || v.kept || v.shared || v.caught {
			continue
		}
		if touches(g.flow.gone, p) || touches(g.flow.sent, p) && g.chance(70) {
			out = append(out, &Stmt{Op: Assign, To: p, X: &Expr{Op: Fresh, Type: v.Type}})
			g.flow.renew(p)
		}
	}
	return out
}

func (g *generator) leave(l *loop) {
	f := g.flow.clone()
	f.ended = false
	l.exits.join(f)
}

// jump leaves what is around.
func (g *generator) jump() []*Stmt {
	if g.inner && len(g.loops) == 0 || g.nested < 2 {
		return nil
	}
	if len(g.loops) > 0 && g.chance(70) {
		l := g.loops[len(g.loops)-1-g.IntN(min(2, len(g.loops)))]
		if g.chance(60) || !l.loop {
			g.leave(l)
			g.flow.ended = true
			return []*Stmt{{Op: Break, Name: l.label}}
		}
		out := g.again(l)
		if g.flow.ended {
			return out
		}
		g.flow.ended = true
		return append(out, &Stmt{Op: Continue, Name: l.label})
	}
	g.flow.ended = true
	return []*Stmt{{Op: []Op{Return, Return, Return, Panic}[g.IntN(4)]}}
}

// stmt writes a statement, nil if what it needs is not there.
func (g *generator) stmt() *Stmt {
	deep := g.nested > 3
	switch n := g.IntN(100); {
	case n < 10:
		t := g.kind()
		s := &Stmt{Op: Let, Type: t, X: g.value(t, 0)}
		s.Name = g.name()
		g.declare(s.Name, t)
		return s
	case n < 12:
		s := &Stmt{Op: Declare, Type: g.kind(), Name: g.name()}
		g.declare(s.Name, s.Type)
		g.flow.gone[s.Name] = true
		return s
	case n < 22:
		p, ok := g.target()
		if !ok {
			return nil
		}
		s := &Stmt{Op: Assign, To: p, X: g.value(p.Type, 0)}
		if inside(g.flow.gone, Place{Var: p.Var, Path: p.Path[:max(0, len(p.Path)-1)]}) && len(p.Path) > 0 {
			return nil // its own value went with what it is a part of
		}
		g.flow.renew(p)
		return s
	case n < 36:
		e := g.payload()
		if e == nil {
			return nil
		}
		return &Stmt{Op: Send, X: e}
	case n < 44:
		if e := g.use(); e != nil {
			return &Stmt{Op: Do, X: e}
		}
	case n < 47:
		if p, ok := g.place(true, value); ok {
			return &Stmt{Op: Do, X: g.ship(p)}
		}
	case n < 50:
		// The number of a struct is its own as long as the struct is there.
		if p, ok := g.place(false, numbered); ok && !g.lookup(p.Var).ref {
			return &Stmt{Op: []Op{Read, Write}[g.IntN(2)], To: p, N: g.IntN(2)}
		}
	case n < 59 && !deep:
		c := g.cond(0)
		if g.chance(50) {
			return g.branch(c, g.some, nil)
		}
		return g.branch(c, g.some, g.some)
	case n < 66 && !deep:
		switch g.IntN(5) {
		case 0:
			return g.repeat(&Stmt{Op: Loop}, true, nil)
		case 1:
			return g.repeat(&Stmt{Op: While, X: g.cond(0)}, false, nil)
		case 2:
			return g.repeat(&Stmt{Op: Times}, false, nil)
		default:
			p, ok := g.place(true, is(Stack))
			if !ok || g.outer(p) {
				return nil
			}
			s := &Stmt{Op: Each, To: p, Name: g.name()}
			if g.chance(30) {
				s.Op = EachRef
				was := g.lookup(p.Var).ref
				defer func() { g.lookup(p.Var).ref = was }()
				return g.repeat(s, false, func() { g.declare(s.Name, Page).ref = true; g.lookup(p.Var).ref = true })
			}
			g.flow.gone[p.String()] = true
			return g.repeat(s, false, func() { g.declare(s.Name, Page) })
		}
	case n < 70:
		before := g.flow.clone()
		if out := g.jump(); len(out) > 0 {
			if len(out) == 1 {
				return out[0]
			}
			g.flow = before
			return &Stmt{Op: If, X: g.opaque(), Bodies: [][]*Stmt{out}}
		}
	case n < 72 && !deep:
		s := &Stmt{Op: Block, Label: strings.Replace(g.name(), "v", "l", 1)}
		l := &loop{label: s.Label, exits: flow{ended: true}, vars: len(g.vars)}
		g.loops = append(g.loops, l)
		s.Bodies = [][]*Stmt{g.body(g.some)}
		g.loops = g.loops[:len(g.loops)-1]
		g.flow.join(l.exits)
		return s
	case n < 75 && !deep:
		s := &Stmt{Op: Switch}
		bodies := []func() []*Stmt{}
		for range 1 + g.IntN(3) {
			s.Conds = append(s.Conds, g.cond(1))
			bodies = append(bodies, g.some)
		}
		s.Bodies = g.choose(append(bodies, g.some)...)
		return s
	case n < 79 && !deep:
		p, ok := g.place(true, is(Opt))
		if !ok {
			return nil
		}
		if g.chance(30) {
			return g.taken(p)
		}
		s := &Stmt{Op: IfSome, To: p, Name: g.name()}
		ref := g.chance(30)
		if ref {
			s.Op = IfRef
		} else if g.outer(p) {
			return nil
		}
		bodies := []func() []*Stmt{func() []*Stmt {
			v := g.declare(s.Name, Page)
			v.ref = ref
			if !ref {
				g.flow.gone[p.String()] = true
			}
			return g.some()
		}}
		if ref {
			was := g.lookup(p.Var).ref
			g.lookup(p.Var).ref = true
			defer func() { g.lookup(p.Var).ref = was }()
		}
		// What is nil moves nothing.
		if g.chance(40) {
			s.Bodies = g.choose(append(bodies, func() []*Stmt { g.flow.empty[p.String()] = true; return g.some() })...)
		} else {
			s.Bodies = g.choose(append(bodies, func() []*Stmt { g.flow.empty[p.String()] = true; return nil })...)[:1]
		}
		return s
	case n < 82:
		p, ok := g.place(true, is(Stack))
		if !ok {
			return nil
		}
		switch g.IntN(3) {
		case 0:
			if deep {
				return nil
			}
			s := &Stmt{Op: WhPop, To: p, Name: g.name()}
			return g.repeat(s, false, func() { g.declare(s.Name, Page) })
		case 1:
			if deep {
				return nil
			}
			s := &Stmt{Op: IfPop, To: p, Name: g.name()}
			s.Bodies = g.choose(func() []*Stmt { g.declare(s.Name, Page); return g.some() }, func() []*Stmt { return nil })[:1]
			return s
		}
		return &Stmt{Op: Push, To: p, X: g.value(Page, 0)}
	case n < 84:
		p, ok := g.place(true, value)
		q, ok2 := g.place(true, is(p.Type))
		if !ok || !ok2 || p.Var == q.Var {
			return nil
		}
		if g.chance(50) {
			return &Stmt{Op: Swap, To: p, From: q}
		}
		s := &Stmt{Op: Both, To: p, From: q, X: &Expr{Op: Move, Type: p.Type, Place: q}, Conds: []*Expr{{Op: Move, Type: p.Type, Place: p}}}
		if g.chance(50) {
			s.Conds[0] = &Expr{Op: Fresh, Type: p.Type}
		}
		return s
	case n < 86:
		p, ok := g.place(true, func(t Type) bool { return t == Sheet || t == Book })
		if !ok || g.outer(p) {
			return nil
		}
		s := &Stmt{Op: Split, To: p}
		for _, f := range fields[p.Type] {
			name := g.name()
			s.Names = append(s.Names, name)
			g.flow.gone[p.Field(f).String()] = true
			g.declare(name, f.Type)
		}
		return s
	case n < 90 && !deep:
		p, ok := g.place(true, value)
		if !ok {
			return nil
		}
		if g.chance(60) {
			s := &Stmt{Op: TrySend, To: p}
			s.Bodies = g.choose(func() []*Stmt { g.flow.sent[p.String()] = true; return g.stmts(g.IntN(2)) }, g.some)
			return s
		}
		q, _ := g.place(true, value)
		s := &Stmt{Op: Select, To: p, From: q}
		if q.Var == "" {
			return nil
		}
		s.Bodies = g.choose(
			func() []*Stmt { g.flow.sent[p.String()] = true; return g.stmts(g.IntN(2)) },
			func() []*Stmt { g.flow.sent[q.String()] = true; return g.stmts(g.IntN(2)) },
		)
		return s
	case n < 93 && !deep && !g.inner:
		return g.closure()
	case n < 96:
		return g.call()
	case n < 98:
		p, ok := g.place(true, value)
		if !ok {
			return nil
		}
		s := &Stmt{Op: Take, To: p, Name: g.name()}
		if p.Type == Opt || g.chance(50) {
			s.Op, s.X = Replace, g.value(p.Type, 1)
			if touches(g.flow.gone, p) {
				return nil // the new value is the old one
			}
		}
		g.declare(s.Name, p.Type)
		return s
	case n < 99 && !g.inner:
		return g.spawn()
	}
	return nil
}

// taken works on what the option p holds, and leaves nothing there.
func (g *generator) taken(p Place) *Stmt {
	s := &Stmt{Op: WhTake, To: p, Name: g.name()}
	bind := func() { g.flow.empty[p.String()] = true; g.declare(s.Name, Page) }
	if g.chance(40) {
		g.repeat(s, false, bind)
		// A loop that is not left by a jump ends where there is nothing. Else it may
		// be so: what is not known to be there is not sent.
		g.flow.renew(p)
		g.flow.empty[p.String()] = true
		return s
	}
	s.Op = IfTake
	s.Bodies = g.choose(func() []*Stmt { bind(); return g.some() }, func() []*Stmt { g.flow.empty[p.String()] = true; return nil })[:1]
	return s
}

// closure declares one. What it mentions belongs to it from then on.
func (g *generator) closure() *Stmt {
	s := &Stmt{Op: Closure, Name: g.name()}
	loops, before := g.loops, g.flow.clone()
	around := g.loopsAround()
	g.loops, g.inner = nil, true
	saved := slices.Clone(g.vars)
	for i := range g.vars {
		// What a loop around would miss in its next iteration stays out, and
		// nothing but sends takes caught variables.
		g.vars[i].kept = g.vars[i].kept || g.vars[i].loops < around
		g.vars[i].loops, g.vars[i].caught = -1, true
	}
	s.Bodies = [][]*Stmt{g.body(g.some)}
	hidden := slices.Clone(g.vars)
	g.vars = saved
	g.loops, g.inner = loops, false
	g.flow = before
	caught := false
	for _, v := range hidden {
		if mentions(s.Bodies[0], v.Name) {
			// A closure of Rust takes all of a variable, one of Go what it
			// mentions; and it may give a sent variable a new value.
			p := Place{Var: v.Name}
			if v.ref || v.kept || v.Type == Func || touches(g.flow.gone, p) && !inside(g.flow.gone, p) || touches(g.flow.sent, p) && (!inside(g.flow.sent, p) || changes(s.Bodies[0], v.Name)) {
				return nil
			}
			g.lookup(v.Name).shared = true
			caught = true
			g.flow.gone[v.Name] = true
		}
	}
	if !caught {
		return nil
	}
	g.declare(s.Name, Func).sends = sendsCaught(s.Bodies[0])
	return s
}

// mentions reports whether a body mentions a variable.
func mentions(body []*Stmt, name string) bool {
	found := false
	walk(body, func(s *Stmt) {
		found = found || s.To.Var == name || s.From.Var == name || (s.Op == Call || s.Op == Once) && s.Name == name
		for _, e := range s.exprs() {
			e.each(func(e *Expr) { found = found || e.Place.Var == name })
		}
	})
	return found
}

// changes reports whether a body may give a variable a new value.
func changes(body []*Stmt, name string) bool {
	found := false
	walk(body, func(s *Stmt) {
		switch s.Op {
		case Assign, Swap, Both, TrySend, Take, Replace, WhTake, IfTake:
			found = found || s.To.Var == name || s.From.Var == name
		}
	})
	return found
}

// call runs a closure.
func (g *generator) call() *Stmt {
	var ok []variable
	for _, v := range g.vars {
		p := Place{Var: v.Name}
		if v.Type == Func && !touches(g.flow.gone, p) && (!touches(g.flow.sent, p) || g.chance(20)) {
			ok = append(ok, v)
		}
	}
	if len(ok) == 0 {
		return nil
	}
	v := ok[g.IntN(len(ok))]
	s := &Stmt{Op: Call, Name: v.Name}
	if v.sends {
		g.flow.sent[v.Name] = true
		if g.chance(40) {
			s.Op = Once
		}
	}
	return s
}

// spawn sends a variable in a thread of its own.
func (g *generator) spawn() *Stmt {
	p, ok := g.place(true, value)
	if !ok || len(p.Path) > 0 {
		return nil
	}
	before := g.flow.clone()
	loops := g.loops
	g.loops, g.inner = nil, true
	s := &Stmt{Op: Spawn, Bodies: [][]*Stmt{{}}}
	if g.chance(50) {
		s.Bodies[0] = append(s.Bodies[0], &Stmt{Op: Do, X: &Expr{Op: Peek, Type: Bool, Place: p}})
	}
	s.Bodies[0] = append(s.Bodies[0], g.handOverSimply(p))
	g.loops, g.inner = loops, false
	g.flow = before
	g.flow.sent[p.Var] = true
	return s
}

func (g *generator) handOverSimply(p Place) *Stmt {
	s := &Stmt{Op: Send, X: &Expr{Op: Move, Type: p.Type, Place: p}}
	if g.chance(30) {
		return &Stmt{Op: If, X: g.opaque(), Bodies: [][]*Stmt{{s}}}
	}
	return s
}
