package persist

import (
	"maps"
	"math/rand/v2"
	"testing"
)

func eq(a, b int) bool { return a == b }

// contents is m as a Go map; it fails when the order is wrong.
func contents(t *testing.T, m Map[int]) map[uint32]int {
	t.Helper()
	out := map[uint32]int{}
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
func random(rng *rand.Rand, from Map[int], model map[uint32]int, n int) (Map[int], map[uint32]int) {
	model = maps.Clone(model)
	for range n {
		k := rng.Uint32() >> (rng.IntN(4) * 8)
		if rng.IntN(4) == 0 {
			from = from.Delete(k)
			delete(model, k)
			continue
		}
		v := rng.IntN(3)
		from = from.Set(k, v)
		model[k] = v
	}
	return from, model
}

func TestMapAgainstModel(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		base, baseModel := random(rng, Map[int]{}, map[uint32]int{}, rng.IntN(100))
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
		keep := func(_ uint32, x int) (int, bool) { return x, true }
		got := Merge(a, b, func(_ uint32, x, y int) (int, bool) { return max(x, y), true }, keep, keep, eq)
		if c := contents(t, got); !maps.Equal(c, want) {
			t.Fatalf("Merge = %v, want %v", c, want)
		}
		if again := Merge(got, b, func(_ uint32, x, y int) (int, bool) { return max(x, y), true }, keep, keep, eq); !Same(again, got) {
			t.Fatal("merging what is already in made a new tree")
		}
		if Equal(a, b, eq) != maps.Equal(am, bm) {
			t.Fatalf("Equal(%v, %v) = %t", am, bm, Equal(a, b, eq))
		}
		var rebuilt Map[int]
		for k, v := range am {
			rebuilt = rebuilt.Set(k, v)
		}
		if !Equal(a, rebuilt, eq) {
			t.Fatalf("a map and its copy differ: %v", am)
		}
		even := a.Update(func(k uint32, v int) (int, bool) { return v, k%2 == 0 }, eq)
		for k := range contents(t, even) {
			if k%2 != 0 {
				t.Fatalf("Update kept %d", k)
			}
		}
	}
}

func TestMergeSkipsSharedParts(t *testing.T) {
	var m Map[int]
	for k := range uint32(1000) {
		m = m.Set(k, 1)
	}
	n := m.Set(7, 2)
	calls := 0
	keep := func(_ uint32, x int) (int, bool) { return x, true }
	Merge(m, n, func(_ uint32, x, y int) (int, bool) { calls++; return max(x, y), true }, keep, keep, eq)
	if calls != 1 {
		t.Errorf("merge looked at %d keys, want 1", calls)
	}
}
