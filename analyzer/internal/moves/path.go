package moves

import (
	"fmt"
	"go/constant"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/sendmove/sendmove/analyzer/internal/place"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
	"github.com/sendmove/sendmove/analyzer/internal/sym"
)

// path is the name of p for callers.
func (f *function) path(p place.ID) (summary.Path, bool) {
	return f.pathFrom(p, nil)
}

// pathFrom names p, with numbers for the memory that fresh has.
func (f *function) pathFrom(p place.ID, fresh func(place.ID) (int, bool)) (summary.Path, bool) {
	var b strings.Builder
	if !f.writePath(&b, p, fresh) {
		return "", false
	}
	s := summary.Path(b.String())
	most := maxDerefs
	if f.captured(p) {
		most++ // one leads from the variable to its content
	}
	return s, s.Depth() <= most
}

func (f *function) writePath(b *strings.Builder, p place.ID, fresh func(place.ID) (int, bool)) bool {
	obj := f.mem.ObjectOf(p)
	o := *f.mem.At(obj)
	switch o.Origin {
	case place.Input:
		b.WriteString("a" + strconv.Itoa(int(o.Sub)))
	case place.Global:
		name := globalName(o.Owner.(*ssa.Global))
		if name == "" {
			return false
		}
		b.WriteString("g" + strconv.Quote(name))
	case place.Pointee, place.Deep:
		if !f.writePath(b, o.Of, fresh) {
			return false
		}
		b.WriteByte('*')
	case place.Fresh, place.Foreign:
		if fresh == nil {
			return false
		}
		n, ok := fresh(f.mem.Root(obj))
		if !ok {
			return false
		}
		b.WriteString("n" + strconv.Itoa(n))
	default:
		return false
	}
	for _, e := range f.mem.Table.Path(p) {
		switch {
		case !e.IsIndex:
			b.WriteString("." + place.FieldName(int(e.Field)))
		case f.mem.Syms.IsConst(e.Index):
			b.WriteString("[" + constantKey(f.mem.Syms.Value(e.Index)) + "]")
		case e.Index == sym.Unknown || e.Index == f.mem.Appended() || f.mem.Syms.IsAged(e.Index) || f.each && f.mem.Syms.MadeIn(e.Index, f.loops.Inside):
			b.WriteString("[]")
		default:
			if n, ok := f.indices[e.Index]; ok {
				fmt.Fprintf(b, "[a%d]", n)
				continue
			}
			b.WriteString("[?]")
		}
	}
	return true
}

// constantKey is a constant index in a path.
func constantKey(c constant.Value) string {
	if c == nil {
		return "?"
	}
	switch c.Kind() {
	case constant.String:
		return strconv.Quote(constant.StringVal(c))
	case constant.Int:
		if n, exact := constant.Int64Val(c); exact && 0 <= n && n < 1<<31 {
			return strconv.FormatInt(n, 10)
		}
	}
	return "?"
}
