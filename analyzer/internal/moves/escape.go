package moves

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/summary"
)

// borrowing lists methods whose contract forbids them to keep an argument, by
// name and signature, with the interface that says so. Rust states it in the
// type, and reports what breaks it as E0521.
var borrowing = map[string]struct {
	signature string
	contract  string
}{
	"Write":           {"func([]byte) (int, error)", "io.Writer"},
	"WriteAt":         {"func([]byte, int64) (int, error)", "io.WriterAt"},
	"WriteTo":         {"func([]byte, net.Addr) (int, error)", "net.PacketConn"},
	"Read":            {"func([]byte) (int, error)", "io.Reader"},
	"ReadAt":          {"func([]byte, int64) (int, error)", "io.ReaderAt"},
	"UnmarshalBinary": {"func([]byte) error", "encoding.BinaryUnmarshaler"},
	"UnmarshalText":   {"func([]byte) error", "encoding.TextUnmarshaler"},
	"UnmarshalJSON":   {"func([]byte) error", "json.Unmarshaler"},
	"GobDecode":       {"func([]byte) error", "gob.GobDecoder"},
	"Scan":            {"func(any) error", "sql.Scanner"},
}

// contract is the interface by which the method fn only borrows its first
// argument, "" if there is none.
func contract(fn *ssa.Function) string {
	if fn.Signature.Recv() == nil || fn.Parent() != nil {
		return ""
	}
	b, ok := borrowing[fn.Name()]
	if !ok {
		return ""
	}
	sig := fn.Signature
	plain := types.NewSignatureType(nil, nil, nil, unnamed(sig.Params()), unnamed(sig.Results()), sig.Variadic())
	if types.TypeString(plain, (*types.Package).Name) != b.signature {
		return ""
	}
	return b.contract
}

func unnamed(t *types.Tuple) *types.Tuple {
	vars := make([]*types.Var, t.Len())
	for i := range vars {
		vars[i] = types.NewParam(t.At(i).Pos(), nil, "", t.At(i).Type())
	}
	return types.NewTuple(vars...)
}

// reportEscapes finds sends of an argument that a contract only lends to the
// method. Where all callers are in view their later uses are reported instead.
func (f *function) reportEscapes() {
	by := contract(f.fn)
	if by == "" {
		return
	}
	param := f.fn.Params[1]
	done := map[int32]bool{}
	for _, b := range f.loops.Order {
		for _, in := range f.fn.Blocks[b].Instrs {
			ret, ok := in.(*ssa.Return)
			if !ok {
				continue
			}
			e, ok := f.exits[ret]
			if !ok {
				continue
			}
			for mk := range f.mem.Moved(&e.state) {
				if p, ok := f.path(mk.View.Place); !ok || p != "a1*" || done[mk.Site] || f.sites[mk.Site].Kind == Lent {
					continue
				}
				if len(done) == 0 && !f.calledFromOutside() { // which is dear to find out
					return
				}
				done[mk.Site] = true
				s := f.sites[mk.Site]
				f.findings = append(f.findings, &Finding{
					Fn: f.fn, Instr: s.Instr, Pos: s.Pos, End: s.End, Name: param.Name(),
					Contract: by, Moves: []Reached{{Site: s, Name: s.name}}, Var: f.paramVar(1), Type: param.Type(),
				})
			}
		}
	}
}

// lentOnly lists the moves of which callers learn: what a contract lends to the method is
// theirs when it has returned, and that it sends that is reported in it. That a method of
// another module breaks the contract is lost.
func (f *function) lentOnly(moves []summary.Move) []summary.Move {
	if contract(f.fn) == "" {
		return moves
	}
	ofLent := func(m summary.Move) bool {
		root, _, err := m.Path.Split()
		return err == nil && root.Kind == 'a' && root.N == 1
	}
	if !slices.ContainsFunc(moves, ofLent) || !f.calledFromOutside() {
		return moves
	}
	return slices.DeleteFunc(moves, ofLent)
}

// paramVar is the variable of input n.
func (f *function) paramVar(n int) *types.Var {
	v, _ := f.inputs[n].(*ssa.Parameter).Object().(*types.Var)
	return v
}

// calledFromOutside reports whether code that is not in view may call the
// method: its type is exported, or the package hands out a value of it.
func (f *function) calledFromOutside() bool {
	t := f.fn.Signature.Recv().Type()
	base := t
	if p, ok := t.(*types.Pointer); ok {
		base = p.Elem()
	}
	n, ok := types.Unalias(base).(*types.Named)
	if !ok {
		return false
	}
	if n.Obj().Exported() && f.SSA.Pkg.Name() != "main" {
		return true
	}
	return f.handedOut(t)
}
