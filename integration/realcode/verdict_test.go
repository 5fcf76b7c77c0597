package main

import (
	"reflect"
	"testing"
)

var sample = []Verdict{
	{Module: "std", File: "net/x.go", Line: 7, Func: "(*conn).run", Message: "use of moved value: `a`", Opinion: Fragile, Reason: "The receiver only reads."},
	{Module: "std", File: "net/x.go", Line: 9, Message: "borrow of moved value", Opinion: None},
	{Module: "example.com/m", File: "example.com/m/y.go", Line: 3, Func: "f", Message: "borrow of moved value: `b: c`", Opinion: Wrong, Reason: "Nobody."},
}

func TestVerdictsComeBack(t *testing.T) {
	want := map[string][]Verdict{"std": sample[:2], "example.com/m": sample[2:], "example.com/silent": nil}
	got, err := parseVerdicts(formatVerdicts(want))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
}

func TestParseErrors(t *testing.T) {
	for _, line := range []string{"real", "good a.go:1 f: m", "real a.go f: m", "real a.go:x f: m"} {
		if _, err := parseVerdicts(line); err == nil {
			t.Errorf("%q: no error", line)
		}
	}
}

func TestCompare(t *testing.T) {
	moved := sample[0]
	moved.Line, moved.Opinion, moved.Reason = 70, "", ""
	other := sample[0]
	other.Message = "use of moved value: `z`"
	other.Opinion = ""
	known, unknown, gone := compare(sample, []Verdict{moved, other})
	if want := []Verdict{{"std", "net/x.go", 70, "(*conn).run", "use of moved value: `a`", Fragile, "The receiver only reads."}}; !reflect.DeepEqual(known, want) {
		t.Errorf("known %+v, want %+v", known, want)
	}
	if want := []Verdict{other}; !reflect.DeepEqual(unknown, want) {
		t.Errorf("unknown %+v, want %+v", unknown, want)
	}
	if want := sample[1:]; !reflect.DeepEqual(gone, want) {
		t.Errorf("gone %+v, want %+v", gone, want)
	}
}
