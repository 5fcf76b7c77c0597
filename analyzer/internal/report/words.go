package report

import (
	"fmt"
	"strings"

	"github.com/sendmove/sendmove/analyzer/internal/moves"
)

// headline names the kind of use and the place, in rustc's words. A part that
// is assigned is one that an assignment names: what a callee or a built-in
// changes is borrowed by it.
func headline(f *moves.Finding, p place) string {
	partially := ""
	if f.Partial {
		partially = "partially "
	}
	verb := "borrow"
	switch {
	case p.assigned:
		verb = "assign to part"
	case f.Usage == moves.Use, f.Usage == moves.Truncate, f.Usage == moves.Free, again(f):
		verb = "use"
	}
	s := fmt.Sprintf("%s of %smoved value", verb, partially)
	if p.name != "" {
		s += ": `" + p.name + "`"
	}
	return s
}

// again reports whether the use is the move itself, one iteration later.
func again(f *moves.Finding) bool {
	for _, m := range f.Moves {
		if m.Pos == f.Pos {
			return true
		}
	}
	return false
}

// primary is the label of the use.
func primary(f *moves.Finding, p place) string {
	if again(f) {
		for _, m := range f.Moves {
			if m.Pos == f.Pos && m.Callee != "" {
				return fmt.Sprintf("value moved by %s here, in previous iteration of loop", calleeName(m.Callee))
			}
		}
		return "value moved here, in previous iteration of loop"
	}
	after := "after move"
	if f.Partial {
		after = "after partial move"
	}
	switch {
	case p.assigned:
		return "value partially assigned here " + after
	case f.Usage == moves.Use:
		return "value used here " + after
	case f.Usage == moves.Truncate:
		return "value kept here to be filled again " + after
	case f.Usage == moves.Free:
		return "value given back here " + after
	}
	return "value borrowed here " + after
}

// moveLabel is the label of a move that reaches the use.
func moveLabel(f *moves.Finding, m moves.Reached) string {
	s := "value moved here"
	switch {
	case m.Kind == moves.Go && m.Callee == "closure":
		s = "value moved into closure here"
	case m.Kind == moves.Go:
		s = "value moved into goroutine here"
	case m.Kind == moves.Closed:
		s = "value moved here by `Close`"
	case m.Callee == "closure":
		s = "value moved due to this call of the closure"
	case m.Callee != "" && m.Name != "":
		s = fmt.Sprintf("`%s` moved due to this call to `%s`", m.Name, m.Callee)
	case m.Callee != "":
		s = fmt.Sprintf("value moved due to this call to `%s`", m.Callee)
	case f.Partial:
		s = "value partially moved here"
	}
	if m.Later {
		s += ", in previous iteration of loop"
	}
	return s
}

func calleeName(name string) string {
	if name == "closure" {
		return "the closure"
	}
	return "`" + name + "`"
}

// root is the variable of a place.
func root(name string) string {
	name = strings.TrimLeft(name, "*&")
	if i := strings.IndexAny(name, ".["); i >= 0 {
		return name[:i]
	}
	return name
}

// within reports whether the place called name is the one called whole or a
// part of it.
func within(name, whole string) bool {
	name, whole = strings.TrimLeft(name, "*&"), strings.TrimLeft(whole, "*&")
	rest, ok := strings.CutPrefix(name, whole)
	return ok && whole != "" && (rest == "" || rest[0] == '.' || rest[0] == '[')
}
