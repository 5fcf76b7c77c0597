// Package sym has symbolic scalars: what an analysis knows of an index, a
// length, a flag or a nil test without knowing its number.
//
// Scalars are interned: equal terms have equal IDs, so that `v[len(v)-1]` and
// `v[:len(v)-1]` are seen to mention one index.
package sym

import (
	"fmt"
	"go/constant"
	"go/token"

	"github.com/sendmove/sendmove/analyzer/internal/span"
)

// ID is a scalar of a Table. Unknown equals nothing, not even itself.
type ID uint32

// Unknown is the scalar of which nothing is known.
const Unknown ID = 0

// Blocks tells which basic blocks a loop has; dataflow.Loop implements it.
type Blocks interface {
	// Nested reports whether the block is in a loop inside of this one.
	Nested(block int) bool
	// Contains reports whether the block of that index is in the loop.
	Contains(block int) bool
	// Span has all blocks of the loop.
	Span() span.Span
}

// NoBlock is the block of an atom that no loop makes anew.
const NoBlock = -1

type kind uint8

const (
	unknown kind = iota
	constant_
	atom
	sum     // a + b
	equal   // a == b
	less    // a < b
	not     // !a
	either  // a || b
	witness // true only if a is not nil
	part    // of what a divides, the bound of the part with index b
)

// term is one interned scalar. Which fields count depends on kind.
type term struct {
	kind  kind
	a, b  ID
	text  string // of a constant, exact
	owner any    // of an atom: what made it
	sub   uint32 // of an atom: which of the owner's
	aged  bool   // of an atom: made in an earlier iteration
	stale bool   // of an atom: the loop that makes it has started again since
}

// Table interns scalars. It is not safe for concurrent use.
type Table struct {
	terms  []term
	blocks []int32 // of an atom, the block that makes it
	spans  []span.Span
	consts []constant.Value
	ids    map[term]ID // but for atoms
	atoms  map[atomKey]ID
	// eithers are the terms of that kind by what they are made of.
	eithers map[ID][]ID
	isNil   ID
	failed  ID     // of some error, Unknown if not interned yet
	small   [16]ID // of the numbers from 0 on, Unknown if not interned yet

	upper    map[ID][]ID // of an atom, numbers that it is no more than
	lower    map[ID][]ID // of an atom, the numbers that it is no less than the least of
	rises    map[ID]rise
	merged   map[ID][]ID // by the scalar of a header, those that it merges
	compared int         // numbers, in one comparison
	// Earlier reports whether what a block makes and what is aged, or stale besides, is of
	// an earlier iteration of the loop with the header.
	Earlier func(block int, stale bool, header int) bool
}

// NewTable returns an empty table.
func NewTable() *Table {
	t := &Table{ids: map[term]ID{}, atoms: map[atomKey]ID{}, eithers: map[ID][]ID{}}
	t.start()
	return t
}

// Reset empties t. All IDs lose their meaning.
func (t *Table) Reset() {
	clear(t.ids)
	clear(t.atoms)
	clear(t.eithers)
	*t = Table{ids: t.ids, atoms: t.atoms, eithers: t.eithers, upper: t.upper, lower: t.lower, rises: t.rises, merged: t.merged, terms: t.terms[:0], blocks: t.blocks[:0], spans: t.spans[:0], consts: t.consts[:0]}
	clear(t.upper)
	clear(t.lower)
	clear(t.rises)
	clear(t.merged)
	t.start()
}

func (t *Table) start() {
	t.terms, t.blocks, t.spans, t.consts = append(t.terms, term{}), append(t.blocks, NoBlock), append(t.spans, span.Span{}), append(t.consts, nil)
	t.isNil = t.intern(term{kind: constant_, text: "nil"}, NoBlock, nil)
}

func (t *Table) intern(x term, block int32, c constant.Value) ID {
	if id, ok := t.id(&x); ok {
		return id
	}
	id := ID(len(t.terms))
	t.terms = append(t.terms, x)
	t.blocks = append(t.blocks, block)
	made := t.spans[x.a].Hull(t.spans[x.b])
	if block != NoBlock {
		made = made.Hull(span.Of(int(block)))
	}
	t.spans = append(t.spans, made)
	t.consts = append(t.consts, c)
	if x.kind == atom {
		t.atoms[atomKey{x.owner, x.sub, x.aged, x.stale}] = id
	} else {
		t.ids[x] = id
	}
	return id
}

// id is the scalar of x if it was interned.
func (t *Table) id(x *term) (ID, bool) {
	if x.kind == atom {
		id, ok := t.atoms[atomKey{x.owner, x.sub, x.aged, x.stale}]
		return id, ok
	}
	id, ok := t.ids[*x]
	return id, ok
}

// atomKey is what counts of an atom. Most scalars are.
type atomKey struct {
	owner       any
	sub         uint32
	aged, stale bool
}

// Makers are the blocks that make what x is computed from. A loop without them leaves
// x as it is when it ages.
func (t *Table) Makers(x ID) span.Span { return t.spans[x] }

// Len is the number of scalars interned.
func (t *Table) Len() int { return len(t.terms) }

// Nil is the scalar of nil.
func (t *Table) Nil() ID { return t.isNil }

// Error is a scalar that is not Nil: that of some error.
func (t *Table) Error() ID {
	if t.failed == Unknown {
		t.failed = t.intern(term{kind: constant_, text: "error"}, NoBlock, nil)
	}
	return t.failed
}

// Sentinel is the scalar of an error that a package-level variable holds for good.
func (t *Table) Sentinel(owner any) ID {
	return t.intern(term{kind: constant_, text: "sentinel", owner: owner}, NoBlock, nil)
}

// IsError reports whether x is an error, not nil.
func (t *Table) IsError(x ID) bool {
	return x == t.Error() || t.terms[x].kind == constant_ && t.terms[x].text == "sentinel"
}

// IsFlag reports whether x is a constant that summaries name and that a flag may be: true,
// false, nil or an error.
func (t *Table) IsFlag(x ID) bool {
	_, truth := t.Truth(x)
	return truth || x == t.isNil || x != Unknown && x == t.failed
}

// Owner is what makes the atom x, nil if x is none or made in an earlier
// iteration.
func (t *Table) Owner(x ID) any {
	if n := t.terms[x]; n.kind == atom && !n.aged && n.sub == 0 {
		return n.owner
	}
	return nil
}

// Const is the scalar of c; a nil c is Go's nil.
func (t *Table) Const(c constant.Value) ID {
	if c == nil {
		return t.isNil
	}
	return t.intern(term{kind: constant_, text: c.Kind().String() + c.ExactString()}, NoBlock, c)
}

// Value is the constant that x is, nil for Nil.
func (t *Table) Value(x ID) constant.Value { return t.consts[x] }

// Int is the scalar of i.
func (t *Table) Int(i int64) ID {
	if i < 0 || i >= int64(len(t.small)) {
		return t.Const(constant.MakeInt64(i))
	}
	if t.small[i] == Unknown {
		t.small[i] = t.Const(constant.MakeInt64(i))
	}
	return t.small[i]
}

// Bool is the scalar of b.
func (t *Table) Bool(b bool) ID { return t.Const(constant.MakeBool(b)) }

// Atom is the scalar that owner makes in block; sub tells several of one owner
// apart. owner must be comparable.
func (t *Table) Atom(owner any, sub uint32, block int) ID {
	return t.intern(term{kind: atom, owner: owner, sub: sub}, int32(block), nil)
}

// IsConst reports whether x is a constant.
func (t *Table) IsConst(x ID) bool { return t.terms[x].kind == constant_ }

// Truth is the value of a boolean constant.
func (t *Table) Truth(x ID) (val, ok bool) {
	c := t.consts[x]
	if c == nil || c.Kind() != constant.Bool {
		return false, false
	}
	return constant.BoolVal(c), true
}

// Number is the value of an integer constant that fits.
func (t *Table) Number(x ID) (val int64, ok bool) {
	c := t.consts[x]
	if c == nil || c.Kind() != constant.Int {
		return 0, false
	}
	return constant.Int64Val(c)
}

// maxDepth bounds the terms that loops could otherwise grow.
const maxDepth = 4

func (t *Table) depth(x ID) int {
	switch n := t.terms[x]; n.kind {
	case sum, equal, less, either, witness, part:
		return 1 + max(t.depth(n.a), t.depth(n.b))
	case not:
		return t.depth(n.a)
	}
	return 0
}

// Add is the scalar a + b.
func (t *Table) Add(a, b ID) ID {
	if a == Unknown || b == Unknown {
		return Unknown
	}
	if x, y := t.consts[a], t.consts[b]; x != nil && y != nil {
		if x.Kind() != constant.Int || y.Kind() != constant.Int {
			return Unknown
		}
		return t.Const(constant.BinaryOp(x, token.ADD, y))
	}
	if t.other(a) || t.other(b) {
		return Unknown
	}
	baseA, offA := t.split(a)
	baseB, offB := t.split(b)
	off := constant.BinaryOp(offA, token.ADD, offB)
	base := baseA
	switch {
	case baseA == Unknown:
		base = baseB
	case baseB != Unknown:
		if t.depth(baseA)+t.depth(baseB) >= maxDepth {
			return Unknown
		}
		base = t.intern(term{kind: sum, a: min(baseA, baseB), b: max(baseA, baseB)}, NoBlock, nil)
	}
	if constant.Sign(off) == 0 {
		return base
	}
	return t.intern(term{kind: sum, a: base, b: t.Const(off)}, NoBlock, nil)
}

// other reports whether x is a constant that is not an integer.
func (t *Table) other(x ID) bool {
	return t.IsConst(x) && (t.consts[x] == nil || t.consts[x].Kind() != constant.Int)
}

// Sub is the scalar a - b, known where b is a constant or the two differ by one.
func (t *Table) Sub(a, b ID) ID {
	if a == Unknown || b == Unknown {
		return Unknown
	}
	if a == b {
		return t.Int(0)
	}
	if t.other(a) || t.other(b) {
		return Unknown
	}
	baseA, offA := t.split(a)
	baseB, offB := t.split(b)
	switch baseB {
	case baseA:
		return t.Const(constant.BinaryOp(offA, token.SUB, offB))
	case Unknown:
		return t.Add(a, t.Const(constant.UnaryOp(token.SUB, offB, 0)))
	}
	return Unknown
}

// split is x as a base (Unknown if x is a number) and a constant offset.
func (t *Table) split(x ID) (base ID, off constant.Value) {
	if c := t.consts[x]; c != nil && c.Kind() == constant.Int {
		return Unknown, c
	}
	if n := t.terms[x]; n.kind == sum {
		if c := t.consts[n.b]; c != nil {
			return n.a, c
		}
	}
	return x, constant.MakeInt64(0)
}

// Where is x, if it is the sum of a and a number or a itself, where a is c.
func (t *Table) Where(x, a, c ID) ID {
	if x == Unknown || a == Unknown || t.other(x) || t.other(c) {
		return x
	}
	if base, off := t.split(x); base == a && t.IsConst(c) {
		return t.Add(c, t.Const(off))
	}
	return x
}

// AtMost reports whether a <= b is certain, from constants and offsets, and from how
// numbers come about.
func (t *Table) AtMost(a, b ID) bool {
	t.compared = 0
	return t.atMost(a, b, maxOrder)
}

func (t *Table) atMost(a, b ID, steps int) bool {
	if a == Unknown || b == Unknown {
		return false
	}
	if a == b {
		return true
	}
	if t.other(a) || t.other(b) {
		return false
	}
	baseA, offA := t.split(a)
	baseB, offB := t.split(b)
	if baseA == baseB && offA.Kind() == constant.Int && offB.Kind() == constant.Int {
		return constant.Compare(offA, token.LEQ, offB)
	}
	// x <= x + y + c where y is a length: lengths and indices are not negative.
	if n := t.terms[baseB]; n.kind == sum && (n.a == baseA || n.b == baseA || baseA == Unknown && constant.Sign(offA) == 0) {
		return constant.Compare(offA, token.LEQ, offB)
	}
	return t.atLeast(a, b, steps)
}

// Distinct reports whether a and b never hold at once for one element. The
// older and the current value of one atom count as distinct: what an earlier
// iteration indexed is not what this one does, nor what a loop that goes on from
// there does. That is the optimistic choice; a loop that visits an index twice is
// lost by it.
func (t *Table) Distinct(a, b ID) bool {
	if a == Unknown || b == Unknown || a == b {
		return false
	}
	if t.IsConst(a) && t.IsConst(b) {
		return true
	}
	if t.other(a) || t.other(b) {
		return false
	}
	baseA, offA := t.split(a)
	baseB, offB := t.split(b)
	if baseA == baseB {
		return baseA != Unknown && !constant.Compare(offA, token.EQL, offB)
	}
	return baseA != Unknown && baseB != Unknown &&
		(t.otherIteration(baseA, baseB) || t.below(a, b) || t.below(b, a) || t.left(a, b) || t.left(b, a))
}

// below reports whether a < b.
func (t *Table) below(a, b ID) bool { return t.AtMost(t.Add(a, t.Int(1)), b) }

// left reports whether a is what an earlier iteration of a loop counted, and b is no less
// than what that counts now: the current value, of which the older one is told apart.
func (t *Table) left(a, b ID) bool {
	base, off := t.split(a)
	n := t.terms[base]
	if n.kind != atom || !n.aged || n.stale {
		return false
	}
	now, ok := t.atoms[atomKey{n.owner, n.sub, false, false}]
	return ok && t.Rises(now) && t.AtMost(t.Add(now, t.Const(off)), b)
}

// otherIteration reports whether a and b are one term seen in two iterations. A sum
// of it with something else counts: an index behind where this iteration is.
func (t *Table) otherIteration(a, b ID) bool {
	x, y := t.terms[a], t.terms[b]
	switch {
	case x.kind == atom && y.kind == sum:
		return t.otherIteration(a, y.a) || t.otherIteration(a, y.b)
	case x.kind == sum && y.kind == atom:
		return t.otherIteration(x.a, b) || t.otherIteration(x.b, b)
	case x.kind != y.kind:
		return false
	case x.kind == atom:
		return !x.stale && !y.stale && x.aged != y.aged && x.owner == y.owner && x.sub == y.sub
	case x.kind == sum:
		// The addends are in the order of their numbers.
		return t.otherIteration(x.a, y.a) || t.otherIteration(x.b, y.b) || t.otherIteration(x.a, y.b) || t.otherIteration(x.b, y.a)
	}
	return false
}

// Alike reports whether a and b are one scalar up to the iterations that they are
// of.
func (t *Table) Alike(a, b ID) bool {
	if a == b {
		return true
	}
	x, y := t.terms[a], t.terms[b]
	switch {
	case x.kind != y.kind:
		return false
	case x.kind == atom:
		return x.owner == y.owner && x.sub == y.sub
	case x.kind == sum:
		return t.Alike(x.a, y.a) && t.Alike(x.b, y.b) || t.Alike(x.a, y.b) && t.Alike(x.b, y.a)
	}
	return false
}

// Older reports whether a is made of an older value of an atom that b has.
func (t *Table) Older(a, b ID) bool {
	baseA, _ := t.split(a)
	baseB, _ := t.split(b)
	return baseA != Unknown && baseB != Unknown && t.otherIteration(baseA, baseB) && t.IsAged(baseA)
}

// IsAged reports whether x mentions a value of an earlier iteration.
func (t *Table) IsAged(x ID) bool {
	switch n := t.terms[x]; n.kind {
	case atom:
		return n.aged
	case sum, equal, less, either, part:
		return t.IsAged(n.a) || t.IsAged(n.b)
	case not, witness:
		return t.IsAged(n.a)
	}
	return false
}

// MadeIn reports whether x mentions an atom that is made in a block for which
// in says so.
func (t *Table) MadeIn(x ID, in func(block int) bool) bool {
	switch n := t.terms[x]; n.kind {
	case atom:
		return t.blocks[x] != NoBlock && in(int(t.blocks[x]))
	case sum, equal, less, either, part:
		return t.MadeIn(n.a, in) || t.MadeIn(n.b, in)
	case not, witness:
		return t.MadeIn(n.a, in)
	}
	return false
}

// Block is the block that makes an atom that x mentions, NoBlock if none is made
// anew by a loop.
func (t *Table) Block(x ID) int {
	out := NoBlock
	t.MadeIn(x, func(block int) bool {
		out = block
		return true
	})
	return out
}

// Equal is the scalar a == b.
func (t *Table) Equal(a, b ID) ID {
	switch {
	case a == Unknown || b == Unknown:
		return Unknown
	case a == b:
		return t.Bool(true)
	case t.IsConst(a) && t.IsConst(b):
		return t.Bool(false)
	case t.IsConst(a):
		a, b = b, a
	}
	if truth, ok := t.Truth(b); ok {
		if truth {
			return a
		}
		return t.Not(a)
	}
	if t.depth(a)+t.depth(b) >= maxDepth {
		return Unknown
	}
	return t.intern(term{kind: equal, a: a, b: b}, NoBlock, nil)
}

// Less is the scalar a < b, of numbers of which one of a < b, a == b and b < a holds, or
// of strings.
func (t *Table) Less(a, b ID) ID {
	switch {
	case a == Unknown || b == Unknown || t.depth(a)+t.depth(b) >= maxDepth:
		return Unknown
	case a == b:
		return t.Bool(false)
	}
	return t.intern(term{kind: less, a: a, b: b}, NoBlock, nil)
}

// Not is the scalar !a.
func (t *Table) Not(a ID) ID {
	if a == Unknown {
		return Unknown
	}
	if truth, ok := t.Truth(a); ok {
		return t.Bool(!truth)
	}
	if n := t.terms[a]; n.kind == not {
		return n.a
	}
	return t.intern(term{kind: not, a: a}, NoBlock, nil)
}

// Part is a bound of the part with index i of what divides into parts that are
// apart from each other. With Unknown for i it stands for the part of whoever asks.
func (t *Table) Part(divided, i ID) ID {
	if divided == Unknown {
		return Unknown
	}
	return t.intern(term{kind: part, a: divided, b: i}, NoBlock, nil)
}

// OfPart is x for the part with index i, where x is a bound of whichever part.
func (t *Table) OfPart(x, i ID) ID {
	if n := t.terms[x]; n.kind == part && n.b == Unknown {
		return t.Part(n.a, i)
	}
	return x
}

// OtherPart reports whether x and y are bounds of two parts of one whole.
func (t *Table) OtherPart(x, y ID) bool {
	a, b := t.terms[x], t.terms[y]
	return a.kind == part && b.kind == part && a.a == b.a && t.Distinct(a.b, b.b)
}

// Witness is the truth of a test that owner makes in block and that only a
// value other than nil passes, such as errors.Is.
func (t *Table) Witness(a ID, owner any, block int) ID {
	if a == Unknown {
		return Unknown
	}
	return t.intern(term{kind: witness, a: a, owner: owner}, int32(block), nil)
}

// Fact is what a branch teaches: X == C, or X != C.
type Fact struct {
	X, C ID
	Eq   bool
}

// Facts lists what holds where the condition cond is val.
func (t *Table) Facts(cond ID, val bool) []Fact {
	switch n := t.terms[cond]; n.kind {
	case not:
		return t.Facts(n.a, !val)
	case equal:
		return []Fact{{cond, t.Bool(val), true}, {n.a, n.b, val}}
	case atom, less:
		return []Fact{{cond, t.Bool(val), true}}
	case either:
		facts := []Fact{{cond, t.Bool(val), true}}
		if !val {
			facts = append(append(facts, t.Facts(n.a, false)...), t.Facts(n.b, false)...)
		}
		return facts
	case witness:
		if val {
			return []Fact{{cond, t.Bool(true), true}, {n.a, t.isNil, false}}
		}
		return []Fact{{cond, t.Bool(false), true}}
	}
	return nil
}

// Refutes reports whether f makes x == c impossible.
func (t *Table) Refutes(f Fact, x, c ID) bool {
	if f.X != x {
		return t.refutesOrder(f, x, c)
	}
	if f.Eq && (c == t.Error() || f.C == t.Error()) {
		return c == t.isNil || f.C == t.isNil
	}
	if f.Eq {
		return f.C != c && t.IsConst(f.C) && t.IsConst(c)
	}
	return f.C == c
}

// refutesOrder reports whether f is a comparison by order that does not hold where x is the
// constant c.
func (t *Table) refutesOrder(f Fact, x, c ID) bool {
	truth, ok := t.Truth(f.C)
	n := t.terms[f.X]
	if !ok || !f.Eq || n.kind != less || n.a != x && n.b != x {
		return false
	}
	a, b := n.a, n.b
	if a == x {
		a = c
	}
	if b == x {
		b = c
	}
	if !t.IsConst(a) || !t.IsConst(b) || t.consts[a] == nil || t.consts[b] == nil || t.consts[a].Kind() != t.consts[b].Kind() {
		return false
	}
	return constant.Compare(t.consts[a], token.LSS, t.consts[b]) != truth
}

// Plain is the condition x == c, said of what x compares if x is a == b.
func (t *Table) Plain(x, c ID) (ID, ID) {
	truth, ok := t.Truth(c)
	n := t.terms[x]
	switch {
	case !ok || n.kind != equal || !t.IsConst(n.b):
	case truth:
		return n.a, n.b
	case n.b == t.isNil:
		return n.a, t.Error()
	}
	return x, c
}

// Operands are the scalars that the comparison by order x compares, if it is one.
func (t *Table) Operands(x ID) []ID {
	if n := t.terms[x]; n.kind == less {
		return []ID{n.a, n.b}
	}
	return nil
}

// Implies reports whether f makes x == c certain.
func (t *Table) Implies(f Fact, x, c ID) bool { return f.X == x && f.C == c && f.Eq }

// Aged is x as it is called one iteration of loop later: its atoms that the
// loop makes anew become those of an earlier iteration. Those of a loop inside
// become stale: when that runs again, its indices may be the same ones.
func (t *Table) Aged(x ID, loop Blocks) ID {
	switch n := t.terms[x]; n.kind {
	case atom:
		if t.blocks[x] == NoBlock || !loop.Contains(int(t.blocks[x])) {
			return x
		}
		old := n
		old.aged = true
		old.stale = n.stale || loop.Nested(int(t.blocks[x]))
		return t.intern(old, t.blocks[x], nil)
	case sum:
		return t.Add(t.Aged(n.a, loop), t.Aged(n.b, loop))
	case equal:
		return t.Equal(t.Aged(n.a, loop), t.Aged(n.b, loop))
	case less:
		return t.Less(t.Aged(n.a, loop), t.Aged(n.b, loop))
	case not:
		return t.Not(t.Aged(n.a, loop))
	case either:
		return t.Either(t.Aged(n.a, loop), t.Aged(n.b, loop))
	case witness:
		n.a = t.Aged(n.a, loop)
		return t.intern(n, t.blocks[x], nil)
	case part:
		return t.Part(t.Aged(n.a, loop), t.Aged(n.b, loop))
	}
	return x
}

// String prints x for debugging.
func (t *Table) String(x ID) string {
	switch n := t.terms[x]; n.kind {
	case constant_:
		if t.consts[x] == nil {
			return n.text
		}
		return t.consts[x].String()
	case atom:
		old := ""
		if n.aged {
			old = "'"
		}
		return fmt.Sprintf("s%d%s", x, old)
	case sum:
		return t.String(n.a) + "+" + t.String(n.b)
	case equal:
		return t.String(n.a) + "==" + t.String(n.b)
	case less:
		return t.String(n.a) + "<" + t.String(n.b)
	case not:
		return "!" + t.String(n.a)
	case either:
		return t.String(n.a) + "||" + t.String(n.b)
	case witness:
		return "is(" + t.String(n.a) + ")"
	case part:
		return "part(" + t.String(n.a) + "," + t.String(n.b) + ")"
	}
	return "?"
}
