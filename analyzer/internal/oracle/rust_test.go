package oracle

import (
	"fmt"
	"strings"
)

// rustPrelude is what all programs share.
const rustPrelude = `#![allow(warnings)]
use std::mem;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError};

#[derive(Clone, Default)]
pub struct Page {
    pub n: i32,
    pub data: Vec<u8>,
    pub next: Option<Box<Page>>,
}

#[derive(Clone, Default)]
pub struct Sheet {
    pub front: Box<Page>,
    pub back: Box<Page>,
    pub n: i32,
}

#[derive(Clone, Default)]
pub struct Book {
    pub sheet: Sheet,
    pub cover: Box<Page>,
    pub tag: Vec<u8>,
    pub n: i32,
}

impl Page {
    pub fn peek(&self) -> bool { self.n > 0 }
    pub fn poke(&mut self) -> bool { self.n += 1; self.n > 0 }
    pub fn ship(self: Box<Self>, pages: &SyncSender<Box<Page>>) -> bool { pages.send(self).is_ok() }
}

impl Sheet {
    pub fn peek(&self) -> bool { self.front.n > self.n }
    pub fn poke(&mut self) -> bool { self.front.n = self.n; self.n > 0 }
    pub fn ship(self, sheets: &SyncSender<Sheet>) -> bool { sheets.send(self).is_ok() }
}

pub fn page(n: i32) -> Box<Page> {
    let mut p = Box::new(Page { n, data: vec![1], next: None });
    if n > 3 {
        p.next = Some(page(n - 1));
    }
    p
}
pub fn bytes(n: i32) -> Vec<u8> { vec![n as u8; 4] }
pub fn opt(n: i32) -> Option<Box<Page>> { Some(page(n)) }
pub fn stack(n: i32) -> Vec<Box<Page>> { vec![page(n), page(n)] }
pub fn sheet(n: i32) -> Sheet { Sheet { front: page(n), back: page(n), n } }
pub fn book(n: i32) -> Book { Book { sheet: sheet(n), cover: page(n), tag: bytes(n), n } }
pub fn boxed(n: i32) -> Box<Sheet> { Box::new(sheet(n)) }

pub fn peek_page(p: &Page) -> bool { p.n > 0 }
pub fn peek_bytes(b: &Vec<u8>) -> bool { b[0] > 0 }
pub fn peek_opt(o: &Option<Box<Page>>) -> bool { o.is_some() }
pub fn peek_stack(s: &Vec<Box<Page>>) -> bool { s[0].n > 0 }
pub fn peek_sheet(s: &Sheet) -> bool { s.front.n > s.back.n }
pub fn peek_book(b: &Book) -> bool { b.cover.n > 0 }
pub fn poke_page(p: &mut Page) -> bool { p.n += 1; p.n > 0 }
pub fn poke_bytes(b: &mut Vec<u8>) -> bool { b[0] = 1; b[1] > 0 }
pub fn poke_opt(o: &mut Option<Box<Page>>) -> bool { if let Some(p) = o { p.n += 1; } true }
pub fn poke_stack(s: &mut Vec<Box<Page>>) -> bool { s[0].n = 2; s[0].n > 0 }
pub fn poke_sheet(s: &mut Sheet) -> bool { s.front.n = s.n; s.n > 0 }
pub fn poke_book(b: &mut Book) -> bool { b.cover.n = b.n; b.n > 0 }

pub fn ship_page(pages: &SyncSender<Box<Page>>, p: Box<Page>) -> bool { pages.send(p).is_ok() }
pub fn ship_bytes(bufs: &SyncSender<Vec<u8>>, b: Vec<u8>) -> bool { bufs.send(b).is_ok() }
pub fn ship_opt(opts: &SyncSender<Option<Box<Page>>>, o: Option<Box<Page>>) -> bool { opts.send(o).is_ok() }
pub fn ship_stack(stacks: &SyncSender<Vec<Box<Page>>>, s: Vec<Box<Page>>) -> bool { stacks.send(s).is_ok() }
pub fn ship_sheet(sheets: &SyncSender<Sheet>, s: Sheet) -> bool { sheets.send(s).is_ok() }
pub fn ship_book(books: &SyncSender<Book>, b: Book) -> bool { books.send(b).is_ok() }
pub fn ship_boxed(boxes: &SyncSender<Box<Sheet>>, s: Box<Sheet>) -> bool { boxes.send(s).is_ok() }

pub fn pass_page(p: Box<Page>) -> Box<Page> { p }
pub fn relay(pages: &SyncSender<Box<Page>>, p: Box<Page>, c: bool) -> Option<Box<Page>> {
    if c {
        pages.send(p).unwrap();
        return None;
    }
    Some(p)
}
pub fn pick() -> bool { std::env::args().count() > 1 }
pub fn num(n: i32) -> bool { n > 0 }
pub fn back<T>(e: TrySendError<T>) -> T {
    match e {
        TrySendError::Full(v) | TrySendError::Disconnected(v) => v,
    }
}
pub fn once(f: impl FnOnce()) { f() }
`

// typeNames are the types, the channels that carry them, and the part of the
// names of helpers.
var typeNames = [numTypes]struct{ rust, golang, channel, word string }{
	Page:  {"Box<Page>", "*Page", "pages", "page"},
	Bytes: {"Vec<u8>", "[]byte", "bufs", "bytes"},
	Opt:   {"Option<Box<Page>>", "*Page", "opts", "opt"},
	Stack: {"Vec<Box<Page>>", "[]*Page", "stacks", "stack"},
	Sheet: {"Sheet", "Sheet", "sheets", "sheet"},
	Book:  {"Book", "Book", "books", "book"},
	Boxed: {"Box<Sheet>", "*Sheet", "boxes", "boxed"},
}

// borrowed is the word of the helpers that borrow a type.
func borrowed(t Type) string {
	if t == Boxed {
		return "sheet" // a box is borrowed as what it holds
	}
	return typeNames[t].word
}

// rustPrinter prints programs in Rust.
type rustPrinter struct {
	text
	jumps
	prefix  string
	result  string          // of the function, after return
	senders map[string]bool // closures that send what they caught
}

// rust adds p to out. The names of its functions start with name.
func (p *Program) rust(out *text, name string) {
	r := &rustPrinter{text: *out, prefix: name, senders: map[string]bool{}}
	for _, h := range p.Helpers {
		r.line(0, "pub fn %s_%s(%s, mut %s: %s) -> bool {", name, h.Name, rustShared, h.Param, typeNames[h.Type].rust)
		r.result = " true"
		r.body(h.Body)
		r.indent++
		r.line(0, "true")
		r.indent--
		r.line(0, "}")
	}
	params := rustShared
	for _, q := range p.Params {
		params += fmt.Sprintf(", mut %s: %s", q.Name, typeNames[q.Type].rust)
	}
	r.result = ""
	r.line(0, "pub fn %s(%s) {", name, params)
	r.body(p.Body)
	r.line(0, "}")
	*out = r.text
}

// rustShared are the parameters that every function has, rustGiven the
// arguments for them.
var rustShared, rustGiven = func() (string, string) {
	var params, args []string
	for t := Page; t < Func; t++ {
		n := typeNames[t]
		params = append(params, fmt.Sprintf("%s: &SyncSender<%s>", n.channel, n.rust))
		args = append(args, n.channel)
	}
	params = append(params, "inbox: &Receiver<Box<Page>>", "c: bool", "d: bool", "k: i32")
	args = append(args, "inbox", "c", "d", "k")
	return strings.Join(params, ", "), strings.Join(args, ", ")
}()

func (r *rustPrinter) body(body []*Stmt) {
	r.indent++
	for _, s := range body {
		r.stmt(s)
	}
	r.indent--
}

func (r *rustPrinter) stmt(s *Stmt) {
	at := func(format string, args ...any) int {
		i := r.line(s.ID, format, args...)
		for _, e := range s.exprs() {
			e.each(func(e *Expr) {
				if e.Op == Ship || e.Op == Relay {
					r.send(i)
				}
			})
		}
		return i
	}
	block := func(b []*Stmt, t target) {
		r.push(t)
		r.body(b)
		r.pop()
	}
	// open starts a loop or a block, which has a label if a jump needs it.
	open := func(format string, args ...any) {
		i := at(format, args...)
		block(s.Bodies[0], target{label: s.Label, loop: s.loops()})
		if r.needed[s.Label] {
			r.lines[i] = strings.Replace(r.lines[i], strings.TrimLeft(r.lines[i], " "), "'"+s.Label+": "+strings.TrimLeft(r.lines[i], " "), 1)
		}
		r.line(s.ID, "}")
	}
	plain := func(b []*Stmt) { r.body(b) }
	switch s.Op {
	case Let:
		at("let mut %s = %s;", s.Name, r.expr(s.X))
	case Declare:
		at("let mut %s: %s;", s.Name, typeNames[s.Type].rust)
	case Assign:
		at("%s = %s;", s.To, r.expr(s.X))
	case Send:
		r.send(at("%s.send(%s).unwrap();", typeNames[s.X.Type].channel, r.expr(s.X)))
	case Do:
		at("%s;", r.expr(s.X))
	case Read:
		at("num(%s.n);", s.To)
	case Write:
		at([]string{"%s.n = k;", "%s.n += 1;"}[s.N%2], s.To)
	case If:
		at("if %s {", r.expr(s.X))
		plain(s.Bodies[0])
		if len(s.Bodies) > 1 {
			r.line(s.ID, "} else {")
			plain(s.Bodies[1])
		}
		r.line(s.ID, "}")
	case Loop:
		open("loop {")
	case While:
		open("while %s {", r.expr(s.X))
	case Times:
		open("for _ in 0..k {")
	case Each:
		open("for mut %s in %s {", s.Name, s.To)
	case EachRef:
		open("for %s in &%s {", s.Name, s.To)
	case Break:
		at("%s;", strings.TrimSuffix("break "+quote(r.label(s.Name, true)), " "))
	case Continue:
		at("%s;", strings.TrimSuffix("continue "+quote(r.label(s.Name, false)), " "))
	case Return:
		at("return%s;", r.result)
	case Panic:
		at(`panic!("end");`)
	case Block:
		i := at("{")
		r.push(target{label: s.Label, deaf: true, wall: true})
		r.body(s.Bodies[0])
		r.pop()
		if r.needed[s.Label] {
			r.lines[i] = strings.Repeat("    ", r.indent) + "'" + s.Label + ": {"
		}
		r.line(s.ID, "}")
	case Switch:
		r.line(s.ID, "match k {")
		r.indent++
		for i, b := range s.Bodies {
			if i < len(s.Conds) {
				at("_ if %s => {", r.expr(s.Conds[i]))
			} else {
				r.line(s.ID, "_ => {")
			}
			plain(b)
			r.line(s.ID, "}")
		}
		r.indent--
		r.line(s.ID, "}")
	case IfSome, IfRef:
		at("if let Some(%s) = %s%s {", mutable(s), borrow(s.Op == IfRef), s.To)
		plain(s.Bodies[0])
		if len(s.Bodies) > 1 {
			r.line(s.ID, "} else {")
			plain(s.Bodies[1])
		}
		r.line(s.ID, "}")
	case WhPop:
		open("while let Some(mut %s) = %s.pop() {", s.Name, s.To)
	case IfPop:
		at("if let Some(mut %s) = %s.pop() {", s.Name, s.To)
		plain(s.Bodies[0])
		r.line(s.ID, "}")
	case WhTake:
		open("while let Some(mut %s) = %s.take() {", s.Name, s.To)
	case IfTake:
		at("if let Some(mut %s) = %s.take() {", s.Name, s.To)
		plain(s.Bodies[0])
		r.line(s.ID, "}")
	case Push:
		at("%s.push(%s);", s.To, r.expr(s.X))
	case Swap:
		at("mem::swap(&mut %s, &mut %s);", s.To, s.From)
	case Both:
		at("(%s, %s) = (%s, %s);", s.To, s.From, r.expr(s.X), r.expr(s.Conds[0]))
	case Split:
		var parts []string
		for i, f := range fields[s.To.Type] {
			parts = append(parts, fmt.Sprintf("%s: mut %s", f.Name, s.Names[i]))
		}
		word := typeNames[s.To.Type].rust
		at("let %s { %s, .. } = %s;", word, strings.Join(parts, ", "), s.To)
	case TrySend:
		r.send(at("match %s.try_send(%s) {", typeNames[s.To.Type].channel, s.To))
		r.indent++
		r.line(s.ID, "Ok(()) => {")
		plain(s.Bodies[0])
		r.line(s.ID, "}")
		r.line(s.ID, "Err(e) => {")
		r.indent++
		r.line(s.ID, "%s = back(e);", s.To)
		r.indent--
		plain(s.Bodies[1])
		r.line(s.ID, "}")
		r.indent--
		r.line(s.ID, "}")
	case Select:
		r.line(s.ID, "if pick() {")
		for i, p := range []Place{s.To, s.From} {
			r.indent++
			r.send(r.line(s.ID, "%s.send(%s).unwrap();", typeNames[p.Type].channel, p))
			r.indent--
			plain(s.Bodies[i])
			if i == 0 {
				r.line(s.ID, "} else {")
			}
		}
		r.line(s.ID, "}")
	case Closure, Spawn:
		r.closure(s)
	case Call, Once:
		format := "%s();"
		if s.Op == Once {
			format = "once(%s);"
		}
		i := at(format, s.Name)
		if r.senders[s.Name] {
			r.send(i)
		}
	case Take:
		at("let mut %s = mem::take(&mut %s);", s.Name, s.To)
	case Replace:
		at("let mut %s = mem::replace(&mut %s, %s);", s.Name, s.To, r.expr(s.X))
	}
}

// closure prints a closure or a thread. Its body is another function: the jumps
// outside mean nothing in it.
func (r *rustPrinter) closure(s *Stmt) {
	outer, result := r.jumps, r.result
	r.jumps, r.result = jumps{}, ""
	if sendsCaught(s.Bodies[0]) {
		r.senders[s.Name] = true
	}
	if s.Op == Closure {
		r.line(s.ID, "let mut %s = move || {", s.Name)
		r.body(s.Bodies[0])
		r.line(s.ID, "};")
	} else {
		var channels []string
		for t := Page; t < Func; t++ {
			channels = append(channels, typeNames[t].channel)
		}
		for _, c := range channels {
			r.line(s.ID, "let %s_ = %s.clone();", c, c)
		}
		r.send(r.line(s.ID, "std::thread::spawn(move || {"))
		for _, c := range channels {
			r.line(s.ID, "    let %s = &%s_;", c, c)
		}
		r.body(s.Bodies[0])
		r.line(s.ID, "});")
	}
	r.jumps, r.result = outer, result
}

// sendsCaught reports whether a body sends a variable that it does not declare.
func sendsCaught(body []*Stmt) bool {
	own := map[string]bool{}
	walk(body, func(s *Stmt) {
		own[s.Name] = true
		for _, n := range s.Names {
			own[n] = true
		}
	})
	found := false
	walk(body, func(s *Stmt) {
		if s.Op == TrySend || s.Op == Select {
			found = found || !own[s.To.Var] || s.Op == Select && !own[s.From.Var]
		}
		for _, e := range s.exprs() {
			e.each(func(e *Expr) {
				switch {
				case e.Op == Ship, e.Op == Move && s.Op == Send:
					found = found || !own[e.Place.Var]
				case e.Op == Relay:
					found = found || !own[e.Args[0].Place.Var]
				}
			})
		}
	})
	return found
}

func quote(label string) string {
	if label == "" {
		return ""
	}
	return "'" + label
}

func borrow(b bool) string {
	if b {
		return "&"
	}
	return ""
}

func mutable(s *Stmt) string {
	if s.Op == IfRef {
		return s.Name
	}
	return "mut " + s.Name
}

func (r *rustPrinter) expr(e *Expr) string {
	n := typeNames[e.Type]
	switch e.Op {
	case Fresh:
		return fmt.Sprintf("%s(k)", n.word)
	case Move:
		return e.Place.String()
	case Clone:
		return e.Place.String() + ".clone()"
	case Recv:
		return "inbox.recv().unwrap()"
	case Pass:
		return fmt.Sprintf("pass_page(%s)", r.expr(e.Args[0]))
	case Relay:
		return fmt.Sprintf("relay(pages, %s, c)", r.expr(e.Args[0]))
	case Build:
		var parts []string
		for i, f := range fields[e.Type] {
			parts = append(parts, fmt.Sprintf("%s: %s", f.Name, r.expr(e.Args[i])))
		}
		return fmt.Sprintf("%s { %s, n: k }", n.rust, strings.Join(parts, ", "))
	case Wrap:
		if e.Type == Opt {
			return fmt.Sprintf("Some(%s)", r.expr(e.Args[0]))
		}
		return fmt.Sprintf("Box::new(%s)", r.expr(e.Args[0]))
	case Opaque:
		return []string{"c", "d", "num(k)", "!c", "pick()"}[e.N%5]
	case Peek, Poke:
		word, ref := "peek", "&"
		if e.Op == Poke {
			word, ref = "poke", "&mut "
		}
		if e.Method {
			return fmt.Sprintf("%s.%s()", e.Place, word)
		}
		return fmt.Sprintf("%s_%s(%s%s)", word, borrowed(e.Place.Type), ref, e.Place)
	case Ship:
		m := typeNames[e.Place.Type]
		switch {
		case e.Method:
			return fmt.Sprintf("%s.ship(%s)", e.Place, m.channel)
		case e.Helper != "":
			return fmt.Sprintf("%s_%s(%s, %s)", r.prefix, e.Helper, rustGiven, e.Place)
		}
		return fmt.Sprintf("ship_%s(%s, %s)", m.word, m.channel, e.Place)
	case Not:
		return "!" + r.expr(e.Args[0])
	case And:
		return fmt.Sprintf("(%s && %s)", r.expr(e.Args[0]), r.expr(e.Args[1]))
	case Or:
		return fmt.Sprintf("(%s || %s)", r.expr(e.Args[0]), r.expr(e.Args[1]))
	}
	panic("no such expression")
}
