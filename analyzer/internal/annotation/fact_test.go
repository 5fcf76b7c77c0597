package annotation

import (
	"bytes"
	"encoding/gob"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/sendmove/sendmove/analyzer/internal/summary"
)

// TestFacts sends the facts that come of annotations through gob, as a driver
// does.
func TestFacts(t *testing.T) {
	gob.Register(&IsShared{})
	gob.Register(&summary.Func{})
	declared, err := summary.Parse("f", "moves a1; borrows a2")
	if err != nil {
		t.Fatal(err)
	}
	declared.Moves[0].Declared = true
	for _, want := range []analysis.Fact{&IsShared{}, declared} {
		var buf bytes.Buffer
		if err := gob.NewEncoder(&buf).Encode(&want); err != nil {
			t.Fatal(err)
		}
		var got analysis.Fact
		if err := gob.NewDecoder(&buf).Decode(&got); err != nil {
			t.Fatal(err)
		}
		switch want := want.(type) {
		case *IsShared:
			if s := got.(*IsShared).String(); s != "shared" {
				t.Errorf("the fact says %q", s)
			}
		case *summary.Func:
			if !got.(*summary.Func).Equal(want) {
				t.Errorf("%v became %v", want, got)
			}
		}
	}
}
