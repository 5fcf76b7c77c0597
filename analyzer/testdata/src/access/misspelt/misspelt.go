// Package misspelt has annotations that are none. The ones beside them are.
//
//sendmove:share // want "misplaced annotation: `//sendmove:share` belongs in the doc comment of a type declaration"
package misspelt

type job struct{ n int }

//sendmove:shares // want "unknown annotation `//sendmove:shares`: did you mean `//sendmove:share`?"
type a struct{}

//sendmove:share
type b struct{} // want b:"shared"

//sendmove:frozen // want "unknown annotation `//sendmove:frozen`$"
type c struct{}

// sendmove:share // want "annotation without effect: write `//sendmove:share`, without a space"
type d struct{}

// sendmove: what a sentence may start with.
// sendmove:others are prose as well, and so is sendmove:share within one.
type e struct{}

//sendmove:move j // want "unknown annotation `//sendmove:move`: did you mean `//sendmove:moves`?"
func move(j *job) {}

//sendmove:moves j // want "belongs in the doc comment of a function, or of a method of an interface"
type f func(j *job)

//sendmove:share // want "misplaced annotation"
type g = job

//sendmove:share // want "misplaced annotation"
func share() {}

//sendmove:share // want "misplaced annotation"
type (
	h struct{}
	i struct{}
)

//sendmove:share
type (
	only struct{} // want only:"shared"
)

type j struct{} //sendmove:share // want "misplaced annotation"

//sendmove:moves v // want "misplaced annotation"
var v *job

type k struct {
	//sendmove:moves j // want "misplaced annotation"
	run func(j *job)
}

//sendmove:moves j // want "misplaced annotation"

func far(j *job) {
	//sendmove:moves j // want "misplaced annotation"
	println(j.n)
}

type l interface {
	//sendmove:moves // want "incomplete annotation: `//sendmove:moves` names no parameter of `none`"
	none(j *job)
	//sendmove:moves k // want "unknown parameter: `other` has none called `k`"
	other(j *job)
	//sendmove:borrows j // want "unknown parameter: `unnamed` has none called `j`"
	unnamed(*job)
	//sendmove:moves _ // want "annotation without effect: a parameter of `blank` needs a name of its own"
	blank(_ *job)
	//sendmove:moves n // want "annotation without effect: `n` has type `int`, which is copied, not moved"
	copied(n int)
	//sendmove:borrows n
	borrowed(n int) // want borrowed:"borrows a1"
	//sendmove:moves ch b j // want "`ch` has type `chan \\*job`, which is shared, not moved" "`b` has type `\\*b`, which is shared, not moved"
	handles(ch chan *job, b *b, j *job) // want handles:"moves a3"
	//sendmove:moves j
	//sendmove:borrows j // want "contradictory annotations: `j` is both moved and borrowed"
	both(j *job) // want both:"moves a1"
	//sendmove:moves j
	//sendmove:borrows k
	apart(j, k *job) // want apart:"moves a1; borrows a2"
	//sendmove:moves j // want "misplaced annotation"
	embedded
}

type embedded interface{ f() }

//sendmove:moves r // want "unknown parameter: `result` has none called `r`"
func result() (r *job) { return nil }

//sendmove:moves j
func (j *job) receiver() {} // want receiver:"moves a0"

// sendmove:ignore is prose // want "write `//sendmove:ignore`, without a space"
func ignore(ch chan *job, j *job) {
	ch <- j
	//sendmove:ignored it is not // want "unknown annotation `//sendmove:ignored`: did you mean `//sendmove:ignore`?"
	j.n++ // want "moved value"
	ch <- j
	//sendmove:ignore the receiver has stopped
	j.n++
}
