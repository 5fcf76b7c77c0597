package moves

import (
	"iter"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/region"
)

// A function that takes an element out of a container, as a stack's pop does,
// gives its caller what the container does not lead to any more. Such an element
// often has no name in a summary: an index that the function worked out is any
// index for its caller, and where a function returns early what it took out and
// what it left are not told apart. Then it is unknown memory for the caller; that
// this may have had the element before, by another way, is lost.

// takenOut tells which of what the elements of the callers' memory referred to at
// the start, and that has no name, can be reached by neither the callers' memory
// nor a result, other than the one that is asked for, when ret returns. joined is
// the state of all returns.
func (f *function) takenOut(ret *ssa.Return, joined *state) func(v place.View, result int) bool {
	e := f.exits[ret]
	all := &reached{function: f, st: joined}
	here := map[int]*reached{}
	return func(v place.View, result int) bool {
		o := f.mem.ObjectOf(v.Place)
		if f.mem.At(o).Origin != place.Pointee || !f.mem.InElement(f.mem.Root(o)) {
			return false
		}
		if here[result] == nil {
			here[result] = &reached{function: f, st: &e.state}
			for n, x := range e.results {
				if n != result {
					here[result].more = append(here[result].more, x.AllRefs()...)
				}
			}
		}
		if here[result].has(v) {
			return false
		}
		name, ok := f.path(v.Place)
		return !ok || strings.Contains(string(name), "[]") || strings.Contains(string(name), "[?]") || all.has(v)
	}
}

// noResult is the number of no result.
const noResult = -1

// holders are the objects by which callers came to p when the function started, from
// the one that referred to it on.
func (f *function) holders(p place.ID) iter.Seq[place.Obj] {
	return func(yield func(place.Obj) bool) {
		for o := f.mem.At(f.mem.ObjectOf(p)); o.Origin == place.Pointee; {
			obj := f.mem.ObjectOf(o.Of)
			if !yield(obj) {
				return
			}
			o = f.mem.At(obj)
		}
	}
}

// holder is the first of them.
func (f *function) holder(p place.ID) (out place.View) {
	for o := range f.holders(p) {
		return place.View{Place: f.mem.Root(o)}
	}
	return place.View{}
}

// reached is what the variables that callers gave or share, and more, lead to in
// a state. It is collected when it is first asked for.
type reached struct {
	*function
	st    *state
	more  []region.Ref
	views []place.View
	done  bool
}

func (r *reached) has(v place.View) bool {
	if !r.done {
		r.done = true
		refs := r.more
		r.mem.Cells(r.st, func(p place.ID, v *region.Value) {
			if o := r.mem.At(r.mem.ObjectOf(p)).Origin; o == place.Input || o == place.Global {
				refs = append(refs, v.AllRefs()...)
			}
		})
		r.mem.Reach(r.st, refs, func(x region.Ref, _ region.Found) bool {
			r.views = append(r.views, x.View)
			return true
		})
	}
	for _, x := range r.views {
		if r.mem.Overlap(x, v, false) {
			return true
		}
	}
	return false
}
