// Package movable decides by type what a send hands over.
//
// The three classes are those of the contract: Copy values carry no reference
// to mutable memory, shareable ones are made for concurrent use (Rust's Sync
// handles), and everything else is moved.
package movable

import (
	"go/types"

	"golang.org/x/tools/go/types/typeutil"
)

// Class is what sending a value of a type does to the sender's.
type Class uint8

const (
	// Copy values are the sender's own after the send.
	Copy Class = iota
	// Shareable values may be used by both.
	Shareable
	// Moved values belong to the receiver.
	Moved
)

// Types classifies types and remembers the answers. It is not safe for
// concurrent use.
type Types struct {
	// Marked reports whether a type was declared shareable in the source.
	Marked func(*types.TypeName) bool
	// Atomic reports whether a field is used by the functions of sync/atomic.
	Atomic func(*types.Var) bool
	class  typeutil.Map
	guard  typeutil.Map
	// Of what is asked at each move, by the identity of the type.
	pointers map[types.Type]Class
	failures map[types.Type]bool
}

// OfPointer is the class of *t.
func (ts *Types) OfPointer(t types.Type) Class {
	c, ok := ts.pointers[t]
	if !ok {
		c = ts.Of(types.NewPointer(t))
		if ts.pointers == nil {
			ts.pointers = map[types.Type]Class{}
		}
		ts.pointers[t] = c
	}
	return c
}

// IsFailure reports whether *t is an error. What is made to be one is not changed any
// more, by convention.
func (ts *Types) IsFailure(t types.Type) bool {
	if t == nil {
		return false
	}
	is, ok := ts.failures[t]
	if !ok {
		_, named := types.Unalias(t).(*types.Named)
		is = named && types.Implements(types.NewPointer(t), types.Universe.Lookup("error").Type().Underlying().(*types.Interface))
		if ts.failures == nil {
			ts.failures = map[types.Type]bool{}
		}
		ts.failures[t] = is
	}
	return is
}

// Of is the class of t.
func (ts *Types) Of(t types.Type) Class {
	t = types.Unalias(t)
	if c, ok := ts.class.At(t).(Class); ok {
		return c
	}
	ts.class.Set(t, Copy) // a recursive type is what its other parts are
	c := ts.classify(t)
	ts.class.Set(t, c)
	return c
}

func (ts *Types) classify(t types.Type) Class {
	switch u := t.(type) {
	case *types.Named:
		if ts.shareableName(u.Obj()) {
			return Shareable
		}
	case *types.TypeParam:
		return Moved
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		if u.Kind() == types.UnsafePointer {
			return Moved
		}
		return Copy
	case *types.Chan:
		return Shareable
	case *types.Pointer:
		if ts.shareablePointee(u.Elem()) {
			return Shareable
		}
		return Moved
	case *types.Array:
		if u.Len() == 0 {
			return Copy
		}
		return ts.Of(u.Elem())
	case *types.Struct:
		c := Copy
		for i := range u.NumFields() {
			c = max(c, ts.Of(u.Field(i).Type()))
		}
		return c
	}
	return Moved
}

// shareablePointee reports whether *t may be shared: t is a type of its own
// that is made for it, or a channel that is passed by address.
func (ts *Types) shareablePointee(t types.Type) bool {
	switch u := types.Unalias(t).(type) {
	case *types.Named:
		return ts.shareableName(u.Obj())
	case *types.Chan:
		return false
	}
	return false
}

// shareableName lists the types that are made for concurrent use, by the
// package that says so in its documentation.
func (ts *Types) shareableName(name *types.TypeName) bool {
	if ts.Marked != nil && ts.Marked(name) {
		return true
	}
	if name.Pkg() == nil {
		return name.Name() == "error"
	}
	if optsOut(name.Type()) {
		return true
	}
	switch name.Pkg().Path() {
	case "sync", "sync/atomic", "net/netip", "unique", "regexp":
		return true
	case "time":
		return name.Name() != "Timer" && name.Name() != "Ticker"
	case "context":
		return name.Name() == "Context" || name.Name() == "CancelFunc" || name.Name() == "CancelCauseFunc"
	case "reflect":
		return name.Name() == "Type"
	case "log":
		return name.Name() == "Logger"
	case "log/slog":
		return name.Name() == "Logger"
	case "math/big":
		return false
	case RuntimePath:
		return name.Name() == "Sender" || name.Name() == "SyncSender"
	}
	return false
}

// optsOut reports whether t or *t has the method by which a type tells package
// mpsc that its values stay shared (mpsc.Shareable).
func optsOut(t types.Type) bool {
	n, ok := t.(*types.Named)
	if !ok {
		return false
	}
	for i := range n.NumMethods() {
		if n.Method(i).Name() == "ShareableAfterSend" {
			return true
		}
	}
	return false
}

// RuntimePath is the import path of the channel runtime.
const RuntimePath = "github.com/sendmove/sendmove/runtime/mpsc"

// Guarded reports whether t is a struct with a lock, wait group or atomic of its own,
// whoever has written the lock, so that its memory is meant to be used by several
// goroutines. It counts as shareable below the strict level. A pointer to one is, too. A
// wait group behind a pointer is not its own: it is that of whoever waits for the tasks
// that have it.
func (ts *Types) Guarded(t types.Type) bool {
	// One by one: remembering the answer for each pointer on the way would take
	// long, since types that differ only in how many there are share a hash.
	for range maxPointers {
		p, ok := t.Underlying().(*types.Pointer)
		if !ok {
			break
		}
		t = p.Elem()
	}
	if _, ok := t.Underlying().(*types.Struct); !ok {
		return false
	}
	if g, ok := ts.guard.At(t).(bool); ok {
		return g
	}
	ts.guard.Set(t, false)
	g := ts.guarded(t)
	ts.guard.Set(t, g)
	return g
}

// maxPointers bounds the pointers that Guarded looks through; type P *P is one that
// never ends.
const maxPointers = 8

func (ts *Types) guarded(t types.Type) bool {
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for i := range s.NumFields() {
		ft := s.Field(i).Type()
		if _, number := ft.Underlying().(*types.Basic); number && ts.Atomic != nil && ts.Atomic(s.Field(i)) {
			return true
		}
		p, behind := ft.(*types.Pointer)
		if behind {
			ft = p.Elem()
		}
		if n, ok := types.Unalias(ft).(*types.Named); ok && n.Obj().Pkg() != nil {
			switch n.Obj().Pkg().Path() {
			case "sync":
				switch n.Obj().Name() {
				case "Mutex", "RWMutex", "Locker", "Cond":
					return true
				case "WaitGroup":
					if !behind {
						return true
					}
				}
				continue
			case "sync/atomic":
				return true
			}
		}
		if _, ptr := s.Field(i).Type().(*types.Pointer); !ptr && ts.Guarded(ft) || isLock(ft) {
			return true
		}
	}
	return false
}

// isLock reports whether t is a lock of somebody's own: it has the methods of
// sync.Locker, and not by a field.
func isLock(t types.Type) bool {
	for _, name := range []string{"Lock", "Unlock"} {
		m, index, _ := types.LookupFieldOrMethod(t, true, nil, name)
		fn, ok := m.(*types.Func)
		if !ok || len(index) > 1 && !types.IsInterface(t) || fn.Signature().Params().Len()+fn.Signature().Results().Len() > 0 {
			return false
		}
	}
	return true
}

// Handle reports whether a field of type t is looked at without touching the
// memory that was handed over in a way that matters: what it holds is itself
// made for sharing, such as the reply channel of a request.
func (ts *Types) Handle(t types.Type) bool {
	if c, ok := t.Underlying().(*types.Chan); ok && c != nil {
		return true
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	n, ok := types.Unalias(t).(*types.Named)
	if !ok || n.Obj().Pkg() == nil {
		return false
	}
	switch n.Obj().Pkg().Path() {
	case "sync", "sync/atomic":
		return true
	case "context":
		return n.Obj().Name() == "Context"
	case "time": // which are waited for
		return n.Obj().Name() == "Timer" || n.Obj().Name() == "Ticker"
	}
	return false
}

// IsWaitGroup reports whether t is sync.WaitGroup. t may be nil.
func IsWaitGroup(t types.Type) bool {
	if t == nil {
		return false
	}
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Name() == "WaitGroup" && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "sync"
}

// IsReference reports whether a value of type t is one reference.
func IsReference(t types.Type) bool {
	switch t := types.Unalias(t).(type) {
	case *types.TypeParam:
		return true
	default:
		switch u := t.Underlying().(type) {
		case *types.Pointer, *types.Slice, *types.Map, *types.Chan, *types.Interface, *types.Signature:
			return true
		case *types.Basic:
			return u.Kind() == types.UnsafePointer
		}
	}
	return false
}

// IsScalar reports whether the analysis follows the values of type t: flags
// and integers.
func IsScalar(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&(types.IsBoolean|types.IsInteger|types.IsString) != 0
}
