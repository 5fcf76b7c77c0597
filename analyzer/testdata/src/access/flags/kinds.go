package flags

// What a number or a string is tells paths apart as a flag does.

type kinded struct{ n int }

func kinds(ch chan *kinded, m *kinded, k string) {
	if k == "a" {
		ch <- m
	}
	if k == "b" {
		m.n++
	}
	if k == "a" {
		m.n++ // want "moved value"
	}
}

type op int

const (
	keep op = iota
	give
	drop
)

func ops(ch chan *kinded, m *kinded, o op) {
	switch o {
	case give:
		ch <- m
	case keep:
		m.n++
	}
	switch o {
	case keep, drop:
		m.n++
	}
	if o != give {
		m.n++
	}
}

func changed(ch chan *kinded, m *kinded, o op) {
	if o == give {
		ch <- m
	}
	o = drop
	if o == drop {
		m.n++ // want "moved value"
	}
}

func field(ch chan *kinded, m *kinded, r *struct{ k op }) {
	if r.k == give {
		ch <- m
	}
	if r.k == keep {
		m.n++
	}
	r.k++
	if r.k == drop {
		m.n++ // want "moved value"
	}
}
