// Package report puts findings into words. The words are rustc's for E0382
// where Go has the case.
package report

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/moves"
	"github.com/sendmove/sendmove/analyzer/internal/repair"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
	"github.com/sendmove/sendmove/internal/nolint"
)

// URL is the page of the rules; a category is its fragment.
const URL = "https://github.com/sendmove/sendmove/blob/main/docs/rules/"

// Categories, after rustc's error codes.
const (
	Moved   = "E0382" // a use after the move
	Escapes = "E0521" // borrowed data escapes: it was sent

	Annotated = "annotation" // an annotation that has no effect
	Unused    = "unused"     // a suppression that suppresses nothing

	Limit = "limit" // a function that was not analysed
)

// All reports findings that no comment suppresses, and, if that is wanted, the
// comments that suppress none.
func All(pass *analysis.Pass, ts *movable.Types, findings []*moves.Finding, unused bool) {
	if len(findings) == 0 && !unused {
		return
	}
	w := &writer{
		foreign: foreign{fset: pass.Fset},
		fset:    pass.Fset,
		pkg:     pass.Pkg,
		info:    pass.TypesInfo,
		files:   inspector.New(pass.Files).Root(), // made where there is something to report, which is rare
	}
	w.repairs = &repair.Source{Fset: pass.Fset, Pkg: pass.Pkg, Info: pass.TypesInfo, Types: ts, Files: w.files}
	ignores := findIgnores(pass.Fset, pass.Files)
	for _, f := range findings {
		d := w.diagnostic(f)
		by, pos := ignores.find(d, f.Sends())
		switch {
		case by == nil:
			pass.Report(d)
		case by.nolint && nolint.ByHost:
			if pos != d.Pos {
				d.Pos, d.End, d.SuggestedFixes = pos, token.NoPos, nil
			}
			pass.Report(d)
		}
	}
	if unused {
		for _, d := range ignores.unused() {
			pass.Report(d)
		}
	}
}

// writer turns the findings of one package into diagnostics.
type writer struct {
	foreign
	fset  *token.FileSet
	pkg   *types.Package
	info  *types.Info
	files inspector.Cursor

	repairs *repair.Source
}

// diagnostic is f in words. The first line stands alone; the related entry at
// the diagnostic's own range is its label, entries that start with "note: " or
// "help: " are notes, entries after a note that has a range of its own are
// labels of that note, and the others are labels.
func (w *writer) diagnostic(f *moves.Finding) analysis.Diagnostic {
	if f.Contract != "" || f.Promise.File != "" {
		return w.escape(f)
	}
	p := w.place(f)
	e := &entries{Diagnostic: analysis.Diagnostic{
		Pos: p.pos, End: p.end, Category: Moved,
		URL:     URL + Moved + ".md",
		Message: headline(f, p) + w.movedAt(f),
	}}
	e.add(p.pos, p.end, "%s", primary(f, p))
	aliases := w.addMoves(e, f)
	for _, r := range w.reinits(f) {
		e.add(r.pos, r.end, "this reinitialization might get skipped")
		for _, j := range w.skipped(f, r) {
			e.add(j.Pos(), j.End(), "%s", j.text)
		}
	}
	w.addOccasion(e, f)
	for _, name := range aliases {
		e.add(p.pos, p.end, "note: `%s` shares memory with `%s`, which was moved", f.Name, name)
	}
	w.addCallees(e, f)
	e.SuggestedFixes = w.repairs.Fixes(f)
	w.addHelp(e, f)
	return e.Diagnostic
}

// entries collects the related information of a diagnostic, each once. Labels
// come before the notes.
type entries struct{ analysis.Diagnostic }

func (e *entries) add(pos, end token.Pos, format string, args ...any) {
	if !pos.IsValid() {
		return
	}
	r := analysis.RelatedInformation{Pos: pos, End: max(pos, end), Message: fmt.Sprintf(format, args...)}
	for _, old := range e.Related {
		if old == r {
			return
		}
	}
	e.Related = append(e.Related, r)
}

// addMoves labels the moves, what makes them come before the use, and what ties
// the moved name to the used one. It returns the other names of what was moved
// that nothing in sight ties to it.
func (w *writer) addMoves(e *entries, f *moves.Finding) (aliases []string) {
	declared := token.NoPos
	if f.Var != nil {
		declared = f.Var.Pos()
	}
	for _, m := range f.Moves {
		if m.Pos != f.Pos { // else the label of the use says it
			pos, end := w.moved(m)
			e.add(pos, end, "%s", moveLabel(f, m))
		}
		if m.Callee == "closure" && m.Inner.Pos.IsValid() && w.captured(m.Inner.Pos, w.end(m.Inner)) {
			e.add(m.Inner.Pos, w.end(m.Inner), "variable moved due to use in closure")
		}
		for i, loop := range w.loops(m, declared) {
			pos, end := loopHeader(loop.Node())
			e.add(pos, end, "inside of this loop")
			if i == 0 {
				for _, j := range w.shortBreaks(m, loop) {
					e.add(j.Pos(), j.End(), "%s", j.text)
				}
			}
		}
	}
	for _, m := range f.Moves {
		if !w.aliased(f, m) {
			continue
		}
		if pos, end := w.tie(f, m); pos.IsValid() {
			e.add(pos, end, "`%s` shares memory with `%s` from here on", f.Name, m.Name)
		} else {
			aliases = append(aliases, m.Name)
		}
	}
	return aliases
}

// aliased reports whether the used place and the one that m moved are two names.
func (w *writer) aliased(f *moves.Finding, m moves.Reached) bool {
	return m.Name != "" && f.Name != "" && root(m.Name) != root(f.Name) && m.Callee != "closure"
}

// moved is the range to underline for m: of a closure, what stands before its
// body.
func (w *writer) moved(m moves.Reached) (pos, end token.Pos) {
	if c, ok := w.at(m.Pos, m.End); ok && m.End > m.Pos {
		if lit, ok := c.Node().(*ast.FuncLit); ok {
			return lit.Pos(), lit.Type.End()
		}
	}
	return m.Pos, m.End
}

// addHelp says what to do, where no fix does: the one for the kind of use.
func (w *writer) addHelp(e *entries, f *moves.Finding) {
	var text string
	switch {
	case len(e.SuggestedFixes) > 0:
		text = e.SuggestedFixes[0].Message
	case f.Usage == moves.Truncate:
		text = "start with a new slice instead of filling this one again"
	case f.Usage == moves.Free:
		text = "leave it to the receiver to give it back"
	case again(f):
		text = "send a value of its own in each iteration"
	case f.Usage == moves.Use:
		text = "send a copy, or make clear that nobody writes to it: mark its type with `//sendmove:share`"
	case f.Usage == moves.Assign && f.Callee != "":
		text = "send a copy: this call writes to the memory that was moved"
	case f.Usage == moves.Assign:
		text = "write to it before the send, or send a copy"
	default:
		text = "read it before the send, or send a copy"
	}
	e.add(e.Pos, e.End, "help: %s", text)
}

// addOccasion says why a send moves the value: at the declaration of a
// variable, else in a note.
func (w *writer) addOccasion(e *entries, f *moves.Finding) {
	name, t, partially := f.Name, f.Type, "move"
	if len(f.Moves) > 0 {
		switch m := f.Moves[0]; {
		case f.Partial && m.Name != name && within(m.Name, name):
			name, t, partially = m.Name, m.Payload, "partial move"
		case within(name, m.Name):
			name, t = m.Name, m.Payload
		}
	}
	const refers = "%s occurs because `%s` has type `%s`, which refers to shared memory"
	if v := f.Var; v != nil && !v.IsField() && v.Pkg() == w.pkg && (name == "" || v.Name() == root(name) && root(name) == strings.TrimLeft(name, "&")) {
		e.add(v.Pos(), v.Pos()+token.Pos(len(v.Name())), refers, partially, v.Name(), typeName(w.pkg, v.Type()))
	} else if name != "" && t != nil {
		e.add(f.Pos, f.End, "note: "+refers, partially, name, typeName(w.pkg, t))
	}
}

// addCallees says where the functions that move and use the value do so.
func (w *writer) addCallees(e *entries, f *moves.Finding) {
	for _, m := range f.Moves {
		pos, end := w.pos(m.Inner)
		switch {
		case m.Callee == "" || m.Callee == "closure" && w.captured(pos, end):
		case m.Declared:
			e.add(pos, end, "note: %s is declared to move it here", calleeName(m.Callee))
		case pos.IsValid() && pos != m.Pos:
			e.add(pos, end, "note: %s sends it here", calleeName(m.Callee))
			if pos, end := w.pos(m.Input); pos.IsValid() {
				e.add(pos, end, "this parameter takes ownership of the value")
			}
		}
	}
	if f.Callee == "" || f.Usage == moves.Capture {
		return
	}
	verb := map[moves.Usage]string{moves.Assign: "writes to it", moves.Free: "gives it back"}[f.Usage]
	if verb == "" {
		verb = "reads it"
	}
	if pos, end := w.pos(f.Inner); pos.IsValid() && pos != f.Pos {
		e.add(pos, end, "note: %s %s here", calleeName(f.Callee), verb)
	}
}

// end is the end of a range that lies on one line.
func (w *writer) end(p summary.Where) token.Pos { return p.Pos + width(p) }

// movedAt names the first move, for readers who see only the message.
func (w *writer) movedAt(f *moves.Finding) string {
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

// escape is the diagnostic of a send of a borrowed argument.
func (w *writer) escape(f *moves.Finding) analysis.Diagnostic {
	what, lender := "function", "its annotation"
	if f.Fn.Signature.Recv() != nil {
		what = "method"
	}
	switch {
	case f.Contract != "":
		lender = f.Contract
	case !f.Promise.Pos.IsValid():
		lender = f.Promise.File
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
	d.SuggestedFixes = w.repairs.Fixes(f)
	return d
}
