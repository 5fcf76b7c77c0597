package mpsc

import "unsafe"

// An inbox is the side of a channel on which senders append. Messages lie in
// chunks: a growing queue never copies more than one chunk, and the receiver
// takes whole chunks away.
type inbox[T any] struct {
	tail []T   // the chunk that is being filled, with all its length
	n    int   // how many messages are in it
	full [][]T // chunks of the full size before it, oldest first
	free [][]T // empty chunks of the full size for reuse
	size int
}

const (
	chunkBytes = 64 << 10
	maxFree    = 4 // chunks kept for reuse
)

// chunkLen is the number of messages in a chunk of the full size.
func chunkLen[T any](bound int) int {
	var v T
	n := max(16, chunkBytes/max(1, int(unsafe.Sizeof(v))))
	return max(1, min(n, bound))
}

func (b *inbox[T]) push(v *T) {
	if b.n == len(b.tail) {
		b.grow()
	}
	b.tail[b.n] = *v
	b.n++
}

// grow makes room in the tail: it doubles until the tail is a chunk of the full
// size, and then starts another one.
func (b *inbox[T]) grow() {
	if n := len(b.tail); n < b.size {
		tail := make([]T, min(b.size, max(8, 2*n)))
		copy(tail, b.tail)
		b.tail = tail
		return
	}
	b.full = append(b.full, b.tail)
	b.n = 0
	if n := len(b.free); n > 0 {
		b.tail, b.free[n-1] = b.free[n-1], nil
		b.free = b.free[:n-1]
		return
	}
	b.tail = make([]T, b.size)
}

func (b *inbox[T]) empty() bool { return b.n == 0 && len(b.full) == 0 }

func (b *inbox[T]) len() int { return len(b.full)*b.size + b.n }

// backlog is the size of what is queued, in bytes.
func (b *inbox[T]) backlog() int {
	var v T
	return b.len() * int(unsafe.Sizeof(v))
}

// takeTail removes the messages of the tail.
func (b *inbox[T]) takeTail() []T {
	chunk := b.tail[:b.n]
	b.tail, b.n = nil, 0
	return chunk
}

// reclaim offers a chunk, cleared by the caller, for reuse.
func (b *inbox[T]) reclaim(chunk []T) {
	chunk = chunk[:cap(chunk)]
	if len(b.tail) == 0 {
		b.tail = chunk
	} else if len(chunk) == b.size && len(b.free) < maxFree {
		b.free = append(b.free, chunk)
	}
}
