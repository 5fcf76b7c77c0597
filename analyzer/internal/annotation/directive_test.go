package annotation

import (
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for _, test := range []struct {
		comment string
		verb    string // "" for no directive
		spaced  bool
		names   string
	}{
		{"//sendmove:share", Share, false, ""},
		{"//sendmove:moves p", Moves, false, "p"},
		{"//sendmove:moves p q", Moves, false, "p q"},
		{"//sendmove:moves p,q", Moves, false, "p q"},
		{"//sendmove:moves  p ,\tq, ", Moves, false, "p q"},
		{"//sendmove:moves,p", Moves, false, "p"},
		{"//sendmove:moves p // by reflection", Moves, false, "p"},
		{"//sendmove:moves // nothing", Moves, false, ""},
		{"//sendmove:borrows größe", Borrows, false, "größe"},
		{"//sendmove:ignore it only reads", Ignore, false, "it only reads"},
		{"//sendmove:shares", "shares", false, ""},
		{"//sendmove:Share", "Share", false, ""},
		{"//sendmove:none p", "none", false, "p"},
		{"// sendmove:share", Share, true, ""},
		{"// sendmove:moves p", Moves, true, "p"},
		{"// sendmove:shares", "", false, ""}, // prose
		{"// sendmove: all of it", "", false, ""},
		{"// say sendmove:share", "", false, ""},
		{"//\tsendmove:share", "", false, ""}, // code in a doc comment
		{"//\t//sendmove:share", "", false, ""},
		{"//sendmove", "", false, ""},
		{"//sendmover:share", "", false, ""},
		{"/*sendmove:share*/", "", false, ""},
		{"//go:noinline", "", false, ""},
		{"//", "", false, ""},
	} {
		d, ok := Parse(test.comment)
		var names []string
		for _, w := range d.Names {
			names = append(names, w.Text)
			if got := test.comment[w.At : w.At+len(w.Text)]; got != w.Text {
				t.Errorf("%s: %q stands where %q should", test.comment, got, w.Text)
			}
		}
		if ok != (test.verb != "") || d.Verb != test.verb || d.Spaced != test.spaced || strings.Join(names, " ") != test.names {
			t.Errorf("%s: %+v, %t", test.comment, d, ok)
		}
		if ok && !strings.HasSuffix(test.comment[:d.Len], ":"+d.Verb) {
			t.Errorf("%s: the verb ends at %d", test.comment, d.Len)
		}
	}
	if d, ok := Parse("//sendmove:"); !ok || d.Verb != "" {
		t.Errorf("a directive without a verb: %+v, %t", d, ok)
	}
}

func TestMeant(t *testing.T) {
	for verb, want := range map[string]string{
		"shares": Share, "shared": Share, "Share": Share, "shareable": Share,
		"move": Moves, "moved": Moves, "borrow": Borrows, "borrowed": Borrows, "ignored": Ignore,
		"frozen": "", "mov": "", "": "", "ship": "",
	} {
		if got := meant(verb); got != want {
			t.Errorf("meant(%q) = %q, want %q", verb, got, want)
		}
	}
}
