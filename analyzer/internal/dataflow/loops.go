package dataflow

import (
	"slices"

	"github.com/sendmove/sendmove/analyzer/internal/span"
)

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

	// nests has for each block the outermost loop around it, if that has others inside.
	nests []*Loop
	// outwards lists the blocks so that what a loop does comes before what it leads to
	// in the loops around it, and outNumber has their positions. It is a reverse
	// post-order of what is left of the graph when no header leads into its loop.
	outwards, outNumber []int
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
	inside := map[*Loop]bool{}
	for _, l := range ls.byHead {
		l.nested = make([]uint64, len(l.blocks))
		for _, in := range ls.byHead {
			if in == l || !l.Contains(in.Header) {
				continue
			}
			inside[in] = true
			for i, bits := range in.blocks {
				l.nested[i] |= bits
			}
		}
	}
	if len(inside) > 0 {
		ls.findNests(inside)
		ls.orderOutwards(g)
	}
	return ls
}

// nest is the outermost loop around block, nil if there are no others in that.
func (ls *Loops) nest(block int) *Loop {
	if ls.nests == nil {
		return nil
	}
	return ls.nests[block]
}

// findNests fills nests, given which loops are in others.
func (ls *Loops) findNests(inside map[*Loop]bool) {
	ls.nests = make([]*Loop, len(ls.Number))
	for _, head := range ls.Order {
		l := ls.byHead[head]
		if l == nil || inside[l] || !slices.ContainsFunc(l.nested, func(w uint64) bool { return w != 0 }) {
			continue
		}
		for b := range ls.nests {
			if ls.nests[b] == nil && l.Contains(b) {
				ls.nests[b] = l
			}
		}
	}
}

// orderOutwards fills outwards and outNumber.
func (ls *Loops) orderOutwards(g Graph) {
	ls.outNumber = make([]int, g.Len())
	ls.outwards = reversePostorder(ls.Order, g.Len(), func(b int) []int {
		l := ls.byHead[b]
		if l == nil {
			return g.Succs(b)
		}
		return slices.DeleteFunc(slices.Clone(g.Succs(b)), l.Contains)
	})
	for i, b := range ls.outwards {
		ls.outNumber[b] = i
	}
}

// order fills Order and Number. The last successor comes first in the walk: then a
// loop's body, which is the first one, comes before what follows the loop.
func (ls *Loops) order(g Graph) {
	ls.Order = reversePostorder([]int{0}, g.Len(), g.Succs)
	for i, b := range ls.Order {
		ls.Number[b] = i
	}
}

// reversePostorder is what roots reach, of n blocks, by a depth-first walk without
// recursion that takes the last successor first.
func reversePostorder(roots []int, n int, succs func(block int) []int) []int {
	type frame struct {
		block int
		succs []int // left to be walked
	}
	seen := make([]bool, n)
	var post []int
	for _, root := range roots {
		if seen[root] {
			continue
		}
		seen[root] = true
		stack := []frame{{root, succs(root)}}
		for len(stack) > 0 {
			top := &stack[len(stack)-1]
			last := len(top.succs) - 1
			if last < 0 {
				post = append(post, top.block)
				stack = stack[:len(stack)-1]
				continue
			}
			s := top.succs[last]
			top.succs = top.succs[:last]
			if !seen[s] {
				seen[s] = true
				stack = append(stack, frame{s, succs(s)})
			}
		}
	}
	slices.Reverse(post)
	return post
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

// Any reports whether there is a loop.
func (ls *Loops) Any() bool { return len(ls.byHead) > 0 }

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
