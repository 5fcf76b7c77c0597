package oracle

import (
	"fmt"
	"strings"
)

// goPrelude is what all programs share, the counterpart of rustPrelude.
const goPrelude = `package p

type Page struct {
	n    int
	data []byte
	next *Page
}

type Sheet struct {
	front, back *Page
	n           int
}

type Book struct {
	sheet Sheet
	cover *Page
	tag   []byte
	n     int
}

func (p *Page) peek() bool                { return p.n > 0 }
func (p *Page) poke() bool                { p.n++; return p.n > 0 }
func (p *Page) ship(pages chan *Page) bool { pages <- p; return cap(pages) > 0 }

func (s Sheet) peek() bool                  { return s.front.n > s.n }
func (s *Sheet) poke() bool                 { s.front.n = s.n; return s.n > 0 }
func (s Sheet) ship(sheets chan Sheet) bool { sheets <- s; return cap(sheets) > 0 }

func page(n int) *Page {
	p := &Page{n: n, data: []byte{1}}
	if n > 3 {
		p.next = page(n - 1)
	}
	return p
}
func bytes(n int) []byte  { b := make([]byte, 4); b[0] = byte(n); return b }
func opt(n int) *Page     { return page(n) }
func stack(n int) []*Page { return []*Page{page(n), page(n)} }
func sheet(n int) Sheet   { return Sheet{page(n), page(n), n} }
func book(n int) Book     { return Book{sheet(n), page(n), bytes(n), n} }
func boxed(n int) *Sheet  { return &Sheet{page(n), page(n), n} }

func clone_page(p *Page) *Page   { return &Page{n: p.n, data: clone_bytes(p.data), next: clone_opt(p.next)} }
func clone_bytes(b []byte) []byte { return append([]byte(nil), b...) }
func clone_opt(o *Page) *Page {
	if o == nil {
		return nil
	}
	return clone_page(o)
}
func clone_stack(s []*Page) []*Page {
	out := make([]*Page, 0, len(s))
	for _, p := range s {
		out = append(out, clone_page(p))
	}
	return out
}
func clone_sheet(s Sheet) Sheet { return Sheet{clone_page(s.front), clone_page(s.back), s.n} }
func clone_book(b Book) Book {
	return Book{clone_sheet(b.sheet), clone_page(b.cover), clone_bytes(b.tag), b.n}
}
func clone_boxed(s *Sheet) *Sheet { return &Sheet{clone_page(s.front), clone_page(s.back), s.n} }

func peek_page(p *Page) bool      { return p.n > 0 }
func peek_bytes(b []byte) bool    { return b[0] > 0 }
func peek_opt(o *Page) bool       { return o != nil && o.n >= 0 }
func peek_stack(s []*Page) bool   { return s[0].n > 0 }
func peek_sheet(s Sheet) bool     { return s.front.n > s.back.n }
func peek_book(b *Book) bool      { return b.cover.n > 0 }
func poke_page(p *Page) bool      { p.n++; return p.n > 0 }
func poke_bytes(b []byte) bool    { b[0] = 1; return b[1] > 0 }
func poke_opt(o *Page) bool {
	if o != nil {
		o.n++
	}
	return true
}
func poke_stack(s []*Page) bool { s[0].n = 2; return s[0].n > 0 }
func poke_sheet(s *Sheet) bool  { s.front.n = s.n; return s.n > 0 }
func poke_book(b *Book) bool    { b.cover.n = b.n; return b.n > 0 }

func ship_page(pages chan *Page, p *Page) bool      { pages <- p; return cap(pages) > 0 }
func ship_bytes(bufs chan []byte, b []byte) bool    { bufs <- b; return cap(bufs) > 0 }
func ship_opt(opts chan *Page, o *Page) bool        { opts <- o; return cap(opts) > 0 }
func ship_stack(stacks chan []*Page, s []*Page) bool { stacks <- s; return cap(stacks) > 0 }
func ship_sheet(sheets chan Sheet, s Sheet) bool    { sheets <- s; return cap(sheets) > 0 }
func ship_book(books chan Book, b Book) bool        { books <- b; return cap(books) > 0 }
func ship_boxed(boxes chan *Sheet, s *Sheet) bool   { boxes <- s; return cap(boxes) > 0 }

func pass_page(p *Page) *Page { return p }
func relay(pages chan *Page, p *Page, c bool) *Page {
	if c {
		pages <- p
		return nil
	}
	return p
}

var picked chan bool

func pick() bool     { return len(picked) > 1 }
func num(n int) bool { return n > 0 }
func once(f func())  { f() }
func box(s Sheet) *Sheet { return &s }
`

// defaults are what mem::take leaves. Where Rust has empty memory it is not nil, with
// which nothing would be sent.
var defaults = [numTypes]string{
	Page:  "page(0)",
	Bytes: "[]byte{}",
	Opt:   "nil",
	Stack: "[]*Page{}",
	Sheet: "sheet(0)",
	Book:  "book(0)",
	Boxed: "boxed(0)",
}

// goPrinter prints programs in Go.
type goPrinter struct {
	text
	jumps
	prefix string
	result string         // of the function, after return
	reads  map[string]int // of variables
	decls  []declaration
}

// declaration is a variable and the line that declares it.
type declaration struct {
	name string
	line int
}

// golang adds p to out. The names of its functions start with name.
func (p *Program) golang(out *text, name string) {
	g := &goPrinter{text: *out, prefix: name}
	for _, h := range p.Helpers {
		g.line(0, "func %s_%s(%s, %s %s) bool {", name, h.Name, goShared, h.Param, typeNames[h.Type].golang)
		g.result = " true"
		g.function(h.Body)
		g.line(0, "\treturn true")
		g.line(0, "}")
	}
	params := goShared
	for _, q := range p.Params {
		params += fmt.Sprintf(", %s %s", q.Name, typeNames[q.Type].golang)
	}
	g.result = ""
	g.line(0, "func %s(%s) {", name, params)
	g.function(p.Body)
	g.line(0, "}")
	*out = g.text
}

var goShared, goGiven = func() (string, string) {
	var params, args []string
	for t := Page; t < Func; t++ {
		params = append(params, fmt.Sprintf("%s chan %s", typeNames[t].channel, typeNames[t].golang))
		args = append(args, typeNames[t].channel)
	}
	params = append(params, "inbox chan *Page", "c, d bool", "k int")
	args = append(args, "inbox", "c", "d", "k")
	return strings.Join(params, ", "), strings.Join(args, ", ")
}()

// function prints the body of a function. Go wants each variable to be read.
func (g *goPrinter) function(body []*Stmt) {
	g.reads, g.decls = map[string]int{}, nil
	g.body(body)
	for _, d := range g.decls {
		if g.reads[d.name] > 0 {
			continue
		}
		if strings.HasSuffix(g.lines[d.line], "{") {
			g.lines[d.line] += " _ = " + d.name
		} else {
			g.lines[d.line] += "; _ = " + d.name
		}
	}
}

func (g *goPrinter) body(body []*Stmt) {
	g.indent++
	for _, s := range body {
		g.stmt(s)
	}
	g.indent--
}

// read is the text of a place that is read.
func (g *goPrinter) read(p Place) string {
	g.reads[p.Var]++
	return p.String()
}

// written is the text of a place that is assigned: a field is read as far as Go
// is concerned.
func (g *goPrinter) written(p Place) string {
	if len(p.Path) > 0 {
		g.reads[p.Var]++
	}
	return p.String()
}

func (g *goPrinter) stmt(s *Stmt) {
	at := func(format string, args ...any) int { return g.line(s.ID, format, args...) }
	declare := func(line int, name string) { g.decls = append(g.decls, declaration{name, line}) }
	// inside prints a body of a statement that catches jumps.
	inside := func(b []*Stmt, t target) {
		g.push(t)
		g.body(b)
		g.pop()
	}
	labelled := func(i int) {
		if g.needed[s.Label] {
			g.lines[i] = strings.Repeat("    ", g.indent) + s.Label + ": " + strings.TrimLeft(g.lines[i], " ")
		}
	}
	// open starts a loop, which has a label if a jump needs it.
	open := func(i int, first ...string) {
		for _, l := range first {
			g.indent++
			j := at("%s", l)
			g.indent--
			if l == first[0] && s.Name != "" {
				declare(j, s.Name)
			}
		}
		if len(first) == 0 && s.Name != "" {
			declare(i, s.Name)
		}
		inside(s.Bodies[0], target{label: s.Label, loop: true})
		labelled(i)
		at("}")
	}
	deaf := target{deaf: true}
	switch s.Op {
	case Let:
		declare(at("%s := %s", s.Name, g.expr(s.X)), s.Name)
	case Declare:
		declare(at("var %s %s", s.Name, typeNames[s.Type].golang), s.Name)
	case Assign:
		at("%s = %s", g.written(s.To), g.expr(s.X))
	case Send:
		at("%s <- %s", typeNames[s.X.Type].channel, g.expr(s.X))
	case Do:
		format := "%s"
		if s.X.Op == Not || s.X.Op == And || s.X.Op == Or || s.X.Op == Opaque {
			format = "_ = %s"
		}
		at(format, g.expr(s.X))
	case Read:
		at("num(%s.n)", g.read(s.To))
	case Write:
		at([]string{"%s.n = k", "%s.n += 1"}[s.N%2], g.read(s.To))
	case If:
		at("if %s {", g.expr(s.X))
		g.body(s.Bodies[0])
		if len(s.Bodies) > 1 {
			at("} else {")
			g.body(s.Bodies[1])
		}
		at("}")
	case Loop:
		open(at("for {"))
	case While:
		open(at("for %s {", g.expr(s.X)))
	case Times:
		open(at("for range k {"))
	case Each, EachRef:
		open(at("for _, %s := range %s {", s.Name, g.read(s.To)))
	case Break:
		at("%s", strings.TrimSuffix("break "+g.label(s.Name, true), " "))
	case Continue:
		at("%s", strings.TrimSuffix("continue "+g.label(s.Name, false), " "))
	case Return:
		at("return%s", g.result)
	case Panic:
		at(`panic("end")`)
	case Block:
		i := at("switch {")
		at("default:")
		inside(s.Bodies[0], target{label: s.Label})
		labelled(i)
		at("}")
	case Switch:
		at("switch {")
		for i, b := range s.Bodies {
			if i < len(s.Conds) {
				at("case %s:", g.expr(s.Conds[i]))
			} else {
				at("default:")
			}
			inside(b, deaf)
		}
		at("}")
	case IfSome, IfRef:
		declare(at("if %s := %s; %s != nil {", s.Name, g.read(s.To), s.Name), s.Name)
		g.reads[s.Name]++
		g.body(s.Bodies[0])
		if len(s.Bodies) > 1 {
			at("} else {")
			g.body(s.Bodies[1])
		}
		at("}")
	case WhPop, IfPop:
		v := g.read(s.To)
		pop := []string{fmt.Sprintf("%s := %s[len(%s)-1]", s.Name, v, v), fmt.Sprintf("%s = %s[:len(%s)-1]", v, v, v)}
		if s.Op == WhPop {
			open(at("for len(%s) > 0 {", v), pop...)
			break
		}
		at("if len(%s) > 0 {", v)
		g.indent++
		declare(at("%s", pop[0]), s.Name)
		at("%s", pop[1])
		g.indent--
		g.body(s.Bodies[0])
		at("}")
	case WhTake:
		v := g.read(s.To)
		open(at("for %s != nil {", v), fmt.Sprintf("%s := %s", s.Name, v), fmt.Sprintf("%s = nil", v))
	case IfTake:
		v := g.read(s.To)
		at("if %s != nil {", v)
		g.indent++
		declare(at("%s := %s", s.Name, v), s.Name)
		at("%s = nil", v)
		g.indent--
		g.body(s.Bodies[0])
		at("}")
	case Push:
		at("%s = append(%s, %s)", s.To, g.read(s.To), g.expr(s.X))
	case Swap:
		a, b := g.read(s.To), g.read(s.From)
		at("%s, %s = %s, %s", a, b, b, a)
	case Both:
		at("%s, %s = %s, %s", g.written(s.To), g.written(s.From), g.expr(s.X), g.expr(s.Conds[0]))
	case Split:
		var parts []string
		for _, f := range fields[s.To.Type] {
			parts = append(parts, g.read(s.To.Field(f)))
		}
		i := at("%s := %s", strings.Join(s.Names, ", "), strings.Join(parts, ", "))
		for _, n := range s.Names {
			declare(i, n)
		}
	case TrySend:
		at("select {")
		at("case %s <- %s:", typeNames[s.To.Type].channel, g.read(s.To))
		inside(s.Bodies[0], deaf)
		at("default:")
		inside(s.Bodies[1], deaf)
		at("}")
	case Select:
		at("select {")
		for i, p := range []Place{s.To, s.From} {
			at("case %s <- %s:", typeNames[p.Type].channel, g.read(p))
			inside(s.Bodies[i], deaf)
		}
		at("}")
	case Closure, Spawn:
		outer, result := g.jumps, g.result
		g.jumps, g.result = jumps{}, ""
		if s.Op == Closure {
			at("%s := func() {", s.Name)
			g.body(s.Bodies[0])
			at("}")
			declare(len(g.lines)-1, s.Name)
		} else {
			at("go func() {")
			g.body(s.Bodies[0])
			at("}()")
		}
		g.jumps, g.result = outer, result
	case Call:
		g.reads[s.Name]++
		at("%s()", s.Name)
	case Once:
		g.reads[s.Name]++
		at("once(%s)", s.Name)
	case Take:
		declare(at("%s := %s", s.Name, g.read(s.To)), s.Name)
		at("%s = %s", s.To, defaults[s.To.Type])
	case Replace:
		declare(at("%s := %s", s.Name, g.read(s.To)), s.Name)
		at("%s = %s", s.To, g.expr(s.X))
	}
}

func (g *goPrinter) expr(e *Expr) string {
	n := typeNames[e.Type]
	switch e.Op {
	case Fresh:
		return fmt.Sprintf("%s(k)", n.word)
	case Move:
		return g.read(e.Place)
	case Clone:
		return fmt.Sprintf("clone_%s(%s)", n.word, g.read(e.Place))
	case Recv:
		return "<-inbox"
	case Pass:
		return fmt.Sprintf("pass_page(%s)", g.expr(e.Args[0]))
	case Relay:
		return fmt.Sprintf("relay(pages, %s, c)", g.expr(e.Args[0]))
	case Build:
		var parts []string
		for i, f := range fields[e.Type] {
			parts = append(parts, fmt.Sprintf("%s: %s", f.Name, g.expr(e.Args[i])))
		}
		return fmt.Sprintf("%s{%s, n: k}", n.golang, strings.Join(parts, ", "))
	case Wrap:
		if e.Type == Opt {
			return g.expr(e.Args[0])
		}
		if e.Args[0].Op == Build {
			return "&" + g.expr(e.Args[0])
		}
		return fmt.Sprintf("box(%s)", g.expr(e.Args[0]))
	case Opaque:
		return []string{"c", "d", "num(k)", "!c", "pick()"}[e.N%5]
	case Peek, Poke:
		word := "peek"
		if e.Op == Poke {
			word = "poke"
		}
		p := g.read(e.Place)
		if e.Method {
			return fmt.Sprintf("%s.%s()", p, word)
		}
		return fmt.Sprintf("%s_%s(%s%s)", word, borrowed(e.Place.Type), lent(e), p)
	case Ship:
		m := typeNames[e.Place.Type]
		p := g.read(e.Place)
		switch {
		case e.Method:
			return fmt.Sprintf("%s.ship(%s)", p, m.channel)
		case e.Helper != "":
			return fmt.Sprintf("%s_%s(%s, %s)", g.prefix, e.Helper, goGiven, p)
		}
		return fmt.Sprintf("ship_%s(%s, %s)", m.word, m.channel, p)
	case Not:
		return "!" + g.expr(e.Args[0])
	case And:
		return fmt.Sprintf("(%s && %s)", g.expr(e.Args[0]), g.expr(e.Args[1]))
	case Or:
		return fmt.Sprintf("(%s || %s)", g.expr(e.Args[0]), g.expr(e.Args[1]))
	}
	panic("no such expression")
}

// lent is the operator by which a place is handed to a helper that borrows it: a
// sheet is read as a copy and written through a pointer, a book always through a
// pointer.
func lent(e *Expr) string {
	switch e.Place.Type {
	case Sheet:
		if e.Op == Poke {
			return "&"
		}
	case Boxed:
		if e.Op == Peek {
			return "*"
		}
	case Book:
		return "&"
	}
	return ""
}
