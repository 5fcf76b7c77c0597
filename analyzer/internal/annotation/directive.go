// Package annotation reads what a program says of itself in directive comments,
// where the analysis cannot see it:
//
//	//sendmove:share        a type is made to be shared
//	//sendmove:moves p q    a call moves these arguments
//	//sendmove:borrows p    a call neither moves nor keeps this argument
//
// The first stands in the doc comment of a type, the others in that of a
// function or of a method, an interface's too. What stands elsewhere, or says
// what cannot be, has no effect and is a [Problem].
package annotation

import "strings"

// The verbs of all directives. Ignore belongs to package report.
const (
	Share   = "share"
	Moves   = "moves"
	Borrows = "borrows"
	Ignore  = "ignore"
)

var verbs = [...]string{Share, Moves, Borrows, Ignore}

// prefix starts a directive. As for all directives of Go there is no space
// before it.
const prefix = "//sendmove:"

// Directive is one directive comment.
type Directive struct {
	Verb string
	// Names are the words that follow, up to a remark that starts with //.
	Names []Word
	// Spaced directives were written as prose, with a space after the slashes.
	// They have no effect.
	Spaced bool
	// Len is the length of the comment up to the end of the verb.
	Len int
}

// Word is a word of a directive, At bytes into the comment.
type Word struct {
	Text string
	At   int
}

// Parse reads the text of a comment. It says false if that is not a directive
// of sendmove, nor meant to be one: prose that starts with the name of a known
// directive counts, other prose does not.
func Parse(comment string) (Directive, bool) {
	rest, ok := strings.CutPrefix(comment, prefix)
	d := Directive{Spaced: !ok}
	if d.Spaced {
		if rest, ok = strings.CutPrefix(comment, "// "+prefix[2:]); !ok {
			return Directive{}, false
		}
	}
	d.Verb = rest[:wordLen(rest)]
	if d.Spaced && !known(d.Verb) {
		return Directive{}, false
	}
	d.Len = len(comment) - len(rest) + len(d.Verb)
	d.Names = words(comment, d.Len)
	return d, true
}

// known reports whether verb is the verb of a directive.
func known(verb string) bool {
	for _, v := range verbs {
		if v == verb {
			return true
		}
	}
	return false
}

// meant is the verb that was probably meant by an unknown one, "" if there is
// none: the shortest of them has four letters that no other starts with.
func meant(verb string) string {
	for _, v := range verbs {
		if strings.HasPrefix(strings.ToLower(verb), v[:4]) {
			return v
		}
	}
	return ""
}

const blank = " \t,"

// wordLen is the length of the word that s starts with.
func wordLen(s string) int {
	if i := strings.IndexAny(s, blank); i >= 0 {
		return i
	}
	return len(s)
}

// words lists the words of comment from at on.
func words(comment string, at int) []Word {
	var out []Word
	for at < len(comment) {
		n := wordLen(comment[at:])
		w := comment[at : at+n]
		if strings.HasPrefix(w, "//") {
			break
		}
		if n > 0 {
			out = append(out, Word{w, at})
		}
		at += n + 1
	}
	return out
}
