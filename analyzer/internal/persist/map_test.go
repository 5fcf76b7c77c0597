package persist

import (
	"maps"
	"math/rand/v2"
	"testing"

	"github.com/sendmove/sendmove/analyzer/internal/span"
)

// number is a value with two flags, bit 0 for the odd ones and bit 1 for 2, and with
// a span, its key by tens.
type number int

func newKind() *Kind[number] {
	return &Kind[number]{
		Same: func(a, b number) bool { return a == b },
		Traits: func(key uint32, n number) Traits {
			return Traits{uint8(n & 3), [Spans]span.Span{1: span.Of(int(key / 10))}}
		},
	}
}

// contents is m as a Go map; it fails when the order is wrong.
func contents(t *testing.T, m Map[number]) map[uint32]number {
	t.Helper()
	out := map[uint32]number{}
	last := int64(-1)
	for k, v := range m.All {
		if int64(k) <= last {
			t.Fatalf("key %d after %d", k, last)
		}
		last = int64(k)
		out[k] = v
	}
	return out
}

// random returns a persistent map and its model after n random operations.
func random(k *Kind[number], rng *rand.Rand, from Map[number], model map[uint32]number, n int) (Map[number], map[uint32]number) {
	model = maps.Clone(model)
	for range n {
		key := rng.Uint32() >> (rng.IntN(4) * 8)
		if rng.IntN(4) == 0 {
			from = k.Delete(from, key)
			delete(model, key)
			continue
		}
		v := number(rng.IntN(3))
		from = k.Set(from, key, v)
		model[key] = v
	}
	return from, model
}

func TestMapAgainstModel(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	kind := newKind()
	for range 200 {
		base, baseModel := random(kind, rng, Map[number]{}, map[uint32]number{}, rng.IntN(100))
		a, am := random(kind, rng, base, baseModel, rng.IntN(50))
		b, bm := random(kind, rng, base, baseModel, rng.IntN(50))
		if got := contents(t, base); !maps.Equal(got, baseModel) {
			t.Fatalf("an update changed its receiver: %v, want %v", got, baseModel)
		}
		for k, v := range am {
			if got, ok := a.Get(k); !ok || got != v {
				t.Fatalf("Get(%d) = %d, %t, want %d", k, got, ok, v)
			}
		}
		want := maps.Clone(am)
		for k, v := range bm {
			want[k] = max(v, want[k])
		}
		keep := func(_ uint32, x number) (number, bool) { return x, true }
		got := kind.Merge(a, b, func(_ uint32, x, y number) (number, bool) { return max(x, y), true }, keep, keep)
		if c := contents(t, got); !maps.Equal(c, want) {
			t.Fatalf("Merge = %v, want %v", c, want)
		}
		if again := kind.Merge(got, b, func(_ uint32, x, y number) (number, bool) { return max(x, y), true }, keep, keep); !Same(again, got) {
			t.Fatal("merging what is already in made a new tree")
		}
		if kind.Equal(a, b) != maps.Equal(am, bm) {
			t.Fatalf("Equal(%v, %v) = %t", am, bm, kind.Equal(a, b))
		}
		var rebuilt Map[number]
		for k, v := range am {
			rebuilt = kind.Set(rebuilt, k, v)
		}
		if !kind.Equal(a, rebuilt) {
			t.Fatalf("a map and its copy differ: %v", am)
		}
		even := kind.Update(a, Traits{}, func(k uint32, v number) (number, bool) { return v, k%2 == 0 })
		for range 20 {
			concerns := Traits{Flags: uint8(rng.IntN(4))}
			if rng.IntN(2) == 0 {
				concerns.Spans[1] = span.Of(rng.IntN(30)).Hull(span.Of(rng.IntN(30)))
			}
			looked := 0
			some := kind.Update(a, concerns, func(_ uint32, v number) (number, bool) { looked++; return v + 4, true })
			walked := 0
			for range kind.Some(a, concerns) {
				walked++
			}
			for k, v := range contents(t, some) {
				want := am[k]
				if traits := kind.Traits(k, want); traits.may(&concerns) {
					looked, walked = looked-1, walked-1
					want += 4
				}
				if v != want {
					t.Fatalf("Update(%v) has %d at %d, want %d", concerns, v, k, want)
				}
			}
			if looked != 0 || walked != 0 {
				t.Fatalf("%v: looked at %d and walked over %d values that lack the traits", concerns, looked, walked)
			}
		}
		for k := range contents(t, even) {
			if k%2 != 0 {
				t.Fatalf("Update kept %d", k)
			}
		}
	}
}

func TestMergeSkipsSharedParts(t *testing.T) {
	kind := newKind()
	var m Map[number]
	for k := range uint32(1000) {
		m = kind.Set(m, k, 1)
	}
	n := kind.Set(m, 7, 2)
	calls := 0
	keep := func(_ uint32, x number) (number, bool) { return x, true }
	kind.Merge(m, n, func(_ uint32, x, y number) (number, bool) { calls++; return max(x, y), true }, keep, keep)
	if calls != 1 {
		t.Errorf("merge looked at %d keys, want 1", calls)
	}
}
