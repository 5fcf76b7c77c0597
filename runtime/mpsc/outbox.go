package mpsc

// An outbox is the side of a channel from which receives take: chunks that were
// taken over from the inbox, to which senders have no access any more.
type outbox[T any] struct {
	chunk []T // being read
	at    int // its first message that was not received
	later [][]T
	next  int   // index of the chunk of later that comes next
	spent [][]T // exhausted chunks on their way back to the inbox
}

// empty reports whether the current chunk is exhausted.
func (o *outbox[T]) empty() bool { return o.at == len(o.chunk) }

// len counts what is left; chunks that come later have the given size.
func (o *outbox[T]) len(size int) int {
	return len(o.chunk) - o.at + (len(o.later)-o.next)*size
}

// pop must not be called on an empty outbox.
func (o *outbox[T]) pop(v *T) {
	p := &o.chunk[o.at]
	*v = *p
	var zero T
	*p = zero // the collector must not find it here
	o.at++
}

// popInto moves as many messages of the current chunk as fit into dst.
func (o *outbox[T]) popInto(dst []T) int {
	k := copy(dst, o.chunk[o.at:])
	clear(o.chunk[o.at : o.at+k])
	o.at += k
	return k
}

// turn goes on to a chunk that was taken over earlier, and reports whether there
// is one.
func (o *outbox[T]) turn() bool {
	if o.next == len(o.later) {
		return false
	}
	o.retire()
	o.chunk, o.at = o.later[o.next], 0
	o.later[o.next] = nil
	o.next++
	return true
}

// retire puts the exhausted chunk aside for reuse.
func (o *outbox[T]) retire() {
	if o.chunk != nil && len(o.spent) < maxFree {
		o.spent = append(o.spent, o.chunk)
	}
	o.chunk, o.at = nil, 0
}

// takeOver exchanges an exhausted outbox for what is in the inbox, and reports
// whether that was anything.
func (o *outbox[T]) takeOver(in *inbox[T]) bool {
	o.retire()
	if len(in.full) > 0 {
		o.later, in.full, o.next = in.full, o.later[:0], 0
		o.turn()
	} else {
		o.chunk = in.takeTail()
	}
	for i, chunk := range o.spent {
		in.reclaim(chunk)
		o.spent[i] = nil
	}
	o.spent = o.spent[:0]
	return !o.empty()
}
