package annotation

import (
	"fmt"
	"go/types"
	"maps"
	"slices"
	"strings"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
)

// OutsideFile stands for the place of what is declared from outside.
const OutsideFile = "sendmove.yml"

// Declarations say from outside what annotations say in the source, for code that
// cannot be annotated. As a flag they are lines of a verb, a name and parameters:
//
//	share example.com/m/config.Config
//	moves example.com/bus.Bus.Publish e
//	borrows example.com/bus.Bus.Check e
//
// A name is the path of a package, a type or function, and a method if it is one.
type Declarations struct {
	lines []string
	types map[string]bool
	funcs map[string][]Directive
}

// String is the flag's value.
func (d *Declarations) String() string { return strings.Join(d.lines, "\n") }

// Set reads lines and adds them; it makes *Declarations a flag.Value. Lines may be
// separated by semicolons too. An empty text takes all away.
func (d *Declarations) Set(text string) error {
	if text == "" {
		*d = Declarations{}
		return nil
	}
	for line := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' || r == ';' }) {
		if err := d.add(strings.TrimSpace(line)); err != nil {
			return err
		}
	}
	return nil
}

func (d *Declarations) add(line string) error {
	if line == "" {
		return nil
	}
	w := words(line, 0)
	verb := w[0].Text
	switch {
	case verb != Share && verb != Moves && verb != Borrows:
		return fmt.Errorf("%q: want share, moves or borrows first", line)
	case len(w) < 2 || !strings.Contains(w[1].Text[strings.LastIndex(w[1].Text, "/")+1:], "."):
		return fmt.Errorf("%q: want a name with the path of its package, such as example.com/m.T", line)
	case verb == Share && len(w) > 2:
		return fmt.Errorf("%q: want nothing after the type", line)
	case verb != Share && len(w) < 3:
		return fmt.Errorf("%q: want the names of parameters after the function", line)
	}
	d.lines = append(d.lines, line)
	name := w[1].Text
	if verb == Share {
		if d.types == nil {
			d.types = map[string]bool{}
		}
		d.types[name] = true
		return nil
	}
	if d.funcs == nil {
		d.funcs = map[string][]Directive{}
	}
	d.funcs[name] = append(d.funcs[name], Directive{Verb: verb, Names: w[2:]})
	return nil
}

// shared reports whether a type was declared shareable.
func (d *Declarations) shared(name *types.TypeName) bool {
	return d != nil && len(d.types) > 0 && name.Pkg() != nil && d.types[name.Pkg().Path()+"."+name.Name()]
}

// nameOf is what declarations call a function or method: its full name without
// what says of a receiver that it is a pointer, or has type parameters.
func nameOf(f *types.Func) string {
	name := strings.NewReplacer("(", "", ")", "", "*", "").Replace(f.Origin().FullName())
	if i := strings.IndexByte(name, '['); i >= 0 {
		if j := strings.LastIndexByte(name, ']'); j > i {
			name = name[:i] + name[j+1:]
		}
	}
	return name
}

// of is what d says of f, nil if that is nothing. What has no effect is a problem
// of r, and left out.
func (d *Declarations) of(r *reader, f *types.Func) *summary.Func {
	if d == nil || len(d.funcs) == 0 {
		return nil
	}
	for _, said := range d.funcs[nameOf(f)] {
		r.effects(note{Directive: said, outside: true}, f)
	}
	return r.set.Funcs[f]
}

// Imported is known, with what d says of functions of other packages.
func (d *Declarations) Imported(ts *movable.Types, known func(*types.Func) *summary.Func) func(*types.Func) *summary.Func {
	if d == nil || len(d.funcs) == 0 {
		return known
	}
	r := &reader{types: ts, set: &Set{Funcs: map[*types.Func]*summary.Func{}}}
	seen := map[*types.Func]*summary.Func{}
	return func(f *types.Func) *summary.Func {
		sum, ok := seen[f]
		if ok {
			return sum
		}
		sum = known(f)
		if said := d.of(r, f); said != nil {
			if sum == nil {
				sum = &summary.Func{}
			}
			sum = sum.Declare(said)
		}
		seen[f] = sum
		return sum
	}
}

// own adds what d says of the package that r reads. A name that the package does
// not have is a problem.
func (d *Declarations) own(r *reader) {
	if d == nil {
		return
	}
	prefix := r.pass.Pkg.Path() + "."
	var left []string
	for name := range maps.Keys(d.funcs) {
		if rest, ok := strings.CutPrefix(name, prefix); ok && !strings.Contains(rest, "/") {
			left = append(left, name)
		}
	}
	for name := range maps.Keys(d.types) {
		if rest, ok := strings.CutPrefix(name, prefix); ok {
			if _, ok := r.pass.Pkg.Scope().Lookup(rest).(*types.TypeName); !ok {
				r.problem(note{outside: true}, Problem{Kind: Absent, Name: name})
			}
		}
	}
	if len(left) == 0 {
		return
	}
	for _, f := range functions(r.pass.Pkg) {
		if i := slices.Index(left, nameOf(f)); i >= 0 {
			left = slices.Delete(left, i, i+1)
			d.of(r, f)
		}
	}
	slices.Sort(left)
	for _, name := range left {
		r.problem(note{outside: true}, Problem{Kind: Absent, Name: name})
	}
}

// functions lists the functions of a package, with the methods of its types.
func functions(pkg *types.Package) []*types.Func {
	var out []*types.Func
	for _, name := range pkg.Scope().Names() {
		switch obj := pkg.Scope().Lookup(name).(type) {
		case *types.Func:
			out = append(out, obj)
		case *types.TypeName:
			named, ok := types.Unalias(obj.Type()).(*types.Named)
			if !ok || obj.IsAlias() {
				continue
			}
			out = slices.AppendSeq(out, named.Methods())
			if i, ok := named.Underlying().(*types.Interface); ok {
				out = slices.AppendSeq(out, i.ExplicitMethods())
			}
		}
	}
	return out
}
