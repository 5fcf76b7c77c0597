package sender

import "github.com/sendmove/sendmove/runtime/mpsc"

func bySendValue(tx *mpsc.Sender[*task], t *task) {
	send := tx.Send
	send(t)
	see(t) // want "moved value: `t`"
}

func bySendValueFailed(tx *mpsc.Sender[*task], t *task) {
	send := tx.Send
	if send(t) != nil {
		see(t)
	}
}

func handTo(send func(*task) error, t *task) error { return send(t) }

func byParameter(tx *mpsc.Sender[*task], t, u *task) {
	handTo(tx.Send, t)
	see(u)
	see(t) // want "moved value: `t`"
}
