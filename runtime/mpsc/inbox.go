package mpsc

import "unsafe"

// An inbox is the side of an unbounded channel on which senders append. Messages
// lie in chunks: a growing queue never copies more than one chunk, and the
// receiver takes whole chunks away.
type inbox[T any] struct {
	tail []T   // the chunk that is being filled
	full [][]T // chunks before it, oldest first
	free [][]T // empty chunks for reuse
}

const (
	chunkBytes = 16 << 10
	maxSpare   = 4
)

// chunkLen is the number of messages in a full-grown chunk.
func chunkLen[T any]() int {
	var v T
	return max(16, chunkBytes/max(1, int(unsafe.Sizeof(v))))
}

func (b *inbox[T]) push(v T) {
	n := len(b.tail)
	if n == cap(b.tail) {
		b.extend()
		n = len(b.tail)
	}
	b.tail = b.tail[:n+1]
	b.tail[n] = v
}

// extend makes room in the tail: it doubles until the tail is a full-grown
// chunk, and then starts another one.
func (b *inbox[T]) extend() {
	size := chunkLen[T]()
	if n := cap(b.tail); n < size {
		tail := make([]T, len(b.tail), min(size, max(8, 2*n)))
		copy(tail, b.tail)
		b.tail = tail
		return
	}
	b.full = append(b.full, b.tail)
	if n := len(b.free); n > 0 {
		b.tail, b.free[n-1] = b.free[n-1], nil
		b.free = b.free[:n-1]
		return
	}
	b.tail = make([]T, 0, size)
}

func (b *inbox[T]) empty() bool { return len(b.tail) == 0 && len(b.full) == 0 }

// reclaim offers a chunk, cleared by the caller, for reuse.
func (b *inbox[T]) reclaim(chunk []T) {
	if cap(b.tail) == 0 {
		b.tail = chunk[:0]
	} else if cap(chunk) >= chunkLen[T]() && len(b.free) < maxSpare {
		b.free = append(b.free, chunk[:0])
	}
}
