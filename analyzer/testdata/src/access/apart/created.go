package apart

type counter struct{ n int }

type registry struct {
	all map[string]*counter
	cur *counter
	out chan *counter
}

// created stores what it makes: the two names are of one counter.
func (r *registry) created(name string) {
	c, ok := r.all[name]
	if !ok {
		c = &counter{}
		r.all[name] = c
	}
	r.out <- c
	r.all[name].n = 1 // want "assign to part of moved value: `r\\.all\\[name\\]\\.n`"
}

func (r *registry) notStored(name string) {
	c := r.cur
	if c == nil {
		c = &counter{}
	}
	r.out <- c
	if r.cur == nil {
		r.cur = &counter{}
		r.cur.n = 1
	}
}

func (r *registry) current() {
	c := r.cur
	if c == nil {
		c = &counter{}
		r.cur = c
	}
	r.out <- r.cur
	c.n = 1 // want "assign to part of moved value: `c\\.n`"
}

func (r *registry) renewed() {
	c := r.cur
	if c == nil {
		c = &counter{}
		r.cur = c
	}
	r.out <- r.cur
	r.cur = &counter{}
	r.cur.n = 1
}

func pair(out chan [2][]byte, a, b []byte) {
	p := [2][]byte{a, b}
	out <- p
	p[1][0] = 1 // want "assign to part of moved value: `p\\[1\\]\\[0\\]`"
}

func pairOfOthers(out chan [2][]byte, a, b []byte) {
	p := [2][]byte{a, b}
	out <- p
	p = [2][]byte{make([]byte, 1), make([]byte, 1)}
	p[1][0] = 1
}

type couple struct{ both [2][]byte }

func inStruct(out chan couple, a, b []byte) {
	c := couple{[2][]byte{a, b}}
	out <- c
	c.both[1][0] = 1 // want "assign to part of moved value: `c\\.both\\[1\\]\\[0\\]`"
}

func inStructOfOthers(out chan couple, a, b []byte) {
	c := couple{[2][]byte{a, b}}
	out <- c
	c = couple{[2][]byte{make([]byte, 1), make([]byte, 1)}}
	c.both[1][0] = 1
}
