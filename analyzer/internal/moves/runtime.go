package moves

import (
	"fmt"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/region"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
)

// isRuntime reports whether f is a method of package mpsc, and its receiver's
// name.
func isRuntime(f *types.Func) (recv string, ok bool) {
	if f == nil || f.Pkg() == nil || f.Pkg().Path() != movable.RuntimePath {
		return "", false
	}
	sig := f.Type().(*types.Signature)
	if sig.Recv() == nil {
		return "", false
	}
	t := sig.Recv().Type()
	if ptr, ok := t.(*types.Pointer); ok {
		t = ptr.Elem()
	}
	if n, ok := types.Unalias(t).(*types.Named); ok {
		return n.Obj().Name(), true
	}
	return "", false
}

// isRuntimeSend reports whether f sends its last parameter by package mpsc.
func isRuntimeSend(f *types.Func) bool {
	recv, _ := isRuntime(f)
	if recv != "Sender" && recv != "SyncSender" {
		return false
	}
	switch f.Name() {
	case "Send", "TrySend", "SendContext":
		return true
	}
	return false
}

// runtimeContract is what a send of package mpsc says of itself where it is
// called by a function value or an interface; nil for any other function.
func runtimeContract(f *types.Func) *summary.Func {
	if !isRuntimeSend(f) {
		return nil
	}
	sig := f.Type().(*types.Signature)
	return &summary.Func{
		Name: summary.NameOf(f.Name(), sig.Recv()),
		Moves: []summary.Move{{
			Path:    summary.Path(fmt.Sprintf("a%d*", sig.Params().Len())),
			When:    summary.Cond{Result: 0, Const: "nil"},
			Param:   sig.Params().At(sig.Params().Len() - 1).Name(),
			Runtime: true,
		}},
	}
}

// fromRuntime is the type of what c receives from a channel of package mpsc, nil if it
// receives nothing. What a range over Receiver.All gets is not known to be received.
func fromRuntime(c *ssa.Call) types.Type {
	m := method(c.Common())
	if m == nil {
		return nil
	}
	results := c.Common().Signature().Results()
	if recv, ok := isRuntime(m); !ok || recv != "Receiver" || results.Len() != 2 || m.Name() == "RecvBatch" {
		return nil
	}
	return results.At(0).Type()
}

// runtimeCall applies a method of package mpsc that the analysis knows itself.
func (f *function) runtimeCall(st *state, in ssa.CallInstruction, recv, name string, args []*region.Value) bool {
	c := in.Common()
	if recv != "Sender" && recv != "SyncSender" || c.IsInvoke() {
		return false
	}
	switch name {
	case "Send", "TrySend", "SendContext":
	case "Close":
		if f.Runtime != Strict {
			return false
		}
		s := f.site(in, 0, func(s *Site) {
			f.describe(s, Closed, c.Args[0])
			s.Level = f.Runtime
		})
		for r := range args[0].Refs {
			f.mem.Mark(st, region.Move{Mark: region.Mark{Site: s.number, View: r.View}})
		}
		return true
	default:
		return false
	}
	result := f.result(in)
	payload := c.Args[len(c.Args)-1]
	s := f.site(in, 0, func(s *Site) {
		f.describe(s, RuntimeSend, payload)
		s.Level = f.Runtime
	})
	var conds []region.Cond
	if result != nil {
		conds = []region.Cond{{X: f.mem.Only(result).Sym, C: f.mem.Syms.Nil()}}
		f.set(st, in.Value(), result)
	}
	f.handOver(st, s, payload, args[len(args)-1], conds)
	return true
}
