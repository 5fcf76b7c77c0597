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

func inLoop(tx *mpsc.Sender[*task], ts []*task) {
	defer tx.Close()
	for _, t := range ts {
		if err := tx.Send(t); err != nil {
			see(t)
			return
		}
		see(t) // want "moved value: `t`"
	}
}

func byReason(tx *mpsc.SyncSender[*task], t *task) {
	err := tx.TrySend(t)
	switch {
	case err == nil:
	case errors.Is(err, context.Canceled):
		see(t)
	default:
		see(t)
	}
}

func notInError(tx *mpsc.SyncSender[*task], t *task) {
	var back *mpsc.SendError[*task]
	if !errors.As(tx.TrySend(t), &back) {
		see(t) // want "moved value: `t`"
	}
}

func dropped(tx *mpsc.Sender[*task], t *task) {
	_ = tx.Send(t)
	see(t) // want "moved value: `t`"
}

func must(tx *mpsc.Sender[*task], t *task) {
	if err := tx.Send(t); err != nil {
		panic(err)
	}
	see(t) // want "moved value: `t`"
}

func boxed(tx *mpsc.Sender[any], t *task) {
	tx.Send(t)
	see(t) // want "moved value: `t`"
}

func closedTwice(tx *mpsc.Sender[*task]) {
	tx.Close()
	tx.Close() // want "moved value: `tx`"
}

func clonedLate(tx *mpsc.Sender[*task]) {
	tx.Close()
	tx.Clone().Close() // want "moved value: `tx`"
}

func cloneEach(tx *mpsc.Sender[*task], ts []*task) {
	for _, t := range ts {
		own := tx.Clone()
		go func() {
			defer own.Close()
			own.Send(t)
		}()
	}
	tx.Close()
}

func threeTimes(tx *mpsc.SyncSender[*task], t *task) error {
	var err error
	for range 3 {
		if err = tx.TrySend(t); err == nil {
			return nil
		}
		see(t)
	}
	return err
}

type service struct {
	tx *mpsc.Sender[*task]
	ts []*task
}

func (s *service) push(t *task) error { return s.tx.Send(t) }

func (s *service) pushed(t *task) {
	if s.push(t) != nil {
		see(t)
	}
}

func (s *service) ignored(t *task) {
	s.push(t)
	see(t) // want "moved value: `t`"
}

func (s *service) flush(tx *mpsc.Sender[[]*task]) {
	tx.Send(s.ts)
	s.ts = nil
	s.ts = append(s.ts, &task{})
}

func (s *service) flushKept(tx *mpsc.Sender[[]*task]) {
	tx.Send(s.ts)
	s.ts = append(s.ts, &task{}) // want "moved value: `s.ts`"
}
