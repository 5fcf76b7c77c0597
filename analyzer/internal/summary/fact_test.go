package summary

import (
	"bytes"
	"encoding/gob"
	"math/rand/v2"
	"reflect"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// fill gives every field below v a value, the slices n elements at most.
func fill(r *rand.Rand, v reflect.Value, n int) {
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(r.IntN(2) == 1)
	case reflect.Int:
		v.SetInt(r.Int64N(1000) - 500)
	case reflect.Uint8:
		v.SetUint(uint64(r.IntN(int(Release) + 1)))
	case reflect.String:
		v.SetString([]string{"", "a0*", "a1*.2", "file.go", "\x00é"}[r.IntN(5)])
	case reflect.Slice:
		if k := r.IntN(n + 1); k > 0 {
			v.Set(reflect.MakeSlice(v.Type(), k, k))
		}
		for i := range v.Len() {
			fill(r, v.Index(i), n-1)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Field(i); f.Type() != position {
				fill(r, f, n)
			}
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(r, v.Elem(), n)
	}
}

// TestFact sends summaries of all kinds through gob, as a driver does.
func TestFact(t *testing.T) {
	gob.Register(&Fact{})
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		want := &Func{}
		fill(r, reflect.ValueOf(want).Elem(), 3)
		var fact, got analysis.Fact = NewFact(want), nil
		var buf bytes.Buffer
		if err := gob.NewEncoder(&buf).Encode(&fact); err != nil {
			t.Fatal(err)
		}
		if err := gob.NewDecoder(&buf).Decode(&got); err != nil {
			t.Fatal(err)
		}
		if sum := got.(*Fact).Func(); !reflect.DeepEqual(sum, want) {
			t.Fatalf("got  %+v\nwant %+v", sum, want)
		}
	}
}

// FuzzFact: what was packed otherwise is not known, and no more happens.
func FuzzFact(f *testing.F) {
	sum := &Func{Name: "f", Moves: []Move{{Path: "a0*"}}, Codes: []Code{{Path: "n0", Fn: &Func{}}}}
	f.Add(NewFact(sum).packed)
	f.Add([]byte{})
	f.Add([]byte{0, 255, 255, 255, 255, 15})
	f.Fuzz(func(t *testing.T, data []byte) {
		if sum := (&Fact{data}).Func(); sum != nil && sum.String() != (&Fact{data}).String() {
			t.Errorf("%q is %v once, and something else then", data, sum)
		}
	})
}
