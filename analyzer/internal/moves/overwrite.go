package moves

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/region"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// Numbers, flags and strings that a callee writes are others afterwards. Which others
// is lost, unless its summary says so.

// overwritten notes that in writes to the memory that refs show; listed says that the
// table of the library says so.
func (f *function) overwritten(st *state, in ssa.CallInstruction, refs []region.Ref, listed bool) {
	f.pick(refs)
	for _, r := range refs {
		o := f.mem.At(f.mem.ObjectOf(r.Place))
		if listed && f.ofLibrary(in, r) {
			continue
		}
		if o.Origin == place.Register || o.Origin == place.Code || isClosure(o) || !f.mem.Single(r.Place) {
			continue
		}
		f.mem.Havoc(st, r.View, f.mem.TypeOf(r.Place), func(cell place.ID) sym.ID {
			return f.mem.Syms.Atom(writing{in, cell}, 0, in.Block().Index)
		})
	}
}

// ofLibrary reports whether r refers to a struct of the package of the method that in
// calls. The table says that such a method writes to its receiver, not to which fields;
// those that users see are settings.
func (f *function) ofLibrary(in ssa.CallInstruction, r region.Ref) bool {
	m := method(in.Common())
	named, ok := types.Unalias(f.mem.TypeOf(r.Place)).(*types.Named)
	return ok && m != nil && named.Obj().Pkg() == m.Pkg()
}

// writing owns what a call writes into a cell.
type writing filling
