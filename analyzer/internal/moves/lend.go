package moves

import (
	"cmp"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/region"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// A function that calls back may hand its own memory to the callback and fill it
// again when that has returned: an iterator with one record, a scanner with one
// buffer. Whether it is wrong depends on the callback, which only callers know.
// So what is passed is marked as lent; writing to it is no report, but goes
// into the summary of the call.

// lend marks what the call in passes to a function that the caller provided.
func (f *function) lend(st *state, in ssa.CallInstruction, callee *region.Value, args []*region.Value, result *region.Value) {
	if !slices.ContainsFunc(callee.AllRefs(), func(r region.Ref) bool { return f.mem.Callers(r.Place) }) {
		return
	}
	for i, v := range args {
		if t := in.Common().Args[i].Type(); f.Types.Of(t) != movable.Moved || !movable.IsReference(t) {
			continue
		}
		for _, o := range f.outcomes(in, result) {
			s := f.site(in, firstLent+i*len(lentIf)+o.n, func(s *Site) { s.Kind, s.Level = Lent, Writes })
			f.moveRegion(st, s, sent{v.AllRefs(), f.mem.Only(v).Sym, len(v.AllRefs()) > 1}, whole, o.conds)
		}
	}
}

// firstLent is where the indices of lent arguments start among the sites of a
// call.
const firstLent = 1 << 10

// lentIf are the outcomes of a callback that are told apart: "" where it has no
// result that says whether to go on, else the values of a boolean or an error.
var lentIf = [...]string{"", "true", "false", "nil", "error"}

// outcome is an index in lentIf, with what holds there.
type outcome struct {
	n     int
	conds []region.Cond
}

// outcomes lists those of the callback that in calls.
func (f *function) outcomes(in ssa.CallInstruction, result *region.Value) []outcome {
	x := f.mem.Only(result).Sym
	if x == sym.Unknown {
		return []outcome{{}}
	}
	first := 1
	if isErrorType(in.Value().Type()) {
		first = 3
	}
	var out []outcome
	for n := first; n < first+2; n++ {
		out = append(out, outcome{n, []region.Cond{{X: x, C: f.named(lentIf[n])}}})
	}
	return out
}

// refilledCalls are the calls of what callers provide, with what is known of the
// arguments.
func (f *function) refilledCalls() []summary.Call {
	out := slices.Clone(f.calls)
	for i, c := range out {
		for in, refills := range f.refills {
			if f.called[in] != c.Fn {
				continue
			}
			for _, r := range refills {
				if r.Arg < len(c.Args) {
					c.Refills = append(slices.Clip(c.Refills), r)
				}
			}
		}
		slices.SortFunc(c.Refills, func(a, b summary.Refill) int {
			return cmp.Or(cmp.Compare(a.Arg, b.Arg), cmp.Compare(a.When, b.When),
				cmp.Compare(a.At.File, b.At.File), cmp.Compare(a.At.Line, b.At.Line), cmp.Compare(a.At.Col, b.At.Col))
		})
		c.Refills = slices.CompactFunc(c.Refills, summary.Refill.Same)
		out[i] = c
	}
	return out
}

// noteRefill records that lent memory is written.
func (f *function) noteRefill(refs []region.Ref, instr ssa.Instruction) {
	if f.reporting {
		return
	}
	for _, r := range refs {
		for _, mk := range r.Marks {
			s := f.sites[mk.Site]
			if s.Kind != Lent || mk.Unsure || mk.Behind || mk.Depth != region.Sent {
				continue
			}
			n := s.index - firstLent
			refill := summary.Refill{Arg: n / len(lentIf), When: lentIf[n%len(lentIf)], At: f.where(f.position(instr, nil))}
			if !slices.ContainsFunc(f.refills[s.Instr], refill.Same) {
				f.refills[s.Instr] = append(f.refills[s.Instr], refill)
			}
		}
	}
}

// refilled reports the moves by the callback t of what the callee filled again
// when t had returned.
func (f *function) refilled(in ssa.CallInstruction, by *resolver, call summary.Call, t target) {
	for _, refill := range call.Refills {
		for _, mv := range t.sum.Moves {
			root, steps, err := f.split(mv.Path)
			if err != nil || root.Kind != 'a' || root.N != t.inputOf(refill.Arg) || len(steps) != 1 || mv.Contained {
				continue
			}
			if w := mv.When; w.Const != "" && refill.When != "" && w.Const != refill.When {
				continue
			}
			s := f.site(in, firstLent+refill.Arg, func(s *Site) {
				s.Kind, s.Inner, s.Callee, s.Input = Call, mv.At, t.name(), mv.Input
				if mv.Runtime {
					s.Level = f.Runtime
				}
				if s.Pos = in.Pos(); f.inside(in, t, mv.At) {
					s.Pos, s.Kind, s.Callee, s.name = mv.At.Pos, Send, "", mv.Param
				}
			})
			if !f.reporting || f.gone[s.number] {
				return
			}
			f.gone = map[int32]bool{s.number: true}
			out := f.finding([]region.Mark{{Site: s.number, Later: true}}, in, use{kind: Assign, callee: by.target.name(), inner: refill.At})
			out.Name, out.Type, out.Var = mv.Param, nil, nil
			f.findings = append(f.findings, out)
			return
		}
	}
}
