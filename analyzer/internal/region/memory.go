package region

import (
	"go/types"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/persist"
	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// State is the abstract memory at one program point. The zero State is the
// start of a function in which nothing is known to differ from its default. A
// State is a value: an assignment copies it.
type State struct {
	// cells has the content of places; an absent place has its default.
	cells persist.Map[*Value]
	// events has the moves of memory that the function did not make, which its
	// callers must learn of.
	events persist.Map[Mark]
	// facts has the conditions that hold here, by their scalar.
	facts persist.Map[known]
}

// known is the value of a scalar.
type known sym.ID

// Memory reads, writes and joins the states of one function.
type Memory struct {
	*place.Table
	Types   *movable.Types
	cells   *persist.Kind[*Value]
	events  *persist.Kind[Mark]
	facts   *persist.Kind[known]
	shape   place.ID
	aliases []place.ID                     // places of alias objects
	aliased map[place.ID]map[place.ID]bool // what each may be
	leaves  map[types.Type][]LeafType
	scalars map[types.Type][]LeafType
	// alternatives are what a scalar may be, by a join or a read of several places.
	alternatives map[sym.ID][]sym.ID
	ids          map[eventKey]uint32
	keys         []eventKey
	phis         map[int]map[phi]standing     // by block
	counted      map[phi]bool                 // those of Count
	second       bool                         // whether this is the second run, which knows the others, too
	turns        map[int]map[int]map[phi]turn // by header and where control comes back from
	scratch      []Ref                        // of readLeaf
	looked       int                          // references, marks, elements and places, see Work
	// Selves makes aggregates move paths of their own, as the strict level needs.
	Selves bool
	// SiteBlock is the block that a move site is in.
	SiteBlock func(site int32) int
	// Ordered says that it counts which numbers are greater than others.
	Ordered bool
	// Flagged reports whether a move site takes conditions from flags; rustc
	// does not look at them.
	Flagged func(site int32) bool
	// Headed reports whether a block is the header of a loop.
	Headed func(block int) bool
	// Fixed reports whether an object that the function made is one of which a
	// reference is the same on all paths: a variable, a closure.
	Fixed func(*place.Object) bool
	// Filled reports whether somebody else made an object of the function, so that what is
	// in it, other than references, is not known.
	Filled func(*place.Object) bool
	// Sweeping reports whether a view shows the element of one iteration of a loop that
	// comes to another element as well.
	Sweeping func(v place.View, at place.ID) bool
	// MovedAt reports whether a site moved the memory that a view shows, in any
	// iteration.
	MovedAt func(site int32, v place.View) bool
}

type eventKey struct {
	site int32
	view place.View
}

// NewMemory returns the memory of a function.
func NewMemory(places *place.Table, ts *movable.Types) *Memory {
	m := &Memory{
		Table:    places,
		Types:    ts,
		shape:    places.Root(place.Shape),
		aliased:  map[place.ID]map[place.ID]bool{},
		leaves:   map[types.Type][]LeafType{},
		scalars:  map[types.Type][]LeafType{},
		ids:      map[eventKey]uint32{},
		Flagged:  func(int32) bool { return true },
		Fixed:    func(*place.Object) bool { return false },
		Headed:   func(int) bool { return false },
		Sweeping: func(place.View, place.ID) bool { return false },
		MovedAt:  func(int32, place.View) bool { return false },

		SiteBlock: func(int32) int { return 0 },
	}
	m.cells = &persist.Kind[*Value]{Same: equalValues, Traits: m.cellTraits}
	m.events = &persist.Kind[Mark]{Same: equalMarks, Traits: m.eventTraits}
	m.facts = &persist.Kind[known]{Same: func(x, y known) bool { return x == y }, Traits: m.factTraits}
	return m
}

// Cell returns the content of the one place p, as stored: one leaf. It puts
// the default of open memory into the state, so that later moves can mark it.
func (m *Memory) Cell(st *State, p place.ID, t types.Type) Leaf {
	if v, ok := st.cells.Get(uint32(p)); ok {
		if l, ok := v.At(m.shape); ok {
			return l
		}
		return Leaf{Path: m.shape}
	}
	l := m.initial(p, t)
	if len(l.Refs) > 0 {
		m.set(st, p, &Value{[]Leaf{l}})
	}
	return l
}

// Known is the content of p if the state has it.
func (m *Memory) Known(st *State, p place.ID) (*Value, bool) {
	return st.cells.Get(uint32(p))
}

// Put sets the content of p alone.
func (m *Memory) Put(st *State, p place.ID, v *Value) {
	if v == nil {
		v = &Value{}
	}
	m.set(st, p, v)
}

func (m *Memory) set(st *State, p place.ID, v *Value) {
	st.cells = m.cells.Set(st.cells, uint32(p), v)
}

// Drop forgets what is known of p.
func (m *Memory) Drop(st *State, p place.ID) { st.cells = m.cells.Delete(st.cells, uint32(p)) }

// DropAll forgets what is known of p and of all below.
func (m *Memory) DropAll(st *State, p place.ID) {
	m.Drop(st, p)
	for _, k := range m.Kids(p) {
		m.DropAll(st, k)
	}
}

// Callers reports whether the caller of the function knows the memory p.
func (m *Memory) Callers(p place.ID) bool {
	o := m.At(m.ObjectOf(p))
	for o.Origin == place.Pointee || o.Origin == place.Deep {
		o = m.At(m.ObjectOf(o.Of))
	}
	return o.Origin == place.Input || o.Origin == place.Global
}

// Constant reports whether p is a package-level variable itself: what reads it
// need not be told to callers, which cannot move a variable.
func (m *Memory) Constant(p place.ID) bool {
	return m.At(m.ObjectOf(p)).Origin == place.Global
}

// Cells calls f for each place whose content st has.
func (m *Memory) Cells(st *State, f func(place.ID, *Value)) {
	st.cells.All(func(key uint32, v *Value) bool {
		f(place.ID(key), v)
		return true
	})
}

// Inside calls f for the places of p and below whose content st has.
func (m *Memory) Inside(st *State, p place.ID, f func(place.ID, *Value)) {
	if v, ok := st.cells.Get(uint32(p)); ok && v != nil {
		f(p, v)
	}
	for _, k := range m.Kids(p) {
		m.Inside(st, k, f)
	}
}

// InitialTarget is what the open place p pointed to at the start, if anything
// has asked for it.
func (m *Memory) InitialTarget(p place.ID) (place.View, bool) {
	o := m.ObjectOf(p)
	if !m.At(o).Open() {
		return place.View{}, false
	}
	if m.At(o).Origin == place.Deep {
		return place.View{Place: m.Root(o)}, true
	}
	to, ok := m.Lookup(place.Key{Origin: place.Pointee, Of: p})
	return place.View{Place: m.Root(to)}, ok
}

// Work is what was done so far: the nodes of states that were looked at or made, and
// the references, marks, elements and places that were. All else that an analysis does
// is in proportion to it, so that a limit of it is one of time.
func (m *Memory) Work() int {
	return m.looked + m.cells.Looked + m.events.Looked + m.facts.Looked
}

// look counts the references and marks of v.
func (m *Memory) look(v *Value) {
	for i := range v.Leaves {
		m.lookAt(v.Leaves[i].Refs)
	}
}

func (m *Memory) lookAt(refs []Ref) {
	m.looked += len(refs)
	for i := range refs {
		m.looked += len(refs[i].Marks)
	}
}

// Narrow is the references refs moved to the place that to finds below each,
// with the marks that still apply there.
func (m *Memory) Narrow(refs []Ref, to func(place.View) place.View) []Ref {
	out := make([]Ref, 0, len(refs))
	m.lookAt(refs)
	for _, r := range refs {
		n := Ref{View: to(r.View), Via: r.Via, Some: r.Some, When: r.When, Within: r.Within}
		for _, mk := range r.Marks {
			switch {
			case mk.Behind && n.View.Place == r.Place && m.extends(n.View, mk.View):
				mk.Behind = false
			case !mk.Behind && m.Overlap(n.View, mk.View, false):
				mk = mk.doubted(!m.Overlap(n.View, mk.View, true))
			case n.View.Place == r.Place && m.behind(n.View, mk.View):
				mk.Behind = true
			default:
				continue
			}
			n.Marks = append(n.Marks, mk)
		}
		out = append(out, n)
	}
	return sortRefs(out)
}
