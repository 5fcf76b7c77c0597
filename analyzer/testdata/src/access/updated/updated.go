// Package updated has fields that are updated by their own content, where the struct
// may be the one that was sent or the one that took its place.
package updated

type block struct {
	base []byte
	data []byte
}

type builder struct {
	cur   *block
	out   chan *block
	limit int
}

func (b *builder) add(key []byte) {
	if len(b.cur.data) > b.limit {
		b.out <- b.cur
		b.cur = &block{}
	}
	b.cur.base = append(b.cur.base[:0], key...)
	b.cur.data = append(b.cur.data, key...)
}

func (b *builder) addBy(key []byte) {
	if len(b.cur.data) > b.limit {
		b.out <- b.cur
		b.cur = &block{}
	}
	b.cur.grow(key)
}

func (k *block) grow(key []byte) {
	k.base = append(k.base[:0], key...)
	k.data = append(k.data, key...)
}

func twice(b *builder, k1, k2 []byte) {
	b.add(k1)
	b.add(k2)
}

func twiceBy(b *builder, k1, k2 []byte) {
	b.addBy(k1)
	b.addBy(k2)
}

func (b *builder) addAfter(key []byte) {
	b.out <- b.cur
	if len(b.cur.data) > b.limit { // want "borrow of moved value: `b\\.cur\\.data`"
		b.cur = &block{}
	}
	b.cur.grow(key)
}

// kept goes on with the data of the block that was sent.
func (b *builder) kept(key []byte) {
	old := b.cur.data
	b.out <- b.cur
	b.cur = &block{data: old[:0]} // want "use of moved value: `old`"
	b.cur.data = append(b.cur.data, key...)
}

func (b *builder) keptPerhaps(key []byte) {
	if len(key) > b.limit {
		b.out <- b.cur
		b.cur = &block{data: b.cur.data[:0]} // want "borrow of moved value: `b\\.cur\\.data`"
	}
	b.cur.data = append(b.cur.data, key...)
}
