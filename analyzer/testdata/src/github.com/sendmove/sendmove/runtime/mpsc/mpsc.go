// Package mpsc is a stub with the sending side of the runtime.
package mpsc

import "context"

type Sender[T any] struct{ c chan T }

func (s *Sender[T]) Send(T) error                         { return nil }
func (s *Sender[T]) SendContext(context.Context, T) error { return nil }
func (s *Sender[T]) Clone() *Sender[T]                    { return &Sender[T]{s.c} }
func (s *Sender[T]) Close()                               {}

type SyncSender[T any] struct{ c chan T }

func (s *SyncSender[T]) Send(T) error                         { return nil }
func (s *SyncSender[T]) TrySend(T) error                      { return nil }
func (s *SyncSender[T]) SendContext(context.Context, T) error { return nil }
func (s *SyncSender[T]) Clone() *SyncSender[T]                { return &SyncSender[T]{s.c} }
func (s *SyncSender[T]) Close()                               {}

type Receiver[T any] struct{ c chan T }

func (r *Receiver[T]) Recv() (v T, err error) { return }
func (r *Receiver[T]) Close()                 {}

type SendError[T any] struct {
	Value T
	Err   error
}

func (e *SendError[T]) Error() string { return "closed" }
func (e *SendError[T]) Unwrap() error { return e.Err }

func Channel[T any]() (*Sender[T], *Receiver[T])            { return nil, nil }
func SyncChannel[T any](int) (*SyncSender[T], *Receiver[T]) { return nil, nil }
