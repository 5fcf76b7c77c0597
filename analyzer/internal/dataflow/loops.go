package dataflow

import "github.com/sendmove/sendmove/analyzer/internal/span"

// Loop is the body of a loop: the header and all blocks that reach a
// retreating edge to it without passing it. Whether an edge closes a loop is a
// matter of the graph alone, never of the order of lines.
type Loop struct {
	Header int
	blocks []uint64
	nested []uint64
	span   span.Span
}

// Span has all blocks of the loop, and may have others.
func (l *Loop) Span() span.Span { return l.span }

// Contains reports whether block is in the loop.
func (l *Loop) Contains(block int) bool {
	return block >= 0 && block/64 < len(l.blocks) && l.blocks[block/64]&(1<<(block%64)) != 0
}

// Nested reports whether block is in a loop inside of l.
func (l *Loop) Nested(block int) bool {
	return block >= 0 && block/64 < len(l.nested) && l.nested[block/64]&(1<<(block%64)) != 0
}

func (l *Loop) add(block int) {
	l.blocks[block/64] |= 1 << (block % 64)
	l.span = l.span.Hull(span.Of(block))
}

// Loops has the loops of a graph, and its reverse post-order.
type Loops struct {
	// Order lists the blocks that the entry reaches, in reverse post-order.
	Order []int
	// Number is the position of each block in Order, -1 if it is not reached.
	Number []int
	byHead map[int]*Loop
}

// FindLoops finds the loops of g. Loops with one header are one loop.
func FindLoops(g Graph) *Loops {
	n := g.Len()
	ls := &Loops{Number: make([]int, n), byHead: map[int]*Loop{}}
	for i := range ls.Number {
		ls.Number[i] = -1
	}
	ls.order(g)
	preds := make([][]int, n)
	for _, b := range ls.Order {
		for _, s := range g.Succs(b) {
			preds[s] = append(preds[s], b)
		}
	}
	for _, b := range ls.Order {
		for _, s := range g.Succs(b) {
			if ls.Number[s] <= ls.Number[b] {
				ls.grow(preds, b, s)
			}
		}
	}
	for _, l := range ls.byHead {
		l.nested = make([]uint64, len(l.blocks))
		for _, in := range ls.byHead {
			if in == l || !l.Contains(in.Header) {
				continue
			}
			for i, bits := range in.blocks {
				l.nested[i] |= bits
			}
		}
	}
	return ls
}

// order fills Order and Number by a depth-first walk without recursion.
func (ls *Loops) order(g Graph) {
	type frame struct{ block, next int }
	seen := make([]bool, g.Len())
	seen[0] = true
	stack := []frame{{0, 0}}
	var post []int
	for len(stack) > 0 {
		top := &stack[len(stack)-1]
		succs := g.Succs(top.block)
		// The last successor first: then a loop's body, which is the first one,
		// comes before what follows the loop.
		if top.next == len(succs) {
			post = append(post, top.block)
			stack = stack[:len(stack)-1]
			continue
		}
		s := succs[len(succs)-1-top.next]
		top.next++
		if !seen[s] {
			seen[s] = true
			stack = append(stack, frame{s, 0})
		}
	}
	for i := len(post) - 1; i >= 0; i-- {
		ls.Number[post[i]] = len(ls.Order)
		ls.Order = append(ls.Order, post[i])
	}
}

func (ls *Loops) grow(preds [][]int, tail, header int) {
	l := ls.byHead[header]
	if l == nil {
		l = &Loop{Header: header, blocks: make([]uint64, (len(preds)+63)/64)}
		l.add(header)
		ls.byHead[header] = l
	}
	work := []int{tail}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if l.Contains(b) || ls.Number[b] < ls.Number[header] {
			continue
		}
		l.add(b)
		work = append(work, preds[b]...)
	}
}

// Back is the loop that the edge closes, nil if it is not a retreating edge.
func (ls *Loops) Back(from, to int) *Loop {
	if ls.Number[to] > ls.Number[from] {
		return nil
	}
	return ls.byHead[to]
}

// Inside reports whether block is in any loop.
func (ls *Loops) Inside(block int) bool {
	for _, l := range ls.byHead {
		if l.Contains(block) {
			return true
		}
	}
	return false
}

// Innermost is the smallest loop that block is in, nil if it is in none.
func (ls *Loops) Innermost(block int) *Loop {
	var in *Loop
	for _, l := range ls.byHead {
		if l.Contains(block) && (in == nil || in.Contains(l.Header) && in != l) {
			in = l
		}
	}
	return in
}

// Around lists which blocks each of the loops has that block is in.
func (ls *Loops) Around(block int) []func(block int) bool {
	var out []func(int) bool
	for _, l := range ls.byHead {
		if l.Contains(block) {
			out = append(out, l.Contains)
		}
	}
	return out
}

// Headed is the loop whose header is block, if any.
func (ls *Loops) Headed(block int) *Loop { return ls.byHead[block] }
