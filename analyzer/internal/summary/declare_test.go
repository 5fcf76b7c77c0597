package summary

import "testing"

func TestDeclare(t *testing.T) {
	for _, test := range []struct{ name, known, declared, want string }{
		{"nothing known", "", "moves a1", "moves a1"},
		{"the same known", "moves a1* when r0==nil", "moves a1", "moves a1"},
		{"another moved", "moves a1*; moves a2*", "moves a2", "moves a1*; moves a2"},
		{"a move taken back", "moves a1*; moves a2*", "borrows a1", "moves a2*; borrows a1"},
		{"what it contains", "moves a0*.1[]*; moves contained a0*", "borrows a0", "borrows a0"},
		{"not input 10", "moves a10*", "borrows a1", "moves a10*; borrows a1"},
		{"stored elsewhere", "a0*.1=a1*; a0*.2=a2*", "borrows a1", "borrows a1; a0*.2=a2*"},
		{"stored or not", "a0*.1=a1*|a2*", "borrows a1", "borrows a1; a0*.1|=a2*"},
		{"stored in a variable", `g"p.v"=a1*`, "borrows a1", "borrows a1"},
		{"stored in itself", "a1*.1=a1*", "borrows a1", "borrows a1; a1*.1=a1*"},
		{"handed back", "r0=a1*; n0.0=a1*", "borrows a1", "borrows a1; r0=a1*; n0.0=a1*"},
		{"stored and moved", "a0*.1=a1*", "moves a1", "moves a1; a0*.1=a1*"},
		{"read and written", "reads a1*; writes a1*; moves a1*", "borrows a1", "reads a1*; writes a1*; borrows a1"},
		{"left as it was", "moves a0*.1*; keeps a0*.1", "borrows a0", "borrows a0"},
	} {
		t.Run(test.name, func(t *testing.T) {
			known := parse(t, test.known)
			before := known.String()
			declared := parse(t, test.declared)
			if got := known.Declare(declared).String(); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
			if known.String() != before {
				t.Errorf("what was known became %q", known)
			}
		})
	}
}

// TestDeclareAt keeps the position of a move that the body has.
func TestDeclareAt(t *testing.T) {
	known, declared := parse(t, "moves a1* when r0==nil"), parse(t, "moves a0; moves a1")
	known.Moves[0].At = Where{File: "f.go", Line: 2}
	for i := range declared.Moves {
		declared.Moves[i].Declared = true
		declared.Moves[i].At = Where{File: "f.go", Line: 1}
	}
	for i, m := range known.Declare(declared).Moves {
		if bodily := i == 1; m.Declared == bodily || (m.At.Line == 2) != bodily {
			t.Errorf("%s is at line %d, declared: %t", m.Path, m.At.Line, m.Declared)
		}
	}
}

func parse(t *testing.T, text string) *Func {
	t.Helper()
	f, err := Parse("f", text)
	if err != nil {
		t.Fatal(err)
	}
	return f
}
