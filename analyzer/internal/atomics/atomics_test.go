package atomics

import (
	"bytes"
	"encoding/gob"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// TestFact sends the fact through gob, as a driver does.
func TestFact(t *testing.T) {
	gob.Register(&IsAtomic{})
	var want analysis.Fact = &IsAtomic{}
	var buf bytes.Buffer
	if err := gob.NewEncoder(&buf).Encode(&want); err != nil {
		t.Fatal(err)
	}
	var got analysis.Fact
	if err := gob.NewDecoder(&buf).Decode(&got); err != nil {
		t.Fatal(err)
	}
	if _, ok := got.(*IsAtomic); !ok {
		t.Errorf("%T came back", got)
	}
}
