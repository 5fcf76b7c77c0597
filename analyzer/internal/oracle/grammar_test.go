package oracle

import "slices"

// Type is a type that both languages have.
type Type uint8

// The types. A box is a pointer in Go, an option a pointer that may be nil, a
// stack a slice of pointers.
const (
	Bool  Type = iota
	Page       // Box<Page>, *Page
	Bytes      // Vec<u8>, []byte
	Opt        // Option<Box<Page>>, *Page
	Stack      // Vec<Box<Page>>, []*Page
	Sheet      // a struct of boxes
	Book       // a struct of structs
	Boxed      // Box<Sheet>, *Sheet
	Func       // a closure
	numTypes
)

// Field is a field of a type that can be looked into.
type Field struct {
	Name string
	Type Type
}

// fields lists what moves with its owner; all types with fields also have a
// number n.
var fields = [numTypes][]Field{
	Page:  {{"data", Bytes}, {"next", Opt}},
	Sheet: {{"front", Page}, {"back", Page}},
	Book:  {{"sheet", Sheet}, {"cover", Page}, {"tag", Bytes}},
	Boxed: {{"front", Page}, {"back", Page}},
}

// Place is a variable and a path of fields.
type Place struct {
	Var  string
	Path []string
	Type Type
}

// Field is the place of a field of p.
func (p Place) Field(f Field) Place {
	return Place{p.Var, append(slices.Clone(p.Path), f.Name), f.Type}
}

// String is the text of p, the same in both languages.
func (p Place) String() string {
	s := p.Var
	for _, f := range p.Path {
		s += "." + f
	}
	return s
}

// ExprOp is a kind of expression.
type ExprOp uint8

// The expressions. The first ones make a value, the others are conditions.
const (
	Fresh  ExprOp = iota // a new value
	Move                 // the value at Place
	Clone                // a deep copy of it
	Recv                 // a value from a channel
	Pass                 // Args[0] through a function that returns it
	Relay                // Args[0] through a function that sends it or returns it
	Build                // a struct of Args
	Wrap                 // Args[0] as an option, or in a box
	Opaque               // a condition of which nothing is known
	Peek                 // a helper that reads Place
	Poke                 // a helper that writes it
	Ship                 // a helper that sends Place
	Not
	And
	Or
)

// Expr is an expression.
type Expr struct {
	Op     ExprOp
	Type   Type
	Place  Place
	Args   []*Expr
	Helper string // of Ship, "" for the one that all programs share
	Method bool   // the helper is a method
	N      int    // picks among what is alike
}

// Op is a kind of statement.
type Op uint8

// The statements.
const (
	Let      Op = iota // Name is a new variable with the value X
	Declare            // Name is a new variable without a value
	Assign             // To = X
	Send               // X is sent
	Do                 // the condition X is evaluated
	Read               // the number of To is read
	Write              // the number of To is written
	If                 // X, one body or two
	Loop               // for ever
	While              // X
	Times              // a number of times
	Each               // Name is each element of the stack To, which is used up
	EachRef            // Name is borrowed from each element of the stack To
	Break              // out of Name
	Continue           // at the head of Name
	Return
	Panic
	Block   // one body, which may be left
	Switch  // cases Conds and Bodies, the last is the default
	IfSome  // Name is what the option To holds, moved out
	IfRef   // the same, borrowed
	WhPop   // Name is popped from the stack To, as long as there is one
	IfPop   // once
	WhTake  // Name is taken out of the option To, as long as there is something
	IfTake  // once
	Push    // X onto the stack To
	Swap    // To and From are swapped
	Both    // To, From = X, Conds[0]
	Split   // a struct To is taken apart: Names
	TrySend // To is sent or comes back
	Select  // one of two sends: To, From
	Closure // Name is a new closure with the body
	Call    // the closure Name is called
	Once    // the closure Name is handed to a function that calls it
	Spawn   // the body runs at the same time
	Take    // Name takes what is at To and leaves a default
	Replace // Name takes what is at To and leaves X
)

// Stmt is a statement.
type Stmt struct {
	ID       int
	Op       Op
	Name     string // of a variable, or the label of what is left
	Names    []string
	Label    string // of a loop or block
	Type     Type
	To, From Place
	X        *Expr
	Conds    []*Expr
	Bodies   [][]*Stmt
	N        int // picks among what is alike
}

// Helper is a function that sends its parameter, and reports something.
type Helper struct {
	Name  string
	Param string
	Type  Type
	Body  []*Stmt
}

// Param is a parameter of a program.
type Param struct {
	Name string
	Type Type
}

// Program is a function and the helpers that it alone calls.
type Program struct {
	Params  []Param
	Helpers []*Helper
	Body    []*Stmt
}

// loops reports whether a break or continue may name s.
func (s *Stmt) loops() bool {
	switch s.Op {
	case Loop, While, Times, Each, EachRef, WhPop, WhTake:
		return true
	}
	return false
}

// exprs lists the expressions of s.
func (s *Stmt) exprs() []*Expr {
	var out []*Expr
	if s.X != nil {
		out = append(out, s.X)
	}
	return append(out, s.Conds...)
}

// walk calls f for each statement, from the outside.
func walk(body []*Stmt, f func(*Stmt)) {
	for _, s := range body {
		f(s)
		for _, b := range s.Bodies {
			walk(b, f)
		}
	}
}

// each calls f for e and its parts.
func (e *Expr) each(f func(*Expr)) {
	f(e)
	for _, a := range e.Args {
		a.each(f)
	}
}

// number gives each statement its own number.
func (p *Program) number() {
	n := 0
	count := func(s *Stmt) { n++; s.ID = n }
	for _, h := range p.Helpers {
		walk(h.Body, count)
	}
	walk(p.Body, count)
}
