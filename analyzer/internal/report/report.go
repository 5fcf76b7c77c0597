// Package report puts findings into words. The words are rustc's for E0382
// where Go has the case.
package report

import (
	"fmt"
	"go/token"
	"go/types"
	"path/filepath"

	"golang.org/x/tools/go/analysis"

	"github.com/sendmove/sendmove/analyzer/internal/moves"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
)

// URL is the page of the rules; a category is its fragment.
const URL = "https://github.com/sendmove/sendmove/blob/main/docs/rules/"

// Categories, after rustc's error codes.
const (
	Moved   = "E0382" // a use after the move
	Escapes = "E0521" // borrowed data escapes: it was sent

	Annotated = "annotation" // an annotation that has no effect
)

// All reports findings that no comment suppresses.
func All(pass *analysis.Pass, findings []*moves.Finding) {
	if len(findings) == 0 {
		return
	}
	w := writer{pass.Fset, pass.Pkg}
	ignores := findIgnores(pass.Fset, pass.Files)
	for _, f := range findings {
		if d := w.diagnostic(f); !ignores.has(d, f.Sends()) {
			pass.Report(d)
		}
	}
}

// writer turns the findings of one package into diagnostics.
type writer struct {
	fset *token.FileSet
	pkg  *types.Package
}

// diagnostic is f in words. The first line stands alone; the related entry at
// the diagnostic's own range is its label, entries that start with "note: " or
// "help: " are notes, and the others are labels.
func (w writer) diagnostic(f *moves.Finding) analysis.Diagnostic {
	if f.Contract != "" || f.Promise.Pos.IsValid() {
		return w.escape(f)
	}
	d := analysis.Diagnostic{
		Pos: f.Pos, End: f.End, Category: Moved,
		URL:     URL + Moved + ".md",
		Message: headline(f) + w.movedAt(f),
	}
	add := func(pos, end token.Pos, format string, args ...any) {
		if !pos.IsValid() {
			return
		}
		if !end.IsValid() || end < pos {
			end = pos
		}
		r := analysis.RelatedInformation{Pos: pos, End: end, Message: fmt.Sprintf(format, args...)}
		for _, old := range d.Related {
			if old == r {
				return
			}
		}
		d.Related = append(d.Related, r)
	}
	add(f.Pos, f.End, "%s", primary(f))
	for _, m := range f.Moves {
		if m.Pos == f.Pos {
			continue // the label of the use says it
		}
		add(m.Pos, m.End, "%s", moveLabel(f, m))
	}
	if v := f.Var; v != nil && !v.IsField() && v.Pkg() == w.pkg {
		add(v.Pos(), v.Pos()+token.Pos(len(v.Name())), "move occurs because `%s` has type `%s`, which refers to shared memory",
			v.Name(), types.TypeString(v.Type(), types.RelativeTo(w.pkg)))
	}
	for _, m := range f.Moves {
		switch {
		case m.Callee == "":
		case m.Declared && m.Inner.Pos.IsValid():
			add(m.Inner.Pos, w.end(m.Inner), "note: %s is declared to move it here", calleeName(m.Callee))
		case m.Declared:
			add(f.Pos, f.End, "note: %s is declared to move it at %s", calleeName(m.Callee), at(m.Inner))
		case m.Inner.Pos.IsValid():
			add(m.Inner.Pos, w.end(m.Inner), "note: %s sends it here", calleeName(m.Callee))
		case m.Inner.Line > 0:
			add(f.Pos, f.End, "note: %s sends it at %s", calleeName(m.Callee), at(m.Inner))
		}
		if m.Name != "" && f.Name != "" && root(m.Name) != root(f.Name) {
			add(f.Pos, f.End, "note: `%s` shares memory with `%s`, which was moved", f.Name, m.Name)
		}
	}
	if f.Callee != "" && f.Usage != moves.Capture {
		verb := map[moves.Usage]string{moves.Assign: "writes to it", moves.Free: "gives it back"}[f.Usage]
		if verb == "" {
			verb = "reads it"
		}
		switch {
		case f.Inner.Pos.IsValid() && f.Inner.Pos != f.Pos:
			add(f.Inner.Pos, w.end(f.Inner), "note: %s %s here", calleeName(f.Callee), verb)
		case f.Inner.Line > 0 && !f.Inner.Pos.IsValid():
			add(f.Pos, f.End, "note: %s %s at %s", calleeName(f.Callee), verb, at(f.Inner))
		}
	}
	return d
}

func calleeName(name string) string {
	if name == "closure" {
		return "the closure"
	}
	return "`" + name + "`"
}

// end is the end of a range that lies on one line.
func (w writer) end(p summary.Where) token.Pos {
	if p.EndCol > p.Col {
		return p.Pos + token.Pos(p.EndCol-p.Col)
	}
	return p.Pos
}

func at(p summary.Where) string {
	return fmt.Sprintf("%s:%d:%d", filepath.Base(p.File), p.Line, p.Col)
}

// movedAt names the first move, for readers who see only the message.
func (w writer) movedAt(f *moves.Finding) string {
	if len(f.Moves) == 0 {
		return ""
	}
	m := f.Moves[0]
	if m.Pos == f.Pos {
		return " (moved in previous iteration of loop)"
	}
	p := w.fset.Position(m.Pos)
	return fmt.Sprintf(" (moved at %s:%d:%d)", filepath.Base(p.Filename), p.Line, p.Column)
}

func headline(f *moves.Finding) string {
	partially := ""
	if f.Partial {
		partially = "partially "
	}
	verb := "borrow"
	switch {
	case f.Usage == moves.Assign:
		verb = "assign to part"
	case f.Usage != moves.Borrow && f.Usage != moves.Capture || again(f):
		verb = "use"
	}
	s := fmt.Sprintf("%s of %smoved value", verb, partially)
	name := f.Name
	if f.Usage == moves.Capture {
		name = f.Callee
	}
	if name != "" {
		s += ": `" + name + "`"
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

func primary(f *moves.Finding) string {
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
	switch f.Usage {
	case moves.Use:
		return "value used here " + after
	case moves.Assign:
		return "value partially assigned here " + after
	case moves.Capture:
		return "value borrowed here " + after + ", by use in closure"
	case moves.Truncate:
		return "value kept here to be filled again " + after
	case moves.Free:
		return "value given back here " + after
	}
	return "value borrowed here " + after
}

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
	}
	if m.Later {
		s += ", in previous iteration of loop"
	}
	return s
}

// root is the variable of a place.
func root(name string) string {
	for i, r := range name {
		if r == '.' || r == '[' {
			return name[:i]
		}
	}
	for name != "" && (name[0] == '*' || name[0] == '&') {
		name = name[1:]
	}
	return name
}

// escape is the diagnostic of a send of a borrowed argument.
func (w writer) escape(f *moves.Finding) analysis.Diagnostic {
	what, lender := "function", "its annotation"
	if f.Fn.Signature.Recv() != nil {
		what = "method"
	}
	if f.Contract != "" {
		lender = f.Contract
	}
	d := analysis.Diagnostic{
		Pos: f.Pos, End: f.End, Category: Escapes, URL: URL + Escapes + ".md",
		Message: fmt.Sprintf("borrowed data escapes outside of %s: `%s`, which %s only lends", what, f.Name, lender),
		Related: []analysis.RelatedInformation{{Pos: f.Pos, End: f.End, Message: fmt.Sprintf("`%s` is sent out of the %s here", f.Name, what)}},
	}
	if v := f.Var; v != nil {
		d.Related = append(d.Related, analysis.RelatedInformation{
			Pos: v.Pos(), End: v.Pos() + token.Pos(len(v.Name())),
			Message: fmt.Sprintf("`%s` is borrowed: `%s` must not be kept when the %s returns", v.Name(), v.Name(), what),
		})
	}
	if f.Promise.Pos.IsValid() {
		d.Related = append(d.Related, analysis.RelatedInformation{Pos: f.Promise.Pos, End: w.end(f.Promise), Message: "the annotation that lends it"})
	}
	d.Related = append(d.Related, analysis.RelatedInformation{Pos: f.Pos, End: f.End, Message: fmt.Sprintf("help: send a copy of `%s`", f.Name)})
	return d
}
