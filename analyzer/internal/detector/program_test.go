package detector

import (
	"fmt"
	"strings"
)

// node is a statement: a line, or lines with bodies between them.
type node struct {
	op     op
	text   string // the first line, or the payload of a send
	to     string // the channel of a send
	mids   []string
	bodies [][]*node
	tail   string // behind the last brace
}

// op is a kind of node.
type op uint8

const (
	plain op = iota // text and bodies as they are
	send            // text is sent to to
	try             // the same where there is room, then the first body, else the second
)

// program is a function and the helpers that it alone calls.
type program struct {
	helpers []*helper
	body    []*node
}

// helper is a function of one parameter.
type helper struct {
	name, typ string
	body      []*node
}

// flavour is how programs send.
type flavour uint8

const (
	channels flavour = iota // chan
	handles                 // *mpsc.SyncSender
)

// printer prints programs in Go.
type printer struct {
	flavour flavour
	lines   []string
	indent  int
}

func (p *printer) line(format string, args ...any) {
	p.lines = append(p.lines, strings.Repeat("\t", p.indent)+fmt.Sprintf(format, args...))
}

// program prints q as the function name.
func (p *printer) program(q *program, name string) {
	for _, h := range q.helpers {
		p.line("func %s_%s(e *env, x %s) {", name, h.name, h.typ)
		p.body(h.body, name)
		p.line("}")
	}
	p.line("func %s(e *env) {", name)
	p.body(q.body, name)
	p.line("}")
}

func (p *printer) body(body []*node, name string) {
	p.indent++
	for _, n := range body {
		p.node(n, name)
	}
	p.indent--
}

func (p *printer) node(n *node, name string) {
	text := strings.ReplaceAll(n.text, helperPrefix, name+"_")
	if p.flavour == handles {
		text = capped.Replace(text)
	}
	mids := n.mids
	switch {
	case n.op == send && p.flavour == channels:
		p.line("e.%s <- %s", n.to, text)
		return
	case n.op == send:
		p.line("e.%s.Send(%s)", n.to, text)
		return
	case n.op == try && p.flavour == channels:
		p.line("select {")
		p.line("case e.%sTry <- %s:", n.to, text)
		mids = []string{"default:"}
	case n.op == try:
		p.line("if e.%sTry.TrySend(%s) == nil {", n.to, text)
		mids = []string{"} else {"}
	default:
		for l := range strings.SplitSeq(text, "\n") {
			p.line("%s", l)
		}
	}
	for i, b := range n.bodies {
		if i > 0 {
			p.line("%s", mids[i-1])
		}
		p.body(b, name)
	}
	if len(n.bodies) > 0 {
		p.line("}%s", n.tail)
	}
}

// capped gives slices no capacity behind their end. The receivers of package mpsc
// claim it, as append might write there.
var capped = strings.NewReplacer("[:1]", "[:1:1]", "[:2]", "[:2:2]", "[:0]", "[:0:0]")

// helperPrefix stands for the name of the program in the names of its helpers.
const helperPrefix = "HELPER_"

// walk calls f for each node, from the outside.
func walk(body []*node, f func(*node)) {
	for _, n := range body {
		f(n)
		for _, b := range n.bodies {
			walk(b, f)
		}
	}
}

func (q *program) bodies() [][]*node {
	out := [][]*node{q.body}
	for _, h := range q.helpers {
		out = append(out, h.body)
	}
	return out
}

// size counts nodes.
func (q *program) size() int {
	n := len(q.helpers)
	for _, b := range q.bodies() {
		walk(b, func(*node) { n++ })
	}
	return n
}
