package summary

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/sendmove/sendmove/analyzer/internal/place"
)

// Step is one step of a path.
type Step struct {
	Kind   StepKind
	N      int    // of a field, of a known element, of an input or of elements
	Key    string // of a known element of a map
	Capped bool   // of a slice that ends with its capacity
}

// StepKind is a kind of step.
type StepKind uint8

const (
	// Deref goes to what the place refers to.
	Deref StepKind = iota
	// Field goes to field N.
	Field
	// Elem goes to any element.
	Elem
	// Some goes to one element, it is not known which.
	Some
	// ElemAt goes to element N.
	ElemAt
	// ElemKey goes to the element at Key.
	ElemKey
	// ElemOf goes to the element at the index that input N is.
	ElemOf
	// Tail drops the first N elements of a slice, an unknown number if N is
	// negative.
	Tail
	// Head has the first N elements of a slice, or up to its capacity. With a negative
	// N it is what Tail with an unknown number drops.
	Head
	// Part is a part of an array. In an element it is that element's own, apart from
	// those of the others.
	Part
	// All goes to everything that can be reached.
	All
)

// Root is what a path starts at.
type Root struct {
	Kind byte // 'a', 'r', 'n' or 'g'
	N    int
	Name string // of a global: its package path, a dot, its name
}

// Split parses p.
func (p Path) Split() (Root, []Step, error) {
	s := string(p)
	bad := func() (Root, []Step, error) {
		return Root{}, nil, fmt.Errorf("malformed path %q", p)
	}
	if s == "" {
		return bad()
	}
	root := Root{Kind: s[0]}
	s = s[1:]
	switch root.Kind {
	case 'a', 'r', 'n':
		digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
		n, err := strconv.Atoi(s[:digits])
		if err != nil {
			return bad()
		}
		root.N, s = n, s[digits:]
	case 'g':
		name, err := strconv.QuotedPrefix(s)
		if err != nil {
			return bad()
		}
		s = s[len(name):]
		if root.Name, err = strconv.Unquote(name); err != nil {
			return bad()
		}
	default:
		return bad()
	}
	var steps []Step
	for s != "" {
		switch s[0] {
		case '*':
			steps, s = append(steps, Step{Kind: Deref}), s[1:]
		case '^':
			steps, s = append(steps, Step{Kind: All}), s[1:]
		case '.':
			s = s[1:]
			name := s
			if end := strings.IndexAny(s, "*^.["); end >= 0 {
				name = s[:end]
			}
			n, err := place.FieldNumber(name)
			if err != nil {
				return bad()
			}
			steps, s = append(steps, Step{Kind: Field, N: n}), s[len(name):]
		case '[':
			if quoted, err := strconv.QuotedPrefix(s[1:]); err == nil {
				key, _ := strconv.Unquote(quoted)
				rest, ok := strings.CutPrefix(s[1+len(quoted):], "]")
				if !ok {
					return bad()
				}
				steps, s = append(steps, Step{Kind: ElemKey, Key: key}), rest
				continue
			}
			in, rest, ok := strings.Cut(s[1:], "]")
			if !ok {
				return bad()
			}
			if s = rest; in == "" {
				steps = append(steps, Step{Kind: Elem})
				continue
			}
			if in == "?" {
				steps = append(steps, Step{Kind: Some})
				continue
			}
			if in == "%" {
				steps = append(steps, Step{Kind: Part})
				continue
			}
			if in == ":?" {
				steps = append(steps, Step{Kind: Head, N: -1})
				continue
			}
			if bounds, ok := strings.CutPrefix(in, ":"); ok {
				hi, top, capped := strings.Cut(bounds, ":")
				n, err := strconv.ParseUint(hi, 10, 31)
				if err != nil || capped && top != hi {
					return bad()
				}
				steps = append(steps, Step{Kind: Head, N: int(n), Capped: capped})
				continue
			}
			if lo, ok := strings.CutSuffix(in, ":"); ok {
				n, err := strconv.Atoi(lo)
				if lo == "?" {
					n, err = -1, nil
				}
				if err != nil {
					return bad()
				}
				steps = append(steps, Step{Kind: Tail, N: n})
				continue
			}
			kind := ElemAt
			if number, ok := strings.CutPrefix(in, "a"); ok {
				kind, in = ElemOf, number
			}
			n, err := strconv.ParseUint(in, 10, 31)
			if err != nil {
				return bad()
			}
			steps = append(steps, Step{Kind: kind, N: int(n)})
		default:
			return bad()
		}
	}
	return root, steps, nil
}

// Elements is p with any element for each that it names, and without the bounds of
// windows.
func (p Path) Elements() Path {
	var b strings.Builder
	for s := string(p); s != ""; {
		switch s[0] {
		case '"': // the name of a global
			name, err := strconv.QuotedPrefix(s)
			if err != nil {
				return p
			}
			b.WriteString(name)
			s = s[len(name):]
		case '[':
			s = s[1:]
			if key, err := strconv.QuotedPrefix(s); err == nil {
				s = s[len(key):]
			}
			in, rest, _ := strings.Cut(s, "]")
			if !strings.ContainsAny(in, ":%") {
				b.WriteString("[]")
			}
			s = rest
		default:
			b.WriteByte(s[0])
			s = s[1:]
		}
	}
	return Path(b.String())
}

// Depth counts the steps of p, for limits.
func (p Path) Depth() int { return strings.Count(string(p), "*") }

// OfPart reports whether p is what a part of an input refers to, an input that is
// an aggregate itself.
func (p Path) OfPart() bool {
	root, steps, err := p.Split()
	return err == nil && root.Kind == 'a' && p.Depth() == 1 && len(steps) > 0 && steps[0].Kind == Field
}

// Parse reads a summary in the language that Func.String writes, statements
// separated by semicolons.
func Parse(name, text string) (*Func, error) {
	f := &Func{Name: name}
	for stmt := range strings.SplitSeq(text, ";") {
		stmt = strings.TrimSpace(stmt)
		if stmt == "" {
			continue
		}
		if err := f.parse(stmt); err != nil {
			return nil, fmt.Errorf("summary of %s: %w", name, err)
		}
	}
	return f, nil
}

func (f *Func) parse(stmt string) error {
	if rest, ok := strings.CutPrefix(stmt, "calls "); ok {
		return f.parseCall(rest)
	}
	words := strings.Fields(stmt)
	check := func(s string) (Path, error) {
		_, _, err := Path(s).Split()
		return Path(s), err
	}
	if stmt == "noreturn" {
		f.NoReturn = true
		return nil
	}
	if len(words) > 1 && (words[0] == "tells" || words[0] == "ensures") {
		return f.parsePredicate(words[0], words[1:])
	}
	if cell, to, ok := strings.Cut(words[0], "="); ok || len(words) == 1 {
		if !ok {
			return fmt.Errorf("%q is not a statement", stmt)
		}
		l := Link{Certain: !strings.HasSuffix(cell, "|")}
		var err error
		if to, l.Same = strings.CutPrefix(to, "="); l.Same && (!l.Certain || strings.Contains(to, "|")) {
			return fmt.Errorf("%q is several", stmt)
		}
		if l.Given, err = parseGiven(words[1:]); err != nil {
			return err
		}
		if l.Cell, err = check(strings.TrimSuffix(cell, "|")); err != nil {
			return err
		}
		for s := range strings.SplitSeq(to, "|") {
			t, err := parseTarget(s)
			if err != nil {
				return err
			}
			l.To = append(l.To, t)
		}
		f.Links = append(f.Links, l)
		return nil
	}
	if len(words) == 3 && words[1] == "copies" {
		to, err := check(words[0])
		if err != nil {
			return err
		}
		of, err := check(words[2])
		f.Copies = append(f.Copies, Copy{New: to, Of: of})
		return err
	}
	verb, rest := words[0], words[1:]
	var mv Move
	if verb == "moves" && rest[0] == "contained" && len(rest) > 1 {
		mv.Contained, rest = true, rest[1:]
	}
	if verb == "moves" && rest[0] == "part" && len(rest) > 1 {
		mv.Part, rest = true, rest[1:]
	}
	if verb == "moves" && rest[0] == "shared" && len(rest) > 1 {
		mv.Shared, rest = true, rest[1:]
	}
	p, err := check(rest[0])
	if err != nil {
		return err
	}
	if verb == "moves" && len(rest) > 2 && rest[1] == "on" {
		if mv.On, err = check(rest[2]); err != nil {
			return err
		}
		rest = slices.Delete(rest, 1, 3)
	}
	if verb == "moves" && len(rest) > 4 && rest[1] == "through" && rest[3] == "as" {
		if mv.Through.Path, err = check(rest[2]); err != nil {
			return err
		}
		mv.Dispatched, mv.Through.Type = true, rest[4]
		rest = slices.Delete(rest, 1, 5)
	}
	if n := len(rest); verb == "moves" && n > 2 && rest[n-2] == "after" {
		p, c, ok := strings.Cut(rest[n-1], "==")
		_, err := strconv.ParseInt(c, 10, 64)
		if mv.After = (Given{Path(p), c}); !ok || !isOutcome(c) && err != nil {
			return fmt.Errorf("%q is not a condition", rest[n-1])
		}
		if _, err := check(p); err != nil {
			return err
		}
		rest = rest[:n-2]
	}
	if i := slices.Index(rest, "if"); verb == "moves" && i > 0 {
		if mv.Given, err = parseGiven(rest[i:]); err != nil {
			return err
		}
		rest = rest[:i]
	}
	for _, a := range []Access{Header, Read, Write, Release} {
		if verb != a.String() {
			continue
		}
		given, err := parseGiven(rest[1:])
		f.Effects = append(f.Effects, Effect{Path: p, Access: a, Given: given})
		return err
	}
	switch {
	case verb == "passes" && len(rest) == 1:
		f.Passes = append(f.Passes, p)
		return nil
	case verb == "waits" && len(rest) == 1:
		f.Waits = append(f.Waits, p)
		return nil
	case verb == "carries" && len(rest) == 1:
		f.Carries = append(f.Carries, p)
		return nil
	case verb == "keeps" && len(rest) == 1:
		f.Keeps = append(f.Keeps, p)
		return nil
	case verb == "borrows" && len(rest) == 1:
		f.Borrows = append(f.Borrows, Borrow{Path: p})
		return nil
	case verb == "moves" && len(rest) == 1:
	case verb == "moves" && len(rest) == 3 && rest[1] == "when":
		r, c, ok := strings.Cut(rest[2], "==")
		root, steps, err := Path(r).Split()
		if !ok || err != nil || root.Kind != 'r' || len(steps) > 0 || !isOutcome(c) {
			return fmt.Errorf("%q is not a condition", rest[2])
		}
		mv.When = Cond{Result: root.N, Const: c}
	default:
		return fmt.Errorf("%q is not a statement", stmt)
	}
	mv.Path = p
	f.Moves = append(f.Moves, mv)
	return nil
}

// parsePredicate reads what results or a return say of the inputs: "tells r0 if a1==nil",
// "tells r0==false" and "ensures a0==error".
func (f *Func) parsePredicate(verb string, words []string) error {
	bad := fmt.Errorf("%q is not a statement", verb+" "+strings.Join(words, " "))
	if verb == "ensures" {
		given, err := parseGiven(append([]string{"if"}, words...))
		f.Ensures = append(f.Ensures, given...)
		return err
	}
	r, always, _ := strings.Cut(words[0], "==")
	root, steps, err := Path(r).Split()
	if err != nil || root.Kind != 'r' || len(steps) > 0 || always != "" && always != "true" && always != "false" {
		return bad
	}
	given, err := parseGiven(words[1:])
	if err != nil || len(given) > 1 || (len(given) == 0) != (always != "") {
		return bad
	}
	p := Predicate{Result: root.N, Always: always}
	if len(given) == 1 {
		p.Given = given[0]
	}
	f.Predicates = append(f.Predicates, p)
	return nil
}

// parseTarget reads what a place may refer to, with conditions: "a0*(a1==true&r0==nil)".
func parseTarget(s string) (Target, error) {
	s, given, guarded := strings.Cut(s, "(")
	t := Target{Path: Path(s)}
	if _, _, err := t.Path.Split(); err != nil || !guarded {
		return t, err
	}
	given, closed := strings.CutSuffix(given, ")")
	if !closed {
		return t, fmt.Errorf("%q is not closed", given)
	}
	word, words := "if", []string(nil)
	for g := range strings.SplitSeq(given, "&") {
		words = append(words, word, g)
		word = "and"
	}
	var err error
	t.Given, err = parseGiven(words)
	return t, err
}

// parseGiven reads the conditions of an effect: "if a1*==true and a2==nil".
func parseGiven(words []string) ([]Given, error) {
	var out []Given
	for i := 0; i < len(words); i += 2 {
		if i+1 == len(words) || words[i] != "if" && words[i] != "and" {
			return nil, fmt.Errorf("%q is not a condition", strings.Join(words, " "))
		}
		p, c, ok := strings.Cut(words[i+1], "==")
		if _, _, err := Path(p).Split(); err != nil || !ok || !isOutcome(c) {
			return nil, fmt.Errorf("%q is not a condition", words[i+1])
		}
		out = append(out, Given{Path(p), c})
	}
	return out, nil
}

func isOutcome(c string) bool { return c == "nil" || c == "error" || c == "true" || c == "false" }

// parseCall reads what follows the word calls.
func (f *Func) parseCall(s string) error {
	c := Call{}
	s, c.Many = strings.CutPrefix(strings.TrimSpace(s), "often ")
	s, c.Later = strings.CutPrefix(s, "later ")
	fn, rest, ok := strings.Cut(s, "(")
	args, tail, closed := strings.Cut(rest, ")")
	keeping, keeps := strings.CutPrefix(tail, " keeping ")
	if !ok || !closed || !keeps && tail != "" || keeps && keeping != "true" && keeping != "false" {
		return fmt.Errorf("%q is not a call", s)
	}
	if keeps {
		c.Keeping = keeping
	}
	c.Fn = Path(strings.TrimSpace(fn))
	if _, _, err := c.Fn.Split(); err != nil {
		return err
	}
	if args != "" {
		for arg := range strings.SplitSeq(args, ",") {
			var paths []Path
			arg, refills, refilled := strings.Cut(arg, "!")
			if refilled {
				for when := range strings.SplitSeq(refills, "!") {
					if when != "" && !isOutcome(when) {
						return fmt.Errorf("%q is not an outcome", when)
					}
					c.Refills = append(c.Refills, Refill{Arg: len(c.Args), When: when})
				}
			}
			for p := range strings.SplitSeq(arg, "|") {
				if p == "" {
					continue
				}
				if _, _, err := Path(p).Split(); err != nil {
					return err
				}
				paths = append(paths, Path(p))
			}
			c.Args = append(c.Args, paths)
		}
	}
	f.Calls = append(f.Calls, c)
	return nil
}
