package dataflow

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// edges is a graph by the successors of each block.
type edges [][]int

func (g edges) Len() int          { return len(g) }
func (g edges) Succs(b int) []int { return g[b] }

// list lists the blocks of l in a graph of n.
func list(l *Loop, n int) (b []int) {
	for i := range n {
		if l.Contains(i) {
			b = append(b, i)
		}
	}
	return b
}

func TestFindLoops(t *testing.T) {
	for _, test := range []struct {
		name  string
		graph edges
		want  map[int][]int // the blocks of the loop by its header
	}{
		{"straight", edges{{1}, {2}, {}}, nil},
		{"diamond", edges{{1, 2}, {3}, {3}, {}}, nil},
		{"self", edges{{1}, {1, 2}, {}}, map[int][]int{1: {1}}},
		{"while", edges{{1}, {2, 3}, {1}, {}}, map[int][]int{1: {1, 2}}},
		{"break", edges{{1}, {2, 4}, {3, 4}, {1}, {}}, map[int][]int{1: {1, 2, 3}}},
		{"continue", edges{{1}, {2, 4}, {1, 3}, {1}, {}}, map[int][]int{1: {1, 2, 3}}},
		{"nested", edges{{1}, {2, 5}, {3, 4}, {2}, {1}, {}}, map[int][]int{1: {1, 2, 3, 4}, 2: {2, 3}}},
		{"one after the other", edges{{1}, {1, 2}, {3}, {3, 4}, {}}, map[int][]int{1: {1}, 3: {3}}},
		{"unreached", edges{{1}, {}, {2, 1}}, nil},
		{"entry", edges{{1}, {0, 2}, {}}, map[int][]int{0: {0, 1}}},
		{"edge twice", edges{{1}, {2, 2}, {1}}, map[int][]int{1: {1, 2}}},
	} {
		ls := FindLoops(test.graph)
		n := test.graph.Len()
		for b := range n {
			var got []int
			if l := ls.Headed(b); l != nil {
				got = list(l, n)
			}
			if !slices.Equal(got, test.want[b]) {
				t.Errorf("%s: the loop of %d is %v, want %v", test.name, b, got, test.want[b])
			}
		}
	}
}

// TestIrreducible: a loop with two entries has one of them as header, and one
// retreating edge closes it.
func TestIrreducible(t *testing.T) {
	g := edges{{1, 2}, {2}, {1, 3}, {}}
	ls := FindLoops(g)
	found := 0
	for _, e := range [][2]int{{1, 2}, {2, 1}} {
		if l := ls.Back(e[0], e[1]); l != nil {
			found++
			if l.Header != e[1] || !slices.Equal(list(l, 4), []int{1, 2}) {
				t.Errorf("the loop of %d is %v", l.Header, list(l, 4))
			}
		}
	}
	if found != 1 {
		t.Errorf("%d retreating edges, want 1", found)
	}
}

// random is a graph in which blocks have up to three successors.
func random(r *rand.Rand) edges {
	g := make(edges, 2+r.IntN(8))
	for b := range g {
		for range r.IntN(4) {
			g[b] = append(g[b], r.IntN(len(g)))
		}
	}
	return g
}

// TestLoopLaws checks on random graphs what the solver relies on.
func TestLoopLaws(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		g := random(r)
		ls := FindLoops(g)
		for pos, b := range ls.Order {
			if ls.Number[b] != pos {
				t.Fatalf("%v: block %d has number %d and place %d", g, b, ls.Number[b], pos)
			}
			for _, s := range g[b] {
				if ls.Number[s] < 0 {
					t.Fatalf("%v: %d is not reached from %d", g, s, b)
				}
				l := ls.Back(b, s)
				if (l != nil) != (ls.Number[s] <= ls.Number[b]) {
					t.Fatalf("%v: edge %d to %d: %v", g, b, s, l)
				}
				if l != nil && (!l.Contains(b) || !l.Contains(s)) {
					t.Fatalf("%v: the loop %v lacks the edge %d to %d that closes it", g, list(l, len(g)), b, s)
				}
			}
		}
	}
}

// genKill is a toy problem: bit i is set by blocks that generate it, and
// cleared by those that kill it. Block dead ends the program.
type genKill struct {
	edges
	gen, kill []uint8
	dead      int
	aged      *int // counts retreating edges
}

func (p genKill) after(b int, in uint8) uint8 { return in&^p.kill[b] | p.gen[b] }

func (p genKill) Flow(b int, in uint8) []*uint8 {
	if b == p.dead {
		return nil
	}
	out := p.after(b, in)
	outs := make([]*uint8, len(p.edges[b]))
	for i := range outs {
		outs[i] = &out
	}
	return outs
}

func (p genKill) Edge(_ *Loop, s uint8) uint8 {
	*p.aged++
	return s
}

func (genKill) Join(a, b uint8, _ int) uint8 { return a | b }
func (genKill) Equal(a, b uint8) bool        { return a == b }

// paths collects by brute force the states that reach each block on any path:
// a walk over pairs of block and state.
func (p genKill) paths(entry uint8) []*uint8 {
	in := make([]*uint8, len(p.edges))
	type point struct {
		block int
		state uint8
	}
	seen := map[point]bool{}
	var walk func(point)
	walk = func(x point) {
		if seen[x] {
			return
		}
		seen[x] = true
		if in[x.block] == nil {
			in[x.block] = new(uint8)
		}
		*in[x.block] |= x.state
		if x.block == p.dead {
			return
		}
		for _, s := range p.edges[x.block] {
			walk(point{s, p.after(x.block, x.state)})
		}
	}
	walk(point{0, entry})
	return in
}

func TestSolve(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 3000 {
		g := random(r)
		p := genKill{edges: g, dead: r.IntN(2 * len(g)), aged: new(int)}
		for range g {
			p.gen = append(p.gen, uint8(1)<<r.IntN(8)&uint8(r.Uint32()))
			p.kill = append(p.kill, uint8(r.Uint32())&uint8(r.Uint32())) //nolint:staticcheck // two random numbers
		}
		entry := uint8(r.Uint32())
		sol := Solve(g, FindLoops(g), p, entry, 100)
		if !sol.Done {
			t.Fatalf("%v: gave up", g)
		}
		for b, want := range p.paths(entry) {
			if got := sol.In[b]; (got == nil) != (want == nil) || got != nil && *got != *want {
				t.Fatalf("%v: block %d has %v, want %v", g, b, got, want)
			}
		}
	}
}

// counter never settles.
type counter struct{ edges }

func (c counter) Flow(b int, in int) []*int {
	in++
	outs := make([]*int, len(c.edges[b]))
	for i := range outs {
		outs[i] = &in
	}
	return outs
}
func (counter) Edge(_ *Loop, s int) int { return s }
func (counter) Join(a, b, _ int) int    { return max(a, b) }
func (counter) Equal(a, b int) bool     { return a == b }

func TestLimit(t *testing.T) {
	g := edges{{1}, {1, 2}, {}}
	if sol := Solve(g, FindLoops(g), counter{g}, 0, 7); sol.Done || sol.Visits > 3*7 {
		t.Errorf("done is %t after %d visits", sol.Done, sol.Visits)
	}
}

// TestEdge: the retreating edge of a loop, and no other, is told.
func TestEdge(t *testing.T) {
	for _, test := range []struct {
		graph edges
		want  bool
	}{
		{edges{{1, 2}, {2}, {}}, false},
		{edges{{1}, {1, 2}, {}}, true},
	} {
		n := 0
		p := genKill{edges: test.graph, gen: make([]uint8, 3), kill: make([]uint8, 3), dead: -1, aged: &n}
		Solve(test.graph, FindLoops(test.graph), p, 1, 10)
		if (n > 0) != test.want {
			t.Errorf("%v: %d times along a retreating edge", test.graph, n)
		}
	}
}

// nest is n loops, one in the other: the entry, the headers from the outermost on, the
// innermost block, the ends of the other loops from the innermost on, and the exit.
func nest(n int) edges {
	end := func(loop int) int { return 2*n + 1 - loop } // of 0, the exit
	g := make(edges, 2*n+2)
	g[0] = []int{1}
	for l := 1; l <= n; l++ {
		g[l] = []int{l + 1, end(l - 1)}
		g[end(l)] = []int{l}
	}
	return g
}

// before is the problem of which blocks come before each.
type before struct{ edges }

func (p before) Flow(b int, in string) []*string {
	out := []byte(in)
	out[b] = 1
	outs := make([]*string, len(p.edges[b]))
	for i := range outs {
		outs[i] = new(string)
		*outs[i] = string(out)
	}
	return outs
}

func (before) Edge(_ *Loop, s string) string { return s }
func (before) Equal(a, b string) bool        { return a == b }
func (before) Join(a, b string, _ int) string {
	out := []byte(a)
	for i := range out {
		out[i] |= b[i]
	}
	return string(out)
}

// TestNest: how often a block is processed does not grow with the loops around it and
// in it, each of which changes what the others have.
func TestNest(t *testing.T) {
	for _, n := range []int{1, 2, 5, 20, 80} {
		g := nest(n)
		sol := Solve(g, FindLoops(g), before{g}, string(make([]byte, len(g))), 100)
		if !sol.Done || sol.Visits > 4*len(g) {
			t.Errorf("%d loops: done is %t after %d visits of %d blocks", n, sol.Done, sol.Visits, len(g))
		}
		all := strings.Repeat("\x01", len(g)-1) + "\x00" // but the exit
		for b := 1; b < len(g); b++ {
			if *sol.In[b] != all {
				t.Errorf("%d loops: before %d come %q", n, b, *sol.In[b])
			}
		}
	}
}
