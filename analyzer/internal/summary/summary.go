// Package summary says what a call of a function does to its caller's memory.
//
// A summary is a list of statements over access paths that start at the
// function's inputs. It is a fact of its function, so it crosses packages, and
// it is text, so that the table of the standard library is written in the same
// language:
//
//	moves a1* when r0==nil   the memory that the second input points to
//	moves shared a1*         and to several receivers
//	moves a1* on a0*.3       the same, by a send on the channel in field 3 of *a0
//	moves a1* on a0*.3 or another
//	                         the same, or by a send on a channel that is not said
//	moves a1* if a2==true    the same, where the third input is true
//	moves a1* after a2*==3   the same, where the third input refers to 3 afterwards
//	moves a1* through a0* as p.T
//	                         the same, by a method of T, if that is what a0 refers to
//	writes a0*.2[]           the elements of the array in field 2 of *a0
//	reads a1*[]^             all that the elements of a1 reach
//	passes a0                returns only if that channel is not nil
//	waits a0*.1*             receives from the channel in field 1 of *a0
//	carries a1*.2*           the channel in field 2 of *a1 goes with what is moved
//	keeps a0*.2              field 2 of *a0 does not refer to what was moved
//	keeps a0*.2*^            nor does anything that is reached through it
//	moves a1                 what a send of the second input would
//	borrows a1               the second input is neither moved nor stored
//	calls often a1*(a0*[]*)  calls the function a1 more than once, with an element of a0
//	calls often a1*(a0*[]*) keeping false
//	                         and keeps of these elements those of which it returns false
//	calls later a1*()        calls it when the call has returned, unless its result prevents that
//	a0*.0=a1*                stores the second input into field 0 of *a0
//	r0==a1*                  returns the second input itself
//	r0=n0 n0.0=a0*           returns new memory that refers to that of a0
//	a0*.0=n0(r0==true)|a0*.0*(r0==false)
//	                         stores new memory there if it returns true
//	r0=a0*.1* if a0*.0==true returns that memory instead where field 0 is known to be set
//	n0 does {moves a0*}      that memory is a closure, which moves its argument
//	n0 copies a0*            that memory was copied from that of a0
//	tells r0 if a1==nil      returns true if the second input is nil, and else false
//	ensures a0==nil          returns only if the first input is nil
//	noreturn                 never returns
package summary

import (
	"fmt"
	"go/token"
	"slices"
	"strings"
)

// Path names memory from a function's inputs: a0, a1, ... are the receiver,
// the parameters and the captured variables in this order; r0, r1, ... the
// results; n0, n1, ... memory that the call makes; g"path".name a package-level
// variable. Then follow steps: * to what is pointed to, .2 to a field, [] to
// each element, [?] to one that is not known, [3] and ["key"] to one, [a1] to the
// one whose index a1 is, [3:] to those from there on ([?:] if it is not known
// where, [:?] to those before), [:3] to the first of them, [:3:3] without the capacity
// for more, [%] to a part that no other element has, ^ to all
// that can be reached.
type Path string

// Access is what is done to memory.
type Access uint8

const (
	// None does nothing that counts.
	None Access = iota
	// Header looks at a reference, not at what it refers to.
	Header
	// Read reads the memory.
	Read
	// Write changes it.
	Write
	// Release gives it to a pool or frees it: somebody else will write.
	Release
)

// String is the word for a in the language of summaries.
func (a Access) String() string {
	return [...]string{"", "looks", "reads", "writes", "releases"}[a]
}

// Where is a position that survives the export of a fact: positions of other
// packages lose their column otherwise.
type Where struct {
	File      string
	Line, Col int
	EndCol    int // 0 if not known
	// Pos is the position while the package is analysed; it is not exported.
	Pos token.Pos
}

// Effect is one access.
type Effect struct {
	Path   Path
	Access Access
	// Given must hold when the call starts, or the access does not happen.
	Given []Given
	At    Where
}

// Given is a condition on a flag that an input is or refers to: the content of
// Path is Const, which is what Cond has, or a number in Move.After.
type Given struct {
	Path  Path
	Const string
}

// Cond is the outcome of a call: result number Result equals Const, one of
// "nil", "error" (not nil), "true" and "false". The zero Cond is every outcome.
type Cond struct {
	Result int
	Const  string
}

// Move says that the call moves memory.
type Move struct {
	Path Path
	When Cond
	// On is the place that holds the channel on which it is sent, "" if callers
	// know none.
	On Path
	// Others says that it may be another channel.
	Others bool
	// Runtime moves are sends of package mpsc, with a level of their own.
	Runtime bool
	// Dispatched moves happen in a method that an interface call may reach. It
	// is a guess, and guesses are not piled up: a second interface call on the
	// way drops the move.
	Dispatched bool
	// Through is the receiver of that call, the zero Receiver if callers do not know it.
	Through Receiver
	// Contained memory was only reachable through what was sent.
	Contained bool
	// Part memory went as a part of the aggregate that Path starts from, which may
	// have been put together of what others use as well.
	Part bool
	// Shared memory goes to several receivers.
	Shared bool
	// Declared moves are said by an annotation, which is At.
	Declared bool
	// Given must hold when the call starts, or the move does not happen.
	Given []Given
	// After must hold when the call has returned, or the move did not happen; the zero
	// Given says nothing.
	After Given
	At    Where
	// Param is the name of the input in the function, and Input where it is
	// declared, for the report.
	Param string
	Input Where
}

// Receiver is one of an interface call: what Path refers to, which must be of the type
// Type, or of pointers to it, for what is said of the method.
type Receiver struct {
	Path Path
	Type string
}

// Excludes reports whether r and o are of one object, which has only one of their types.
func (r Receiver) Excludes(o Receiver) bool {
	return r.Path != "" && r.Path == o.Path && r.Type != o.Type
}

// Link says that after the call the place Cell may refer to each of To;
// Certain that it refers to nothing else. Same says more: it is the reference that
// had led to the only one of To when the call started, or a part of that slice, and
// nil where that was nil.
type Link struct {
	Cell    Path
	To      []Target
	Certain bool
	Same    bool
	// Given must be known to hold when the call starts, or the link says nothing. It
	// follows the link that holds otherwise.
	Given []Given
}

// Target is what a place may refer to.
type Target struct {
	Path Path
	// Given holds wherever the place refers to it: when the call starts, or, what it
	// says of results, when it has returned.
	Given []Given
}

func (t Target) equal(u Target) bool { return t.Path == u.Path && slices.Equal(t.Given, u.Given) }

// Paths lists the targets that l names.
func (l Link) Paths() []Path {
	out := make([]Path, len(l.To))
	for i, t := range l.To {
		out[i] = t.Path
	}
	return out
}

// New lists those that it did not refer to before.
func (l Link) New() []Path {
	return slices.DeleteFunc(l.Paths(), func(p Path) bool { return p == l.Cell+"*" })
}

// Targets lists all that the place may refer to after the call: each of To, and what
// it referred to before, unless the link is certain.
func (l Link) Targets() []Path {
	out := l.Paths()
	if l.Certain {
		return out
	}
	out = append(out, l.Cell+"*")
	slices.Sort(out)
	return slices.Compact(out)
}

// Extends reports whether the place refers to what it did before wherever it refers to
// anything, as one to which something was appended.
func (l Link) Extends() bool {
	return slices.ContainsFunc(l.To, func(t Target) bool { return t.Path == l.Cell+"*" && len(t.Given) == 0 })
}

// Call is a call of a function that the caller provides. Args lists for each
// argument what it may refer to.
type Call struct {
	Fn   Path
	Args [][]Path
	// Many calls may happen more than once.
	Many bool
	// Later calls happen some time after the call has returned, if its result is not used
	// to prevent them.
	Later bool
	// Refills are the arguments whose memory is written once the call has
	// returned.
	Refills []Refill
	// Keeping is what the call returns, "true" or "false", of what stays in the places
	// that Args names; "" if all may.
	Keeping string
}

// Refill says that the memory of argument Arg is written after a call that
// returned When: "true", "false", "nil", "error", or "" if that does not matter.
type Refill struct {
	Arg  int
	When string
	At   Where
}

// Same reports whether r and s say the same, up to where.
func (r Refill) Same(s Refill) bool { return r.Arg == s.Arg && r.When == s.When }

// Code says that new memory is a closure, with the summary Fn. Its inputs are
// Params parameters, then what it has captured, which is in the fields of the
// memory; of a method value the receiver comes first.
type Code struct {
	Path     Path
	Params   int
	Captures int
	Bound    bool
	Fn       *Func
}

// Copy says that new memory was filled from other memory: who gets one or the other
// gets the copy where it matters.
type Copy struct{ New, Of Path }

// Predicate says that result number Result is true if Given held when the call started,
// and false otherwise; the constant Always if there is no Given.
type Predicate struct {
	Result int
	Given  Given
	Always string
}

// Borrow says that an input is neither moved nor kept, whatever implements the
// method.
type Borrow struct {
	Path Path
	At   Where // of the annotation
}

// Func is the summary of a function. The zero Func has no effect.
type Func struct {
	Name     string
	NoReturn bool
	Effects  []Effect
	Moves    []Move
	Waits    []Path
	// Passes are the channels on which the call sends or receives whatever happens: it
	// returns only where none of them is nil.
	Passes []Path
	// Carries are the channels and the like that go with what is moved, by
	// which an answer to it may come.
	Carries []Path
	// Keeps are places that refer to nothing moved when the function returns,
	// although what they referred to before may have been moved: where it was,
	// they were given something else.
	Keeps   []Path
	Borrows []Borrow
	Calls   []Call
	Links   []Link
	Codes   []Code
	Copies  []Copy
	// Predicates say what results tell of the inputs.
	Predicates []Predicate
	// Ensures hold for the inputs as they were when the call started, wherever it
	// returns.
	Ensures []Given
}

// Empty reports whether a call does nothing that matters.
func (f *Func) Empty() bool {
	return !f.NoReturn && len(f.Effects)+len(f.Moves)+len(f.Waits)+len(f.Passes)+len(f.Carries)+len(f.Borrows)+len(f.Calls)+len(f.Links)+len(f.Codes)+len(f.Predicates)+len(f.Ensures) == 0
}

// Sends reports whether a call moves something, or what it returns may.
func (f *Func) Sends() bool {
	return len(f.Moves) > 0 || slices.ContainsFunc(f.Codes, func(c Code) bool { return len(c.Fn.Moves) > 0 })
}

// String prints f in the language of summaries.
func (f *Func) String() string {
	var out []string
	if f.NoReturn {
		out = append(out, "noreturn")
	}
	for _, e := range f.Effects {
		out = append(out, fmt.Sprintf("%s %s%s", e.Access, e.Path, conditions(e.Given)))
	}
	for _, m := range f.Moves {
		s := "moves "
		if m.Contained {
			s += "contained "
		}
		if m.Part {
			s += "part "
		}
		if m.Shared {
			s += "shared "
		}
		s += string(m.Path)
		if m.On != "" {
			s += " on " + string(m.On)
			if m.Others {
				s += " or another"
			}
		}
		if m.Through.Path != "" {
			s += fmt.Sprintf(" through %s as %s", m.Through.Path, m.Through.Type)
		}
		if m.When.Const != "" {
			s += fmt.Sprintf(" when r%d==%s", m.When.Result, m.When.Const)
		}
		s += conditions(m.Given)
		if m.After.Path != "" {
			s += fmt.Sprintf(" after %s==%s", m.After.Path, m.After.Const)
		}
		out = append(out, s)
	}
	for _, p := range f.Predicates {
		s := fmt.Sprintf("tells r%d", p.Result)
		if p.Always != "" {
			s += "==" + p.Always
		}
		if p.Given.Path != "" {
			s += conditions([]Given{p.Given})
		}
		out = append(out, s)
	}
	for _, g := range f.Ensures {
		out = append(out, fmt.Sprintf("ensures %s==%s", g.Path, g.Const))
	}
	for _, p := range f.Passes {
		out = append(out, "passes "+string(p))
	}
	for _, p := range f.Waits {
		out = append(out, "waits "+string(p))
	}
	for _, p := range f.Carries {
		out = append(out, "carries "+string(p))
	}
	for _, p := range f.Keeps {
		out = append(out, "keeps "+string(p))
	}
	for _, b := range f.Borrows {
		out = append(out, "borrows "+string(b.Path))
	}
	for _, c := range f.Calls {
		args := make([]string, len(c.Args))
		for i, a := range c.Args {
			args[i] = join(a)
		}
		for _, r := range c.Refills {
			args[r.Arg] += "!" + r.When
		}
		many := ""
		if c.Many {
			many = " often"
		}
		if c.Later {
			many += " later"
		}
		keeping := ""
		if c.Keeping != "" {
			keeping = " keeping " + c.Keeping
		}
		out = append(out, fmt.Sprintf("calls%s %s(%s)%s", many, c.Fn, strings.Join(args, ","), keeping))
	}
	for _, l := range f.Links {
		eq := "|="
		if l.Certain {
			eq = "="
		}
		if l.Same {
			eq += "="
		}
		out = append(out, string(l.Cell)+eq+targets(l.To)+conditions(l.Given))
	}
	for _, c := range f.Codes {
		out = append(out, fmt.Sprintf("%s does {%s}", c.Path, c.Fn))
	}
	for _, c := range f.Copies {
		out = append(out, fmt.Sprintf("%s copies %s", c.New, c.Of))
	}
	return strings.Join(out, "; ")
}

func conditions(given []Given) string {
	var b strings.Builder
	for i, g := range given {
		b.WriteString([]string{" if ", " and "}[min(i, 1)] + string(g.Path) + "==" + g.Const)
	}
	return b.String()
}

func targets(to []Target) string {
	out := make([]string, len(to))
	for i, t := range to {
		out[i] = string(t.Path)
		if len(t.Given) > 0 {
			out[i] += "(" + strings.ReplaceAll(strings.TrimPrefix(conditions(t.Given), " if "), " and ", "&") + ")"
		}
	}
	return strings.Join(out, "|")
}

func join(paths []Path) string {
	out := make([]string, len(paths))
	for i, p := range paths {
		out[i] = string(p)
	}
	return strings.Join(out, "|")
}

// Equal reports whether f and g say the same, up to where.
func (f *Func) Equal(g *Func) bool {
	if f == nil || g == nil {
		return f == g
	}
	return f.NoReturn == g.NoReturn &&
		slices.EqualFunc(f.Effects, g.Effects, func(a, b Effect) bool {
			return a.Path == b.Path && a.Access == b.Access && slices.Equal(a.Given, b.Given)
		}) &&
		slices.EqualFunc(f.Moves, g.Moves, func(a, b Move) bool {
			return a.Path == b.Path && a.When == b.When && a.On == b.On && a.Others == b.Others && a.Contained == b.Contained && a.Part == b.Part && a.Runtime == b.Runtime && a.Dispatched == b.Dispatched && a.After == b.After && a.Through == b.Through && a.Shared == b.Shared && a.Declared == b.Declared && slices.Equal(a.Given, b.Given)
		}) &&
		slices.Equal(f.Copies, g.Copies) && slices.Equal(f.Predicates, g.Predicates) && slices.Equal(f.Ensures, g.Ensures) && slices.Equal(f.Waits, g.Waits) && slices.Equal(f.Passes, g.Passes) && slices.Equal(f.Carries, g.Carries) && slices.Equal(f.Keeps, g.Keeps) &&
		slices.EqualFunc(f.Borrows, g.Borrows, func(a, b Borrow) bool { return a.Path == b.Path }) &&
		slices.EqualFunc(f.Calls, g.Calls, func(a, b Call) bool {
			return a.Fn == b.Fn && a.Many == b.Many && a.Later == b.Later && a.Keeping == b.Keeping && slices.EqualFunc(a.Args, b.Args, slices.Equal) &&
				slices.EqualFunc(a.Refills, b.Refills, Refill.Same)
		}) &&
		slices.EqualFunc(f.Links, g.Links, func(a, b Link) bool {
			return a.Cell == b.Cell && a.Certain == b.Certain && a.Same == b.Same && slices.EqualFunc(a.To, b.To, Target.equal) && slices.Equal(a.Given, b.Given)
		}) &&
		slices.EqualFunc(f.Codes, g.Codes, func(a, b Code) bool {
			return a.Path == b.Path && a.Params == b.Params && a.Captures == b.Captures && a.Bound == b.Bound && a.Fn.Equal(b.Fn)
		})
}
