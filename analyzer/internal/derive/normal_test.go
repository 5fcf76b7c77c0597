package derive

import (
	"cmp"
	"fmt"
	"go/types"
	"maps"
	"slices"
	"strings"

	"github.com/sendmove/sendmove/analyzer/internal/movable"
	"github.com/sendmove/sendmove/analyzer/internal/summary"
)

// normal is what a summary says of memory as callers know it, in a form that
// two summaries can be compared in. Memory is named by the path to it, which
// ends in a dereference: a0* is what the receiver points to, its fields and
// elements included, and a0*.0* what its first field refers to. An element is
// any element.
//
// It leaves out what callers cannot see: errors and other memory that is made
// for sharing, memory that guards itself with a lock of its own, package-level
// variables, what a method does behind the interface that it was reached by,
// what all elements of one array do to each other, and the condition of an access:
// most are an earlier error or a buffer that is not there yet, and a line speaks of
// the case in which something happens.
type normal struct {
	noReturn bool
	access   map[summary.Path]summary.Access // the strongest
	// links: a place of a result or of an input, or of new memory that is
	// reached from there, may refer to memory of an input.
	links map[link]bool
	sure  map[summary.Path]bool // places that refer to nothing else afterwards
	fresh map[summary.Path]bool // places that may refer to new memory
	waits map[summary.Path]bool
	calls map[string]bool // as the language writes them
	moves map[summary.Path]bool
}

type link struct{ cell, to summary.Path }

// normalize is the normal form of a summary of f.
func normalize(f *types.Func, sum *summary.Func) *normal {
	n := &normal{
		access: map[summary.Path]summary.Access{},
		links:  map[link]bool{},
		sure:   map[summary.Path]bool{},
		fresh:  map[summary.Path]bool{},
		waits:  map[summary.Path]bool{},
		calls:  map[string]bool{},
		moves:  map[summary.Path]bool{},
	}
	if sum == nil {
		return n
	}
	v := viewer{f: f, types: &movable.Types{}}
	n.noReturn = sum.NoReturn
	for _, e := range sum.Effects {
		if p, ok := v.memory(e.Path); ok {
			n.access[p] = max(n.access[p], e.Access)
		}
	}
	for _, p := range sum.Waits {
		if p, ok := v.canonical(p); ok && (direct(p) || v.visible(holder(p))) {
			n.waits[p] = true
		}
	}
	for _, c := range sum.Calls {
		if s, ok := v.call(c); ok {
			n.calls[s] = true
		}
	}
	for _, m := range sum.Moves {
		if p, ok := v.memory(m.Path); ok && !m.Contained {
			n.moves[p] = true
		}
	}
	for _, l := range sum.Links {
		if l.Cell[0] != 'n' {
			n.link(v, sum, l.Cell, l.Paths(), 0)
			if cell, ok := v.place(l.Cell); ok && l.Certain && (l.Extends() || !slices.Contains(l.Paths(), l.Cell+"*")) {
				n.sure[cell] = true
			}
		}
	}
	return n
}

// maxNew bounds the chains of new memory that are followed: lists are endless.
const maxNew = 3

func (n *normal) link(v viewer, sum *summary.Func, cell summary.Path, to []summary.Path, depth int) {
	cell, ok := v.place(cell)
	if !ok {
		return
	}
	for _, p := range to {
		root, steps, err := p.Split()
		if err != nil {
			continue
		}
		switch root.Kind {
		case 'a':
			if p, ok := v.memory(p); ok && p != cell+"*" {
				n.links[link{cell, p}] = true
			}
		case 'n':
			if slices.ContainsFunc(steps, func(s summary.Step) bool { return s.Kind == summary.Deref }) {
				continue
			}
			if n.fresh[cell] = true; depth >= maxNew {
				continue
			}
			self := fmt.Sprintf("n%d", root.N)
			for _, inner := range sum.Links {
				rest, ok := strings.CutPrefix(string(inner.Cell), self)
				if ok && (rest == "" || rest[0] < '0' || rest[0] > '9') {
					n.link(v, sum, cell+"*"+summary.Path(rest), inner.Paths(), depth+1)
				}
			}
		}
	}
}

// viewer names memory as the callers of f see it.
type viewer struct {
	f     *types.Func
	types *movable.Types
}

// memory is the memory that p is in. It says false for what callers do not see.
func (v viewer) memory(p summary.Path) (summary.Path, bool) {
	p, ok := v.canonical(p)
	if !ok || !v.visible(p) {
		return "", false
	}
	cut := strings.LastIndexAny(string(p), "*^")
	return p[:cut+1], cut >= 0
}

// place is the name of a place that holds a reference.
func (v viewer) place(p summary.Path) (summary.Path, bool) {
	p, ok := v.canonical(p)
	if !ok || !v.visible(p) {
		return "", false
	}
	root, steps, _ := p.Split()
	t := v.start(root)
	for _, s := range steps {
		if t == nil {
			return p, true
		}
		if t, ok = step(t, s); !ok {
			return "", false
		}
	}
	return p, t == nil || movable.IsReference(t)
}

// call is a call of a function that f was given, as the language writes it.
func (v viewer) call(c summary.Call) (string, bool) {
	fn, ok := v.canonical(c.Fn)
	if !ok || !v.visible(fn) || !v.exported(fn) {
		return "", false
	}
	out := &summary.Func{Calls: []summary.Call{{Fn: fn, Many: c.Many, Later: c.Later, Refills: c.Refills}}}
	written := -1 // the last argument that is written again
	for _, r := range c.Refills {
		written = max(written, r.Arg)
	}
	for _, arg := range c.Args {
		var paths []summary.Path
		for _, p := range arg {
			if p, ok := v.memory(p); ok && !slices.Contains(paths, p) {
				paths = append(paths, p)
			}
		}
		slices.Sort(paths)
		out.Calls[0].Args = append(out.Calls[0].Args, paths)
	}
	// Arguments of which nothing is known may be left out at the end.
	args := &out.Calls[0].Args
	for len(*args) > written+1 && len((*args)[len(*args)-1]) == 0 {
		*args = (*args)[:len(*args)-1]
	}
	return out.String(), true
}

// exported reports whether all fields on the way to p have exported names, so
// that callers can have put something there.
func (v viewer) exported(p summary.Path) bool {
	root, steps, err := p.Split()
	if err != nil {
		return false
	}
	t := v.start(root)
	for _, s := range steps {
		if t == nil {
			return true
		}
		if st, ok := t.Underlying().(*types.Struct); ok && s.Kind == summary.Field && s.N < st.NumFields() && !st.Field(s.N).Exported() {
			return false
		}
		t, _ = step(t, s)
	}
	return true
}

// canonical writes p with one name for all elements.
func (v viewer) canonical(p summary.Path) (summary.Path, bool) {
	root, steps, err := p.Split()
	if err != nil || root.Kind == 'g' {
		return "", false
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%c%d", root.Kind, root.N)
	for _, s := range steps {
		switch s.Kind {
		case summary.Deref:
			b.WriteByte('*')
		case summary.Field:
			fmt.Fprintf(&b, ".%d", s.N)
		case summary.Elem, summary.Some, summary.ElemAt, summary.ElemKey, summary.ElemOf:
			b.WriteString("[]")
		case summary.All:
			b.WriteByte('^')
		}
	}
	return summary.Path(b.String()), true
}

// visible reports whether nothing on the way to p is such that callers need not
// know.
func (v viewer) visible(p summary.Path) bool {
	root, steps, err := p.Split()
	if err != nil {
		return false
	}
	t := v.start(root)
	for i, s := range steps {
		if t == nil {
			return true
		}
		switch u := movable.Core(t).(type) {
		case *types.Interface:
			if p, ok := types.Unalias(t).(*types.TypeParam); ok {
				if scalars(p) {
					return false
				}
			} else if i < len(steps)-1 && u.NumMethods() > 0 && root.Kind == 'a' {
				return false
			}
		case *types.Struct:
			if v.types.Guarded(t) {
				return false
			}
		}
		if v.types.Of(t) == movable.Shareable {
			return false
		}
		var ok bool
		if t, ok = step(t, s); !ok {
			return false
		}
	}
	if t == nil {
		return true
	}
	if _, ok := t.Underlying().(*types.Struct); ok && v.types.Guarded(t) {
		return false
	}
	return v.types.Of(t) != movable.Shareable && v.types.Of(types.NewPointer(t)) != movable.Shareable
}

// dispatched reports whether p leads through an interface with methods into
// memory of which only a method can know the shape.
func (v viewer) dispatched(p summary.Path) bool {
	root, steps, err := p.Split()
	if err != nil || root.Kind != 'a' {
		return false
	}
	t := v.start(root)
	for i, s := range steps {
		if t == nil {
			return false
		}
		_, generic := types.Unalias(t).(*types.TypeParam)
		if it, ok := movable.Core(t).(*types.Interface); ok && !generic && it.NumMethods() > 0 && i < len(steps)-1 {
			return true
		}
		if t, _ = step(t, s); t == nil {
			return false
		}
	}
	return false
}

// scalars reports whether all types that p stands for are numbers or strings.
func scalars(p *types.TypeParam) bool {
	it := p.Underlying().(*types.Interface)
	for e := range it.EmbeddedTypes() {
		if n, ok := e.Underlying().(*types.Interface); ok && n.NumEmbeddeds() == 1 {
			e = n.EmbeddedType(0)
		}
		if u, ok := e.(*types.Union); ok {
			all := true
			for term := range u.Terms() {
				_, basic := term.Type().Underlying().(*types.Basic)
				all = all && basic
			}
			return all
		}
	}
	return false
}

func (v viewer) start(root summary.Root) types.Type {
	sig := v.f.Signature()
	if root.Kind == 'r' {
		if root.N < sig.Results().Len() {
			return sig.Results().At(root.N).Type()
		}
		return nil
	}
	n := root.N
	if sig.Recv() != nil {
		if n == 0 {
			return sig.Recv().Type()
		}
		n--
	}
	if n < sig.Params().Len() {
		return sig.Params().At(n).Type()
	}
	return nil
}

// step is the type that step s leads to from t, nil if it cannot be told. It says
// false where the step makes no sense for t.
func step(t types.Type, s summary.Step) (types.Type, bool) {
	if s.Kind == summary.All {
		return nil, true
	}
	u := movable.Core(t)
	if p, ok := types.Unalias(t).(*types.TypeParam); ok && types.IsInterface(u) {
		return nil, s.Kind == summary.Deref && !scalars(p)
	}
	if types.IsInterface(u) {
		return nil, s.Kind == summary.Deref
	}
	switch s.Kind {
	case summary.Deref:
		switch u := u.(type) {
		case *types.Pointer:
			return u.Elem(), true
		case *types.Slice:
			return types.NewArray(u.Elem(), 1<<40), true
		case *types.Map:
			return types.NewArray(u.Elem(), 1<<40), true
		case *types.Signature, *types.Chan:
			return nil, true
		}
	case summary.Elem, summary.Some, summary.ElemAt:
		if u, ok := u.(*types.Array); ok {
			return u.Elem(), true
		}
	case summary.Field:
		if u, ok := u.(*types.Struct); ok && s.N < u.NumFields() {
			return u.Field(s.N).Type(), true
		}
	}
	return nil, false
}

// holder is the memory that the channel or wait group p lies in, which itself is
// made for sharing.
func holder(p summary.Path) summary.Path {
	p = summary.Path(strings.TrimSuffix(string(p), "*"))
	if i := strings.LastIndexAny(string(p), ".["); i > strings.LastIndexByte(string(p), '*') {
		p = p[:i]
	}
	return p
}

// direct reports whether p is what an input itself refers to.
func direct(p summary.Path) bool {
	return strings.Count(string(p), "*") == 1 && strings.HasSuffix(string(p), "*")
}

// shared is the memory inside of values of the types of the library that lines
// link to something else: by the name of the type and the path from a value.
type shared map[string]bool

// note adds what the links of a function name.
func (sh shared) note(f *types.Func, n *normal) {
	for l := range n.links {
		for _, p := range []summary.Path{l.cell + "*", l.to} {
			if key, ok := inside(f, p); ok {
				sh[key] = true
			}
		}
	}
}

// inside is the key for memory that p names.
func inside(f *types.Func, p summary.Path) (string, bool) {
	root, _, err := p.Split()
	if err != nil {
		return "", false
	}
	v := viewer{f: f}
	ptr, ok := v.start(root).(*types.Pointer)
	if !ok {
		return "", false
	}
	named, ok := types.Unalias(ptr.Elem()).(*types.Named)
	if !ok {
		return "", false
	}
	return named.Origin().String() + string(p[strings.IndexByte(string(p), '*'):]), true
}

// prune takes from n the writes of memory that only the methods of a type know:
// it lies behind an unexported field of what n writes as well, and no line of
// the table lets anything else refer to it.
func (n *normal) prune(f *types.Func, sh shared) *normal {
	v := viewer{f: f, types: &movable.Types{}}
	for p, a := range n.access {
		whole := p[:strings.IndexByte(string(p), '*')+1]
		if key, ok := inside(f, p); ok && a == summary.Write && p != whole && n.access[whole] >= summary.Write && !v.exported(p) && !sh[key] {
			delete(n.access, p)
		}
	}
	return n
}

// differences lists in which the line of f says something else than its
// source: with a minus what the line does not say and the source does, with a
// plus the other way round.
//
// Strict are writes, releases, calls of what was passed, moves, waits, that
// a function never returns, and which places refer to memory of which inputs
// afterwards. Tolerated are, for they only make the analysis miss a use:
//
//   - a read that the line leaves out, unless it is of what a parameter itself
//     refers to. The reads of a receiver's insides by its own methods are not
//     said;
//   - a write of memory that only methods of the type know (prune);
//   - a read of a slice that goes with what the line says of its elements;
//   - that a place refers to nothing else afterwards, if the line leaves it out;
//   - new memory that the line leaves out, or that it adds beside memory of an
//     input: append is said to make some, which the source shows only where the
//     slice may be nil.
func differences(f *types.Func, line, source *normal) []string {
	var out []string
	note := func(sign string, format string, args ...any) {
		out = append(out, sign+fmt.Sprintf(format, args...))
	}
	if line.noReturn != source.noReturn {
		note(sign(line.noReturn), "noreturn")
	}
	if line.noReturn && source.noReturn {
		return nil // what happens before the end nobody sees
	}
	for p, have := range source.access {
		said := line.access[p]
		switch {
		case have >= summary.Write && said < have:
			note("-", "%s %s", have, p)
		case have == summary.Read && said < have && direct(p) && !receiver(f, p) && !touches(line, p):
			note("-", "%s %s", have, p)
		}
	}
	for p, said := range line.access {
		have := source.access[p]
		if have < said && !(said == summary.Read && touches(source, p)) {
			note("+", "%s %s", said, p)
		}
	}
	keys(line.links, source.links, func(s string, l link) { note(s, "%s=%s", l.cell, l.to) })
	keys(line.calls, source.calls, func(s string, c string) { note(s, "%s", c) })
	keys(line.waits, source.waits, func(s string, p summary.Path) { note(s, "waits %s", p) })
	keys(line.moves, source.moves, func(s string, p summary.Path) { note(s, "moves %s", p) })
	for p := range line.fresh {
		beside := slices.ContainsFunc(slices.Collect(maps.Keys(line.links)), func(l link) bool { return l.cell == p })
		if !source.fresh[p] && !beside {
			note("+", "%s=new", p)
		}
	}
	for p := range line.sure {
		if !source.sure[p] && p[0] != 'r' {
			note("+", "%s for certain", p)
		}
	}
	slices.Sort(out)
	return out
}

// touches reports whether n says that something below p is used.
func touches(n *normal, p summary.Path) bool {
	for q := range n.access {
		if len(q) > len(p) && strings.HasPrefix(string(q), string(p)) {
			return true
		}
	}
	return false
}

// receiver reports whether p is reached from the receiver of f.
func receiver(f *types.Func, p summary.Path) bool {
	root, _, _ := p.Split()
	return f.Signature().Recv() != nil && root.Kind == 'a' && root.N == 0
}

func sign(plus bool) string {
	if plus {
		return "+"
	}
	return "-"
}

func keys[K comparable](line, source map[K]bool, note func(string, K)) {
	for k := range line {
		if !source[k] {
			note("+", k)
		}
	}
	for k := range source {
		if !line[k] {
			note("-", k)
		}
	}
}

// says reports whether the summary has an effect that a caller can see, so that
// its function needs a line: more than that it reads its receiver, or makes
// something new.
func (n *normal) says(f *types.Func) bool {
	if n.noReturn || len(n.links)+len(n.calls)+len(n.waits)+len(n.moves) > 0 {
		return true
	}
	for p, a := range n.access {
		if a >= summary.Write || direct(p) && !receiver(f, p) {
			return true
		}
	}
	return false
}

// text is the line's summary: writes first, for a report names the first
// statement that applies.
func (n *normal) text(f *types.Func) string {
	if n.noReturn {
		return "noreturn"
	}
	var out []string
	paths := slices.SortedFunc(maps.Keys(n.access), func(a, b summary.Path) int {
		return cmp.Or(cmp.Compare(n.access[b], n.access[a]), cmp.Compare(strings.Count(string(a), "*"), strings.Count(string(b), "*")), cmp.Compare(a, b))
	})
	for _, p := range paths {
		if a := n.access[p]; a >= summary.Write || a == summary.Read && direct(p) && !receiver(f, p) {
			out = append(out, fmt.Sprintf("%s %s", a, p))
		}
	}
	for _, p := range slices.Sorted(maps.Keys(n.waits)) {
		out = append(out, "waits "+string(p))
	}
	out = append(out, slices.Sorted(maps.Keys(n.calls))...)
	for _, p := range slices.Sorted(maps.Keys(n.moves)) {
		out = append(out, "moves "+string(p))
	}
	return strings.Join(append(out, n.linkText()...), "; ")
}

// renew is the line's summary with what it leaves out of its source. Where more
// than accesses and calls differ the whole is written anew.
func renew(f *types.Func, stmts string, source *normal, diff []string) string {
	var writes, reads, rest []string
	for _, d := range diff {
		d, less := strings.CutPrefix(d, "-")
		switch verb, _, _ := strings.Cut(d, " "); {
		case !less:
			return source.text(f)
		case verb == "writes" || verb == "releases":
			writes = append(writes, d)
		case verb == "reads":
			reads = append(reads, d)
		case verb == "calls" || verb == "waits":
			rest = append(rest, d)
		default:
			return source.text(f)
		}
	}
	var links []string
	had := [3][]string{}
	for _, s := range strings.Split(stmts, "; ") {
		switch verb, _, _ := strings.Cut(s, " "); verb {
		case "writes", "releases":
			had[0] = append(had[0], s)
		case "reads":
			if !slices.Contains(writes, "writes"+strings.TrimPrefix(s, "reads")) {
				had[1] = append(had[1], s)
			}
		case "calls", "waits":
			had[2] = append(had[2], s)
		default:
			links = append(links, s)
		}
	}
	return strings.Join(slices.Concat(had[0], writes, had[1], reads, had[2], rest, links), "; ")
}

// linkText writes the links with numbers for the new memory that leads to
// memory of inputs, and for that of the results.
func (n *normal) linkText() []string {
	cells := map[summary.Path]bool{}
	for l := range n.links {
		cells[l.cell] = true
		// New memory on the way must be named.
		for i, c := range l.cell {
			if p := l.cell[:i]; c == '*' && n.fresh[p] {
				cells[p] = true
			}
		}
	}
	for p := range n.fresh {
		if p[0] == 'r' && !strings.Contains(string(p), "*") {
			cells[p] = true
		}
	}
	numbers := map[summary.Path]int{}
	var out []string
	for _, cell := range slices.Sorted(maps.Keys(cells)) {
		var to []string
		for l := range n.links {
			if l.cell == cell {
				to = append(to, string(l.to))
			}
		}
		slices.Sort(to)
		if n.fresh[cell] {
			if _, ok := numbers[cell]; !ok {
				numbers[cell] = len(numbers)
			}
			to = append(to, fmt.Sprintf("n%d", numbers[cell]))
		}
		name, eq := string(cell), "="
		if i := strings.LastIndexByte(name, '*'); i >= 0 {
			if k, ok := numbers[cell[:i]]; ok {
				name = fmt.Sprintf("n%d%s", k, name[i+1:])
			}
		}
		if name[0] == 'a' && !n.sure[cell] {
			eq = "|="
		}
		out = append(out, name+eq+strings.Join(to, "|"))
	}
	return out
}

// reason says in words what a line is about.
func (n *normal) reason(f *types.Func) string {
	var own, others, shared, kept bool
	for p, a := range n.access {
		if a >= summary.Write {
			own = own || receiver(f, p)
			others = others || !receiver(f, p)
		}
	}
	for l := range n.links {
		inside := strings.Contains(string(l.cell), "*") || strings.Contains(string(l.cell), ".")
		shared = shared || l.cell[0] == 'r' && !inside
		kept = kept || inside || l.cell[0] == 'a'
	}
	var out []string
	add := func(b bool, s string) {
		if b {
			out = append(out, s)
		}
	}
	add(n.noReturn, "never returns")
	add(shared && others && strings.HasPrefix(f.Name(), "Append"), "appends")
	add(own, "changes the receiver")
	add(others && len(out) == 0, "writes into its argument")
	add(shared && !slices.Contains(out, "appends"), "the result is not a copy")
	add(kept, "keeps what it is given")
	add(len(n.calls) > 0, "calls what it is given")
	add(len(n.waits) > 0, "waits")
	add(len(out) == 0, "looks at its argument")
	return strings.Join(out, ", ")
}
