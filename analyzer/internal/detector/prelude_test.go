package detector

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// The text around programs: types, helpers, receivers that write to all that they
// get, and a main function that runs each program several times, with other
// decisions.

// preludeTypes is what programs share. SEND(x, y) stands for a send of y.
const preludeTypes = `
type Page struct {
	n    int
	data []byte
	next *Page
}

type Sheet struct {
	front, back *Page
	n           int
}

func makePage() *Page   { return &Page{data: make([]byte, 8), next: &Page{data: make([]byte, 8)}} }
func makeBytes() []byte { return make([]byte, 8) }
func makeSheet() Sheet  { return Sheet{front: makePage(), back: makePage()} }
func makeBoxed() *Sheet { return &Sheet{front: makePage(), back: makePage()} }
func makeStack() []*Page {
	return []*Page{makePage(), makePage(), makePage()}
}
func makeDict() map[string]*Page {
	return map[string]*Page{"a": makePage(), "b": makePage()}
}

func (p *Page) self() *Page { return p }
func (p *Page) peek() int   { return p.n }
func (p *Page) poke()       { p.n++ }
func (s *Sheet) poke()      { s.n = s.front.n }

func peekPage(p *Page) int   { return p.n }
func pokePage(p *Page)       { p.n++ }
func pokeData(p *Page)       { p.data[0] = 1 }
func peekBytes(b []byte) int { return int(b[0]) }
func pokeBytes(b []byte)     { b[0] = 1 }
func pokeAll(s []*Page) {
	for _, p := range s {
		p.n = 1
	}
}

func same(p *Page) *Page      { return p }
func identity[T any](x T) T   { return x }
func first(s []*Page) *Page   { return s[0] }
func rest(s []*Page) []*Page  { return s[1:] }
func head(b []byte) []byte    { return b[:4:4] }
func wrap(p *Page) *Sheet     { return &Sheet{front: p, back: makePage()} }
func copied(p *Page) *Page    { return &Page{n: p.n, data: append([]byte(nil), p.data...)} }
func call(f func())           { f() }

var total int

func sink(n int) {
	if n < -1 {
		total = n
	}
}

func (e *env) decide() bool {
	e.asked++
	return e.asked <= 40 && e.decisions>>(e.asked%24)&1 == 1 // all loops end
}

// apart is for closures that are sent: whoever runs them decides by himself, and waits
// for what they start.
func (e *env) apart() *env {
	return &env{decisions: e.decisions >> 5, CHANNELS}
}

func (e *env) start() { e.running.Add(1) }
func (e *env) end()   { e.running.Done() }

func (p *Page) ship(e *env) {
	SEND(pages, p)
}
`

// preludeSends are the helpers that send, besides ship of each type.
const preludeSends = `
func relay(e *env, p *Page) *Page {
	if e.decide() {
		SEND(pages, p)
		return nil
	}
	return p
}

func tryPage(e *env, p *Page) bool {
	TRY(pages, p)
		return true
	ELSE
		return false
	}
}
`

// preludeReceivers write to all that they receive.
const preludeReceivers = `
func scribblePage(p *Page, depth int) {
	if p == nil || depth == 0 {
		return
	}
	p.n = 2
	scribbleBytes(p.data)
	scribblePage(p.next, depth-1)
}

func scribbleBytes(b []byte) {
	for i := range b {
		b[i] = 2
	}
}

func scribbleSheet(s Sheet) {
	scribblePage(s.front, 3)
	scribblePage(s.back, 3)
}

func scribbleBoxed(s *Sheet) {
	if s != nil {
		s.n = 2
		scribbleSheet(*s)
	}
}

func scribbleStack(s []*Page) {
	for i, p := range s {
		scribblePage(p, 3)
		s[i] = p
	}
}

func scribbleDict(m map[string]*Page) {
	for _, p := range m {
		scribblePage(p, 3)
	}
	if m != nil {
		m["c"] = nil
	}
}

func scribbleIface(x any) {
	if p, ok := x.(*Page); ok {
		scribblePage(p, 3)
	}
}

func scribbleFn(f func()) {
	defer func() { recover() }()
	f()
}
`

// preludeMain runs the programs. Each run says its number where the race detector
// writes, so that one knows whose races follow.
const preludeMain = `
func run(program func(*env), decisions int) {
	e := &env{decisions: decisions}
	var served sync.WaitGroup
	closeAll := open(e, &served, decisions&1 == 0)
	ended := make(chan bool)
	go func() {
		defer close(ended)
		defer func() { recover() }()
		program(e)
	}()
	<-ended
	e.running.Wait()
	closeAll()
	served.Wait()
}

func main() {
	for i, program := range programs {
		for r := range RUNS {
			fmt.Fprintf(os.Stderr, "PROGRAM %d\n", i)
			decisions := (r*0x9E3779 + i*0x85EBCA) & 0xFFFFFF
			switch r {
			case 0:
				decisions = 0
			case 1:
				decisions = 0xFFFFFF
			}
			run(program, decisions)
		}
	}
}
`

// runs is how often each program is run.
const runs = 5

// capacity is that of all channels: no send waits, and no slot is used twice, so
// that a receive orders nothing for the sender.
const capacity = 512

// source is a main package with programs, and which lines are of which.
func source(programs []*program, f flavour) (string, []span) {
	p := &printer{flavour: f}
	imports := `"fmt"; "os"; "sync"`
	if f == handles {
		imports += `; "github.com/sendmove/sendmove/runtime/mpsc"`
	}
	p.line("package main")
	p.line("import (%s)", imports)
	p.line("type env struct { decisions, asked int; running sync.WaitGroup")
	type channel struct {
		name string
		kind kind
	}
	all := []channel{{"more", page}}
	for k := range numKinds {
		all = append(all, channel{names[k].channel, k})
	}
	for _, c := range all {
		if f == channels {
			p.line("%[1]s, %[1]sTry chan %[2]s", c.name, names[c.kind].typ)
		} else {
			p.line("%[1]s, %[1]sTry *mpsc.SyncSender[%[2]s]", c.name, names[c.kind].typ)
		}
	}
	p.line("}")
	var fields []string
	for _, c := range all {
		fields = append(fields, fmt.Sprintf("%[1]s: e.%[1]s, %[1]sTry: e.%[1]sTry", c.name))
	}
	p.raw(strings.ReplaceAll(preludeTypes, "CHANNELS", strings.Join(fields, ", ")) + preludeSends + preludeReceivers)
	for k := range fn {
		p.line("func ship%s(e *env, x %s) {", title(names[k].word), names[k].typ)
		p.node(&node{op: send, text: "x", to: names[k].channel}, "")
		p.line("}")
	}
	var spans []span
	for i, q := range programs {
		from := len(p.lines)
		p.program(q, fmt.Sprintf("f%d", i))
		spans = append(spans, span{from, len(p.lines)})
	}
	p.line("func open(e *env, served *sync.WaitGroup, room bool) func() {")
	p.line("var called sync.WaitGroup")
	for _, c := range all {
		by := "served"
		if c.kind == fn {
			by = "called"
		}
		x := "scribble" + title(names[c.kind].word)
		arg := "x"
		if c.kind == page {
			arg = "x, 3"
		}
		if f == channels {
			p.line("e.%s = make(chan %s, %d)", c.name, names[c.kind].typ, capacity)
			p.line("%s.Go(func() { for x := range e.%s { %s(%s) } })", by, c.name, x, arg)
			p.line("if room { e.%[1]sTry = e.%[1]s }", c.name)
		} else {
			p.line("{ tx, rx := mpsc.SyncChannel[%s](%d); e.%s = tx", names[c.kind].typ, capacity, c.name)
			p.line("%s.Go(func() { for { x, err := rx.Recv(); if err != nil { return }; %s(%s) } })", by, x, arg)
			p.line("if e.%[1]sTry = tx; !room { e.%[1]sTry, rx = mpsc.SyncChannel[%[2]s](1); rx.Close() } }", c.name, names[c.kind].typ)
		}
	}
	// Closures that were sent may send in their turn: their channel is closed first.
	slices.SortStableFunc(all, func(a, b channel) int { return cmp.Compare(b.kind, a.kind) })
	p.line("return func() {")
	for _, c := range all {
		if f == channels {
			p.line("close(e.%s)", c.name)
		} else {
			p.line("e.%s.Close()", c.name)
		}
		if c.kind == fn {
			p.line("called.Wait()")
		}
	}
	p.line("} }")
	p.line("var programs = []func(*env){")
	for i := range programs {
		p.line("f%d,", i)
	}
	p.line("}")
	p.raw(strings.ReplaceAll(preludeMain, "RUNS", fmt.Sprint(runs)))
	return strings.Join(p.lines, "\n") + "\n", spans
}

// raw prints text as it is, with its sends.
func (p *printer) raw(s string) {
	for l := range strings.Lines(s) {
		l = strings.TrimRight(l, "\n")
		word, rest, _ := strings.Cut(strings.TrimSpace(l), "(")
		to, x, _ := strings.Cut(strings.TrimSuffix(rest, ")"), ", ")
		switch {
		case word == "SEND":
			p.node(&node{op: send, text: x, to: to}, "")
		case word == "TRY" && p.flavour == channels:
			p.line("select {")
			p.line("case e.%sTry <- %s:", to, x)
		case word == "TRY":
			p.line("if e.%sTry.TrySend(%s) == nil {", to, x)
		case word == "ELSE" && p.flavour == channels:
			p.line("default:")
		case word == "ELSE":
			p.line("} else {")
		default:
			p.line("%s", l)
		}
	}
}

// span is the lines of one program, from the first to before the last.
type span struct{ from, to int }
