package cost

import (
	"fmt"
	"strings"
)

// A shape is a kind of program that is large in one way.
type shape struct {
	name string
	// source is the program of size n.
	source func(n int) string
	// least and most are the sizes between which it is measured. Nobody writes a
	// larger one.
	least, most int
}

var shapes = []shape{
	{"sends", sends, 10, 10_000},
	{"uses", uses, 10, 10_000},
	{"blocks", blocks, 10, 10_000},
	{"loops", loops, 10, 1_000},
	{"nesting", nesting, 1, 100},
	{"fields", fields, 10, 10_000},
	{"variables", variables, 10, 1_000},
	{"chain", chain, 10, 10_000},
	{"cluster", cluster, 10, 1_000},
	{"closures", closures, 10, 1_000},
	{"functions", functions, 10, 10_000},
	{"idle", idle, 10, 10_000},
}

const header = `package p

type job struct {
	n    int
	data []byte
	next *job
}

`

// repeat writes format for each i below n, which it gets as its only argument.
func repeat(b *strings.Builder, n int, format string) {
	for i := range n {
		b.WriteString(strings.ReplaceAll(format, "%d", fmt.Sprint(i)))
	}
}

// sends is one function that makes and sends n values.
func sends(n int) string {
	var b strings.Builder
	b.WriteString(header + "func f(ch chan *job) {\n")
	repeat(&b, n, "\tch <- &job{n: %d}\n")
	b.WriteString("}\n")
	return b.String()
}

// uses is one function that sends one value, and works on n others before.
func uses(n int) string {
	var b strings.Builder
	b.WriteString(header + "func f(ch chan *job, j *job) int {\n\tsum := 0\n")
	repeat(&b, n, "\tsum += j.n + %d\n")
	b.WriteString("\tch <- j\n\treturn sum\n}\n")
	return b.String()
}

// blocks is one function with n branches, each of which may send.
func blocks(n int) string {
	var b strings.Builder
	b.WriteString(header + "func f(ch chan *job, k int) {\n\tj := &job{}\n")
	repeat(&b, n, "\tif k == %d {\n\t\tch <- j\n\t\tj = &job{n: %d}\n\t}\n")
	b.WriteString("}\n")
	return b.String()
}

// loops is one function with n loops, one after the other.
func loops(n int) string {
	var b strings.Builder
	b.WriteString(header + "func f(ch chan *job, k int) {\n")
	repeat(&b, n, "\tfor i := 0; i < k; i++ {\n\t\tch <- &job{n: i}\n\t}\n")
	b.WriteString("}\n")
	return b.String()
}

// nesting is one function with a send in n loops, one in the other.
func nesting(n int) string {
	var b strings.Builder
	b.WriteString(header + "func f(ch chan *job, k int) {\n")
	repeat(&b, n, "for i%d := 0; i%d < k; i%d++ {\n")
	b.WriteString("ch <- &job{}\n" + strings.Repeat("}\n", n) + "}\n")
	return b.String()
}

// fields is one function that sends a struct with n fields.
func fields(n int) string {
	var b strings.Builder
	b.WriteString("package p\n\ntype wide struct {\n")
	repeat(&b, n, "\tf%d *int\n")
	b.WriteString("}\n\nfunc f(ch chan *wide, w *wide) {\n\tfor i := 0; i < 3; i++ {\n\t\tch <- w\n\t\tw = &wide{}\n\t}\n}\n")
	return b.String()
}

// variables is one function in which n variables live at once, and all are sent.
func variables(n int) string {
	var b strings.Builder
	b.WriteString(header + "func f(ch chan *job) {\n")
	repeat(&b, n, "\tj%d := &job{n: %d}\n")
	repeat(&b, n, "\tch <- j%d\n")
	b.WriteString("}\n")
	return b.String()
}

// chain is n functions, each of which calls the next, and a send at the end.
func chain(n int) string {
	var b strings.Builder
	b.WriteString(header)
	for i := range n {
		fmt.Fprintf(&b, "func f%d(ch chan *job, j *job) { f%d(ch, j) }\n\n", i, i+1)
	}
	fmt.Fprintf(&b, "func f%d(ch chan *job, j *job) { ch <- j }\n", n)
	return b.String()
}

// cluster is n functions that call each other in a ring, two steps back and one
// forth.
func cluster(n int) string {
	var b strings.Builder
	b.WriteString(header)
	for i := range n {
		fmt.Fprintf(&b, "func f%d(ch chan *job, j *job) {\n\tif j.n == %d {\n\t\tch <- j\n\t\treturn\n\t}\n\tf%d(ch, j.next)\n\tf%d(ch, &job{n: j.n})\n}\n\n",
			i, i, (i+1)%n, (i+n/2)%n)
	}
	return b.String()
}

// closures is one function with n closures that send what they capture.
func closures(n int) string {
	var b strings.Builder
	b.WriteString(header + "func f(ch chan *job) {\n")
	repeat(&b, n, "\tgo func(j *job) { ch <- j }(&job{n: %d})\n")
	b.WriteString("}\n")
	return b.String()
}

// functions is n functions that send and use, each by itself.
func functions(n int) string {
	var b strings.Builder
	b.WriteString(header)
	repeat(&b, n, "func f%d(ch chan *job, list []*job) int {\n\tsum := 0\n\tfor _, j := range list {\n\t\tsum += j.n\n\t\tch <- j\n\t}\n\treturn sum\n}\n\n")
	return b.String()
}

// idle is n functions of which none has to do with a channel.
func idle(n int) string {
	var b strings.Builder
	b.WriteString(header)
	repeat(&b, n, "func f%d(list []*job) int {\n\tsum := 0\n\tfor _, j := range list {\n\t\tsum += j.n\n\t}\n\treturn sum\n}\n\n")
	return b.String()
}
