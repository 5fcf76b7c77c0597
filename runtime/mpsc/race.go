//go:build race

package mpsc

import (
	"context"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"unsafe"
)

// The receiver claims the memory that a message refers to by telling the race
// detector that it writes there. A sender that touches the memory after the
// send then races with that write, whether the receiver ever touches it or not,
// unless something orders the two: that is what handing it back does.

const (
	// claimDepth is how many references deep a message is followed.
	claimDepth = 4
	// claimElems is how many elements of one slice or array are followed.
	claimElems = 1024
	// claimBytes is how much of one slice is claimed.
	claimBytes = 1 << 20
	// claimValues is how many values of one message are looked at.
	claimValues = 1 << 16
)

// claim is called by the goroutine that received *v.
func claim[T any](v *T) {
	if mayRefer(reflect.TypeFor[T]()) {
		c := claimer{left: claimValues}
		c.value(reflect.ValueOf(v).Elem(), claimDepth)
	}
}

func claimAll[T any](vs []T) {
	for i := range vs {
		claim(&vs[i])
	}
}

// A claimer claims one message.
type claimer struct{ left int }

// value claims what v refers to, not the place where v itself is.
func (c *claimer) value(v reflect.Value, depth int) {
	t := v.Type()
	if c.left == 0 || !mayRefer(t) {
		return
	}
	c.left--
	switch t.Kind() {
	case reflect.Interface:
		if !v.IsNil() {
			c.value(v.Elem(), depth) // what is boxed is a copy
		}
	case reflect.Struct:
		for i := range t.NumField() {
			c.value(v.Field(i), depth)
		}
	case reflect.Array:
		for i := range min(v.Len(), claimElems) {
			c.value(v.Index(i), depth)
		}
	case reflect.Pointer:
		if !v.IsNil() && depth > 0 && !shared(t.Elem()) {
			claimRange(v.UnsafePointer(), t.Elem().Size())
			c.value(v.Elem(), depth-1)
		}
	case reflect.Slice:
		// Appending to a slice writes up to its capacity.
		if depth > 0 {
			claimRange(v.UnsafePointer(), uintptr(v.Cap())*t.Elem().Size())
			if mayRefer(t.Elem()) {
				for i := range min(v.Len(), claimElems) {
					c.value(v.Index(i), depth-1)
				}
			}
		}
	case reflect.Map:
		// To iterate would read memory under a lock that is not ours.
		if !v.IsNil() && depth > 0 {
			runtime.RaceWrite(v.UnsafePointer())
		}
	}
}

func claimRange(p unsafe.Pointer, size uintptr) {
	if p != nil && size > 0 {
		runtime.RaceWriteRange(p, int(min(size, claimBytes)))
	}
}

var (
	mayReferCache sync.Map // reflect.Type to bool
	sharedCache   sync.Map // reflect.Type to bool
)

// mayRefer reports whether a value of type t can refer to memory to be claimed.
func mayRefer(t reflect.Type) bool {
	if known, ok := mayReferCache.Load(t); ok {
		return known.(bool)
	}
	refers := !shared(t) && func() bool {
		switch t.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Map, reflect.Interface:
			return true
		case reflect.Array:
			return t.Len() > 0 && mayRefer(t.Elem())
		case reflect.Struct:
			for i := range t.NumField() {
				if mayRefer(t.Field(i).Type) {
					return true
				}
			}
		}
		return false // functions and channels are shared, strings never written
	}()
	mayReferCache.Store(t, refers)
	return refers
}

var (
	shareableType = reflect.TypeFor[Shareable]()
	errorType     = reflect.TypeFor[error]()
	contextType   = reflect.TypeFor[context.Context]()
	typeType      = reflect.TypeFor[reflect.Type]()
)

// shared reports whether values of type t are made to be shared.
func shared(t reflect.Type) bool {
	if known, ok := sharedCache.Load(t); ok {
		return known.(bool)
	}
	is := t.Implements(shareableType) || t.Implements(errorType) ||
		t.Implements(contextType) || t.Implements(typeType) ||
		t.Kind() != reflect.Interface && reflect.PointerTo(t).Implements(shareableType) ||
		sharedPackage(t) || synchronized(t)
	sharedCache.Store(t, is)
	return is
}

// sharedPackage reports whether t is of a package whose types are shared, or
// is a pointer to one.
func sharedPackage(t reflect.Type) bool {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch t.PkgPath() {
	case "sync", "sync/atomic", "internal/sync", "time", "net/netip", "unique",
		reflect.TypeFor[Shareable]().PkgPath():
		return true
	}
	return false
}

// synchronized reports whether t is a struct with a lock, wait group or atomic
// of its own.
func synchronized(t reflect.Type) bool {
	if t.Kind() != reflect.Struct {
		return false
	}
	for i := range t.NumField() {
		field := t.Field(i).Type
		if strings.HasPrefix(field.PkgPath(), "sync") || synchronized(field) {
			return true
		}
		if field.Kind() == reflect.Pointer && strings.HasPrefix(field.Elem().PkgPath(), "sync") {
			return true
		}
	}
	return false
}
