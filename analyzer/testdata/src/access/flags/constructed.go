package flags

// What a constructor sets is not known to its caller, and not taken for nothing.

type options struct {
	async bool
	n     int
}

func newOptions() *options { return &options{async: true, n: 2} }

func bools() []bool { return []bool{true, false} }

func ints() []int { return []int{0, 10, 20} }

type task struct{ n int }

func constructed(ch chan *task, t *task) {
	o := newOptions()
	ch <- t
	if o.async {
		t.n++ // want "borrow of moved value: `t.n`"
	}
}

func constructedNumber(ch chan *task, t *task) {
	o := newOptions()
	ch <- t
	if o.n > 1 {
		t.n++ // want "borrow of moved value: `t.n`"
	}
}

func constructedList(ch chan *task, t *task) {
	o := bools()
	ch <- t
	if o[0] {
		t.n++ // want "borrow of moved value: `t.n`"
	}
}

// same asks twice.
func same(ch chan *task, t *task) {
	o := newOptions()
	if o.async {
		ch <- t
	}
	if !o.async {
		t.n++
	}
}

// made is zero where nobody has set it.
func made(ch chan *task, t *task) {
	o := &options{}
	ch <- t
	if o.async {
		t.n++
	}
}

func windows(ch chan []byte, b []byte) {
	at := ints()
	for i := 1; i < len(at); i++ {
		ch <- b[at[i-1]:at[i]]
	}
}
