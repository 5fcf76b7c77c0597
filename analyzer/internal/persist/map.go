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

// Map is a persistent map from uint32 keys to values of type V. The zero Map is
// empty. Maps are values: every method leaves its receiver as it was. They are
// safe for concurrent use.
type Map[V any] struct {
	root *node[V]
}

// Kind is what is to be known of the values of maps in order to change them. One
// Kind must be used for all maps that are ever merged.
type Kind[V any] struct {
	// Same tells whether a value is unchanged, so that untouched parts stay shared.
	Same func(a, b V) bool
	// Traits are those of a value at a key.
	Traits func(key uint32, val V) Traits
	// Looked counts the nodes that changes have looked at or made.
	Looked int
}

// node is a leaf (branch == 0) or an inner node whose children agree in all
// bits above the one in which they differ.
type node[V any] struct {
	key         uint32 // a leaf's key; an inner node's common prefix
	branch      uint8  // 1 + the number of the bit in which the children differ
	traits      Traits
	val         V
	left, right *node[V] // bit clear, bit set
}

func (n *node[V]) bit() uint32 { return 1 << (n.branch - 1) }

// Same reports whether a and b are the same tree. Equal maps may still not be
// the same; the same maps are always equal.
func Same[V any](a, b Map[V]) bool { return a.root == b.root }

// Equal reports whether a and b have the same keys with equal values: there is
// one tree for one set of keys, so that only what is not shared is compared.
func (k *Kind[V]) Equal(a, b Map[V]) bool { return k.equal(a.root, b.root) }

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
func (k *Kind[V]) Set(m Map[V], key uint32, val V) Map[V] {
	return Map[V]{k.set(m.root, key, val)}
}

// Delete returns m without key.
func (k *Kind[V]) Delete(m Map[V], key uint32) Map[V] {
	return Map[V]{k.remove(m.root, key)}
}

// All calls yield for every entry in increasing order of keys.
func (m Map[V]) All(yield func(key uint32, val V) bool) { walk(m.root, yield) }

// Some is All of those entries that concerns asks for.
func (k *Kind[V]) Some(m Map[V], concerns Traits) func(yield func(key uint32, val V) bool) {
	return func(yield func(key uint32, val V) bool) { k.walkSome(m.root, &concerns, yield) }
}

// Update returns m with each value that concerns asks for replaced by f's result; f
// says false to drop the entry.
func (k *Kind[V]) Update(m Map[V], concerns Traits, f func(key uint32, val V) (V, bool)) Map[V] {
	return Map[V]{k.update(m.root, &concerns, f)}
}

// Merge combines a and b. Parts that a and b share are kept without a look.
// Where a key is in both, both is called; where it is in one only, onlyA or
// onlyB. Each says false to leave the key out.
func (k *Kind[V]) Merge(a, b Map[V], both func(key uint32, x, y V) (V, bool), onlyA, onlyB func(key uint32, x V) (V, bool)) Map[V] {
	return Map[V]{(&merger[V]{k, both, onlyA, onlyB}).merge(a.root, b.root)}
}

func (k *Kind[V]) leaf(key uint32, val V) *node[V] {
	k.Looked++
	return &node[V]{key: key, val: val, traits: k.Traits(key, val)}
}

// prefix is key without the branching bit and all bits below it.
func prefix(key uint32, branch uint8) uint32 { return key &^ (1<<branch - 1) }

func (k *Kind[V]) inner(pre uint32, branch uint8, left, right *node[V]) *node[V] {
	switch {
	case left == nil:
		return right
	case right == nil:
		return left
	}
	k.Looked++
	return &node[V]{key: pre, branch: branch, traits: union(left.traits, right.traits), left: left, right: right}
}

// join makes the inner node over two trees whose prefixes differ.
func (k *Kind[V]) join(a, b *node[V]) *node[V] {
	branch := uint8(bits.Len32(a.key ^ b.key))
	pre := prefix(a.key, branch)
	if a.key&(1<<(branch-1)) == 0 {
		return k.inner(pre, branch, a, b)
	}
	return k.inner(pre, branch, b, a)
}

func (k *Kind[V]) set(n *node[V], key uint32, val V) *node[V] {
	switch {
	case n == nil:
		return k.leaf(key, val)
	case n.branch == 0:
		if n.key == key {
			return k.leaf(key, val)
		}
		return k.join(n, k.leaf(key, val))
	case prefix(key, n.branch) != n.key:
		return k.join(n, k.leaf(key, val))
	case key&n.bit() == 0:
		return k.inner(n.key, n.branch, k.set(n.left, key, val), n.right)
	default:
		return k.inner(n.key, n.branch, n.left, k.set(n.right, key, val))
	}
}

func (k *Kind[V]) remove(n *node[V], key uint32) *node[V] {
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
		if l := k.remove(n.left, key); l != n.left {
			return k.inner(n.key, n.branch, l, n.right)
		}
		return n
	default:
		if r := k.remove(n.right, key); r != n.right {
			return k.inner(n.key, n.branch, n.left, r)
		}
		return n
	}
}

func (k *Kind[V]) equal(a, b *node[V]) bool {
	switch {
	case a == b:
		return true
	case a == nil || b == nil || a.key != b.key || a.branch != b.branch || a.traits != b.traits:
		return false
	}
	k.Looked++
	if a.branch == 0 {
		return k.Same(a.val, b.val)
	}
	return k.equal(a.left, b.left) && k.equal(a.right, b.right)
}

func walk[V any](n *node[V], yield func(uint32, V) bool) bool {
	switch {
	case n == nil:
		return true
	case n.branch == 0:
		return yield(n.key, n.val)
	default:
		return walk(n.left, yield) && walk(n.right, yield)
	}
}

func (k *Kind[V]) walkSome(n *node[V], concerns *Traits, yield func(uint32, V) bool) bool {
	if n == nil || !n.traits.may(concerns) {
		return true
	}
	k.Looked++
	if n.branch == 0 {
		return yield(n.key, n.val)
	}
	return k.walkSome(n.left, concerns, yield) && k.walkSome(n.right, concerns, yield)
}

func (k *Kind[V]) update(n *node[V], concerns *Traits, f func(uint32, V) (V, bool)) *node[V] {
	if n == nil || !n.traits.may(concerns) {
		return n
	}
	k.Looked++
	if n.branch == 0 {
		val, keep := f(n.key, n.val)
		switch {
		case !keep:
			return nil
		case k.Same(val, n.val):
			return n
		default:
			return k.leaf(n.key, val)
		}
	}
	l, r := k.update(n.left, concerns, f), k.update(n.right, concerns, f)
	if l == n.left && r == n.right {
		return n
	}
	return k.inner(n.key, n.branch, l, r)
}

type merger[V any] struct {
	*Kind[V]
	both         func(key uint32, x, y V) (V, bool)
	onlyA, onlyB func(key uint32, x V) (V, bool)
}

func (m *merger[V]) merge(a, b *node[V]) *node[V] {
	switch {
	case a == b:
		return a
	case a == nil:
		return m.update(b, &Traits{}, m.onlyB)
	case b == nil:
		return m.update(a, &Traits{}, m.onlyA)
	}
	m.Looked++
	switch {
	case a.branch == 0 && b.branch == 0 && a.key == b.key:
		val, keep := m.both(a.key, a.val, b.val)
		switch {
		case !keep:
			return nil
		case m.Same(val, a.val):
			return a
		case m.Same(val, b.val):
			return b
		}
		return m.leaf(a.key, val)
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
	return m.join(l, r)
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
	return m.inner(a.key, a.branch, l, r)
}
