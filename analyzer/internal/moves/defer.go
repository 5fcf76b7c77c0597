package moves

import (
	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/region"
)

// deferCall keeps the function and the arguments, which are evaluated now.
func (f *function) deferCall(st *state, in *ssa.Defer) {
	c := in.Common()
	path := f.mem.Path()
	v := f.mem.Wrap(nil, f.value(st, c.Value), f.mem.Field(path, 0))
	for i, a := range c.Args {
		v = f.mem.Wrap(v, f.value(st, a), f.mem.Field(path, i+1))
	}
	f.mem.Put(st, f.register(in), v)
}

// runDefers runs the deferred calls that were reached, the last one first.
func (f *function) runDefers(st *state) bool {
	for i := len(f.defers) - 1; i >= 0; i-- {
		d := f.defers[i]
		v, ok := f.mem.Known(st, f.register(d))
		if !ok {
			continue
		}
		args := make([]*region.Value, len(d.Call.Args))
		for i := range args {
			args[i] = f.part(v, place.FieldElem(i+1))
		}
		if !f.invoke(st, d, f.part(v, place.FieldElem(0)), args, false) {
			return false
		}
	}
	return true
}
