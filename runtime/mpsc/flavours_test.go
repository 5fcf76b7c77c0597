package mpsc_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/sendmove/sendmove/runtime/mpsc"
)

// sender is what the two kinds of sender have in common, so that one test can
// run on every flavour.
type sender[T any] interface {
	Send(v T) error
	Close()
	clone() sender[T]
}

type unboundedSender[T any] struct{ *mpsc.Sender[T] }

func (s unboundedSender[T]) clone() sender[T] { return unboundedSender[T]{s.Clone()} }

type boundedSender[T any] struct{ *mpsc.SyncSender[T] }

func (s boundedSender[T]) clone() sender[T] { return boundedSender[T]{s.Clone()} }

const noBound = -1

// open makes a channel of the flavour that bound stands for.
func open[T any](bound int) (sender[T], *mpsc.Receiver[T]) {
	if bound == noBound {
		tx, rx := mpsc.Channel[T]()
		return unboundedSender[T]{tx}, rx
	}
	tx, rx := mpsc.SyncChannel[T](bound)
	return boundedSender[T]{tx}, rx
}

func flavourName(bound int) string {
	if bound == noBound {
		return "unbounded"
	}
	return fmt.Sprintf("bound=%d", bound)
}

// eachFlavour runs f for every flavour, or for the given bounds.
func eachFlavour(t *testing.T, f func(t *testing.T, bound int), bounds ...int) {
	t.Helper()
	if len(bounds) == 0 {
		bounds = []int{noBound, 0, 1, 2, 64}
	}
	for _, bound := range bounds {
		t.Run(flavourName(bound), func(t *testing.T) { f(t, bound) })
	}
}

// buffered are the flavours on which a send can succeed without a receive.
var buffered = []int{noBound, 1, 2, 64}

func wantValue[T comparable](t *testing.T, got T, err error, want T) {
	t.Helper()
	if err != nil || got != want {
		t.Errorf("received %v, %v; want %v", got, err, want)
	}
}

func wantErr(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("got error %v, want %v", err, want)
	}
}

// wantUnsent checks that a send failed for the reason and gave its value back.
func wantUnsent[T comparable](t *testing.T, err error, v T, reason error) {
	t.Helper()
	var unsent *mpsc.SendError[T]
	if !errors.As(err, &unsent) {
		t.Errorf("got error %v (%T), want a SendError", err, err)
		return
	}
	if unsent.Value != v {
		t.Errorf("error carries %v, want %v", unsent.Value, v)
	}
	wantErr(t, err, reason)
}

func mustSend[T any](t *testing.T, s interface{ Send(T) error }, v T) {
	t.Helper()
	if err := s.Send(v); err != nil {
		t.Errorf("Send: %v", err)
	}
}
