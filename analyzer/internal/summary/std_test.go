package summary

import (
	"cmp"
	"go/build"
	"go/importer"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// source imports packages from $GOROOT/src.
var source = sync.OnceValue(func() types.Importer {
	build.Default.CgoEnabled = false // package net would need a C compiler
	return importer.ForCompiler(token.NewFileSet(), "source", nil)
})

func load(t *testing.T, path string) *types.Package {
	t.Helper()
	p, err := source().Import(path)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// find is the function with a full name, nil if p has none.
func find(p *types.Package, name string) *types.Func {
	check := func(obj types.Object) *types.Func {
		if f, ok := obj.(*types.Func); ok && f.FullName() == name {
			return f
		}
		return nil
	}
	last := name[strings.LastIndexByte(name, '.')+1:]
	if f := check(p.Scope().Lookup(last)); f != nil {
		return f
	}
	for _, n := range p.Scope().Names() {
		tn, ok := p.Scope().Lookup(n).(*types.TypeName)
		if !ok || !strings.Contains(name, n) {
			continue
		}
		obj, _, _ := types.LookupFieldOrMethod(types.NewPointer(tn.Type()), true, p, last)
		if types.IsInterface(tn.Type()) {
			obj, _, _ = types.LookupFieldOrMethod(tn.Type(), true, p, last)
		}
		if f := check(obj); f != nil {
			return f
		}
	}
	return nil
}

// inputs are the receiver and the parameters of f.
func inputs(f *types.Func) []types.Type {
	sig := f.Signature()
	var out []types.Type
	if r := sig.Recv(); r != nil {
		out = append(out, r.Type())
	}
	for v := range sig.Params().Variables() {
		out = append(out, v.Type())
	}
	return out
}

// array stands for the memory of a slice or map.
type array struct {
	types.Type
	elem types.Type
}

// walk follows steps from t. It is nil where types no longer tell, and says
// false where a step makes no sense.
func walk(t types.Type, steps []Step) (types.Type, bool) {
	for _, s := range steps {
		if t == nil {
			return nil, true
		}
		if a, ok := t.(array); ok {
			switch s.Kind {
			case All:
				return nil, true
			case Elem, ElemAt, ElemOf:
				t = a.elem
			case Tail, Head, Part:
			default:
				return nil, false
			}
			continue
		}
		u := t.Underlying()
		if p, ok := types.Unalias(t).(*types.TypeParam); ok {
			it := p.Underlying().(*types.Interface)
			if u = nil; it.NumEmbeddeds() == 1 {
				if un, ok := it.EmbeddedType(0).(*types.Union); ok && un.Len() == 1 {
					u = un.Term(0).Type().Underlying()
				}
			}
			if u == nil {
				return nil, true // a type parameter without a core
			}
		}
		switch s.Kind {
		case Deref:
			switch u := u.(type) {
			case *types.Pointer:
				t = u.Elem()
			case *types.Slice:
				t = array{u, u.Elem()}
			case *types.Map:
				t = array{u, u.Elem()}
			case *types.Interface, *types.Signature, *types.Chan:
				t = nil
			default:
				return nil, false
			}
		case Field:
			st, ok := u.(*types.Struct)
			if !ok || s.N >= st.NumFields() {
				return nil, false
			}
			t = st.Field(s.N).Type()
		case Elem, ElemAt, ElemOf:
			a, ok := u.(*types.Array)
			if !ok {
				return nil, false
			}
			t = a.Elem()
		case All:
			return nil, true
		default:
			return nil, false
		}
	}
	return t, true
}

// reference reports whether t can be stored where a link stores.
func reference(t types.Type) bool {
	if t == nil {
		return true
	}
	if _, ok := types.Unalias(t).(*types.TypeParam); ok {
		return true
	}
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Slice, *types.Map, *types.Interface, *types.Signature, *types.Chan:
		return true
	}
	return false
}

func TestStdTable(t *testing.T) {
	type key struct{ pkg, name string }
	var last key
	for n, line := range strings.Split(stdText, "\n") {
		name, stmts, err := parseStd(line)
		if err != nil {
			t.Errorf("line %d: %v", n+1, err)
		}
		if name == "" {
			continue
		}
		if _, reason, ok := strings.Cut(line, " # "); !ok || reason == "" {
			t.Errorf("line %d: %s has no reason", n+1, name)
		}
		k := key{packageOf(name), name}
		if c := cmp.Or(cmp.Compare(last.pkg, k.pkg), cmp.Compare(last.name, k.name)); c >= 0 {
			t.Errorf("line %d: %s stands after %s", n+1, name, last.name)
		}
		last = k
		sum, err := Parse(name, stmts)
		if err != nil {
			t.Errorf("line %d: %v", n+1, err)
			continue
		}
		if sum.Empty() {
			t.Errorf("line %d: %s says nothing", n+1, name)
		}
		if got := sum.String(); !sameStatements(got, stmts) {
			t.Errorf("line %d: %q is read as %q", n+1, stmts, got)
		}
		f := find(load(t, k.pkg), name)
		if f == nil {
			t.Errorf("line %d: there is no %s", n+1, name)
			continue
		}
		checkPaths(t, n+1, f, sum)
	}
}

// sameStatements reports whether two summaries have the same statements, in
// any order.
func sameStatements(a, b string) bool {
	split := func(s string) []string {
		out := strings.Split(s, "; ")
		slices.Sort(out)
		return out
	}
	return slices.Equal(split(a), split(b))
}

func checkPaths(t *testing.T, line int, f *types.Func, sum *Func) {
	ins, results := inputs(f), f.Signature().Results()
	fresh := map[int]bool{}
	check := func(p Path, cell bool) {
		root, steps, _ := p.Split()
		var start types.Type
		switch {
		case root.Kind == 'a' && root.N < len(ins):
			start = ins[root.N]
			// What a path names is memory, not the input itself.
			if len(steps) == 0 {
				t.Errorf("line %d: %s: %s is not memory", line, f.FullName(), p)
			}
		case root.Kind == 'r' && root.N < results.Len() && cell:
			start = results.At(root.N).Type()
		case root.Kind == 'n':
			if cell && !fresh[root.N] {
				t.Errorf("line %d: %s: nothing refers to %s", line, f.FullName(), p)
			}
			fresh[root.N] = true
			return
		default:
			t.Errorf("line %d: %s has no %s", line, f.FullName(), p)
			return
		}
		end, ok := walk(start, steps)
		if !ok {
			t.Errorf("line %d: %s: %s does not fit %s", line, f.FullName(), p, start)
		}
		if cell && !reference(end) {
			t.Errorf("line %d: %s: %s is a %s, which refers to nothing", line, f.FullName(), p, end)
		}
	}
	for _, e := range sum.Effects {
		check(e.Path, false)
	}
	for _, p := range sum.Waits {
		check(p, false)
	}
	for _, m := range sum.Moves {
		check(m.Path, false)
	}
	for _, l := range sum.Links {
		for _, p := range l.Paths() {
			check(p, false)
		}
		check(l.Cell, true)
	}
}

// TestStdFields checks the names of the fields that the table has numbers of.
func TestStdFields(t *testing.T) {
	found := 0
	for line := range strings.Lines(stdText) {
		rest, ok := strings.CutPrefix(line, "#field ")
		if !ok {
			continue
		}
		words := strings.Fields(rest)
		dot := strings.LastIndexByte(words[0], '.')
		obj := load(t, words[0][:dot]).Scope().Lookup(words[0][dot+1:])
		st := obj.Type().Underlying().(*types.Struct)
		n, err := strconv.Atoi(words[1])
		if err != nil || n >= st.NumFields() || st.Field(n).Name() != words[2] {
			t.Errorf("field %s of %s is not %s", words[1], words[0], words[2])
		}
		found++
	}
	if found == 0 {
		t.Error("the table names no fields")
	}
}

func TestStd(t *testing.T) {
	for _, tt := range []struct{ pkg, name, want string }{
		{"os", "os.Exit", "noreturn"},
		{"testing", "(*testing.common).Fatalf", "noreturn"},
		{"testing", "(testing.TB).Skip", "noreturn"},
		{"bufio", "(*bufio.Scanner).Bytes", "r0=a0*.4*"},
		{"bufio", "(*bufio.Scanner).Scan", "writes a0*.4*; writes a0*"},
		{"io", "(io.Reader).Read", "writes a1*"},
		{"io", "io.ReadFull", "writes a1*"},
		{"bytes", "bytes.NewReader", "r0=n0; n0.0=a0*"},
		{"sync", "(*sync.Pool).Put", "releases a1*^"},
		{"sync", "(*sync.WaitGroup).Wait", "waits a0*"},
		{"strconv", "strconv.AppendInt", "writes a0*; r0=a0*|n0"},
		{"fmt", "fmt.Printf", "reads a1*[]*"},
		{"net/http", "(net/http.Header).Set", "writes a0*"},
		{"slices", "slices.Clone", "reads a0*; r0=n0; n0[]=a0*[]*"},
		// Nothing is known of these.
		{"strings", "strings.Split", ""},
		{"slices", "slices.Clip", ""},
		{"container/list", "(*container/list.List).PushBack", ""},
	} {
		f := find(load(t, tt.pkg), tt.name)
		if f == nil {
			t.Errorf("there is no %s", tt.name)
			continue
		}
		sum := Std(f)
		switch {
		case tt.want == "" && sum != nil:
			t.Errorf("Std(%s) = %v, want nil", tt.name, sum)
		case tt.want != "" && sum == nil:
			t.Errorf("Std(%s) = nil, want %s", tt.name, tt.want)
		case sum != nil && sum.String() != tt.want:
			t.Errorf("Std(%s) = %s, want %s", tt.name, sum, tt.want)
		}
	}
}

// TestStdOthers looks up functions that only look as if the table had them.
func TestStdOthers(t *testing.T) {
	err := types.Universe.Lookup("error").Type().Underlying().(*types.Interface)
	if sum := Std(err.ExplicitMethod(0)); sum != nil {
		t.Errorf("Std(error.Error) = %v", sum)
	}
	sig := types.NewSignatureType(nil, nil, nil, nil, nil, false)
	for _, path := range []string{"example.com/os", "main", "os/v2"} {
		f := types.NewFunc(token.NoPos, types.NewPackage(path, "os"), "Exit", sig)
		if sum := Std(f); sum != nil {
			t.Errorf("Std(%s) = %v", f.FullName(), sum)
		}
	}
	f := types.NewFunc(token.NoPos, types.NewPackage("os", "os"), "Exit", sig)
	if Std(f) == nil {
		t.Error("os.Exit is not known")
	}
}

func TestStdNames(t *testing.T) {
	for _, tt := range []struct{ full, pkg, short string }{
		{"os.Exit", "os", "os.Exit"},
		{"net/http.NewRequest", "net/http", "http.NewRequest"},
		{"(*net/http.Request).Clone", "net/http", "(*http.Request).Clone"},
		{"(net/http.Header).Set", "net/http", "(http.Header).Set"},
		{"(*sync/atomic.Pointer[T]).Store", "sync/atomic", "(*atomic.Pointer[T]).Store"},
	} {
		if got := packageOf(tt.full); got != tt.pkg {
			t.Errorf("packageOf(%q) = %q, want %q", tt.full, got, tt.pkg)
		}
		if got := shortName(tt.full); got != tt.short {
			t.Errorf("shortName(%q) = %q, want %q", tt.full, got, tt.short)
		}
	}
}

// TestStdFinds: each line is found among those of its package.
func TestStdFinds(t *testing.T) {
	for line := range strings.Lines(stdText) {
		name, _, err := parseStd(line)
		if err != nil || name == "" {
			continue
		}
		lines := std().text[packageOf(name)]
		if f := std().find(name, lines); f == nil || f != std().find(name, lines) {
			t.Errorf("%s has no summary, or several", name)
		}
		if std().find(name+"?", lines) != nil {
			t.Errorf("%s? has a summary", name)
		}
	}
}
