package mpsc

// Channel makes an unbounded channel. Sends on it never wait; messages that were
// not received yet are kept in memory, so something else must keep the senders
// from running ahead for ever. It is Rust's channel.
func Channel[T any]() (*Sender[T], *Receiver[T]) {
	ch := newUnbounded[T]()
	return newSender(ch), newReceiver(ch)
}

// SyncChannel makes a channel that holds at most bound messages; a send on a
// full one waits. With a bound of zero every send waits for a receive to take
// its value. Memory is allocated as messages queue up, not for the whole bound
// at once. SyncChannel panics if bound is negative. It is Rust's sync_channel.
func SyncChannel[T any](bound int) (*SyncSender[T], *Receiver[T]) {
	if bound < 0 {
		panic("mpsc: SyncChannel: negative bound")
	}
	ch := newBounded[T](bound)
	return newSyncSender(ch), newReceiver(ch)
}
