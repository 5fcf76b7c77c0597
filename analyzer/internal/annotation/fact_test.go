package annotation

import (
	"bytes"
	"encoding/gob"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// TestFact sends the fact of an annotated type through gob, as a driver does.
func TestFact(t *testing.T) {
	gob.Register(&IsShared{})
	var want, got analysis.Fact = &IsShared{}, nil
	var buf bytes.Buffer
	if err := gob.NewEncoder(&buf).Encode(&want); err != nil {
		t.Fatal(err)
	}
	if err := gob.NewDecoder(&buf).Decode(&got); err != nil {
		t.Fatal(err)
	}
	if s := got.(*IsShared).String(); s != "shared" {
		t.Errorf("the fact says %q", s)
	}
}
