//go:build !race

package mpsc

// claim does nothing in programs built without -race.
func claim[T any](*T) {}

// claimAll does nothing in programs built without -race.
func claimAll[T any]([]T) {}
