// Package finding turns the diagnostics of an analyzer into findings: each piece of
// related information has its role. Every output format starts from here.
package finding

import (
	"fmt"
	"strings"
)

// A Finding is one report to a person.
type Finding struct {
	Code    string // rule, such as "E0382"
	Message string // stands alone, names the move's position
	Span    Span   // the use
	Label   string // what the use is; may be empty
	Labels  []Label
	Notes   []Note
	Fixes   []Fix  // the best one first
	Package string // path of the package; may be empty
}

// A Fix is a change of the source after which the finding is gone.
type Fix struct {
	Message string
	Edits   []Edit
}

// An Edit replaces the bytes of a file from Start up to End.
type Edit struct {
	File       string
	Start, End int
	New        string
}

// A Label marks a further place that belongs to the finding: a move, a
// declaration, the loop around.
type Label struct {
	Span Span
	Text string
}

// Moves reports whether the label marks a place where the value was moved.
func (l *Label) Moves() bool {
	return strings.Contains(l.Text, "moved") && !strings.HasPrefix(l.Text, "variable moved")
}

// A Note explains the finding below it.
type Note struct {
	Kind string // "note" or "help"
	Text string
	Span *Span // nil: the note is about the finding as a whole
	// Labels mark places that belong to the note. A note without a span has none.
	Labels []Label
}

// Title returns the message without the position of the move, which a reader
// who sees the source lines does not need.
func (f *Finding) Title() string {
	if i := strings.LastIndex(f.Message, " (moved"); i >= 0 && strings.HasSuffix(f.Message, ")") {
		return f.Message[:i]
	}
	return f.Message
}

// New understands a diagnostic. Its related information has one of these roles:
//
//   - the first entry with the diagnostic's own range is the label of the use;
//   - "note: ..." and "help: ..." are notes, about the finding as a whole if
//     they begin within the range of the use, else about their own range;
//   - an entry after a note with a range of its own is a label of that note;
//   - every other entry is a label of its own range.
//
// An entry without a usable position becomes a note, so that nothing is lost.
func New(d Diagnostic) (Finding, error) {
	span, err := newSpan(d.Pos, d.End)
	if err != nil {
		return Finding{}, fmt.Errorf("diagnostic %q: %w", d.Message, err)
	}
	f := Finding{Code: d.Category, Message: d.Message, Span: span, Fixes: d.Fixes}
	for _, fix := range d.Fixes {
		for _, e := range fix.Edits {
			if e.Start < 0 || e.End < e.Start {
				return Finding{}, fmt.Errorf("diagnostic %q: edit of the bytes %d to %d", d.Message, e.Start, e.End)
			}
		}
	}
	hasLabel := false
	last := -1 // the note whose labels follow
	for _, r := range d.Related {
		at, err := newSpan(r.Pos, r.End)
		kind, text, isNote := cutKind(r.Message)
		switch {
		case err != nil:
			if !isNote {
				kind, text = "note", r.Message
			}
			f.Notes = append(f.Notes, Note{Kind: kind, Text: text})
		case isNote && span.Contains(at):
			f.Notes = append(f.Notes, Note{Kind: kind, Text: text})
		case isNote:
			f.Notes = append(f.Notes, Note{Kind: kind, Text: text, Span: &at})
			last = len(f.Notes) - 1
		case at == span && !hasLabel:
			f.Label, hasLabel = r.Message, true
		case last >= 0:
			f.Notes[last].Labels = append(f.Notes[last].Labels, Label{Span: at, Text: r.Message})
		default:
			f.Labels = append(f.Labels, Label{Span: at, Text: r.Message})
		}
	}
	return f, nil
}

func cutKind(message string) (kind, text string, ok bool) {
	for _, kind := range []string{"note", "help"} {
		if text, ok := strings.CutPrefix(message, kind+": "); ok {
			return kind, text, true
		}
	}
	return "", "", false
}
