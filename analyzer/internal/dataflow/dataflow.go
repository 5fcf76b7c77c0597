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

// Solve computes the least fixpoint by a work list in reverse post-order. It
// gives up when a block was processed more than limit times.
func Solve[S any](g Graph, loops *Loops, p Problem[S], entry S, limit int) Solution[S] {
	n := g.Len()
	sol := Solution[S]{In: make([]*S, n), Done: true}
	sol.In[0] = &entry
	queue := newQueue(n)
	queue.push(0)
	count := make([]int, n)
	ways := make([]int, n) // into each block
	ways[0] = 1
	for b := range n {
		for _, to := range g.Succs(b) {
			ways[to]++
		}
	}
	for {
		pos, ok := queue.pop()
		if !ok {
			return sol
		}
		b := loops.Order[pos]
		if count[b]++; count[b] > limit {
			sol.Done = false
			return sol
		}
		sol.Visits++
		outs := p.Flow(b, *sol.In[b])
		for i, to := range g.Succs(b) {
			if i >= len(outs) || outs[i] == nil {
				continue
			}
			out := *outs[i]
			if l := loops.Back(b, to); l != nil {
				out = p.Edge(l, out)
			}
			if sol.In[to] != nil {
				// Where there is one way in, what came along it before is not joined: with
				// a join that is not exact it would still tell.
				if ways[to] > 1 {
					out = p.Join(*sol.In[to], out, to)
				}
				if p.Equal(out, *sol.In[to]) {
					continue
				}
			}
			sol.In[to] = &out
			queue.push(loops.Number[to])
		}
	}
}

// queue is a set of small integers that gives out the least first.
type queue struct{ words []uint64 }

func newQueue(n int) *queue { return &queue{make([]uint64, (n+63)/64)} }

func (q *queue) push(i int) { q.words[i/64] |= 1 << (i % 64) }

func (q *queue) pop() (int, bool) {
	for w, x := range q.words {
		if x != 0 {
			q.words[w] &= x - 1
			return w*64 + bits.TrailingZeros64(x), true
		}
	}
	return 0, false
}
