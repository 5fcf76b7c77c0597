package detector

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// kind is a type of values that programs work with.
type kind uint8

const (
	page  kind = iota // *Page
	bytes             // []byte
	sheet             // Sheet, a struct of references
	boxed             // *Sheet
	stack             // []*Page
	dict              // map[string]*Page
	iface             // any, which holds a *Page
	fn                // func()
	numKinds
)

// names of the types, and of the channels that carry them.
var names = [numKinds]struct{ typ, word, channel string }{
	page:  {"*Page", "page", "pages"},
	bytes: {"[]byte", "bytes", "bufs"},
	sheet: {"Sheet", "sheet", "sheets"},
	boxed: {"*Sheet", "boxed", "boxes"},
	stack: {"[]*Page", "stack", "stacks"},
	dict:  {"map[string]*Page", "dict", "dicts"},
	iface: {"any", "iface", "anys"},
	fn:    {"func()", "fn", "funcs"},
}

// variable is one that is in scope.
type variable struct {
	name string
	kind kind
	// fixed variables may not be assigned: a closure or a goroutine has them.
	fixed bool
	// given variables are parameters: below the strict level what they only lead to
	// counts for less, and so do they as a part of something else.
	given bool
	// caught variables belong to a closure that was sent. They are used, but not sent
	// themselves: that two receivers get them is not looked for behind a closure.
	caught bool
}

// generator writes one program. Unlike the one of package oracle it cares little
// for what was sent or has another name: that is what is looked for.
type generator struct {
	*rand.Rand
	program *program
	vars    []variable
	flags   []string
	names   int
	nested  int
	loops   int  // around
	budget  int  // statements that are left
	within  bool // a larger value
	using   bool // a place, not sending it or giving it another name
}

// generate writes the program of a seed.
func generate(seed uint64) *program {
	g := &generator{Rand: rand.New(rand.NewPCG(seed, 2)), program: &program{}}
	for i := range g.IntN(3) {
		h := &helper{name: fmt.Sprintf("h%d", i)}
		k := []kind{page, page, sheet, boxed, stack, bytes, iface}[g.IntN(7)]
		h.typ = names[k].typ
		g.vars, g.flags, g.budget = []variable{{name: "x", kind: k, given: true}}, nil, 4
		h.body = g.scope(func() []*node { return g.stmts(1 + g.IntN(3)) })
		g.program.helpers = append(g.program.helpers, h)
	}
	g.vars, g.flags = nil, nil
	g.budget = 4 + g.IntN(12)
	g.program.body = g.scope(func() []*node {
		out := []*node{g.declare(g.kind())}
		return append(out, g.stmts(3+g.IntN(8))...)
	})
	return g.program
}

func (g *generator) chance(percent int) bool { return g.IntN(100) < percent }

func (g *generator) kind() kind {
	return []kind{page, page, page, page, bytes, bytes, sheet, sheet, boxed, stack, stack, dict, iface}[g.IntN(13)]
}

func (g *generator) name(prefix string) string {
	g.names++
	return fmt.Sprintf("%s%d", prefix, g.names)
}

func (g *generator) scope(f func() []*node) []*node {
	vars, flags := len(g.vars), len(g.flags)
	g.nested++
	out := f()
	g.nested--
	g.vars, g.flags = g.vars[:vars], g.flags[:flags]
	return out
}

func (g *generator) stmts(n int) []*node {
	var out []*node
	for range n {
		if g.budget <= 0 {
			break
		}
		if s := g.stmt(); s != nil {
			g.budget--
			out = append(out, s...)
		}
	}
	return out
}

func (g *generator) some() []*node { return g.stmts(1 + g.IntN(3)) }

func one(text string) []*node { return []*node{{text: text}} }

// declare is a new variable.
func (g *generator) declare(k kind) *node {
	x := g.value(k, 0)
	v := g.name("v")
	g.vars = append(g.vars, variable{name: v, kind: k})
	return &node{text: fmt.Sprintf("%s := %s; _ = %s", v, x, v)}
}

// places lists what there is of a kind: variables and parts of variables.
func (g *generator) places(k kind) []string {
	var out []string
	add := func(format string, v string) { out = append(out, fmt.Sprintf(format, v)) }
	for _, v := range g.vars {
		n := v.name
		if v.given && g.within || v.caught && !g.using {
			continue
		}
		if v.kind == k {
			out = append(out, n, n)
		}
		if v.given {
			continue
		}
		switch k {
		case page:
			switch v.kind {
			case page:
				add("%s.next", n)
			case sheet, boxed:
				add("%s.front", n)
				add("%s.back", n)
			case stack:
				add("%s[0]", n)
				add("%s[1]", n)
			case dict:
				add(`%s["a"]`, n)
				add(`%s["b"]`, n)
			case iface:
				add("%s.(*Page)", n)
			}
		case bytes:
			switch v.kind {
			case page:
				add("%s.data", n)
			case sheet:
				add("%s.front.data", n)
			case bytes:
				add("%s[:2]", n)
				add("%s[2:]", n)
			case iface:
				add("%s.(*Page).data", n)
			}
		case sheet:
			if v.kind == boxed {
				add("*%s", n)
			}
		case boxed:
			if v.kind == sheet {
				add("&%s", n)
			}
		case stack:
			if v.kind == stack {
				add("%s[:1]", n)
				add("%s[1:]", n)
			}
		}
	}
	return out
}

// root is the variable with which the place p starts: what holds for the whole holds
// for its elements.
func (g *generator) root(p string) variable {
	name := strings.TrimLeft(p, "*&")
	if end := strings.IndexAny(name, ".[("); end >= 0 {
		name = name[:end]
	}
	i := slices.IndexFunc(g.vars, func(v variable) bool { return v.name == name })
	return g.vars[i]
}

func (g *generator) place(k kind) (string, bool) {
	ps := g.places(k)
	if len(ps) == 0 {
		return "", false
	}
	return ps[g.IntN(len(ps))], true
}

// value is an expression of a kind.
func (g *generator) value(k kind, depth int) string {
	if g.chance(45) {
		if p, ok := g.place(k); ok {
			return p
		}
	}
	if depth < 2 && g.chance(60) {
		part := func(k kind) string {
			was := g.within
			defer func() { g.within = was }()
			g.within = true
			return g.value(k, depth+1)
		}
		switch k {
		case page:
			switch g.IntN(8) {
			case 0:
				return fmt.Sprintf("(&Page{data: %s})", part(bytes))
			case 1:
				return fmt.Sprintf("(&Page{data: makeBytes(), next: %s})", part(page))
			case 2:
				return fmt.Sprintf("same(%s)", part(page))
			case 3:
				return fmt.Sprintf("identity(%s)", part(page))
			case 4:
				return fmt.Sprintf("%s.self()", part(page))
			case 5:
				return fmt.Sprintf("first(%s)", part(stack))
			case 6:
				return fmt.Sprintf("copied(%s)", part(page))
			}
		case bytes:
			if g.chance(50) {
				return fmt.Sprintf("append([]byte(nil), %s...)", part(bytes))
			}
			return fmt.Sprintf("head(%s)", part(bytes))
		case sheet:
			return fmt.Sprintf("Sheet{front: %s, back: %s}", part(page), part(page))
		case boxed:
			if g.chance(50) {
				return fmt.Sprintf("wrap(%s)", part(page))
			}
			return fmt.Sprintf("&Sheet{front: %s, back: %s}", part(page), part(page))
		case stack:
			switch g.IntN(3) {
			case 0:
				return fmt.Sprintf("append(%s, %s)", part(stack), part(page))
			case 1:
				return fmt.Sprintf("rest(%s)", part(stack))
			}
			return fmt.Sprintf("[]*Page{%s, %s}", part(page), part(page))
		case dict:
			return fmt.Sprintf(`map[string]*Page{"a": %s, "b": %s}`, part(page), part(page))
		case iface:
			return fmt.Sprintf("any(%s)", part(page))
		}
	}
	return fresh[k]
}

// fresh are new values.
var fresh = map[kind]string{
	page: "makePage()", bytes: "makeBytes()", sheet: "makeSheet()", boxed: "makeBoxed()",
	stack: "makeStack()", dict: "makeDict()", iface: "any(makePage())",
}

// use reads or writes memory.
func (g *generator) use() []*node {
	g.using = true
	defer func() { g.using = false }()
	switch k := []kind{page, page, page, bytes, bytes, boxed, stack, dict, iface}[g.IntN(9)]; k {
	case page:
		p, ok := g.place(page)
		if !ok {
			return nil
		}
		return one(fmt.Sprintf([]string{
			"%s.n = 1", "%s.n++", "sink(%s.n)", "%s.poke()", "sink(%s.peek())", "pokePage(%s)", "sink(peekPage(%s))",
			"%s.data[0] = 1", "sink(int(%s.data[0]))", "%s.data = makeBytes()", "%s.next = makePage()", "defer %s.poke()",
			"pokeData(%s)",
		}[g.IntN(13)], p))
	case bytes:
		if b, ok := g.place(bytes); ok {
			return one(fmt.Sprintf([]string{
				"%s[0] = 1", "%s[1]++", "sink(int(%s[0]))", `copy(%s, "x")`, "pokeBytes(%s)", "sink(peekBytes(%s))", "clear(%s)",
				"sink(cap(append(%s[:0], 1)))",
			}[g.IntN(8)], b))
		}
	case boxed:
		if b, ok := g.place(boxed); ok && b[0] != '&' {
			return one(fmt.Sprintf([]string{"%s.n = 1", "sink(%s.n)", "%s.poke()", "sink(%s.front.n)"}[g.IntN(4)], b))
		}
	case stack:
		s, ok := g.place(stack)
		if !ok {
			return nil
		}
		g.using = false
		switch g.IntN(4) {
		case 0:
			return one(fmt.Sprintf("%s[0] = %s", s, g.value(page, 1)))
		case 1:
			return one(fmt.Sprintf("pokeAll(%s)", s))
		case 2:
			return one(fmt.Sprintf("sink(%s[0].n)", s))
		}
		v := g.name("v")
		return []*node{{text: fmt.Sprintf("for _, %s := range %s { _ = %s", v, s, v), bodies: [][]*node{g.scope(func() []*node {
			of := g.root(s)
			g.vars = append(g.vars, variable{name: v, kind: page, given: of.given, caught: of.caught})
			return g.some()
		})}}}
	case dict:
		if d, ok := g.place(dict); ok {
			return one(fmt.Sprintf([]string{`%s["a"] = makePage()`, `delete(%s, "b")`, "sink(len(%s))", `%s["b"].n = 1`}[g.IntN(4)], d))
		}
	case iface:
		if p, ok := g.place(iface); ok {
			return one(fmt.Sprintf("%s.(*Page).n = 1", p))
		}
	}
	return nil
}

// payload is what is sent, mostly what is there, and its kind.
func (g *generator) payload() (string, kind) {
	k := g.kind()
	if p, ok := g.place(k); ok && g.chance(70) {
		return p, k
	}
	return g.value(k, 1), k
}

// handOver sends.
func (g *generator) handOver() []*node {
	x, k := g.payload()
	ch := names[k].channel
	if k == page && g.chance(30) {
		ch = "more" // another receiver
	}
	switch g.IntN(10) {
	case 0:
		return one(fmt.Sprintf("ship%s(e, %s)", title(names[k].word), x))
	case 1:
		if k == page {
			return one(fmt.Sprintf("%s.ship(e)", x))
		}
	case 2, 3:
		n := &node{op: try, text: x, to: ch, bodies: [][]*node{g.scope(func() []*node { return g.stmts(g.IntN(2)) }), g.scope(g.some)}}
		return []*node{n}
	case 4:
		// What may panic is computed before somebody waits for the goroutine.
		v := g.name("v")
		return []*node{{text: fmt.Sprintf("%s := %s", v, x)}, {text: "e.start()"}, {
			text:   fmt.Sprintf("go func(x %s) { defer e.end()", names[k].typ),
			bodies: [][]*node{{{op: send, text: "x", to: ch}}},
			tail:   fmt.Sprintf("(%s)", v),
		}}
	case 5:
		var own []*helper
		for _, h := range g.program.helpers {
			if h.typ == names[k].typ {
				own = append(own, h)
			}
		}
		if len(own) > 0 {
			return one(fmt.Sprintf("%s%s(e, %s)", helperPrefix, own[g.IntN(len(own))].name, x))
		}
	case 6:
		if k == page {
			q := g.name("v")
			return []*node{{text: fmt.Sprintf("if %s := relay(e, %s); %s != nil {", q, x, q), bodies: [][]*node{g.scope(func() []*node {
				g.vars = append(g.vars, variable{name: q, kind: page})
				return g.some()
			}), g.scope(func() []*node { return g.stmts(g.IntN(2)) })}, mids: []string{"} else {"}}}
		}
	case 7:
		if k == page {
			return []*node{{text: fmt.Sprintf("if tryPage(e, %s) {", x), bodies: [][]*node{
				g.scope(func() []*node { return g.stmts(g.IntN(2)) }), g.scope(g.some)}, mids: []string{"} else {"}}}
		}
	}
	return []*node{{op: send, text: x, to: ch}}
}

func title(s string) string { return string(s[0]-'a'+'A') + s[1:] }

// assign gives a variable or a part of one a new value.
func (g *generator) assign() []*node {
	var vars []variable
	for _, v := range g.vars {
		if !v.fixed {
			vars = append(vars, v)
		}
	}
	if len(vars) == 0 {
		return nil
	}
	v := vars[g.IntN(len(vars))]
	to, k := v.name, v.kind
	if g.chance(50) {
		switch v.kind {
		case page:
			if g.chance(50) {
				to, k = v.name+".next", page
			} else {
				to, k = v.name+".data", bytes
			}
		case sheet, boxed:
			to, k = v.name+[]string{".front", ".back"}[g.IntN(2)], page
		case stack:
			to, k = v.name+[]string{"[0]", "[1]"}[g.IntN(2)], page
		case dict:
			to, k = v.name+[]string{`["a"]`, `["b"]`}[g.IntN(2)], page
		}
	}
	return one(fmt.Sprintf("%s = %s", to, g.value(k, 0)))
}

// cond is a condition.
func (g *generator) cond() string {
	if len(g.flags) > 0 && g.chance(40) {
		f := g.flags[g.IntN(len(g.flags))]
		if g.chance(50) {
			return "!" + f
		}
		return f
	}
	return "e.decide()"
}

// stmt writes a statement, nil if what it needs is not there.
func (g *generator) stmt() []*node {
	deep := g.nested > 3
	switch n := g.IntN(100); {
	case n < 18:
		return []*node{g.declare(g.kind())}
	case n < 28:
		return g.assign()
	case n < 46:
		return g.handOver()
	case n < 68:
		return g.use()
	case n < 71:
		f := g.name("f")
		s := one(fmt.Sprintf("%s := false; _ = %s", f, f))
		g.flags = append(g.flags, f)
		return s
	case n < 75:
		if len(g.flags) > 0 {
			return one(fmt.Sprintf("%s = %t", g.flags[g.IntN(len(g.flags))], g.chance(70)))
		}
	case n < 85 && !deep:
		s := &node{text: fmt.Sprintf("if %s {", g.cond()), bodies: [][]*node{g.scope(g.some)}}
		if g.chance(50) {
			s.bodies, s.mids = append(s.bodies, g.scope(g.some)), []string{"} else {"}
		}
		return []*node{s}
	case n < 92 && !deep:
		g.loops++
		defer func() { g.loops-- }()
		return []*node{{text: []string{"for range 2 {", "for e.decide() {", "for i := range 3 { _ = i"}[g.IntN(3)], bodies: [][]*node{g.scope(g.some)}}}
	case n < 94 && g.loops > 0:
		return []*node{{text: fmt.Sprintf("if %s {", g.cond()), bodies: [][]*node{one([]string{"break", "continue"}[g.IntN(2)])}}}
	case n < 96 && !deep:
		return []*node{{text: "switch {\ncase e.decide():", bodies: [][]*node{g.scope(g.some), g.scope(g.some)}, mids: []string{"default:"}}}
	case n < 97 && g.nested > 1:
		return []*node{{text: fmt.Sprintf("if %s {", g.cond()), bodies: [][]*node{one("return")}}}
	case n < 100 && !deep:
		return g.closure()
	}
	return nil
}

// closure makes a function of what there is, and calls or defers it, or one of a new
// variable, and sends it. It works on variables as they are.
func (g *generator) closure() []*node {
	if g.chance(25) {
		return g.sentClosure()
	}
	body := g.scope(func() []*node {
		var out []*node
		for range 1 + g.IntN(2) {
			out = append(out, g.use()...)
		}
		return out
	})
	if len(body) == 0 {
		return nil
	}
	switch g.IntN(3) {
	case 0:
		return []*node{{text: "defer func() {", bodies: [][]*node{body}, tail: "()"}}
	case 1:
		f := g.name("f")
		return []*node{
			{text: f + " := func() {", bodies: [][]*node{body}},
			{text: "{", bodies: [][]*node{g.handOver()}},
			{text: f + "()"},
		}
	}
	return []*node{{text: "call(func() {", bodies: [][]*node{body}, tail: ")"}}
}

// sentClosure sends a closure that has a variable to itself, but for what uses it
// later.
func (g *generator) sentClosure() []*node {
	k := []kind{page, bytes, boxed, stack}[g.IntN(4)]
	v, f := g.name("v"), g.name("f")
	all := g.vars
	g.vars = []variable{{name: v, kind: k, caught: true, fixed: true}}
	body := g.scope(g.use)
	g.vars = append(all, g.vars...)
	return []*node{
		{text: fmt.Sprintf("%s := %s", v, fresh[k])},
		{text: f + " := func() { _ = " + v + "; e := e.apart(); defer e.running.Wait()", bodies: [][]*node{body}},
		{op: send, text: f, to: names[fn].channel},
	}
}
