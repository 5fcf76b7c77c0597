// Package dataflow solves forward dataflow problems over a control-flow graph.
// It knows nothing of what flows.
package dataflow

import "math/bits"

// Graph is a control-flow graph. Block 0 is the entry.
type Graph interface {
	// Len is the number of blocks.
	Len() int
	// Succs lists the successors of a block. A block may stand twice.
	Succs(block int) []int
}

// Problem is a forward dataflow problem over states of type S.
//
// The states must form a join semilattice of finite height: Join is
// idempotent, commutative and associative up to Equal, and an upper bound of
// its operands. Flow and Edge must be monotone.
type Problem[S any] interface {
	// Flow is what leaves a block that in enters: one state for each successor,
	// in the order of Graph.Succs. A nil state says that the edge is not taken.
	Flow(block int, in S) []*S
	// Edge is what a state becomes on a retreating edge of loop.
	Edge(loop *Loop, s S) S
	// Join combines two states that enter a block.
	Join(a, b S, block int) S
	// Equal compares two states.
	Equal(a, b S) bool
}

// Solution has the state that enters each block; nil where none does.
type Solution[S any] struct {
	In []*S
	// Visits counts the blocks that were processed.
	Visits int
	// Done is false if the solver gave up at its limit.
	Done bool
}

// Solve computes the least fixpoint by a work list. It gives up when a block was
// processed more than limit times.
//
// The order is reverse post-order, so that a loop is settled before what follows it is
// looked at. Loops within each other are settled together, by turns of two ways: one
// inwards, on which what enters the outer loops gets to all of those inside, and one
// outwards, on which what the inner ones lead to gets to all of those around them. Were
// each settled for every change of the one around it, blocks would be processed as often
// as loops are nested.
func Solve[S any](g Graph, loops *Loops, p Problem[S], entry S, limit int) Solution[S] {
	s := newSolver(g, loops, p, entry, limit)
	for !s.gaveUp {
		pos, ok := s.in.after(0)
		if !ok {
			break
		}
		b := loops.Order[pos]
		if nest := loops.nest(b); nest == nil {
			s.in.remove(pos)
			s.process(b)
		} else {
			s.settle(nest)
		}
	}
	return Solution[S]{In: s.state, Visits: s.visits, Done: !s.gaveUp}
}

type solver[S any] struct {
	Problem[S]
	graph  Graph
	loops  *Loops
	limit  int
	state  []*S
	came   [][]way[S] // along each way into a block, by slot
	slot   [][]int    // of what leaves each block, in the order of its successors
	count  []int      // how often it was processed
	visits int
	gaveUp bool
	in     queue // the blocks to be processed, by their place in Loops.Order
	out    queue // those of them that are in nests, by their place in Loops.outwards
}

func newSolver[S any](g Graph, loops *Loops, p Problem[S], entry S, limit int) *solver[S] {
	n := g.Len()
	s := &solver[S]{
		Problem: p, graph: g, loops: loops, limit: limit,
		state: make([]*S, n), came: make([][]way[S], n), slot: make([][]int, n), count: make([]int, n),
		in: newQueue(n), out: newQueue(n),
	}
	s.came[0] = []way[S]{{state: &entry}}
	for _, b := range loops.Order {
		for _, to := range g.Succs(b) {
			s.slot[b] = append(s.slot[b], len(s.came[to]))
			s.came[to] = append(s.came[to], way[S]{})
		}
	}
	s.push(0)
	return s
}

func (s *solver[S]) push(b int) {
	s.in.add(s.loops.Number[b])
	if s.loops.nest(b) != nil {
		s.out.add(s.loops.outNumber[b])
	}
}

// settle processes the blocks of a nest until none is left.
func (s *solver[S]) settle(nest *Loop) {
	for inwards, idle := true, 0; idle < 2 && !s.gaveUp; inwards = !inwards {
		idle++
		order, q := s.loops.Order, &s.in
		if !inwards {
			order, q = s.loops.outwards, &s.out
		}
		for pos, ok := q.after(0); ok && !s.gaveUp; pos, ok = q.after(pos + 1) {
			b := order[pos]
			if !nest.Contains(b) {
				continue
			}
			idle = 0
			s.in.remove(s.loops.Number[b])
			s.out.remove(s.loops.outNumber[b])
			s.process(b)
		}
	}
}

// way is what came along one way into a block.
type way[S any] struct {
	state  *S
	joined bool // with what enters the block
}

// process passes on what leaves block b, if what enters it is new.
func (s *solver[S]) process(b int) {
	if !s.enter(b) {
		return
	}
	if s.count[b]++; s.count[b] > s.limit {
		s.gaveUp = true
		return
	}
	s.visits++
	outs := s.Flow(b, *s.state[b])
	for i, to := range s.graph.Succs(b) {
		if i >= len(outs) || outs[i] == nil {
			continue
		}
		out := *outs[i]
		if l := s.loops.Back(b, to); l != nil {
			out = s.Edge(l, out)
		}
		if w := &s.came[to][s.slot[b][i]]; w.state == nil || !s.Equal(*w.state, out) {
			*w = way[S]{state: &out}
			s.push(to)
		}
	}
}

// enter joins what came along all ways into block b, and reports whether that is new. The
// ways are in the order in which the blocks that they come from are processed, so that
// those on which the conditions of a branch fail meet before the one on which they hold.
// Where no way comes from a loop that b heads, what came before is not joined: with a join
// that is not exact it would still tell. All others must only get larger, or the solver
// might not end.
func (s *solver[S]) enter(b int) bool {
	var in *S
	grows := s.loops.Headed(b) != nil
	if grows {
		in = s.state[b]
	}
	for i := range s.came[b] {
		switch w := &s.came[b][i]; {
		case w.state == nil || grows && w.joined:
		case in == nil:
			in, w.joined = w.state, true
		default:
			joined := s.Join(*in, *w.state, b)
			in, w.joined = &joined, true
		}
	}
	if in == nil || s.state[b] != nil && s.Equal(*in, *s.state[b]) {
		return false
	}
	s.state[b] = in
	return true
}

// queue is a set of small integers, in order.
type queue struct{ words []uint64 }

func newQueue(n int) queue { return queue{make([]uint64, (n+63)/64)} }

func (q queue) add(i int)    { q.words[i/64] |= 1 << (i % 64) }
func (q queue) remove(i int) { q.words[i/64] &^= 1 << (i % 64) }

// after is the least from i on.
func (q queue) after(i int) (int, bool) {
	for w := i / 64; w < len(q.words); w++ {
		x := q.words[w]
		if w == i/64 {
			x &= ^uint64(0) << (i % 64)
		}
		if x != 0 {
			return w*64 + bits.TrailingZeros64(x), true
		}
	}
	return 0, false
}
