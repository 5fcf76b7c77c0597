// Package sender has the sends of the runtime, which are strict at any level.
package sender

import (
	"context"
	"errors"

	"github.com/sendmove/sendmove/runtime/mpsc"
)

type task struct{ name string }

func see(t *task) {}

func sent(tx *mpsc.Sender[*task], t *task) {
	tx.Send(t)
	see(t) // want "moved value: `t`"
}

func sentOther(tx *mpsc.Sender[*task], t, u *task) {
	tx.Send(t)
	see(u)
}

func failed(tx *mpsc.Sender[*task], t *task) {
	if err := tx.Send(t); err != nil {
		see(t)
		return
	}
	see(t) // want "moved value: `t`"
}

func succeeded(tx *mpsc.Sender[*task], t *task) {
	err := tx.Send(t)
	if err == nil {
		see(t) // want "moved value: `t`"
	}
}

func tried(tx *mpsc.SyncSender[*task], t *task) {
	if tx.TrySend(t) != nil {
		see(t)
	}
}

func byContext(ctx context.Context, tx *mpsc.SyncSender[*task], t *task) error {
	err := tx.SendContext(ctx, t)
	if err != nil {
		see(t)
		return err
	}
	see(t) // want "moved value: `t`"
	return nil
}

func inError(tx *mpsc.Sender[*task], t *task) {
	err := tx.Send(t)
	var back *mpsc.SendError[*task]
	if errors.As(err, &back) {
		see(back.Value)
	}
}

func closed(tx *mpsc.Sender[*task], t *task) {
	tx.Close()
	tx.Send(t) // want "moved value: `tx`"
}

func deferredClose(tx *mpsc.Sender[*task], t *task) {
	defer tx.Close()
	tx.Send(t)
}

func cloned(tx *mpsc.Sender[*task], t *task) {
	other := tx.Clone()
	tx.Close()
	other.Send(t)
	other.Close()
}

func retried(tx *mpsc.SyncSender[*task], t *task) {
	for tx.TrySend(t) != nil {
		see(t)
	}
}

func repeated(tx *mpsc.Sender[*task], t *task) {
	for range 2 {
		tx.Send(t) // want "moved value: `t`"
	}
}

func shared(txs chan *mpsc.Sender[int], tx *mpsc.Sender[int]) {
	txs <- tx
	tx.Send(1)
}

func scalar(tx *mpsc.Sender[int], n int) {
	tx.Send(n)
	println(n)
}

func post(tx *mpsc.Sender[*task], t *task) error { return tx.Send(t) }

func byCallee(tx *mpsc.Sender[*task], t *task) {
	if err := post(tx, t); err != nil {
		see(t)
		return
	}
	see(t) // want "moved value: `t`"
}
