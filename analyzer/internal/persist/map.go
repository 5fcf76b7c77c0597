// Package persist has a persistent map from small integers to values.
//
// A flow-sensitive analysis keeps one abstract state a program point, and most
// of a state is equal to its neighbour's. The map shares equal parts: a copy is
// free, an update costs the depth of the tree, and merging two maps that come
// from one ancestor costs what differs between them.
//
// The structure is the big-endian Patricia tree of Okasaki and Gill, "Fast
// Mergeable Integer Maps" (1998).
package persist

import "math/bits"

// Traits are properties of a value, a bit each, by which Update tells what it
// need not look at. A tree has those of all its values.
type Traits uint8

// Value is what a Map holds.
type Value interface{ Traits() Traits }

// Map is a persistent map from uint32 keys to values of type V. The zero Map is
// empty. Maps are values: every method leaves its receiver as it was. They are
// safe for concurrent use.
type Map[V Value] struct {
	root *node[V]
}

// node is a leaf (branch == 0) or an inner node whose children agree in all
// bits above the one in which they differ.
type node[V Value] struct {
	key         uint32 // a leaf's key; an inner node's common prefix
	branch      uint8  // 1 + the number of the bit in which the children differ
	traits      Traits
	val         V
	left, right *node[V] // bit clear, bit set
}

func (n *node[V]) bit() uint32 { return 1 << (n.branch - 1) }

// Same reports whether a and b are the same tree. Equal maps may still not be
// the same; the same maps are always equal.
func Same[V Value](a, b Map[V]) bool { return a.root == b.root }

// Equal reports whether a and b have the same keys with equal values: there is
// one tree for one set of keys, so that only what is not shared is compared.
func Equal[V Value](a, b Map[V], same func(x, y V) bool) bool { return equal(a.root, b.root, same) }

// Get returns the value at key.
func (m Map[V]) Get(key uint32) (V, bool) {
	n := m.root
	for n != nil {
		if n.branch == 0 {
			if n.key == key {
				return n.val, true
			}
			break
		}
		if key&n.bit() == 0 {
			n = n.left
		} else {
			n = n.right
		}
	}
	var zero V
	return zero, false
}

// Set returns m with val at key.
func (m Map[V]) Set(key uint32, val V) Map[V] {
	return Map[V]{set(m.root, key, val)}
}

// Delete returns m without key.
func (m Map[V]) Delete(key uint32) Map[V] {
	return Map[V]{remove(m.root, key)}
}

// All calls yield for every entry in increasing order of keys.
func (m Map[V]) All(yield func(key uint32, val V) bool) { walk(m.root, yield) }

// Update returns m with each value replaced by f's result; f says false to drop
// the entry. same tells whether a value is unchanged, so that untouched parts
// stay shared.
func (m Map[V]) Update(f func(key uint32, val V) (V, bool), same func(a, b V) bool) Map[V] {
	return Map[V]{update(m.root, f, same)}
}

// UpdateSome is Update for a function that leaves all values as they are that
// have none of the traits.
func (m Map[V]) UpdateSome(traits Traits, f func(key uint32, val V) (V, bool), same func(a, b V) bool) Map[V] {
	return Map[V]{updateSome(m.root, traits, f, same)}
}

// Merge combines a and b. Parts that a and b share are kept without a look.
// Where a key is in both, both is called; where it is in one only, onlyA or
// onlyB. Each says false to leave the key out.
func Merge[V Value](a, b Map[V], both func(key uint32, x, y V) (V, bool), onlyA, onlyB func(key uint32, x V) (V, bool), same func(x, y V) bool) Map[V] {
	return Map[V]{(&merger[V]{both, onlyA, onlyB, same}).merge(a.root, b.root)}
}

func leaf[V Value](key uint32, val V) *node[V] {
	return &node[V]{key: key, val: val, traits: val.Traits()}
}

// prefix is key without the branching bit and all bits below it.
func prefix(key uint32, branch uint8) uint32 { return key &^ (1<<branch - 1) }

func inner[V Value](pre uint32, branch uint8, left, right *node[V]) *node[V] {
	switch {
	case left == nil:
		return right
	case right == nil:
		return left
	}
	return &node[V]{key: pre, branch: branch, traits: left.traits | right.traits, left: left, right: right}
}

// join makes the inner node over two trees whose prefixes differ.
func join[V Value](a, b *node[V]) *node[V] {
	branch := uint8(bits.Len32(a.key ^ b.key))
	pre := prefix(a.key, branch)
	if a.key&(1<<(branch-1)) == 0 {
		return inner(pre, branch, a, b)
	}
	return inner(pre, branch, b, a)
}

func set[V Value](n *node[V], key uint32, val V) *node[V] {
	switch {
	case n == nil:
		return leaf(key, val)
	case n.branch == 0:
		if n.key == key {
			return leaf(key, val)
		}
		return join(n, leaf(key, val))
	case prefix(key, n.branch) != n.key:
		return join(n, leaf(key, val))
	case key&n.bit() == 0:
		return inner(n.key, n.branch, set(n.left, key, val), n.right)
	default:
		return inner(n.key, n.branch, n.left, set(n.right, key, val))
	}
}

func remove[V Value](n *node[V], key uint32) *node[V] {
	switch {
	case n == nil:
		return nil
	case n.branch == 0:
		if n.key == key {
			return nil
		}
		return n
	case prefix(key, n.branch) != n.key:
		return n
	case key&n.bit() == 0:
		if l := remove(n.left, key); l != n.left {
			return inner(n.key, n.branch, l, n.right)
		}
		return n
	default:
		if r := remove(n.right, key); r != n.right {
			return inner(n.key, n.branch, n.left, r)
		}
		return n
	}
}

func equal[V Value](a, b *node[V], same func(x, y V) bool) bool {
	switch {
	case a == b:
		return true
	case a == nil || b == nil || a.key != b.key || a.branch != b.branch:
		return false
	case a.branch == 0:
		return same(a.val, b.val)
	}
	return equal(a.left, b.left, same) && equal(a.right, b.right, same)
}

func walk[V Value](n *node[V], yield func(uint32, V) bool) bool {
	switch {
	case n == nil:
		return true
	case n.branch == 0:
		return yield(n.key, n.val)
	default:
		return walk(n.left, yield) && walk(n.right, yield)
	}
}

func update[V Value](n *node[V], f func(uint32, V) (V, bool), same func(a, b V) bool) *node[V] {
	if n == nil {
		return nil
	}
	if n.branch == 0 {
		val, keep := f(n.key, n.val)
		switch {
		case !keep:
			return nil
		case same(val, n.val):
			return n
		default:
			return leaf(n.key, val)
		}
	}
	l, r := update(n.left, f, same), update(n.right, f, same)
	if l == n.left && r == n.right {
		return n
	}
	return inner(n.key, n.branch, l, r)
}

func updateSome[V Value](n *node[V], traits Traits, f func(uint32, V) (V, bool), same func(a, b V) bool) *node[V] {
	if n == nil || n.traits&traits == 0 {
		return n
	}
	if n.branch == 0 {
		return update(n, f, same)
	}
	l, r := updateSome(n.left, traits, f, same), updateSome(n.right, traits, f, same)
	if l == n.left && r == n.right {
		return n
	}
	return inner(n.key, n.branch, l, r)
}

type merger[V Value] struct {
	both         func(key uint32, x, y V) (V, bool)
	onlyA, onlyB func(key uint32, x V) (V, bool)
	same         func(x, y V) bool
}

func (m *merger[V]) merge(a, b *node[V]) *node[V] {
	switch {
	case a == b:
		return a
	case a == nil:
		return update(b, m.onlyB, m.same)
	case b == nil:
		return update(a, m.onlyA, m.same)
	case a.branch == 0 && b.branch == 0 && a.key == b.key:
		val, keep := m.both(a.key, a.val, b.val)
		switch {
		case !keep:
			return nil
		case m.same(val, a.val):
			return a
		case m.same(val, b.val):
			return b
		}
		return leaf(a.key, val)
	case a.branch == b.branch && a.key == b.key: // both inner, same range
		return m.rebuild(a, b, m.merge(a.left, b.left), m.merge(a.right, b.right))
	case a.branch > b.branch && prefix(b.key, a.branch) == a.key: // b lies inside a
		if b.key&a.bit() == 0 {
			return m.rebuild(a, nil, m.merge(a.left, b), m.merge(a.right, nil))
		}
		return m.rebuild(a, nil, m.merge(a.left, nil), m.merge(a.right, b))
	case b.branch > a.branch && prefix(a.key, b.branch) == b.key: // a lies inside b
		if a.key&b.bit() == 0 {
			return m.rebuild(b, nil, m.merge(a, b.left), m.merge(nil, b.right))
		}
		return m.rebuild(b, nil, m.merge(nil, b.left), m.merge(a, b.right))
	}
	l, r := m.merge(a, nil), m.merge(nil, b)
	switch {
	case l == nil:
		return r
	case r == nil:
		return l
	}
	return join(l, r)
}

// rebuild is inner over l and r, re-using one of the merged nodes where nothing
// changed in it.
func (m *merger[V]) rebuild(a, b, l, r *node[V]) *node[V] {
	if l == a.left && r == a.right {
		return a
	}
	if b != nil && l == b.left && r == b.right {
		return b
	}
	return inner(a.key, a.branch, l, r)
}
