package mpsc

// A ring is a queue in a slice whose length is a power of two, and which grows
// as needed.
type ring[T any] struct {
	buf  []T
	head int // index of the first element
	n    int
}

func (r *ring[T]) push(v T) {
	if r.n == len(r.buf) {
		r.grow()
	}
	r.buf[(r.head+r.n)&(len(r.buf)-1)] = v
	r.n++
}

// pop must not be called on an empty ring.
func (r *ring[T]) pop() T {
	p := &r.buf[r.head&(len(r.buf)-1)]
	v := *p
	var zero T
	*p = zero // the collector must not find it here
	r.head = (r.head + 1) & (len(r.buf) - 1)
	r.n--
	return v
}

// popInto moves as many elements as fit into dst, and returns their number.
func (r *ring[T]) popInto(dst []T) int {
	total := 0
	for r.n > 0 && total < len(dst) {
		run := r.buf[r.head:min(r.head+r.n, len(r.buf))]
		k := copy(dst[total:], run)
		clear(run[:k])
		r.head = (r.head + k) & (len(r.buf) - 1)
		r.n -= k
		total += k
	}
	return total
}

func (r *ring[T]) grow() {
	buf := make([]T, max(8, 2*len(r.buf)))
	k := copy(buf, r.buf[r.head:])
	copy(buf[k:], r.buf[:r.head])
	r.buf, r.head = buf, 0
}
