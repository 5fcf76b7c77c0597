package hostile

import (
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// maxAllocated bounds what the analysis of one extreme program may allocate, in all.
const maxAllocated = 4 << 30

// TestExtremes analyses programs that are deep or wide in one way, beyond what anybody
// writes. The analysis may give up on a function, but it must come to an end, and must
// have said of the others what there is to say: each program ends with a mistake.
func TestExtremes(t *testing.T) {
	strictly(t)
	for _, e := range extremes {
		size := e.size
		if testing.Short() {
			size = min(size, max(10, size/20))
		}
		t.Run(fmt.Sprintf("%s/%d", e.name, size), func(t *testing.T) {
			text := "package p\n" + e.text(size) + mistake
			var before, after runtime.MemStats
			done := watch(e.name, []source{{"p.go", []byte(text)}})
			defer done()
			w := newWorld(nil)
			pass, err := w.check("example.com/p", []source{{"p.go", []byte(text)}})
			if errors.Is(err, errIllTyped) {
				t.Fatal(err)
			}
			runtime.ReadMemStats(&before)
			out, err := w.analyse(pass)
			runtime.ReadMemStats(&after)
			if err != nil {
				t.Error(err)
			}
			if !slices.ContainsFunc(out.lines, func(s string) bool { return strings.Contains(s, "moved value: `last.n`") }) {
				t.Errorf("the mistake at the end is not among %d reports", len(out.lines))
			}
			allocated := after.TotalAlloc - before.TotalAlloc
			t.Logf("%d reports, %d functions skipped, %d MB allocated", len(out.lines)-out.skipped, out.skipped, allocated>>20)
			if allocated > maxAllocated {
				t.Errorf("%d MB allocated", allocated>>20)
			}
		})
	}
}

const mistake = `
type lastJob struct{ n int }

func last(ch chan *lastJob, last *lastJob) {
	ch <- last
	last.n = 1
}
`

// repeat is n copies of format with their numbers.
func repeat(n int, format string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.NewReplacer("#-", fmt.Sprint(i-1), "#+", fmt.Sprint(i+1), "#", fmt.Sprint(i)).Replace(format))
	}
	return b.String()
}

// nest is n copies of open, then inner, then n copies of shut.
func nest(n int, open, inner, shut string) string {
	return strings.Repeat(open, n) + inner + strings.Repeat(shut, n)
}

var extremes = []struct {
	name string
	size int
	text func(n int) string
}{
	// 2^n fields. More, and the type checker takes for ever.
	{"a tree of structs by value", 15, func(n int) string {
		return "type t0 struct{ p [0]*int }\n" + repeat(n, "type t#+ struct{ a, b t# }\n") +
			fmt.Sprintf("func f(ch chan *t%d, v *t%d) { w := *v; ch <- v; ch <- &w; w = *v }\n", n, n)
	}},
	{"a tree of structs by pointers", 200, func(n int) string {
		return "type t0 struct{ p *int }\n" + repeat(n, "type t#+ struct{ a, b *t# }\n") +
			fmt.Sprintf("func f(ch chan t%d, v t%d) { w := v; ch <- v; ch <- w; w.a, w.b = w.b, w.a }\n", n, n)
	}},
	{"a tree of functions", 40, func(n int) string { // 2^n paths through the call graph
		return "type job struct{ a, b *job }\nfunc f0(ch chan *job, j *job) { ch <- j }\n" +
			repeat(n, "func f#+(ch chan *job, j *job) { if j.a == nil { f#(ch, j.a) } else { f#(ch, j.b) }; f#(ch, j) }\n")
	}},
	{"a tree of interfaces", 40, func(n int) string {
		return "type i0 interface{ m0(chan any) }\n" + repeat(n, "type i#+ interface{ i#; m#+(chan any, i#) i# }\n") +
			fmt.Sprintf("func f(ch chan any, v i%d) { ch <- v; ch <- v.m%d(ch, v); ch <- v }\n", n, n)
	}},
	{"a huge array", 1 << 40, func(n int) string {
		return fmt.Sprintf("func f(ch chan *[%d]*int, v *[%d]*int) { w := v[:]; ch <- v; for i := range v { v[i] = nil }; w[7] = nil }\n", n, n)
	}},
	{"a pointer type", 1000, func(n int) string {
		stars := strings.Repeat("*", n)
		return "func f(ch chan " + stars + "int, v " + stars + "int) { ch <- v; " + stars + "v = 1 }\n"
	}},
	{"a slice type", 1000, func(n int) string {
		return "type t " + strings.Repeat("[]", n) + "*int\nfunc f(ch chan t, v t) { ch <- v; v" + strings.Repeat("[0]", n) + " = nil }\n"
	}},
	{"a channel type", 1000, func(n int) string {
		return "type t " + strings.Repeat("chan ", n) + "*int\nfunc f(ch chan t, v t) { ch <- v; " + "println(" + strings.Repeat("<-", n) + "v) }\n"
	}},
	{"a struct type", 500, func(n int) string {
		return "type t " + nest(n, "struct{ a, b struct{}; f ", "*int", " }") +
			"\nfunc f(ch chan t, v t) { ch <- v; v" + strings.Repeat(".f", n) + " = nil }\n"
	}},
	{"a function type", 500, func(n int) string {
		return "type t " + nest(n, "func(", "*int", ") *int") + "\nfunc f(ch chan t, v t) { ch <- v; v(nil) }\n"
	}},
	{"a type argument", 200, func(n int) string {
		return "type g[T any] struct{ p *T }\nfunc f(ch chan any) { var v " + nest(n, "g[", "int", "]") + "; ch <- v.p; v.p = nil; *v.p = *v.p }\n"
	}},
	{"a list of type parameters", 500, func(n int) string {
		return "func f[" + repeat(n, "T# any, ") + "](ch chan any, " + repeat(n, "v# *T#, ") + ") {" + repeat(n, "ch <- v#; *v# = *v#;") + "}\n"
	}},
	{"a selector", 2000, func(n int) string {
		return "type t struct{ p *t; n int }\nfunc f(ch chan *t, v *t) { ch <- v" + strings.Repeat(".p", n) + "; v" + strings.Repeat(".p", n) + ".n = 1 }\n"
	}},
	{"a sum", 5000, func(n int) string {
		return "type t struct{ n int }\nfunc f(ch chan *t, v *t) int { ch <- v; return v.n" + strings.Repeat("+v.n", n) + " }\n"
	}},
	{"parentheses", 5000, func(n int) string {
		return "func f(ch chan *int, v *int) { ch <- v; *" + nest(n, "(", "v", ")") + " = 1 }\n"
	}},
	{"calls in calls", 2000, func(n int) string {
		return "func id(v *int) *int { return v }\nfunc f(ch chan *int, v *int) { ch <- " + nest(n, "id(", "v", ")") + "; *v = 1 }\n"
	}},
	{"a literal in a literal", 2000, func(n int) string {
		return "type t struct{ p *t }\nfunc f(ch chan *t, v *t) { w := " + nest(n, "&t{", "v", "}") + "; ch <- w; w.p = v }\n"
	}},
	{"a literal of many elements", 8_000, func(n int) string {
		return "func f(ch chan []*int) { v := []*int{" + repeat(n, "new(int),") + "}; ch <- v; v[3] = nil }\n"
	}},
	{"a map of many elements", 5000, func(n int) string {
		return "func f(ch chan map[int]*int) { v := map[int]*int{" + repeat(n, "#: new(int),") + "}; ch <- v; v[3] = nil }\n"
	}},
	{"closures in closures", 200, func(n int) string {
		return "func f(ch chan *int, v *int) { " + nest(n, "func() { ", "ch <- v; *v = 1", " }()") + " }\n"
	}},
	{"closures that capture all before", 150, func(n int) string {
		return "func f(ch chan func()) { var v *int; c0 := func() { *v = 1 }\n" + repeat(n, "c#+ := func() { c#(); *v = # }; ch <- c#+\n") + "}\n"
	}},
	{"blocks in blocks", 2000, func(n int) string {
		return "func f(ch chan *int, v *int) { " + nest(n, "{ v := v; ", "ch <- v; *v = 1", " }") + " }\n"
	}},
	{"loops in loops", 60, func(n int) string {
		return "func f(ch chan *int, v *int) { " + nest(n, "for { if *v == 2 { break }; ", "ch <- v; *v = 1", " }") + " }\n"
	}},
	{"branches in branches", 500, func(n int) string {
		return "func f(ch chan *int, v *int) { " + nest(n, "if *v == 1 { ch <- v } else { ", "v = nil", " }") + "; *v = 1 }\n"
	}},
	{"branches behind each other", 1000, func(n int) string { // 2^n paths
		return "type t struct{ p *t; n int }\nfunc f(ch chan *t, v, w *t) { " + repeat(n, "if v.n == # { ch <- v; v = w } else { w = v.p }\n") + "}\n"
	}},
	{"gotos from everywhere to everywhere", 60, func(n int) string {
		return "func f(ch chan *int, v *int, n int) { " + repeat(n, "l#: switch n {"+
			strings.ReplaceAll(repeat(n, "case #: goto l@;"), "@", "#")+"}; ch <- v; *v = #\n") + "}\n"
	}},
	{"a goto into each of many loops", 300, func(n int) string {
		return "func f(ch chan *int, v *int, n int) { " + repeat(n, "l#: ch <- v; if n == # { goto l0 }; n++\n") + "for { *v = 1 } }\n"
	}},
	{"a select of many cases", 1000, func(n int) string {
		return "func f(ch chan *int, v *int) { for { select {" + repeat(n, "case ch <- v: *v = #\n") + "} } }\n"
	}},
	{"a type switch of many cases", 1000, func(n int) string {
		return repeat(n, "type t# struct{ p *int }\n") + "func f(ch chan any, v any) { switch w := v.(type) {" + repeat(n, "case *t#: ch <- w; w.p = nil\n") + "} }\n"
	}},
	{"many parameters", 500, func(n int) string {
		return "type t struct{ p *t }\nfunc f(ch chan *t, " + repeat(n, "v#, ") + "w *t) {" + repeat(n, "ch <- v#; v#.p = w;") + "}\n" +
			"func g(ch chan *t, v *t) { f(ch, " + repeat(n, "v, ") + "v) }\n"
	}},
	{"many results", 300, func(n int) string {
		return "type t struct{ p *t }\nfunc f(v *t) (" + repeat(n, "*t, ") + ") { return " + strings.TrimSuffix(repeat(n, "v, "), ", ") + " }\n" +
			"func g(ch chan *t, v *t) { " + strings.TrimSuffix(repeat(n, "w#, "), ", ") + " := f(v); " + repeat(n, "ch <- w#;") + " v.p = nil }\n"
	}},
	{"many deferred calls", 500, func(n int) string {
		return "func f(ch chan *int, v *int) { " + repeat(n, "defer func() { ch <- v; *v = # }()\n") + "}\n"
	}},
	{"functions that all call each other", 60, func(n int) string {
		return "type t struct{ p *t }\n" + repeat(n, "func f#(ch chan *t, v *t) { ch <- v; if v.p == nil { "+
			strings.ReplaceAll(repeat(n, "f@(ch, v.p);"), "@", "#")+" } }\n")
	}},
	{"a field that holds many functions", 200, func(n int) string {
		return "type t struct{ p *t; do func(chan *t, *t) }\n" + repeat(n, "func f#(ch chan *t, v *t) { ch <- v; v.do(ch, v.p) }\nvar v# = &t{do: f#}\n")
	}},
	{"an interface that many implement", 500, func(n int) string {
		return "type i interface{ do(chan i, i) }\n" + repeat(n, "type t# struct{ i }\nfunc (t *t#) do(ch chan i, v i) { ch <- v; v.do(ch, t) }\nvar v# i = &t#{}\n")
	}},
	{"a chain of embedded fields", 300, func(n int) string {
		return "type t0 struct{ n *int }\nfunc (t *t0) do(ch chan *int) { ch <- t.n }\n" + repeat(n, "type t#+ struct{ *t# }\n") +
			fmt.Sprintf("func f(ch chan *int, v *t%d) { v.do(ch); *v.n = 1 }\n", n)
	}},
	{"a chain of type declarations", 2000, func(n int) string {
		return "type t0 struct{ p *int }\n" + repeat(n, "type t#+ = *t#\n") + fmt.Sprintf("func f(ch chan t%d, v t%d) { ch <- v; *v = nil }\n", n, n)
	}},
	{"annotations", 5000, func(n int) string {
		return repeat(n, "//sendmove:moves v, w, v#\n") + "func f(v, w *int)\n" + repeat(n, "//sendmove:share\n") + "type t struct{}\n" + repeat(n, "//sendmove:ignore #\n")
	}},
	{"a line", 200_000, func(n int) string {
		return "func f(ch chan *int, v *int) { ch <- v; " + strings.Repeat(" ", n) + "*v = 1 /* " + strings.Repeat("世", n) + " */ }\n"
	}},
}
