package summary

import "testing"

func TestElements(t *testing.T) {
	for in, want := range map[Path]Path{
		"a0*.1":                     "a0*.1",
		"a0*.0*[?]*.1":              "a0*.0*[]*.1",
		`a0*["a]*"]*`:               "a0*[]*",
		"a0*[3][a1][]":              "a0*[][][]",
		"a0[2:]*[:?]*[%]":           "a0**",
		`g"example.com/a[0].v"*[1]`: `g"example.com/a[0].v"*[]`,
	} {
		if got := in.Elements(); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

func TestThrough(t *testing.T) {
	const text = "moves a1* on a0*.1*.0 through a0*.1* as example.com/a.wire when r0==nil"
	f := parse(t, text)
	if mv := f.Moves[0]; !mv.Dispatched || mv.Through != (Receiver{"a0*.1*", "example.com/a.wire"}) {
		t.Errorf("%+v", mv)
	}
	if got := f.String(); got != text {
		t.Errorf("%s, want %s", got, text)
	}
}

func TestPredicates(t *testing.T) {
	const text = "tells r0 if a1==nil; tells r1==false; ensures a0==error"
	f := parse(t, text)
	if len(f.Predicates) != 2 || f.Predicates[0].Given != (Given{"a1", "nil"}) || f.Predicates[1].Always != "false" || len(f.Ensures) != 1 {
		t.Errorf("%+v", f)
	}
	if got := f.String(); got != text {
		t.Errorf("%s, want %s", got, text)
	}
	for _, bad := range []string{"tells r0", "tells r0==nil", "tells a0==true", "ensures a0", "tells r0==true if a0==nil"} {
		if _, err := Parse("f", bad); err == nil {
			t.Errorf("%s is parsed", bad)
		}
	}
}

func TestAfter(t *testing.T) {
	const text = "moves a1* on a0 if a3==nil after a2*==true"
	f := parse(t, text)
	if mv := f.Moves[0]; mv.After != (Given{"a2*", "true"}) || len(mv.Given) != 1 {
		t.Errorf("%+v", mv)
	}
	if got := f.String(); got != text {
		t.Errorf("%s, want %s", got, text)
	}
}

func TestLater(t *testing.T) {
	const text = "calls often later a1*()"
	f := parse(t, text)
	if len(f.Calls) != 1 || !f.Calls[0].Later || !f.Calls[0].Many {
		t.Errorf("%+v", f)
	}
	if got := f.String(); got != text {
		t.Errorf("%s, want %s", got, text)
	}
}

func TestKeeping(t *testing.T) {
	const text = "calls often a1*(,a0*[]*) keeping false"
	f := parse(t, text)
	if len(f.Calls) != 1 || f.Calls[0].Keeping != "false" || len(f.Calls[0].Args) != 2 {
		t.Errorf("%+v", f)
	}
	if got := f.String(); got != text {
		t.Errorf("%s, want %s", got, text)
	}
	for _, bad := range []string{"calls a1*() keeping", "calls a1*() keeping nil", "calls a1*() false"} {
		if _, err := Parse("f", bad); err == nil {
			t.Errorf("%s is parsed", bad)
		}
	}
}
