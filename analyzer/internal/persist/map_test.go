package persist

import (
	"maps"
	"math/rand/v2"
	"testing"
)

// number is a value with two traits: bit 0 for the odd ones, bit 1 for 2.
type number int

func (n number) Traits() Traits { return Traits(n & 3) }

func eq(a, b number) bool { return a == b }

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
func random(rng *rand.Rand, from Map[number], model map[uint32]number, n int) (Map[number], map[uint32]number) {
	model = maps.Clone(model)
	for range n {
		k := rng.Uint32() >> (rng.IntN(4) * 8)
		if rng.IntN(4) == 0 {
			from = from.Delete(k)
			delete(model, k)
			continue
		}
		v := number(rng.IntN(3))
		from = from.Set(k, v)
		model[k] = v
	}
	return from, model
}

func TestMapAgainstModel(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		base, baseModel := random(rng, Map[number]{}, map[uint32]number{}, rng.IntN(100))
		a, am := random(rng, base, baseModel, rng.IntN(50))
		b, bm := random(rng, base, baseModel, rng.IntN(50))
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
		got := Merge(a, b, func(_ uint32, x, y number) (number, bool) { return max(x, y), true }, keep, keep, eq)
		if c := contents(t, got); !maps.Equal(c, want) {
			t.Fatalf("Merge = %v, want %v", c, want)
		}
		if again := Merge(got, b, func(_ uint32, x, y number) (number, bool) { return max(x, y), true }, keep, keep, eq); !Same(again, got) {
			t.Fatal("merging what is already in made a new tree")
		}
		if Equal(a, b, eq) != maps.Equal(am, bm) {
			t.Fatalf("Equal(%v, %v) = %t", am, bm, Equal(a, b, eq))
		}
		var rebuilt Map[number]
		for k, v := range am {
			rebuilt = rebuilt.Set(k, v)
		}
		if !Equal(a, rebuilt, eq) {
			t.Fatalf("a map and its copy differ: %v", am)
		}
		even := a.Update(func(k uint32, v number) (number, bool) { return v, k%2 == 0 }, eq)
		for _, traits := range []Traits{0, 1, 2, 3} {
			looked := 0
			some := a.UpdateSome(traits, func(_ uint32, v number) (number, bool) { looked++; return v + 4, true }, eq)
			for k, v := range contents(t, some) {
				want := am[k]
				if want.Traits()&traits != 0 {
					looked--
					want += 4
				}
				if v != want {
					t.Fatalf("UpdateSome(%d) has %d at %d, want %d", traits, v, k, want)
				}
			}
			if looked != 0 {
				t.Fatalf("UpdateSome(%d) looked at %d values that lack the traits", traits, looked)
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
	var m Map[number]
	for k := range uint32(1000) {
		m = m.Set(k, 1)
	}
	n := m.Set(7, 2)
	calls := 0
	keep := func(_ uint32, x number) (number, bool) { return x, true }
	Merge(m, n, func(_ uint32, x, y number) (number, bool) { calls++; return max(x, y), true }, keep, keep, eq)
	if calls != 1 {
		t.Errorf("merge looked at %d keys, want 1", calls)
	}
}
