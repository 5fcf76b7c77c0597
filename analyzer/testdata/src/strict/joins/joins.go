// Package joins joins paths on which a variable refers to one value and to another.
package joins

type Msg struct {
	id    int
	body  []int
	next  *Msg
	right *Msg
}
type Pair struct {
	left, right *Msg
	n           int
}
type Outer struct {
	a    Pair
	b    *Pair
	m, o *Msg
	k    int
}

func mkMsg(int) *Msg                  { return &Msg{body: []int{1}} }
func mkBox(int) *Pair                 { return &Pair{mkMsg(1), mkMsg(2), 1} }
func mkPair(int) Pair                 { return Pair{mkMsg(1), mkMsg(2), 1} }
func cond(int) bool                   { return true }
func bound(n int) int                 { return n }
func seeMsg(m *Msg) bool              { return m.id > 0 }
func id[T any](v T) T                 { return v }
func relay(ch chan *Msg, m *Msg) *Msg { ch <- m; return mkMsg(1) }
func mkOpt(n int) *Msg {
	if n > 3 {
		return mkMsg(n)
	}
	return nil
}

func renewed(ch chan *Msg) {
	m := &Msg{next: &Msg{}}
	for {
		ch <- m
		m = &Msg{next: &Msg{}}
	}
}

func renewedByCall(ch chan *Msg) {
	m := mkMsg(7)
	for {
		ch <- m
		m = mkMsg(4)
	}
}

func renewedSometimes(ch chan *Msg) {
	m := &Msg{next: &Msg{}}
	for {
		ch <- m // want "use of moved value: `m`"
		if cond(1) {
			m = &Msg{next: &Msg{}}
		}
	}
}

func partMadeHere(ch chan *Msg, m *Msg) {
	m.next = &Msg{}
	for {
		ch <- m
		m = &Msg{}
	}
}

func slices(ch chan []*Msg) {
	n := []*Msg{{}}
	for {
		ch <- n
		n = []*Msg{{}}
	}
}

func fieldOfParam(chOpt chan *Msg, m *Msg) {
	for {
		chOpt <- m.next
		m = mkMsg(3)
	}
}

func twoLoops(ch chan *Msg, m *Msg) {
	for {
		for range bound(1) {
			ch <- m
			m = mkMsg(5)
		}
	}
}

func selected(chOpt chan *Msg, p Pair) {
	select {
	case chOpt <- p.left.next:
	default:
		p = mkPair(6)
	}
	p.left.next = mkMsg(7)
	chOpt <- p.left.next
}

func renewedInCase(ch chan *Msg, chMsg chan *Msg, o Outer) {
	select {
	case chMsg <- o.b.right:
		chMsg <- o.b.left
		o.b = mkBox(9)
	default:
	}
	seeMsg(o.b.left)
}

func replaced(ch chan *Msg, p, m *Msg) {
	if cond(1) {
		ch <- p.next
		p = m
	}
	seeMsg(p)
}

func partRenewed(ch chan *Msg, m *Msg) {
	ch <- m.next
	if cond(1) {
		m = mkMsg(1)
	}
	m.next = nil
	seeMsg(m)
}

func renewedInBranch(ch chan *Msg, chPair chan Pair, p Pair) {
	if cond(1) {
		p.right.next = &Msg{}
		ch <- p.right
		p.right = mkMsg(0)
	}
	chPair <- p
}

func taken(ch chan *Msg) {
	m := mkMsg(5)
	if q := m.next; q != nil {
		m.next = mkOpt(1)
		ch <- q
	}
	seeMsg(m)
}

func relayed(ch chan *Msg) {
	b := &Pair{left: mkMsg(1), right: mkMsg(2)}
	if cond(4) {
		b.left = relay(ch, b.left)
	}
	seeMsg(b.left)
}
