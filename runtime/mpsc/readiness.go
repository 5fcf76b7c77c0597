package mpsc

// readiness is the channel that Receiver.Ready returns. Once it was asked for,
// this holds whenever no method is at work: if something can be received, its
// token is in the channel, or was taken by someone who has not called the
// receiver since; otherwise it is armed, and whoever changes that puts the
// token in. The token may be there for nothing.
//
// It is guarded by the lock of its channel.
type readiness struct {
	token   chan struct{} // nil until asked for
	armed   bool
	bubbled bool // the token belongs to a bubble
}

// wanted reports whether the channel was asked for.
func (r *readiness) wanted() bool { return r.token != nil }

// update restores the invariant after a call of the receiver.
func (r *readiness) update(receivable bool) {
	r.armed = !receivable
	if receivable {
		r.put()
	}
}

// notify restores the invariant after something became receivable.
func (r *readiness) notify() {
	if r.armed {
		r.armed = false
		r.put()
	}
}

func (r *readiness) put() {
	select {
	case r.token <- struct{}{}:
	default:
	}
}

// watch returns the channel, making it at the first call.
func (r *readiness) watch() <-chan struct{} {
	if r.token == nil {
		r.token, r.bubbled = make(chan struct{}, 1), inBubble()
	}
	return r.token
}
